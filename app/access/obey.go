package access

import (
	"context"
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

// A member whose second factor was reset by another: after his password the door
// takes the code that he was handed in place of that of the phone, and he enrols at
// once, in the transaction of the sign-in (F14). Until he does, his old phone and his
// recovery codes work: who finds it again needs nobody, and the reset ends with its
// code, or when somebody takes it back.

// actObeyed is a sign-in by which a reset of the second factor was obeyed.
const actObeyed = "factor.obey"

// obedience is what stands in for the second factor at such a sign-in.
type obedience struct {
	one    keys.OneTime
	factor *NewFactor
	codes  *RecoverySet
}

// ResetDue tells whether a reset of the person's second factor waits for him in one of
// his companies. It reads kinds and numbers of the statements alone: Judge judges.
func (e *Entry) ResetDue() bool { return e.due }

func (e *Entry) lookDue(ctx context.Context) error {
	return e.door.file.Read(ctx, func(tx *data.Tx) (err error) {
		e.due, err = resetDue(tx, e.ring, e.door.now())
		return err
	})
}

// resetDue looks for such a reset: the newest about him, neither obeyed nor over.
func resetDue(tx *data.Tx, ring *keys.Ring, now int64) (bool, error) {
	for _, m := range ring.Companies {
		rows, err := tx.Statements(m.Company[:], 0)
		if err != nil {
			return false, err
		}
		if pendingFor(rows, m.Member, now) {
			return true, nil
		}
	}
	return false, nil
}

// pendingFor reads backwards: what is no statement is told elsewhere.
func pendingFor(rows []data.Statement, member keys.ID, now int64) bool {
	for i := len(rows) - 1; i >= 0; i-- {
		st, err := keys.ParseStatement(rows[i].Body)
		if err != nil {
			return false
		}
		if now-st.Time > mostDays*day.Milliseconds() {
			return false
		}
		var body keys.Reset
		if st.Kind != keys.KindReset || keys.Decode(st.Body, &body) != nil || body.Target != member {
			continue
		}
		switch body.What {
		case keys.ResetObeyed:
			return false
		case keys.ResetFactor:
			return now <= body.Ends && !cancelledAfter(rows[i+1:], body.ID)
		}
	}
	return false
}

// cancelledAfter tells whether a code was taken back.
func cancelledAfter(rows []data.Statement, code keys.ID) bool {
	for _, row := range rows {
		st, err := keys.ParseStatement(row.Body)
		var body keys.Revoke
		if err == nil && st.Kind == keys.KindRevoke && keys.Decode(st.Body, &body) == nil && body.Target == code {
			return true
		}
	}
	return false
}

// Judge tells whether a typed code is that of the reset that waits, before the person
// enrols; it counts as a try (F17). Errors: *InputError of the field "code",
// *WrongError, *LockedError, *ClockError, ErrLate, ErrEnded, ErrTampered, those of the file.
func (e *Entry) Judge(ctx context.Context, typed string) error {
	if err := e.alive(); err != nil {
		return err
	}
	one, err := parseOneTime(typed)
	if err != nil {
		return err
	}
	defer one.Wipe()
	a, err := e.door.begin(ctx, e.lookup)
	if err != nil {
		return err
	}
	err = e.door.file.Read(ctx, func(tx *data.Tx) error {
		rooms, _, err := e.door.openRooms(tx, e.ring, e.version, e.older)
		if err != nil {
			return err
		}
		if err := behind(tx, rooms, e.door.now()); err != nil && !e.lowered {
			return err
		}
		if findReset(rooms, one.Invitation, e.door.now()) == nil {
			return a.wrong(true)
		}
		return nil
	})
	if !counts(err) {
		err = errors.Join(err, e.door.undo(ctx, a))
	}
	e.patient = e.patient || err == nil
	return err
}

// findReset finds the company in which the code of a second factor waits for the
// person.
func findReset(rooms []*room, code keys.ID, now int64) *room {
	for _, r := range rooms {
		if p, ok := r.state.FactorReset(r.member); ok && p.ID == code && p.Open(max(now, r.state.Time)) {
			return r
		}
	}
	return nil
}

// NewFactor draws the second factor of the enrolment that follows. Errors: ErrLate,
// ErrEnded, ErrTampered, those of the file.
func (e *Entry) NewFactor(ctx context.Context) (*NewFactor, error) {
	if err := e.alive(); err != nil {
		return nil, err
	}
	names, err := e.Names(ctx)
	if err != nil {
		return nil, err
	}
	return newFactor(e.door.random, names.Company, e.ring.Person.Email)
}

// Names gives whom new sheets name: the person, and the company he used last. Errors as
// NewFactor.
func (e *Entry) Names(ctx context.Context) (Names, error) {
	out := Names{First: e.ring.Person.First, Last: e.ring.Person.Last}
	err := e.door.file.Read(ctx, func(tx *data.Tx) error {
		w := &writer{door: e.door, tx: tx, now: e.door.now(), ring: e.ring}
		var err error
		if w.rooms, w.aside, err = e.door.openRooms(tx, e.ring, e.version, e.older); err != nil {
			return err
		}
		if err := w.openKeys(); err != nil {
			return err
		}
		defer func() {
			for _, r := range w.rooms {
				r.wipe()
			}
		}()
		_, c, err := companyRow(tx, w.rooms[0])
		out.Company = c.Name
		return err
	})
	return out, err
}

// NewRecovery draws the recovery codes that belong to a new factor.
func (e *Entry) NewRecovery() (*RecoverySet, error) { return newRecoverySet(e.door.random) }

// Prove tells whether a code of the new factor is right now (F7).
func (e *Entry) Prove(f *NewFactor, code string) (bool, error) { return f.prove(code, e.door.now()) }

// Obey opens the session with the code of the reset and the new second factor, which
// is in force from then on; the old one and its recovery codes are void. Errors:
// *InputError ("code", "factor"), *WrongError, *LockedError, *ClockError, ErrLate, and
// those of Enter.
func (e *Entry) Obey(ctx context.Context, typed string, f *NewFactor, codes *RecoverySet) (*Session, error) {
	if err := e.alive(); err != nil {
		return nil, err
	}
	if f == nil || !f.proved || codes == nil {
		return nil, &InputError{Field: "factor", Err: ErrEmpty}
	}
	one, err := parseOneTime(typed)
	if err != nil {
		return nil, err
	}
	defer one.Wipe()
	a, err := e.door.begin(ctx, e.lookup)
	if err != nil {
		return nil, err
	}
	s, err := e.enter(ctx, &proof{attempt: a, obeys: &obedience{one: one, factor: f, codes: codes}})
	if err != nil && !counts(err) {
		err = errors.Join(err, e.door.undo(ctx, a))
	}
	return s, err
}

// obey signs that the reset was obeyed and puts the new factor in force; its code's
// note is gone with it.
func (w *writer) obey(p proof) error {
	o := p.obeys
	r := findReset(w.rooms, o.one.Invitation, w.now)
	if r == nil {
		return p.attempt.wrong(true)
	}
	waiting := r.codes()
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignObeyed(&w.ring.Identity, r.state, r.member, w.signing(r), o.one)
	}); err != nil {
		return err
	}
	event := keys.EventEnrolled
	if w.ring.Factor != nil {
		event = keys.EventReplaced
	}
	w.ring.Factor, w.ring.Recovery = o.factor.record(w.now), keys.NewRecovery(o.codes.codes, w.now)
	w.note(event)
	w.offset, w.accepted, w.obeyed = &o.factor.offset, true, true
	return w.forgetCodes(r, waiting)
}
