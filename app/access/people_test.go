package access_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// The list of who has access: owners first, internal and external, what each one's
// own program reported, and who has no second factor by name (A26 to A29, F10).
func TestPeople(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	founded := w.now
	elise := w.elise(s, nil, keys.Common)
	joris := w.secondOwner(s)
	people := must(s.People(w.ctx()))(t)
	if len(people) != 3 || !people[0].Owner || !people[1].Owner || people[2].Owner {
		t.Fatalf("%+v", people)
	}
	if p := people[2]; p.Internal || p.Email != eliseEmail || p.First != "" || !p.Stale || p.SignIn != 0 || p.Factor || p.Class != 0 {
		t.Errorf("before his first sign-in: %+v", p)
	}
	elise.enter().Close(w.ctx())
	seen := w.now
	his := joris.enter()
	joris.enrol(his)
	people = must(his.People(w.ctx()))(t)
	byName := map[string]access.Person{}
	for _, p := range people {
		byName[p.First] = p
	}
	e, j, m := byName["Élise"], byName["Joris"], byName["Margaux"]
	if e.Internal || e.Owner || e.Factor || e.Stale || e.Me || e.SignIn != seen.UnixMilli() || e.Class != 4 || e.Email != eliseEmail || e.PasswordSet != founded.UnixMilli() {
		t.Errorf("%+v", e)
	}
	if !j.Internal || !j.Owner || !j.Factor || !j.Me || j.SignIn != w.now.UnixMilli() {
		t.Errorf("%+v", j)
	}
	if !m.Internal || !m.Owner || !m.Factor || m.Me || m.SignIn != founded.UnixMilli() || m.Class < 4 {
		t.Errorf("%+v", m)
	}
	if out := access.WithoutFactor(people); len(out) != 1 || out[0].Last != "Aubert" {
		t.Errorf("%+v", out)
	}
	if slices.IndexFunc(people, func(p access.Person) bool { return p.First == "Élise" }) != 2 || people[0].Last != "Bedrijf" {
		t.Errorf("order: %+v", people)
	}
}

// Nobody shows himself or another as he is not: another member's
// profile in place of his, or an edited one, is refused.
func TestProfilesAreSigned(t *testing.T) {
	for name, edit := range map[string]string{
		"exchanged": `UPDATE profiles SET sealed = (SELECT sealed FROM profiles WHERE rowid = 1) WHERE rowid = 2`,
		"edited":    `UPDATE profiles SET sealed = CAST(substr(sealed, 1, length(sealed) - 8) || X'0000000000000000' AS BLOB) WHERE rowid = 2`,
	} {
		w := newWorld(t)
		s := w.found(true)
		elise := w.elise(s, nil, keys.Common)
		elise.enter().Close(w.ctx())
		s.Close(w.ctx())
		w.byHand(edit)
		w.pass(time.Minute)
		if _, err := w.signIn().People(w.ctx()); !errors.Is(err, access.ErrTampered) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
