package access_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
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
	// From version 2 on.
	Recovery, IBAN, Terms string
	Logo                  []byte
	Idle                  int
	// From version 4 on.
	Member goldenMember
}

// goldenMember is a member beside the owner, with a second factor of her own; people
// was taken from her and began anew.
type goldenMember struct{ Email, Password, Seed, Kit string }

// enters signs the member in, without what was taken from her.
func (g goldenMember) enters(w *world) {
	w.t.Helper()
	p := person{world: w, email: g.Email, password: g.Password, seed: g.Seed}
	if who, err := w.door.OpenKit(w.ctx(), g.Email, g.Kit); err != nil || who.Email != g.Email {
		w.t.Errorf("the member's kit: %v", err)
	}
	s := p.enter()
	if c := must(s.Company(w.ctx()))(w.t); c.Name != ownerCompany {
		w.t.Error("the company reads otherwise to her")
	}
	if _, err := s.People(w.ctx()); !errors.Is(err, access.ErrForbidden) {
		w.t.Error("she sees people:", err)
	}
	if err := s.Close(w.ctx()); err != nil {
		w.t.Fatal(err)
	}
}

// sees holds what the owner is told of users, and seals anew what is behind.
func (g goldenMember) sees(w *world, s *access.Session) {
	w.t.Helper()
	var all []string
	for _, u := range must(s.Users(w.ctx()))(w.t) {
		all = append(all, u.Email+" "+string(u.State))
		if u.Unreadable || u.Stale {
			w.t.Errorf("%+v", u)
		}
	}
	if want := []string{ownerEmail + " active", g.Email + " active", jorisEmail + " invited"}; !slices.Equal(all, want) {
		w.t.Errorf("%v, want %v", all, want)
	}
	must(access.Journal(w.ctx(), s))(w.t)
	if n := must(s.ToReseal(w.ctx()))(w.t); n == 0 {
		w.t.Error("nothing is of an older epoch")
	}
	resealed(w.t, w, s)
	must(s.People(w.ctx()))(w.t)
}

// settings holds what a file of version 2 and later has besides against what
// stands beside it.
func (g golden) settings(w *world, s *access.Session) {
	w.t.Helper()
	m, terms, logo := must(s.Money(w.ctx()))(w.t), must(s.Terms(w.ctx()))(w.t), must(s.Logo(w.ctx()))(w.t)
	rules := must(s.Security(w.ctx()))(w.t)
	if m.IBAN != g.IBAN || m.Days != 14 || terms != g.Terms || !bytes.Equal(logo, g.Logo) || s.IdleMinutes() != g.Idle || rules.House {
		w.t.Errorf("the settings read otherwise: %+v, %q, %d bytes, %+v", m, terms, len(logo), rules)
	}
	m.Days = 21
	if err := errors.Join(saveMoney(w.ctx(), s, m), s.Close(w.ctx())); err != nil {
		w.t.Fatal(err)
	}
	w.pass(time.Hour)
	again := must(must(w.door.Password(w.ctx(), g.Email, g.Password))(w.t).Recovery(w.ctx(), g.Recovery))(w.t)
	if got := must(again.Money(w.ctx()))(w.t); got != m || again.Close(w.ctx()) != nil {
		w.t.Error("changed money settings read otherwise")
	}
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
			accounts := 1
			if g.Member.Email != "" {
				accounts++
				g.Member.sees(w, s)
				g.Member.enters(w)
			}
			c.City = "Gent"
			if err := saveCompany(w.ctx(), s, c); err != nil {
				t.Fatal(err)
			}
			if seen := looks(t, gone, s); seen[0] != "" {
				t.Errorf("a program that was killed is told: %q", seen)
			}
			if g.Recovery != "" {
				g.settings(w, s)
			} else if err := s.Close(w.ctx()); err != nil {
				t.Fatal(err)
			}
			if r, err := access.Check(w.ctx(), w.file); err != nil || r.Companies != 1 || r.Accounts != accounts {
				t.Errorf("%+v, %v", r, err)
			}
		})
	}
}
