package access

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"trousseau/app/checks"
	"trousseau/app/keys"
	"trousseau/data"
)

// actEmail is the change of the address with which somebody signs in (U10).
const actEmail = "email.change"

// normalEmail gives the form under which an address is looked up. What is no
// address at all keeps its own form: it will not be found, after the same work.
func normalEmail(typed string) string {
	if normal, err := checks.Email(typed); err == nil {
		return normal
	}
	return strings.ToLower(strings.TrimSpace(typed))
}

// ChangeEmail gives the account another address, in its normal form: with it the
// person signs in from now on, in all his companies; history and rights stay (U10).
// The address under which he was invited stays in the record of each company. Nothing
// changed writes nothing. Errors: those of a proof (see Proof), *InputError of the field
// "email" (with ErrTaken where an account has it), ErrEnded.
func (s *Session) ChangeEmail(ctx context.Context, p Proof, email string) error {
	email, err := checks.Email(email)
	if err != nil {
		return &InputError{Field: "email", Err: err}
	}
	lookup, err := s.door.lookup(ctx, email)
	if err != nil {
		return err
	}
	facts := map[string]string{factFrom: s.Email(), factTo: email}
	return unlessSame(s.doProved(ctx, p, act{name: actEmail, account: true, facts: facts}, func(w *writer) (*change, error) {
		if normalEmail(w.ring.Person.Email) == email {
			return nil, errSame
		}
		if w.ring.Person.Email != facts[factFrom] {
			return nil, ErrChanged // by another window
		}
		switch _, err := w.tx.AccountByLookup(lookup); {
		case err == nil:
			return nil, &InputError{Field: "email", Err: ErrTaken}
		case !errors.Is(err, data.ErrNotFound):
			return nil, err
		}
		w.ring.Person.Email = email
		return nil, w.tx.SetLookup(w.ring.Account[:], lookup)
	}))
}

// Facts of the change of an address.
const (
	factFrom = "from"
	factTo   = "to"
)

// lookupOf gives the look-up value that an account has now: another program may have
// changed the address since a session began.
func (d *Door) lookupOf(ctx context.Context, account keys.ID) ([]byte, error) {
	var out []byte
	err := d.file.Read(ctx, func(tx *data.Tx) error {
		acct, err := tx.AccountByID(account[:])
		out = bytes.Clone(acct.Lookup)
		return err
	})
	return out, err
}
