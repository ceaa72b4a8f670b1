package access

import (
	"context"
	"strings"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Names of the acts of support access in the journal. The last three are written by
// support itself, under the id of its access and signed by its one-time key.
const (
	actSupportOn    = "support.on"
	actSupportOff   = "support.off"
	actSupportOpen  = "support.open"
	actSupportView  = "support.view"
	actSupportClose = "support.close"

	factScope  = "scope"
	factEnds   = "ends" // RFC 3339
	factName   = "name"
	factTicket = "ticket"
	factVisit  = "visit" // one sign-in of support, drawn
	factWhat   = "what"
)

// The hours for which support access can be given (S3): any whole number of them
// within a week; the windows offer 1, 24 and 168.
const (
	supportLeast = 1
	supportMost  = 7 * 24
)

// SupportScope is what support may look at, read-only, and for how many hours
// (S2, S3).
type SupportScope struct {
	Customers, Products, Documents bool
	Hours                          int // 1 to 168
}

// Check refuses a scope without an area and an end beyond a week, as *InputError.
func (c SupportScope) Check() error {
	if len(c.rights()) == 0 {
		return &InputError{Field: "scope", Err: ErrEmpty}
	}
	if c.Hours < supportLeast || c.Hours > supportMost {
		return &InputError{Field: "hours", Err: ErrOdd}
	}
	return nil
}

// rights is the scope as its statement holds it.
func (c SupportScope) rights() []string {
	var out []string
	for _, area := range []struct {
		on    bool
		right string
	}{{c.Customers, keys.SupportCustomers}, {c.Documents, keys.SupportDocuments}, {c.Products, keys.SupportProducts}} {
		if area.on {
			out = append(out, area.right)
		}
	}
	return out
}

// scopeOf reads a scope back from its statement.
func scopeOf(i keys.Invitation) SupportScope {
	c := SupportScope{Hours: int((i.Ends - i.Time + time.Hour.Milliseconds()/2) / time.Hour.Milliseconds())}
	for _, right := range i.Rights {
		switch right {
		case keys.SupportCustomers:
			c.Customers = true
		case keys.SupportDocuments:
			c.Documents = true
		case keys.SupportProducts:
			c.Products = true
		}
	}
	return c
}

// SupportSlip is told to support by telephone. The code is a secret, shown once:
// 16 characters in groups of four, good for any number of sign-ins until Ends
// (Unix ms).
type SupportSlip struct {
	Code string
	Ends int64
}

// SupportOn lets support in (S1 to S4): a new code for this scope and time, wraps of
// the keys that the scope needs and no others, and a signed statement. Access that
// was open ends with it, and its keys are renewed. Owners only, who prove
// themselves again. Errors: *InputError, those of doProved, ErrForbidden.
func (s *Session) SupportOn(ctx context.Context, p Proof, c SupportScope) (SupportSlip, error) {
	if err := c.Check(); err != nil {
		return SupportSlip{}, err
	}
	company, err := s.current()
	if err != nil {
		return SupportSlip{}, err
	}
	code, err := keys.NewSupportCode(s.door.random)
	if err != nil {
		return SupportSlip{}, err
	}
	defer code.Wipe()
	one, err := code.OneTime(s.door.kdf, company) // slow, and so outside the transaction
	if err != nil {
		return SupportSlip{}, err
	}
	defer one.Wipe()
	ends := s.door.clock().Add(time.Duration(c.Hours) * time.Hour).UnixMilli()
	a := act{name: actSupportOn, right: rightOwner, subject: one.Invitation,
		facts: map[string]string{factScope: strings.Join(c.rights(), " "), factEnds: unixMilli(ends).UTC().Format(time.RFC3339)}}
	err = s.doProved(ctx, p, a, func(w *writer) (*change, error) {
		if w.rooms[0].state.Company != company {
			return nil, ErrChanged // the code is one of the other company
		}
		return nil, w.openSupport(w.rooms[0], one, c.rights(), ends)
	})
	if err != nil {
		return SupportSlip{}, err
	}
	return SupportSlip{Code: code.Code(), Ends: ends}, nil
}

// current is the id of the current company.
func (s *Session) current() (keys.ID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.company()
	if err != nil {
		return keys.ID{}, err
	}
	return r.state.Company, nil
}

// openSupport writes statement, wraps and note of a new support access; what was
// there of older ones goes.
func (w *writer) openSupport(r *room, one keys.OneTime, scope []string, ends int64) error {
	body, err := keys.NewInvite(one)
	if err != nil {
		return err
	}
	body.Kind, body.Rights, body.Ends = keys.Support, scope, ends
	if err := w.dropSupport(r); err != nil {
		return err
	}
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignInvite(&w.ring.Identity, r.state, r.member, w.signing(r), body)
	}); err != nil {
		return err
	}
	if err := w.wrapAll(r, keys.SupportDomains(scope), body.Encryption); err != nil {
		return err
	}
	_, company, err := companyRow(w.tx, r)
	if err != nil {
		return err
	}
	note, err := one.SealNote(w.door.random, keys.Note{Company: r.state.Company, Root: r.state.Root, Statement: r.state.Head, Line: r.line,
		Name: company.Name, Language: company.Language})
	if err != nil {
		return err
	}
	return w.tx.PutNote(data.Note{Company: r.state.Company[:], Code: one.Invitation[:], Sealed: note})
}

