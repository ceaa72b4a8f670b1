package access

import (
	"context"
	"errors"
	"slices"
	"sync"

	"trousseau/app/keys"
	"trousseau/data"
)

// InvitedCompany is one of the companies that an invitation leads into, and what its
// holder will have there.
type InvitedCompany struct {
	ID, Name, Color string
	Internal, Owner bool
	Until           string // his last day, YYYY-MM-DD; empty: no end
	Rights          []string
	Factor          bool // the company asks 2FA of everybody
}

// Invitation is a code that was right: who it is for and where it leads. It holds
// the code's keys until Drop, Door.Accept or the sign-in of Entry.Join.
type Invitation struct {
	door *Door
	one  keys.OneTime

	mu        sync.Mutex
	rooms     []*room // nil once it was used or dropped
	note      keys.Note
	companies []InvitedCompany
	ends      int64
	account   bool
}

// Invitation looks a code up. Nothing is written by it, and nothing counted: a code
// has 160 bits. Errors: *InputError of "code" where it is mistyped, ErrNoCode for one
// that this file does not have, *CodeError for one that is good no more, *ClockError,
// *OlderError, ErrTampered, those of the file.
func (d *Door) Invitation(ctx context.Context, typed string) (*Invitation, error) {
	code, err := keys.ParseInvitationCode(typed)
	if err != nil {
		return nil, &InputError{Field: "code", Err: err}
	}
	defer code.Wipe()
	inv := &Invitation{door: d}
	if inv.one, err = code.OneTime(); err != nil {
		return nil, err
	}
	err = d.file.Read(ctx, func(tx *data.Tx) error { return inv.open(tx) })
	if err == nil {
		inv.account, err = d.hasAccount(ctx, inv.note.Person.Email)
	}
	if err != nil {
		inv.Drop()
		return nil, err
	}
	return inv, nil
}

// hasAccount tells whether an address has an account in this file. Only asked for
// the address that a right code names.
func (d *Door) hasAccount(ctx context.Context, email string) (bool, error) {
	lookup, err := d.lookup(ctx, email)
	if err != nil {
		return false, err
	}
	_, _, err = d.account(ctx, lookup, keys.SlotPassword)
	if errors.Is(err, data.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// open finds every company of the code and reads what it leads to.
func (i *Invitation) open(tx *data.Tx) error {
	notes, err := tx.Notes(i.one.Invitation[:])
	if err != nil {
		return err
	}
	var over error
	for _, stored := range notes {
		err := i.company(tx, stored)
		var gone *CodeError
		if errors.As(err, &gone) {
			over = err
			continue
		}
		if err != nil {
			return err
		}
	}
	switch {
	case len(i.rooms) > 0:
		return behind(tx, i.rooms, i.door.now())
	case over != nil:
		return over
	}
	return i.door.explain(tx, i.one.Invitation)
}

// company opens one company by its note.
func (i *Invitation) company(tx *data.Tx, stored data.Note) error {
	id, err := keys.IDFrom(stored.Company)
	if err != nil {
		return damaged(err)
	}
	note, err := i.one.OpenNote(id, stored.Sealed)
	if err != nil {
		return damaged(err)
	}
	r, err := i.door.noteRoom(tx, note, i.one.Invitation, data.Tables()...)
	if err != nil {
		return err
	}
	invite, err := r.judgeCode(i.one.Invitation, max(i.door.now(), r.state.Time))
	if err == nil {
		err = r.openCode(tx, i.one, invite)
	}
	if err != nil {
		return err
	}
	_, c, err := companyRow(tx, r)
	if err != nil {
		return err
	}
	if len(i.rooms) == 0 {
		i.note, i.ends = note, invite.Ends
	}
	i.ends = min(i.ends, invite.Ends)
	i.rooms = append(i.rooms, r)
	i.companies = append(i.companies, InvitedCompany{ID: id.String(), Name: c.Name, Color: c.Color, Internal: invite.Kind == keys.Internal,
		Owner: invite.Owner, Until: invite.Until, Rights: slices.Clone(invite.Rights), Factor: r.state.Duties().Factor})
	return nil
}

// judgeCode finds the invitation of a code where it is good at a time (Unix ms);
// *CodeError says why not.
func (r *room) judgeCode(code keys.ID, at int64) (keys.Invitation, error) {
	i, ok := r.state.Invitation(code)
	if !ok || i.Kind == keys.Support {
		return i, tampered("note without an invitation")
	}
	return i, stateOfCode(i, at)
}

func stateOfCode(i keys.Invitation, at int64) error {
	switch {
	case i.Spent:
		return &CodeError{State: CodeSpent}
	case i.Cancelled != 0:
		return &CodeError{State: CodeCancelled}
	case !i.Open(at):
		return &CodeError{State: CodeExpired}
	}
	return nil
}

// openCode opens the newest keys that were wrapped to a code: all that its rights
// ask.
func (r *room) openCode(tx *data.Tx, one keys.OneTime, i keys.Invitation) error {
	if err := r.openWraps(tx, &one.Keys, i.Domains()); err != nil {
		return err
	}
	for _, d := range i.Domains() {
		if r.keys[d] == nil {
			return tampered("key missing")
		}
	}
	return nil
}

// explain says what became of a code that has no note: nothing is believed of it but
// that.
func (d *Door) explain(tx *data.Tx, code keys.ID) error {
	heads, err := tx.Heads()
	if err != nil {
		return err
	}
	for _, h := range heads {
		state, err := unpinned(tx, h)
		if errors.Is(err, ErrTampered) {
			continue // another company's fault
		}
		if err != nil {
			return err
		}
		if i, ok := state.Invitation(code); ok && i.Kind != keys.Support {
			if err := stateOfCode(i, max(d.now(), state.Time)); err != nil {
				return err
			}
			return tampered("note missing")
		}
	}
	return ErrNoCode
}

// fresh gives copies of the invitation's rooms as they stand now, with their keys
// open. What is cancelled by now, or over, is left out; none left is its *CodeError.
func (i *Invitation) fresh(tx *data.Tx, version uint64, account keys.ID) ([]*room, error) {
	if len(i.rooms) == 0 {
		return nil, ErrEnded
	}
	var out []*room
	var over error
	for _, r := range i.rooms {
		c := r.clone()
		c.keys, c.former = map[keys.Domain]*keys.DomainKey{}, map[epoch]*keys.DomainKey{}
		if _, err := c.refresh(tx); err != nil {
			return nil, err
		}
		if c.known && version < c.anchor.ring(account).Version {
			return nil, &OlderError{Seen: unixMilli(c.anchor.Time)}
		}
		invite, err := c.judgeCode(i.one.Invitation, max(i.door.now(), c.state.Time, c.latest))
		if err != nil {
			over = err
			continue
		}
		if err := c.openCode(tx, i.one, invite); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, over
	}
	return out, nil
}
