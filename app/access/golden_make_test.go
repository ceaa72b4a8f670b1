package access_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// TestMakeGoldenFile writes the golden file of this version into the folder that
// TROUSSEAU_GOLDEN names, from that of the version before, as long as this version is
// not released; afterwards nobody changes it (data/testdata/golden).
func TestMakeGoldenFile(t *testing.T) {
	to := os.Getenv("TROUSSEAU_GOLDEN")
	if to == "" {
		t.Skip("only by hand")
	}
	from := filepath.Join("..", "..", "data", "testdata", "golden", "v3")
	var g golden
	if err := json.Unmarshal(must(os.ReadFile(from+".json"))(t), &g); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w := &world{t: t, path: filepath.Join(dir, "shop.trousseau"), now: g.Until.Add(24 * time.Hour), seed: g.Seed}
	write(t, w.path, must(os.ReadFile(from+".trousseau"))(t))
	w.file = must(data.Open(w.ctx(), w.path, data.Options{}))(t)
	w.door = access.New(w.file, access.Options{State: filepath.Join(dir, "state"), Clock: func() time.Time { return w.now }}) // Argon2id, as in the program
	s := must(must(w.door.Password(w.ctx(), g.Email, g.Password))(t).Code(w.ctx(), w.code(0)))(t)
	w.pass(time.Minute)
	n := access.NewInvitation{Emails: []string{eliseEmail}, First: "Élise", Last: "Aubert", Language: "nl", Until: "2028-12-31", Rights: []string{"customers.view", "users.view"}}
	inv := must(w.door.Invitation(w.ctx(), w.invite(s, n).Code))(t)
	answer := w.answer(inv)
	elise := &person{world: w, email: eliseEmail, password: answer.Password}
	his := must(w.door.Accept(w.ctx(), inv, answer))(t)
	w.pass(time.Minute)
	elise.enrol(his)
	w.pass(time.Minute)
	u := userOf(t, s, eliseEmail)
	err := s.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Rights: []string{"customers.view"}, Until: u.Until}) // people begins anew
	w.pass(time.Minute)
	w.invite(s, access.NewInvitation{Emails: []string{jorisEmail}, Language: "fr", Internal: true, Days: 30, Rights: []string{"users.view"}}) // still open
	if err := errors.Join(err, his.Close(w.ctx()), w.file.Close()); err != nil {                                                              // Margaux's program is killed
		t.Fatal(err)
	}
	g.Until, g.Member = w.now, goldenMember{Email: elise.email, Password: elise.password, Seed: elise.seed, Kit: answer.Kit.Code()}
	write(t, filepath.Join(to, "v4.trousseau"), must(os.ReadFile(w.path))(t))
	write(t, filepath.Join(to, "v4.json"), append(must(json.MarshalIndent(g, "", "  "))(t), '\n'))
}
