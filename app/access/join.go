package access

import (
	"errors"
	"slices"
)

// Join lets the sign-in that follows (Enter, Code, Recovery) accept an invitation,
// once the password and the code of the phone were right: the companies join the
// person's others in the same transaction, the first of them becomes the current one.
// Of an account that no company lets in any more it opens the door again. Further
// errors of that sign-in: *CodeError (CodeMember where he has access already),
// ErrTampered where another company of his does not open and he needs new keys.
func (e *Entry) Join(inv *Invitation) { e.invitation = inv }

// joining tells that an account without a company may go on: it gains one.
func (e *Entry) joining(err error) bool { return e.invitation != nil && errors.Is(err, ErrNoAccess) }

// guests gives the rooms of the invitation that the entry accepts, still by the keys
// of the code.
func (e *Entry) guests(w *writer, version uint64) ([]*room, error) {
	if e.invitation == nil {
		return nil, nil
	}
	e.invitation.mu.Lock()
	defer e.invitation.mu.Unlock()
	rooms, err := e.invitation.fresh(w.tx, version, e.account)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(rooms, func(g *room) bool {
		return slices.ContainsFunc(w.rooms, func(r *room) bool { return r.state.Company == g.state.Company })
	})
	if len(out) == 0 {
		return nil, &CodeError{State: CodeMember}
	}
	return out, nil
}

// welcome takes the person into the companies of the invitation, after everything
// was proved. Keys that he had there before cannot come back: then he has new ones
// everywhere.
func (e *Entry) welcome(w *writer, guests []*room) error {
	if len(guests) == 0 {
		return nil
	}
	for _, g := range guests {
		used, err := g.usedHere(&w.ring.Identity)
		if err == nil && used {
			err = w.newIdentity()
		}
		if err != nil {
			return err
		}
	}
	if offset := w.learnt(); offset != 0 && w.offset == nil {
		w.offset = &offset // the phone is the same, and so is this computer
	}
	for _, g := range slices.Backward(guests) {
		if err := w.join(g, e.invitation.one); err != nil {
			return err
		}
		if err := w.line(g, act{name: actAccept}, nil); err != nil {
			return err
		}
	}
	w.rooms = append(slices.Clone(guests), w.rooms...)
	return nil
}

// learnt is the clock offset that this computer knows for the person, by the company
// that he used last.
func (w *writer) learnt() int64 {
	if len(w.rooms) == 0 {
		return 0
	}
	return w.rooms[0].anchor.ring(w.ring.Account).Offset
}

// accepted forgets the code after the sign-in that accepted it.
func (e *Entry) accepted() {
	if e.invitation == nil {
		return
	}
	e.invitation.mu.Lock()
	defer e.invitation.mu.Unlock()
	e.invitation.used()
	e.invitation = nil
}
