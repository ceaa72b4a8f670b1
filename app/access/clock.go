package access

import (
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// slack is how far the clock may stand behind the newest time known before it
// is called wrong (DESIGN 5).
const slack = 10 * time.Minute

// longest bounds how far behind a clock is told to be.
const longest = 200 * 365 * 24 * time.Hour

// behind gives *ClockError when now lies more than the slack before the mark,
// the latest of file, chains, newest lines and anchors. The file's own mark is
// bound to nothing: the lines hold where it was set back.
func behind(tx *data.Tx, rooms []*room, now int64) error {
	mark, err := tx.Clock()
	if err != nil {
		return err
	}
	for _, r := range rooms {
		mark = max(mark, r.state.Time, r.latest, r.anchor.Time)
	}
	// In milliseconds: a mark of anybody's making must not overflow into silence.
	if mark > now && uint64(mark)-uint64(now) > uint64(slack.Milliseconds()) {
		return &ClockError{Behind: time.Duration(min(uint64(mark)-uint64(now), uint64(longest.Milliseconds()))) * time.Millisecond}
	}
	return nil
}

// tick moves the file's clock forward, never back.
func tick(tx *data.Tx, now int64) error {
	mark, err := tx.Clock()
	if err != nil || mark >= now {
		return err
	}
	return tx.SetClock(now)
}

// TrustClock is the owner's word, given at the door after a *ClockError with
// Behind, that this computer's clock is right and the file's is not. It signs a
// `set clock` with the sign-in that follows; who is no owner is refused there.
func (e *Entry) TrustClock() { e.lowered = true }

// lowerClock signs the new time in every company of which the person is an owner.
func (w *writer) lowerClock() error {
	w.at = w.now
	if err := w.tx.SetClock(w.now); err != nil {
		return err
	}
	for _, r := range w.rooms {
		m, ok := r.state.Member(r.member)
		if !ok || !m.Owner {
			return ErrForbidden
		}
		if err := w.state(r, func() (keys.Signed, error) {
			return keys.SignSetClock(&w.ring.Identity, r.state, r.member, w.now)
		}); err != nil {
			return err
		}
		if err := w.line(r, act{name: actClock}, nil); err != nil {
			return err
		}
	}
	return nil
}

// state signs a statement, judges it as any other program would, and stores it.
func (w *writer) state(r *room, sign func() (keys.Signed, error)) error {
	signed, err := sign()
	if err != nil {
		return err
	}
	if err := r.apply(signed); err != nil {
		return err
	}
	return w.addStatement(r, signed)
}

func (w *writer) addStatement(r *room, signed keys.Signed) error {
	hash := signed.StatementHash()
	return w.tx.AddStatement(data.Statement{Company: r.state.Company[:], Seq: r.state.Head.Seq,
		Body: signed.Bytes, Signature: signed.Signature, Hash: hash[:]})
}
