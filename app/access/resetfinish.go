package access

import (
	"context"
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// actResetUse is the act of a member who came back in by the code of another.
const actResetUse = "reset.use"

// Finish makes the person's new account: new keys, signed into the company by the
// code, a new password and kit, and his second factor as it was or the new one; one
// transaction, with which the code is spent. The old account stays in the file for his
// other companies, without an address: each of them resets him too (Entry.Rejoin).
// Errors: *InputError, ErrUsedCode, ErrChanged, *CodeError, ErrLate, ErrEnded,
// *ClockError, *OlderError, ErrTampered, those of the file.
func (r *Reset) Finish(ctx context.Context, f Rescued) (*Session, error) {
	if err := r.proved(); err != nil {
		return nil, err
	}
	n, err := r.prepare(ctx, f)
	if err != nil {
		return nil, err
	}
	s := &Session{door: r.door, account: n.ring.Account, lookup: n.lookup, rk: n.rk}
	var w *writer
	var version uint64
	err = r.door.file.Write(ctx, func(tx *data.Tx) (err error) {
		if w, err = r.open(tx); err != nil {
			return err
		}
		s.firstHere = !w.rooms[0].known
		if err := behind(tx, w.rooms, w.now); err != nil {
			return err
		}
		if version, err = r.store(w, n, f); err == nil {
			s.presence, err = w.appear(s.account, n.rk)
		}
		return err
	})
	if err != nil {
		w.wipe()
		n.rk.Wipe()
		return nil, err
	}
	s.strong, s.factor, s.duty = w.now, seedHash(w.ring.Factor), w.duty()
	s.adopt(w, version)
	r.Drop()
	return s, nil
}

// prepare does the slow work of the new account.
func (r *Reset) prepare(ctx context.Context, f Rescued) (*newcomer, error) {
	if !f.Consent {
		return nil, &InputError{Field: "consent", Err: ErrEmpty}
	}
	if r.obeyed != nil && (f.Factor == nil || !f.Factor.proved || f.Codes == nil) {
		return nil, &InputError{Field: "factor", Err: ErrEmpty}
	}
	if r.obeyed == nil {
		f.Factor, f.Codes = nil, nil // the old one stays
	}
	if f.Kit.number != 1 {
		return nil, &InputError{Field: "kit", Err: ErrEmpty}
	}
	rules, err := r.Rules(ctx)
	if err != nil {
		return nil, err
	}
	if !rules.Check(f.Password).OK() {
		return nil, &InputError{Field: "password", Err: ErrWeak}
	}
	var salt []byte
	if err := r.door.file.Read(ctx, func(tx *data.Tx) (err error) {
		salt, err = tx.Salt()
		return err
	}); err != nil {
		return nil, err
	}
	p := r.note.Person
	return r.door.newAccount(applicant{Owner: Owner{First: p.First, Last: p.Last, Email: normalEmail(p.Email), Password: f.Password},
		screen: r.Screen(), factor: f.Factor, codes: f.Codes, kit: f.Kit, salt: salt, rules: rules})
}

// store writes a reset inside its transaction.
func (r *Reset) store(w *writer, n *newcomer, f Rescued) (uint64, error) {
	by := "none"
	switch {
	case r.obeyed != nil:
		by = "enrolment"
		w.offset = &f.Factor.offset
	case r.proof != nil:
		if err := w.spend(*r.proof, r.judged); err != nil {
			return 0, err
		}
		by = "code"
		if w.recovered {
			by = "recovery"
		}
	case w.ring.Factor != nil:
		return 0, ErrEnded // enrolled by another window meanwhile
	}
	if r.obeyed == nil && w.ring.Factor != nil {
		offset := w.rooms[0].anchor.ring(w.ring.Account).Offset
		n.ring.Factor, n.ring.Recovery, w.offset = w.ring.Factor, w.ring.Recovery, &offset
	}
	w.ring = n.ring
	if err := r.settle(w.tx, n); err != nil {
		return 0, err
	}
	o := w.rooms[0]
	o.anchor.Rings = slices.DeleteFunc(o.anchor.Rings, func(m ringMark) bool { return m.Account == keys.ID{} }) // see factor
	w.ring.Companies = []keys.Membership{{Company: o.state.Company, Member: o.member, Root: o.state.Root}}
	if err := r.take(w, o); err != nil {
		return 0, err
	}
	version, err := w.after(o, n.rk, 0)
	if err != nil {
		return 0, err
	}
	w.note(keys.EventPassword)
	return w.finish(act{name: actResetUse, account: true, facts: map[string]string{factBy: by}}, nil, n.rk, version)
}

// settle puts the new account under the look-up value of the address; the old one
// keeps its ring under one that nobody types. What failed at the door is told.
func (r *Reset) settle(tx *data.Tx, n *newcomer) error {
	old, err := tx.AccountByLookup(n.lookup)
	if err == nil {
		var aside keys.ID
		if aside, err = keys.NewID(r.door.random); err == nil {
			err = tx.SetLookup(old.ID, aside[:])
		}
	} else if errors.Is(err, data.ErrNotFound) {
		err = nil
	}
	if err != nil {
		return err
	}
	sum, err := told(tx, n.lookup, n.ring.Account[:])
	if err != nil {
		return err
	}
	n.ring.SignIns[0].Failed, n.ring.SignIns[0].Kit = sum.all, sum.kit
	return n.add(tx)
}

// take gives the member the acting ring's keys in the company of the code: the
// statement, wraps for the new keys, and nothing is left for the old ones or the code.
func (r *Reset) take(w *writer, o *room) error {
	before, ok := o.state.Member(r.target)
	pending, waits := o.state.PasswordReset(r.target)
	if !ok || !waits {
		return tampered("reset missing")
	}
	next := &w.ring.Identity
	public, err := next.EncryptionKey()
	if err != nil {
		return err
	}
	waiting := o.codes()
	if err := w.state(o, func() (keys.Signed, error) {
		return keys.SignRekeyByReset(next, o.state, r.target, w.signing(o), r.one)
	}); err != nil {
		return err
	}
	if r.obeyed != nil {
		if err := w.state(o, func() (keys.Signed, error) {
			return keys.SignObeyed(next, o.state, r.target, w.signing(o), *r.obeyed)
		}); err != nil {
			return err
		}
	}
	if err := w.unwrap(o, before.Encryption, nil); err != nil {
		return err
	}
	if err := w.wrapAll(o, pending.Domains, public); err != nil {
		return err
	}
	id := keys.KeyID(before.Encryption)
	if err := w.tx.RemoveFactorsFor(o.state.Company[:], id[:]); err != nil {
		return err
	}
	return w.forgetCodes(o, waiting)
}

// after raises the version of a ring behind that of the member's report, which only
// rises: another ring wrote it. It gives the version that the act goes on from.
func (w *writer) after(o *room, rk *keys.RingKey, version uint64) (uint64, error) {
	report, err := w.tx.Row(data.TableProfiles, o.state.Company[:], o.member[:])
	if errors.Is(err, data.ErrNotFound) || err == nil && report.Version <= version {
		return version, nil
	}
	if err != nil {
		return 0, err
	}
	sealed, err := rk.SealRing(w.door.random, w.ring, report.Version)
	if err != nil {
		return 0, err
	}
	return report.Version, w.tx.SetRing(w.ring.Account[:], version, report.Version, sealed)
}
