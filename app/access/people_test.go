package access_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
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
	if p := people[2]; p.Internal || p.Email != eliseEmail || p.First != "" || p.Stale || p.Unreadable || p.SignIn != 0 || p.Factor || p.Class != 0 {
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
	if e.Internal || e.Owner || e.Factor || e.Stale || e.Unreadable || e.Me || e.SignIn != seen.UnixMilli() || e.Class != 4 || e.Email != eliseEmail || e.PasswordSet != founded.UnixMilli() {
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

// One report that does not open, or is gone, is told as such: nobody shows
// himself or another as he is not, and everybody else is shown all the same.
func TestAnUnreadableReportHidesNobodyElse(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	w.elise(s, nil, keys.Common).enter().Close(w.ctx())
	joris.enter().Close(w.ctx())
	s.Close(w.ctx())
	before := w.freeze()
	for name, edit := range map[string]string{
		"another member's": `UPDATE profiles SET sealed = (SELECT sealed FROM profiles WHERE rowid = 1) WHERE rowid = 2`,
		"edited":           `UPDATE profiles SET sealed = CAST(substr(sealed, 1, length(sealed) - 8) || X'0000000000000000' AS BLOB) WHERE rowid = 2`,
		"one bit":          `UPDATE profiles SET sealed = CAST(X'03' || substr(sealed, 2) AS BLOB) WHERE rowid = 2`,
		"truncated":        `UPDATE profiles SET sealed = substr(sealed, 1, 40) WHERE rowid = 2`,
		"one byte":         `UPDATE profiles SET sealed = X'01' WHERE rowid = 2`,
		"rubbish":          `UPDATE profiles SET sealed = randomblob(300) WHERE rowid = 2`,
		"another version":  `UPDATE profiles SET version = version + 1 WHERE rowid = 2`,
		"huge version":     `UPDATE profiles SET version = 9223372036854775807 WHERE rowid = 2`,
		"another id":       `UPDATE profiles SET id = randomblob(16) WHERE rowid = 2`,
		"removed":          `DELETE FROM profiles WHERE rowid = 2`,
	} {
		w := before.place(t, t.TempDir(), true)
		if err := w.open(data.Options{}); err != nil {
			t.Fatal(err)
		}
		w.byHand(edit)
		w.pass(time.Minute)
		people, err := w.signIn().People(w.ctx())
		if err != nil || len(people) != 3 {
			t.Errorf("%s: %d people, %v", name, len(people), err)
			continue
		}
		if p := byEmail(people, eliseEmail); !p.Unreadable || p.Stale || p.First != "" || p.Class != 0 || p.SignIn != 0 || p.Factor {
			t.Errorf("%s: %+v", name, p)
		}
		for _, email := range []string{ownerEmail, jorisEmail} {
			if p := byEmail(people, email); p.Unreadable || p.Stale || p.First == "" || p.SignIn == 0 {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if out := access.WithoutFactor(people); len(out) != 1 || out[0].Email != jorisEmail {
			t.Errorf("%s: what cannot be read is counted: %+v", name, out)
		}
	}
}

func byEmail(people []access.Person, email string) access.Person {
	for _, p := range people {
		if p.Email == email {
			return p
		}
	}
	return access.Person{}
}

// An older report put back is shown as stale until the member's next act on his
// account (DESIGN 3). No set hash guards that table, because every member writes
// it; a table that has one is refused.
func TestAReportPutBackIsStale(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	report := w.row(`profiles WHERE rowid = 2`)
	elise.enrol(his)
	if p := byEmail(must(s.People(w.ctx()))(t), eliseEmail); p.Stale || !p.Factor {
		t.Fatalf("%+v", p)
	}
	settings := func(terms string) string {
		if err := saveTerms(w.ctx(), s, terms); err != nil {
			t.Fatal(err)
		}
		return w.row(`settings WHERE rowid = 1`)
	}
	terms := settings("dertig dagen")
	settings("zestig dagen")
	his.Close(w.ctx())
	s.Close(w.ctx())
	w.byHand(`UPDATE profiles SET ` + report + ` WHERE rowid = 2`)
	w.pass(time.Minute)
	s = w.signIn()
	people := must(s.People(w.ctx()))(t)
	if p := byEmail(people, eliseEmail); !p.Stale || p.Unreadable || p.First != "Élise" || p.Factor {
		t.Errorf("put back: %+v", p)
	}
	if out := access.WithoutFactor(people); len(out) != 0 {
		t.Errorf("an older report is believed: %+v", out)
	}
	if p := byEmail(people, ownerEmail); p.Stale || p.Unreadable {
		t.Errorf("the owner's own: %+v", p)
	}
	elise.enter().Close(w.ctx())
	if p := byEmail(must(s.People(w.ctx()))(t), eliseEmail); p.Stale || !p.Factor {
		t.Errorf("after his next sign-in: %+v", p)
	}
	s.Close(w.ctx())
	w.byHand(`UPDATE settings SET ` + terms + ` WHERE rowid = 1`)
	w.pass(time.Minute)
	if _, err := w.signIn().Terms(w.ctx()); !errors.Is(err, access.ErrTampered) {
		t.Error("an older row of a table with a set hash:", err)
	}
}

// row reads version and contents of a row, as an assignment that puts them back.
func (w *world) row(from string) string {
	w.t.Helper()
	return fmt.Sprintf("version = %v, sealed = X'%s'", w.peek(`SELECT version FROM `+from), w.peek(`SELECT hex(sealed) FROM `+from))
}

// An act in the company alone leaves the report as it is and makes it no older.
func TestAReportStaysFreshThroughOtherActs(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	for _, terms := range []string{"dertig", "zestig"} {
		if err := saveTerms(w.ctx(), s, terms); err != nil {
			t.Fatal(err)
		}
	}
	if p := must(s.People(w.ctx()))(t)[0]; p.Stale || p.Unreadable {
		t.Errorf("%+v", p)
	}
}
