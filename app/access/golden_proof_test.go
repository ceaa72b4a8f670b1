package access_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// golden is what stands beside a file of an earlier format version.
type golden struct {
	Email, Password, Kit, Seed, Street string
	Until                              time.Time
}

// TestGoldenFilesSignIn opens one file of every format version with today's
// program: the password and the code get in, the kit opens the ring, the content
// is there, and a change goes through.
func TestGoldenFilesSignIn(t *testing.T) {
	folder := filepath.Join("..", "..", "data", "testdata", "golden")
	all := must(filepath.Glob(filepath.Join(folder, "*.trousseau")))(t)
	if len(all) == 0 {
		t.Fatal("no golden files")
	}
	for _, from := range all {
		t.Run(filepath.Base(from), func(t *testing.T) {
			var g golden
			if err := json.Unmarshal(must(os.ReadFile(strings.TrimSuffix(from, ".trousseau")+".json"))(t), &g); err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			w := &world{t: t, path: filepath.Join(dir, "shop.trousseau"), now: g.Until.Add(time.Hour), seed: g.Seed}
			write(t, w.path, must(os.ReadFile(from))(t))
			options := access.Options{State: filepath.Join(dir, "state"), Clock: func() time.Time { return w.now }} // Argon2id, as in the program
			w.file = must(data.Open(w.ctx(), w.path, data.Options{}))(t)
			defer func() {
				if err := w.file.Close(); err != nil {
					t.Error(err)
				}
			}()
			w.door = access.New(w.file, options)
			if who, err := w.door.OpenKit(w.ctx(), g.Email, g.Kit); err != nil || who.Email != g.Email {
				t.Errorf("kit: %v", err)
			}
			var wrong *access.WrongError
			if _, err := w.door.Password(w.ctx(), g.Email, g.Password+"x"); !errors.As(err, &wrong) {
				t.Errorf("a wrong password: %v", err)
			}
			s := must(must(w.door.Password(w.ctx(), g.Email, g.Password))(t).Code(w.ctx(), w.code(0)))(t)
			c := must(s.Company(w.ctx()))(t)
			if c.Name != ownerCompany || c.Street != g.Street {
				t.Error("the company reads otherwise")
			}
			c.City = "Gent"
			if err := errors.Join(s.ChangeCompany(w.ctx(), c), s.Close(w.ctx())); err != nil {
				t.Fatal(err)
			}
			if r, err := access.Check(w.ctx(), w.file); err != nil || r.Companies != 1 || r.Accounts != 1 {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}
