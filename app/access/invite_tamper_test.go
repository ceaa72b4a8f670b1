package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// A code pins what its maker saw: a file that lies behind what this computer saw, or
// from which something of the code was taken, lets nobody in by it.
func TestACodeAndAnEditedFile(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	slip := w.invite(s, invitation(eliseEmail))
	s.Close(w.ctx())
	earlier := w.freeze()
	w.reopen()
	s = must(w.entered())(t)
	if err := s.ChangeTerms(w.ctx(), "", "dertig dagen"); err != nil {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	later := w.freeze()

	dir := t.TempDir()
	old := earlier.place(t, dir, false)
	for name, b := range later.anchors {
		write(t, old.state+"/"+name, b)
	}
	if err := old.open(data.Options{}); err != nil {
		t.Fatal(err)
	}
	old.pass(time.Minute)
	var older *access.OlderError
	if _, err := old.door.Invitation(w.ctx(), slip.Code); !errors.As(err, &older) {
		t.Error("an older file:", err)
	}
	old.file.Close()

	one := oneTimeOf(t, slip.Code)
	for name, c := range map[string]struct {
		edit func(tx *data.Tx, company []byte) error
		want error
	}{
		"note taken away": {func(tx *data.Tx, company []byte) error { return tx.RemoveNote(company, one.Invitation[:]) }, access.ErrTampered},
		"note of nothing": {func(tx *data.Tx, company []byte) error {
			return tx.PutNote(data.Note{Company: company, Code: one.Invitation[:], Sealed: make([]byte, 120)})
		}, access.ErrTampered},
		"keys taken away": {func(tx *data.Tx, company []byte) error {
			public, err := one.Keys.EncryptionKey()
			id := keys.KeyID(public)
			return errors.Join(err, tx.RemoveWraps(company, id[:]))
		}, access.ErrTampered},
		"head set back": {func(tx *data.Tx, company []byte) error {
			h, err := tx.Head(company)
			h.StatementSeq--
			return errors.Join(err, tx.PutHead(h))
		}, access.ErrTampered},
	} {
		dir := t.TempDir()
		v := later.place(t, dir, false)
		if err := v.open(data.Options{}); err != nil {
			t.Fatal(err)
		}
		inv := must(v.door.Invitation(w.ctx(), slip.Code))(t)
		a := v.answer(inv)
		if err := v.file.Write(w.ctx(), func(tx *data.Tx) error {
			heads, err := tx.Heads()
			if err != nil {
				return err
			}
			return c.edit(tx, heads[0].Company)
		}); err != nil {
			t.Fatal(name, err)
		}
		if _, err := v.door.Invitation(w.ctx(), slip.Code); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		// What was looked at before the edit is looked at again.
		if s, err := v.door.Accept(w.ctx(), inv, a); name != "note taken away" && name != "note of nothing" && !errors.Is(err, c.want) {
			t.Errorf("%s, accepted: %v %v", name, s, err)
		}
		v.file.Close()
	}
}

func oneTimeOf(t *testing.T, typed string) keys.OneTime {
	t.Helper()
	return must(must(keys.ParseInvitationCode(typed))(t).OneTime())(t)
}

// A clock that lies behind the file is told, and accepts nothing.
func TestACodeAndAClock(t *testing.T) {
	w := newWorld(t)
	slip := w.invite(w.found(false), invitation(eliseEmail))
	inv := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	w.pass(-time.Hour)
	var clock *access.ClockError
	if _, err := w.door.Invitation(w.ctx(), slip.Code); !errors.As(err, &clock) {
		t.Error(err)
	}
	if _, err := w.door.Accept(w.ctx(), inv, w.answer(inv)); !errors.As(err, &clock) {
		t.Error(err)
	}
}

// Rights change while the code waits: who made it may not pass them on any more, and
// it is worth nothing; keys that were renewed meanwhile reach the code.
func TestACodeAndWhatCameSince(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	inviter := w.acceptBy(w.invite(s, access.NewInvitation{Emails: []string{eliseEmail}, Language: "fr", Rights: []string{"users.invite", "customers.view"}}).Code)
	his := w.invite(inviter, access.NewInvitation{Emails: []string{newcomers}, Language: "fr", Rights: []string{"customers.view"}})
	mine := w.invite(s, access.NewInvitation{Emails: []string{luka}, Language: "fr", Rights: []string{"customers.view"}})
	waiting := must(w.door.Invitation(w.ctx(), mine.Code))(t)
	if err := s.Remove(w.ctx(), inviter.Standing().Member); err != nil {
		t.Fatal(err)
	}
	_, err := w.door.Invitation(w.ctx(), his.Code)
	wantCode(t, err, access.CodeCancelled)
	late := must(w.door.Accept(w.ctx(), waiting, w.answer(waiting)))(t) // the epoch of sales is another by now
	if got := late.Standing().Domains; len(got) != 3 {
		t.Error(got)
	}
	late.Close(w.ctx())
	(&person{world: w, email: luka, password: elisePassword}).enter()
}
