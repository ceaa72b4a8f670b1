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
	s := w.found(false)
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
	joris.password, answer.Password = newPassword, newPassword
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
	e := must(w.door.Password(w.ctx(), jorisEmail, joris.password))(t)
	e.Rejoin(must(w.door.Reset(w.ctx(), stolen.Code))(t))
	if in, err := e.Code(w.ctx(), joris.phone()); !errors.Is(err, access.ErrAccount) {
		t.Error(err)
	} else if in != nil {
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
	if !stays || !errors.Is(out[0].Err, access.ErrAmbiguous) {
		t.Errorf("one of the two was chosen: %v, %+v", stays, out[0])
	}
}

// Who takes a right whose key he does not hold renews no key, but leaves no wrap of it
// either: the next holder at work begins the new epoch before he writes anything.
func TestUnwrapLeavesNothing(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, []string{"payouts.view"}, keys.Common, keys.Treasury)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.edit_rights", "users.view"}}, keys.Common, keys.People)
	his, mine := joris.enter(), elise.enter()
	wraps := `SELECT COUNT(*) FROM wraps WHERE domain = 5`
	if n := w.peekLive(wraps); n != int64(2) {
		t.Fatal(n)
	}
	if err := grants(t, his, userOf(t, his, eliseEmail)); err != nil {
		t.Fatal(err)
	}
	if n := w.peekLive(wraps); n != int64(1) {
		t.Errorf("%v wraps are left", n)
	}
	if n := w.peekLive(`SELECT COUNT(*) FROM older WHERE domain = 5`); n != int64(0) {
		t.Error("renewed by somebody without the key")
	}
	if _, err := mine.Twins(w.ctx()); err != nil || len(mine.Standing().Domains) != 1 {
		t.Error(err, mine.Standing())
	}
	if err := saveTerms(w.ctx(), s, "thirty days"); err != nil {
		t.Fatal(err)
	}
	if n := w.peekLive(`SELECT COUNT(*) FROM older WHERE domain = 5`); n != int64(1) {
		t.Error("the owner's next act did not renew it")
	}
}

// An older copy in which somebody was an owner still is none that he may take, on a
// computer that knows that he is none any more.
func TestAFormerOwnerTakesNoOlderFile(t *testing.T) {
	for name, lose := range map[string]func(s *access.Session, id string) error{
		"removed": func(s *access.Session, id string) error { return s.Remove(t.Context(), id) },
		"demoted": func(s *access.Session, id string) error { return s.Demote(t.Context(), id, []string{"users.view"}) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			joris := w.secondOwner(s)
			id := w.id(s, jorisEmail)
			errs := errors.Join(joris.enter().Close(w.ctx()), s.Close(w.ctx()))
			was := w.image()
			w.pass(time.Minute)
			s = w.signIn()
			if err := errors.Join(errs, lose(s, id), s.Close(w.ctx())); err != nil {
				t.Fatal(err)
			}
			now := w.image()
			w.putBack(was)
			w.pass(time.Minute)
			e := must(w.door.Password(w.ctx(), jorisEmail, jorisPassword))(t)
			e.TakeOlder()
			if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrForbidden) {
				t.Error("he is back:", err)
			}
			w.refuses(true, "the computer knows more still")
			w.takes() // an owner whom it knows may
			w.putBack(now)
		})
	}
}
