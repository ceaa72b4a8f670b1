package access

import (
	"errors"
	"slices"

	"trousseau/app/keys"
)

// Somebody with several companies who was reset in one of them has a new account; each
// of the others resets him too, and he joins it by his new sign-in. And keys that he
// renewed while a company shut him out reach that one when he comes back.

// Rejoin lets the sign-in that follows (Enter, Code, Recovery) take the company of a
// password reset into this account, once password and second factor were right.
// Further errors of that sign-in: *CodeError (CodeMember where the account has the
// company already), ErrFactor where the old second factor is known and this account
// has none: it is enrolled first (F16); ErrAccount where one is asked and the account
// has neither that one nor the address: it is somebody else's.
func (e *Entry) Rejoin(r *Reset) { e.reset = r }

// comeback opens the company of the reset that the entry brings; none without one.
func (e *Entry) comeback(w *writer) ([]*room, error) {
	if e.reset == nil {
		return nil, nil
	}
	if err := e.reset.alive(); err != nil {
		return nil, err
	}
	o, err := e.reset.open(w.tx)
	if err != nil {
		return nil, err
	}
	asks := o.ring.Factor != nil || e.reset.note.Factor != keys.NoteNoFactor
	same := o.ring.Factor != nil && w.ring.Factor != nil && seedHash(o.ring.Factor) == seedHash(w.ring.Factor)
	if o.ring.Factor != nil {
		keys.Wipe(o.ring.Factor.Seed)
	}
	r := o.rooms[0]
	if slices.ContainsFunc(w.rooms, func(own *room) bool { return own.state.Company == r.state.Company }) {
		return nil, &CodeError{State: CodeMember}
	}
	if asks && w.ring.Factor == nil {
		return nil, ErrFactor
	}
	if asks && !same && normalEmail(w.ring.Person.Email) != normalEmail(e.reset.note.Person.Email) {
		return nil, ErrAccount // somebody else's phone stands in for nobody's
	}
	return []*room{r}, nil
}

// rejoin takes that company in; version is that of the ring, which it may raise.
func (e *Entry) rejoin(w *writer, back []*room, version uint64) (uint64, error) {
	if len(back) == 0 {
		return version, nil
	}
	r := back[0]
	used, err := r.usedHere(&w.ring.Identity)
	if err == nil && used {
		err = w.newIdentity()
	}
	if err != nil {
		return 0, err
	}
	if err := e.reset.take(w, r); err != nil {
		return 0, err
	}
	others := slices.DeleteFunc(w.ring.Companies, func(m keys.Membership) bool { return m.Company == r.state.Company })
	w.ring.Companies = append([]keys.Membership{{Company: r.state.Company, Member: r.member, Root: r.state.Root}}, others...)
	if err := w.line(r, act{name: actResetUse}, nil); err != nil {
		return 0, err
	}
	w.rooms = append([]*room{r}, w.rooms...)
	return w.after(r, e.rk, version)
}

// rejoined forgets the code after the sign-in that used it.
func (e *Entry) rejoined() {
	if e.reset != nil {
		e.reset.Drop()
		e.reset = nil
	}
}

// returning tells that an account without a company may go on: it regains one.
func (e *Entry) returning(err error) bool { return e.reset != nil && errors.Is(err, ErrNoAccess) }

// knownBy finds the former keys of the ring by which a company still knows its member;
// nil where it knows the present ones, or none of them.
func (r *room) knownBy(ring *keys.Ring) *keys.Identity {
	for i := range ring.Former {
		if !r.foreign(&ring.Former[i]) {
			return &ring.Former[i]
		}
	}
	return nil
}

// catchUp tells the present keys to each company that let the person in again and
// still knows former ones. Former keys that no company can ask for are forgotten.
func (w *writer) catchUp() error {
	for _, r := range w.rooms {
		if r.by == nil {
			continue
		}
		public, err := w.ring.Identity.EncryptionKey()
		if err != nil {
			return err
		}
		if err := w.rekeyFrom(r, r.by, &w.ring.Identity, public); err != nil {
			return err
		}
		r.by = nil
	}
	if len(w.ring.Former) > 0 && len(w.rooms) == len(w.ring.Companies) {
		for _, i := range w.ring.Former {
			i.Wipe()
		}
		w.ring.Former = nil
	}
	return nil
}
