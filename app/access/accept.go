package access

import (
	"context"
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

const actAccept = "member.accept"

// Acceptance is what an invited person without an account gives: his name, his
// password with his word that he keeps it to himself (P5), and his kit. Factor with
// its codes is nil where he wants none and none of the companies asks for it.
type Acceptance struct {
	First, Last string
	Password    string
	Consent     bool
	Screen      Screen
	Factor      *NewFactor
	Codes       *RecoverySet
	Kit         Kit
}

// check gives the acceptance in its normal form, or an *InputError.
func (a Acceptance) check(email string) (Acceptance, error) {
	o, err := Owner{First: a.First, Last: a.Last, Email: email, Password: a.Password, Consent: a.Consent}.Check()
	if err != nil {
		return a, err
	}
	a.First, a.Last = o.First, o.Last
	if a.Factor != nil && !a.Factor.proved {
		return a, &InputError{Field: "factor", Err: ErrOdd}
	}
	if (a.Factor == nil) != (a.Codes == nil) {
		return a, &InputError{Field: "recovery", Err: ErrEmpty}
	}
	if a.Kit.number != 1 {
		return a, &InputError{Field: "kit", Err: ErrEmpty}
	}
	return a, a.Screen.Check()
}

// Accept makes the account of an invited person and takes him into every company of
// his code, in one transaction, and signs him in; the code is worth nothing after it.
// Errors: *InputError ("first", "last", "consent", "password", "kit", "recovery";
// "factor" where 2FA is mandatory), ErrAccount where the address has an account
// (Entry.Join), *CodeError where the code was used or taken back meanwhile,
// *ClockError, *OlderError, ErrTampered, ErrEnded after Drop, those of the file.
func (d *Door) Accept(ctx context.Context, inv *Invitation, a Acceptance) (*Session, error) {
	a, err := a.check(inv.Email())
	if err != nil {
		return nil, err
	}
	inv.mu.Lock()
	defer inv.mu.Unlock()
	if inv.rooms == nil {
		return nil, ErrEnded
	}
	if err := inv.acceptable(inv.rooms, a); err != nil {
		return nil, err
	}
	n, err := d.invitedAccount(ctx, inv, a)
	if err != nil {
		return nil, err
	}
	s := &Session{door: d, account: n.ring.Account, lookup: n.lookup, rk: n.rk, strong: n.now, factor: seedHash(n.ring.Factor)}
	var w *writer
	err = d.file.Write(ctx, func(tx *data.Tx) error {
		w = &writer{door: d, tx: tx, now: n.now, ring: n.ring}
		if w.rooms, err = inv.fresh(tx, 0, n.ring.Account); err != nil {
			return err
		}
		s.firstHere = !w.rooms[0].known
		if err := inv.enter(w, n, a); err != nil {
			return err
		}
		s.presence, err = w.appear(s.account, n.rk)
		return err
	})
	if err != nil {
		w.wipe()
		n.rk.Wipe()
		return nil, err
	}
	if a.Factor != nil {
		w.offset = &a.Factor.offset
	}
	s.duty = w.duty()
	s.adopt(w, 1)
	inv.used()
	return s, nil
}

// invitedAccount does the slow work of a new account.
func (d *Door) invitedAccount(ctx context.Context, inv *Invitation, a Acceptance) (*newcomer, error) {
	var salt []byte
	if err := d.file.Read(ctx, func(tx *data.Tx) (err error) {
		salt, err = tx.Salt()
		return err
	}); err != nil {
		return nil, err
	}
	email := normalEmail(inv.note.Person.Email)
	return d.newAccount(applicant{Owner: Owner{First: a.First, Last: a.Last, Email: email, Password: a.Password},
		screen: a.Screen, factor: a.Factor, codes: a.Codes, kit: a.Kit, salt: salt, rules: inv.rules(inv.rooms, a.First, a.Last)})
}

// acceptable judges password and second factor by what the companies ask.
func (i *Invitation) acceptable(rooms []*room, a Acceptance) error {
	if a.Factor == nil && mandatory(asked(rooms, nil)) {
		return &InputError{Field: "factor", Err: ErrEmpty}
	}
	if !i.rules(rooms, a.First, a.Last).Check(a.Password).OK() {
		return &InputError{Field: "password", Err: ErrWeak}
	}
	return nil
}

// enter writes a new account and its memberships inside the transaction.
func (i *Invitation) enter(w *writer, n *newcomer, a Acceptance) error {
	w.date()
	if err := behind(w.tx, w.rooms, w.now); err != nil {
		return err
	}
	if err := i.acceptable(w.rooms, a); err != nil {
		return err // an owner chose other rules meanwhile
	}
	if _, err := w.tx.AccountByLookup(n.lookup); !errors.Is(err, data.ErrNotFound) {
		if err == nil {
			err = ErrAccount
		}
		return err
	}
	if err := n.add(w.tx); err != nil {
		return err
	}
	for _, r := range slices.Backward(w.rooms) {
		if err := w.join(r, i.one); err != nil {
			return err
		}
	}
	_, err := w.finish(act{name: actAccept, account: true}, nil, n.rk, 0)
	return err
}

// used forgets the code after it was accepted.
func (i *Invitation) used() {
	i.one.Wipe()
	for _, r := range i.rooms {
		r.wipe()
	}
	i.rooms = nil
}

// join takes the person into a company by a code whose keys the room has: his own
// statement, the wraps for his own keys, and the code's are gone. The company becomes
// the first of his ring.
func (w *writer) join(r *room, one keys.OneTime) error {
	i, ok := r.state.Invitation(one.Invitation)
	if !ok {
		return tampered("note without an invitation")
	}
	if err := stateOfCode(i, w.signing(r)); err != nil {
		return err
	}
	public, err := w.ring.Identity.EncryptionKey()
	if err != nil {
		return err
	}
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignAccept(&w.ring.Identity, r.state, one.Invitation, w.signing(r), one)
	}); err != nil {
		return err
	}
	r.member = one.Invitation
	if err := w.wrapAll(r, i.Domains(), public); err != nil {
		return err
	}
	if err := dropCode(w.tx, r.state.Company, one.Invitation, i.Encryption); err != nil {
		return err
	}
	others := slices.DeleteFunc(w.ring.Companies, func(m keys.Membership) bool { return m.Company == r.state.Company })
	w.ring.Companies = append([]keys.Membership{{Company: r.state.Company, Member: r.member, Root: r.state.Root}}, others...)
	return nil
}
