package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// What a person with a modified program, the file and his old keys could try to keep
// or to gain (DESIGN 2, 3).

// Somebody lost a domain and is a member still: what he kept of its key judges no row
// any more, although his line is good.
func TestALostKeyWritesNothing(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	joris := w.secondOwner(s)
	elise := w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight)
	thief := must(access.Copies(w.ctx(), elise.enter()))(t)
	if err := grants(t, s, userOf(t, s, eliseEmail), "customers.view"); err != nil {
		t.Fatal(err)
	}
	his := joris.enter()
	target := userOf(t, s, jorisEmail).ID
	if err := thief.ForgesMember(w.ctx(), w.file, target, eliseEmail); err != nil {
		t.Fatal(err)
	}
	for name, one := range map[string]*access.Session{"running": s, "the other": his} {
		if _, err := access.Records(w.ctx(), one); !errors.Is(err, access.ErrTampered) {
			t.Errorf("%s: the record is believed: %v", name, err)
		}
	}
	w.pass(time.Minute)
	if e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t); true {
		again, err := e.Enter(w.ctx())
		if err == nil {
			_, err = access.Records(w.ctx(), again)
		}
		if !errors.Is(err, access.ErrTampered) {
			t.Error("the next sign-in believes it:", err)
		}
	}
}

// A report that is gone, or an older one without a second factor put back, does not
// tell that there is none: no password reset goes past it.
func TestAResetDoesNotBelieveAPutBackReport(t *testing.T) {
	for _, way := range []string{"gone", "put back"} {
		t.Run(way, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(true)
			elise := w.elise(s, nil, keys.Common)
			his := elise.enter()
			id := w.id(s, eliseEmail)
			w.edit(`CREATE TABLE kept AS SELECT * FROM profiles`)
			elise.enrol(his)
			his.Close(w.ctx())
			w.edit(`DELETE FROM factors`)
			if w.edit(`DELETE FROM profiles WHERE id = x'` + id + `'`); way == "put back" {
				w.edit(`INSERT INTO profiles SELECT * FROM kept WHERE id = x'` + id + `'`)
			}
			w.edit(`DROP TABLE kept`)
			slip, err := s.ResetPassword(w.ctx(), w.mine(), id, 1)
			if errors.Is(err, access.ErrRecord) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r := must(w.door.Reset(w.ctx(), slip.Code))(t); !r.NeedsCode() {
				t.Error("in with the code alone")
			}
		})
	}
}

// A reset's code in the hands of somebody else with an account of his own does not get
// him past the second factor of the person it was made for.
func TestAnotherAccountTakesNoReset(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight)
	his := elise.enter()
	elise.enrol(his)
	his.Close(w.ctx())
	// Joris has access to another company of the file, and a second factor.
	_, second := opens(t, s, garage)
	slip := must(s.InviteTo(w.ctx(), []string{second}, access.NewInvitation{Emails: []string{jorisEmail}, Language: "fr"}))(t)[0]
	inv := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	joris := &person{world: w, email: jorisEmail, password: jorisPassword}
	answer := w.answer(inv)
	answer.Password = jorisPassword
	mine := must(w.door.Accept(w.ctx(), inv, answer))(t)
	w.pass(time.Minute)
	joris.enrol(mine)
	mine.Close(w.ctx())
	w.pass(time.Minute)
	for _, c := range must(s.Companies(w.ctx()))(t) {
		if c.Name == ownerCompany {
			w.in(s, c.ID)
		}
	}
	stolen := must(s.ResetPassword(w.ctx(), w.mine2(), w.id(s, eliseEmail), 1))(t)
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), jorisEmail, jorisPassword))(t)
	e.Rejoin(must(w.door.Reset(w.ctx(), stolen.Code))(t))
	if in, err := e.Code(w.ctx(), joris.phone()); err == nil {
		t.Errorf("in as Élise without her phone: %+v", must(in.Companies(w.ctx()))(t))
	}
}

// Who says in one company that he has another's address, or an address that nobody
// knows, is removed all the same, and nobody in his place.
func TestRemovalIsNotMisled(t *testing.T) {
	for says, want := range map[string]func(access.Removal) bool{
		"nobody@kantoor.be": func(r access.Removal) bool { return r.Removed },
		jorisEmail:          func(r access.Removal) bool { return r.Removed },
	} {
		w := newWorld(t)
		s := w.found(false)
		elise := w.elise(s, nil, keys.Common)
		w.joris(s, keys.Invite{Kind: keys.Internal}, keys.Common).enter().Close(w.ctx())
		thief := must(access.Copies(w.ctx(), elise.enter()))(t)
		if err := thief.Reports(w.ctx(), w.file, says); err != nil {
			t.Fatal(err)
		}
		company := s.Standing().Company
		out := must(s.RemoveFrom(w.ctx(), []string{company}, eliseEmail))(t)
		if !want(out[0]) {
			t.Errorf("%s: %+v", says, out[0])
		}
	}
	// And Joris is not spared because Élise says that she is he.
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	w.joris(s, keys.Invite{Kind: keys.Internal}, keys.Common).enter().Close(w.ctx())
	id := w.id(s, jorisEmail)
	thief := must(access.Copies(w.ctx(), elise.enter()))(t)
	if err := thief.Reports(w.ctx(), w.file, jorisEmail); err != nil {
		t.Fatal(err)
	}
	out := must(s.RemoveFrom(w.ctx(), []string{s.Standing().Company}, jorisEmail))(t)
	stays := false
	for _, p := range must(s.People(w.ctx()))(t) {
		stays = stays || p.ID == id
	}
	if stays && out[0].Err == nil {
		t.Errorf("Joris stays, and it is not told: %+v", out[0])
	}
}

// A line of somebody whose last day was over when the line before it was written is
// none that anybody takes, whatever time it gives itself.
func TestALineAfterTheLastDay(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	thief := must(access.Copies(w.ctx(), w.elise(s, nil, keys.Common).enter()))(t)
	w.now = time.Date(2028, 1, 3, 9, 0, 0, 0, time.UTC)
	if err := saveTerms(w.ctx(), s, "thirty days"); err != nil {
		t.Fatal(err)
	}
	if err := thief.Writes(w.ctx(), w.file, func(n uint64) uint64 { return n }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Company(w.ctx()); !errors.Is(err, access.ErrTampered) {
		t.Error(err)
	}
}