// SupportOff ends support access at once (S1, A09): no slot of it remains, its keys
// are renewed in the same transaction, and a support session at work closes at its
// next look. With none open it writes nothing. Owners only. Errors: ErrForbidden,
// ErrEnded.
func (s *Session) SupportOff(ctx context.Context) error {
	id, err := s.openAccess()
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actSupportOff, right: rightOwner, subject: id}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		open, ok := r.state.Support(w.now)
		switch {
		case !ok:
			return nil, errSame
		case open.Invitation != id:
			return nil, ErrChanged // another owner gave a new code meanwhile
		}
		return nil, w.closeSupport(r)
	}))
}

// openAccess is the id of the support access that is open, as the file has it now;
// zero for none.
func (s *Session) openAccess() (id keys.ID, err error) {
	err = s.read(context.Background(), func(_ *data.Tx, r *room) error {
		if open, ok := r.state.Support(s.door.now()); ok {
			id = open.Invitation
		}
		return nil
	})
	return id, err
}

// closeSupport cancels support access that is open, and takes away what there is of
// any; none is no error. Only in an owner's act.
func (w *writer) closeSupport(r *room) error {
	if open, ok := r.state.Support(w.now); ok {
		if err := w.state(r, func() (keys.Signed, error) {
			return keys.SignRevoke(&w.ring.Identity, r.state, r.member, w.signing(r), keys.Revoke{Target: open.Invitation, What: keys.LoseWaiting})
		}); err != nil {
			return err
		}
	}
	return w.dropSupport(r)
}

// dropSupport takes the notes and the wraps of every support access away.
func (w *writer) dropSupport(r *room) error { return dropSupport(w.tx, r.state) }

func dropSupport(tx *data.Tx, state *keys.State) error {
	for _, i := range state.Supports() {
		if err := dropCode(tx, state.Company, i.Invitation, i.Encryption); err != nil {
			return err
		}
	}
	return nil
}

// dropCode takes the note of a code and the wraps for its key away.
func dropCode(tx *data.Tx, company, code keys.ID, public []byte) error {
	id := keys.KeyID(public)
	if err := tx.RemoveWraps(company[:], id[:]); err != nil {
		return err
	}
	if err := tx.RemoveFactorsFor(company[:], id[:]); err != nil { // of a password reset
		return err
	}
	return tx.RemoveNote(company[:], code[:])
}

// forgotten ends support access whose slot is not there any more, as after a copy
// was brought back: the next rotation would make it a new one. At an owner's
// sign-in, in every room of his.
func (w *writer) forgotten() error {
	for _, r := range w.rooms {
		open, ok := r.state.Support(w.now)
		if m, _ := r.state.Member(r.member); !ok || !m.Owner {
			continue
		}
		note, err := noteOf(w.tx, r.state.Company, open.Invitation)
		if err != nil {
			return err
		}
		if note != nil {
			continue
		}
		if err := w.closeSupport(r); err != nil {
			return err
		}
		if err := w.line(r, act{name: actSupportOff, subject: open.Invitation}, nil); err != nil {
			return err
		}
	}
	return nil
}

// noteOf gives the sealed note of a code in one company, nil for none.
func noteOf(tx *data.Tx, company, code keys.ID) ([]byte, error) {
	notes, err := tx.Notes(code[:])
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		if id, err := keys.IDFrom(n.Company); err == nil && id == company {
			return n.Sealed, nil
		}
	}
	return nil, nil
}
