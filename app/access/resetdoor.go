package access

import (
	"context"
	"crypto/sha256"
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

// Reset is a sign-in with the code by which another member helps somebody who lost
// his password (F16). The old second factor is asked all the same: Code, Recovery,
// or, where it is being reset too, Obey with the code of that. Nothing is written
// before Finish. Its methods are those of a Rescue.
type Reset struct {
	door   *Door
	one    keys.OneTime
	note   keys.Note
	lookup []byte
	since  int64 // when the code was right, Unix ms
	late   bool
	done   bool // dropped or used

	target keys.ID
	asks   bool // the old second factor is known to the code
	left   int  // recovery codes of it
	anew   bool // the second factor is being reset too

	proof  *proof
	judged keys.Hash     // of the seed by which it was judged
	obeyed *keys.OneTime // the code of the factor's reset
}

// Reset looks the code of a password reset up. Nothing is counted: a code has 160
// bits. Errors: *InputError of the field "code" for a mistyped one, or for that of a
// second factor (ErrFactorCode), ErrNoCode, *CodeError, *ClockError, *OlderError,
// ErrTampered, those of the file.
func (d *Door) Reset(ctx context.Context, typed string) (*Reset, error) {
	code, err := keys.ParseInvitationCode(typed)
	if err != nil {
		return nil, &InputError{Field: "code", Err: err}
	}
	defer code.Wipe()
	r := &Reset{door: d, since: d.now()}
	if r.one, err = code.OneTime(); err != nil {
		return nil, err
	}
	err = d.file.Read(ctx, func(tx *data.Tx) error {
		w, err := r.open(tx)
		if err != nil {
			return err
		}
		defer w.wipe()
		r.asks, r.left = w.ring.Factor != nil, w.ring.Recovery.Left()
		pending, ok := w.rooms[0].state.FactorReset(r.target)
		r.anew = ok && pending.Open(w.now)
		return behind(tx, w.rooms, w.now)
	})
	if err == nil {
		r.lookup, err = d.lookup(ctx, r.note.Person.Email)
	}
	if err != nil {
		r.Drop()
		return nil, err
	}
	return r, nil
}

// ErrFactorCode says that a code is for a second factor: it is asked after the
// password, at the sign-in.
var ErrFactorCode = errors.New("access: code of a second factor")

// open finds the company of the code and opens what it opens: the writer has one
// room, with the keys of the code, and a ring with nothing but the second factor that
// is handed on.
func (r *Reset) open(tx *data.Tx) (*writer, error) {
	notes, err := tx.Notes(r.one.Invitation[:])
	if err != nil {
		return nil, err
	}
	if len(notes) == 0 {
		return nil, ErrNoCode
	}
	company, err := keys.IDFrom(notes[0].Company)
	if err != nil {
		return nil, damaged(err)
	}
	if r.note, err = r.one.OpenNote(company, notes[0].Sealed); err != nil {
		return nil, damaged(err)
	}
	o, err := r.door.noteRoom(tx, r.note, keys.ID{}, data.Tables()...)
	if err != nil {
		return nil, err
	}
	w := &writer{door: r.door, tx: tx, now: r.door.now(), ring: &keys.Ring{Person: r.note.Person}, rooms: []*room{o}}
	w.date()
	pending, m, err := r.pending(o, max(w.now, o.state.Time))
	if err != nil {
		return nil, err
	}
	r.target, o.member = m.ID, m.ID
	if err := o.openWraps(tx, &r.one.Keys, pending.Domains); err != nil {
		return nil, err
	}
	for _, d := range pending.Domains {
		if o.keys[d] == nil {
			return nil, tampered("key missing")
		}
	}
	return w, r.factor(w, m)
}

// pending finds the reset of the code, and whose it is.
func (r *Reset) pending(o *room, at int64) (keys.PendingReset, keys.Member, error) {
	for _, m := range o.state.Members() {
		if p, ok := o.state.FactorReset(m.ID); ok && p.ID == r.one.Invitation {
			return p, m, &InputError{Field: "code", Err: ErrFactorCode}
		}
		p, ok := o.state.PasswordReset(m.ID)
		switch {
		case !ok || p.ID != r.one.Invitation:
		case !p.Open(at):
			return p, m, &CodeError{State: CodeExpired}
		case !m.Standing(at):
			return p, m, ErrEnded
		default:
			return p, m, nil
		}
	}
	if _, ok := o.state.Invitation(r.one.Invitation); ok {
		return keys.PendingReset{}, keys.Member{}, ErrNoCode // an invitation: another door
	}
	return keys.PendingReset{}, keys.Member{}, &CodeError{State: CodeCancelled}
}

// factor opens the member's second factor as it was handed on to the code. One that
// the note promises and that is not there was taken away.
func (r *Reset) factor(w *writer, m keys.Member) error {
	record, signed, err := w.rooms[0].record(w.tx, m, &r.one.Keys)
	if errors.Is(err, errNoRecord) {
		if r.note.Factor == keys.NoteRecord {
			return tampered("factor record missing")
		}
		return nil
	}
	if err != nil {
		return err
	}
	keys.Wipe(signed.Bytes)
	w.ring.Factor, w.ring.Recovery = &record.Factor, record.Recovery
	// The phone is the one whose offset this computer learnt with the old account.
	if old, err := w.tx.AccountByLookup(r.lookup); err == nil {
		if id, err := keys.IDFrom(old.ID); err == nil {
			a := &w.rooms[0].anchor
			offset := a.ring(id).Offset
			a.ring(w.ring.Account).Offset = offset
		}
	} else if !errors.Is(err, data.ErrNotFound) && r.lookup != nil {
		return err
	}
	return nil
}

// Company is the name of the company; Email the address of the account.
func (r *Reset) Company() string { return r.note.Name }

// Email is the address of the account.
func (r *Reset) Email() string { return r.note.Person.Email }

// Screen is what is known of how the person likes his windows: his language.
func (r *Reset) Screen() Screen {
	return Screen{Language: r.note.Language, Theme: "system", Scale: scaleLeast}
}

// NeedsCode tells whether the second factor must still be proved, or reset.
func (r *Reset) NeedsCode() bool {
	return (r.asks || r.note.Factor == keys.NoteNewFactor) && r.proof == nil && r.obeyed == nil
}

// Knows tells whether the old second factor is known, so that its code can be asked.
func (r *Reset) Knows() bool { return r.asks }

// RecoveryLeft is how many recovery codes remain.
func (r *Reset) RecoveryLeft() int { return r.left }

// Anew tells whether the second factor is being reset too: then Obey takes its code.
func (r *Reset) Anew() bool { return r.anew }

// Enrols tells whether Finish asks a new second factor, because the old one is reset.
func (r *Reset) Enrols() bool { return r.obeyed != nil }

// Drop forgets a code that goes no further.
func (r *Reset) Drop() {
	r.one.Wipe()
	if r.obeyed != nil {
		r.obeyed.Wipe()
	}
	r.proof, r.obeyed, r.done = nil, nil, true
}

// alive gives ErrLate for a code that waited too long, and drops it; ErrEnded for one
// that was dropped or used. As for a kit, there is time to print.
func (r *Reset) alive() error {
	if now := r.door.now(); !r.done && (now < r.since || now-r.since > rescueLife.Milliseconds()) {
		r.Drop()
		r.late = true
	}
	switch {
	case r.late:
		return ErrLate
	case r.done:
		return ErrEnded
	}
	return nil
}

// Code judges a code of the old phone; Finish spends it. Errors as Entry.Code.
func (r *Reset) Code(ctx context.Context, code string) error {
	return r.judge(ctx, proof{code: code})
}

// Recovery judges a recovery code; Finish spends it. Errors as Entry.Recovery.
func (r *Reset) Recovery(ctx context.Context, typed string) error {
	c, err := parseRecovery(typed)
	if err != nil {
		return err
	}
	return r.judge(ctx, proof{recovery: c})
}

// judge looks at a code without spending it; it counts at the account (F17).
func (r *Reset) judge(ctx context.Context, p proof) error {
	if err := r.alive(); err != nil {
		return err
	}
	if !r.asks {
		return ErrEnded
	}
	a, err := r.door.begin(ctx, r.lookup)
	if err != nil {
		return err
	}
	p.attempt = a
	err = r.door.file.Read(ctx, func(tx *data.Tx) error {
		w, err := r.open(tx)
		if err != nil {
			return err
		}
		defer w.wipe()
		if err := behind(tx, w.rooms, w.now); err != nil {
			return err
		}
		if err := w.accept(p); err != nil {
			return (&Entry{door: r.door}).failed(err, &p, w)
		}
		if p.recovery == nil {
			p.counter, r.judged = w.ring.Factor.Last, sha256.Sum256(w.ring.Factor.Seed)
		}
		return nil
	})
	if !counts(err) {
		err = errors.Join(err, r.door.undo(ctx, a)) // right, or not looked at
	}
	if err == nil {
		r.proof, r.obeyed = &p, nil
	}
	return err
}

// Obey takes the code of the second factor's reset; Finish then asks a new one.
// Errors: *InputError of the field "code", *WrongError, *LockedError, ErrLate, ErrEnded.
func (r *Reset) Obey(ctx context.Context, typed string) error {
	if err := r.alive(); err != nil {
		return err
	}
	one, err := parseOneTime(typed)
	if err != nil {
		return err
	}
	a, err := r.door.begin(ctx, r.lookup)
	if err != nil {
		return err
	}
	err = r.door.file.Read(ctx, func(tx *data.Tx) error {
		w, err := r.open(tx)
		if err != nil {
			return err
		}
		defer w.wipe()
		pending, ok := w.rooms[0].state.FactorReset(r.target)
		if !ok || pending.ID != one.Invitation || !pending.Open(w.now) {
			return a.wrong(true)
		}
		return nil
	})
	if !counts(err) {
		err = errors.Join(err, r.door.undo(ctx, a))
	}
	if err != nil {
		one.Wipe()
		return err
	}
	r.obeyed, r.proof = &one, nil
	return nil
}

// parseOneTime reads a code as typed or as its QR code gives it.
func parseOneTime(typed string) (keys.OneTime, error) {
	code, err := keys.ParseInvitationCode(typed)
	if err != nil {
		return keys.OneTime{}, &InputError{Field: "code", Err: err}
	}
	defer code.Wipe()
	return code.OneTime()
}

// proved gives ErrEnded while the second factor is still to be proved, and what alive
// gives.
func (r *Reset) proved() error {
	if err := r.alive(); err != nil {
		return err
	}
	if r.NeedsCode() {
		return ErrEnded
	}
	return nil
}

// look reads with the keys of the code open.
func (r *Reset) look(ctx context.Context, f func(*data.Tx, *writer) error) error {
	return r.door.file.Read(ctx, func(tx *data.Tx) error {
		w, err := r.open(tx)
		if err != nil {
			return err
		}
		defer w.wipe()
		return f(tx, w)
	})
}

// Rules gives what the new password is judged by. Only after the second factor.
func (r *Reset) Rules(ctx context.Context) (out Rules, err error) {
	if err := r.proved(); err != nil {
		return out, err
	}
	return out, r.look(ctx, func(tx *data.Tx, w *writer) error {
		out, err = r.rules(w)
		return err
	})
}

func (r *Reset) rules(w *writer) (Rules, error) {
	ring := *w.ring
	if r.obeyed != nil {
		ring.Factor = &keys.Factor{} // there will be one
	}
	return rulesOf(w.tx, &ring, w.rooms, nil)
}

// Names gives whom the new sheets name. Only after the second factor. Errors as Rules.
func (r *Reset) Names(context.Context) (Names, error) {
	if err := r.proved(); err != nil {
		return Names{}, err
	}
	return Names{First: r.note.Person.First, Last: r.note.Person.Last, Company: r.note.Name}, nil
}

// WithoutFactor is no way here: a reset never gives the second factor up. It is there
// so that the pages of a Rescue serve a Reset too.
func (r *Reset) WithoutFactor() {}

// TrustClock is no way either: only an owner's word lowers the clock.
func (r *Reset) TrustClock() {}

// TakeOlder is none: the note of the code pins what the file must hold.
func (r *Reset) TakeOlder() {}

// NewFactor draws the second factor that takes the place of the one that is reset.
func (r *Reset) NewFactor(context.Context) (*NewFactor, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	return newFactor(r.door.random, r.note.Name, r.note.Person.Email)
}

// NewRecovery draws the recovery codes that belong to a new factor.
func (r *Reset) NewRecovery() (*RecoverySet, error) { return newRecoverySet(r.door.random) }

// Prove tells whether a code of the new factor is right now (F7).
func (r *Reset) Prove(f *NewFactor, code string) (bool, error) { return f.prove(code, r.door.now()) }

// NewKit draws the kit of the new account.
func (r *Reset) NewKit() (Kit, error) {
	k, err := keys.NewKit(r.door.random)
	return Kit{kit: k, number: 1}, err
}
