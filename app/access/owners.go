package access

import (
	"context"
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

// Acts about who owns a company.
const (
	actShare    = "owner.share"
	actTransfer = "owner.transfer"
)

// OtherError is what went wrong with the proof of the other one of two persons who
// sign together; Err is as at the door. It does not unwrap: a wrong password of his
// is no wrong password of the person signed in.
type OtherError struct{ Err error }

// Error implements error.
func (e *OtherError) Error() string { return "access: proof of the other person: " + e.Err.Error() }

// ofOther marks what a proof was refused for as the other person's; what is wrong with
// the file is nobody's.
func ofOther(err error) error {
	var locked *LockedError
	var clock *ClockError
	if counts(err) || errors.As(err, &locked) || errors.As(err, &clock) {
		return &OtherError{Err: err}
	}
	return err
}

// ShareOwnership makes a member an owner beside the one signed in, who proves
// himself again. Owners only. A last day of the new owner ends with it. Errors: those
// of a proof (see Proof), *InputError of the field "member" (unknown, an owner
// already, or shut out), ErrForbidden, ErrSelf, ErrEnded.
func (s *Session) ShareOwnership(ctx context.Context, p Proof, member string) error {
	id, err := memberID(member)
	if err != nil {
		return err
	}
	return s.doProved(ctx, p, act{name: actShare, right: rightOwner, subject: id}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, err := r.heir(id, w.now)
		if err != nil {
			return nil, err
		}
		return w.makeOwner(r, before)
	})
}

// heir finds the member who shall be an owner.
func (r *room) heir(id keys.ID, now int64) (keys.Member, error) {
	m, err := r.other(id)
	if err == nil && (m.Owner || !m.Standing(now)) {
		err = &InputError{Field: "member", Err: ErrOdd}
	}
	return m, err
}

func (w *writer) makeOwner(r *room, m keys.Member) (*change, error) {
	return w.grant(r, m, keys.Grant{Member: m.ID, Owner: true, Kind: m.Kind, Rights: []string{}})
}

// Transfer gives the ownership of the person signed in to a member: both prove
// themselves, each counted at his own account, in one transaction with a line each
// (B10). Who gave it keeps every right that can be given, and no more. Errors: those
// of a proof; *OtherError with the same of the other one, or ErrDuty where something
// is due of him; *InputError of the field "member"; ErrForbidden, ErrSelf, ErrEnded.
func (s *Session) Transfer(ctx context.Context, mine Proof, member string, theirs Proof) error {
	id, err := memberID(member)
	if err != nil {
		return err
	}
	other, err := s.otherEntry(ctx, id, theirs.Password)
	if err != nil {
		return err
	}
	defer other.Drop()
	p, err := other.countedProof(ctx, theirs.Code)
	if err != nil {
		return ofOther(err)
	}
	err = s.doProved(ctx, mine, act{name: actTransfer, right: rightOwner, subject: id}, func(w *writer) (*change, error) {
		return w.transfer(id, other, p)
	})
	var his *OtherError
	if p != nil && !(errors.As(err, &his) && counts(his.Err)) {
		err = errors.Join(err, s.door.undo(ctx, p.attempt)) // right, or not looked at
	}
	return err
}

// otherEntry opens the account of a member by his password, as the door does.
func (s *Session) otherEntry(ctx context.Context, id keys.ID, password string) (*Entry, error) {
	var email string
	var company keys.ID
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightOwner); err != nil {
			return err
		}
		m, err := r.heir(id, s.door.now())
		if err != nil {
			return err
		}
		records, err := r.records(tx)
		if err != nil {
			return err
		}
		p, err := r.personOf(tx, m, records[id])
		email, company = p.Email, r.state.Company
		return err
	})
	if err != nil {
		return nil, err
	}
	e, err := s.door.Password(ctx, email, password)
	if err != nil {
		return nil, ofOther(err)
	}
	// The address is his own report: what counts is whose member the account is.
	if m, ok := e.ring.Membership(company); !ok || m.Member != id {
		e.Drop()
		return nil, &InputError{Field: "member", Err: ErrOdd}
	}
	return e, nil
}

// countedProof counts the try of a code and gives what will be judged in the
// transaction; nil where the account has no second factor.
func (e *Entry) countedProof(ctx context.Context, code string) (*proof, error) {
	if e.ring.Factor == nil {
		return nil, nil
	}
	p := &proof{code: code}
	if recovery, err := parseRecovery(code); err == nil {
		p.recovery = recovery
	}
	var err error
	p.attempt, err = e.door.begin(ctx, e.lookup)
	return p, err
}

// transfer signs both halves: the old owner makes the new one, the new one takes the
// ownership from the old. The new owner's line comes first, the old one's ends the act.
func (w *writer) transfer(id keys.ID, other *Entry, p *proof) (*change, error) {
	r := w.rooms[0]
	heir, err := r.heir(id, w.now)
	if err != nil {
		return nil, err
	}
	s := &Session{door: w.door, account: other.account, rk: other.rk, version: other.version}
	ring, version, err := s.freshRing(w.tx)
	if err != nil {
		return nil, err
	}
	defer ring.Wipe()
	his := &writer{door: w.door, tx: w.tx, now: w.now, at: w.at, ring: ring, rooms: []*room{r}}
	if err := his.proveBeside(other, p); err != nil {
		return nil, err
	}
	before, _ := r.state.Member(r.member)
	given, err := w.makeOwner(r, heir)
	if err != nil {
		return nil, err
	}
	rights := []string{}
	for _, right := range keys.Catalogue() {
		rights = append(rights, right.Name)
	}
	taken, err := w.revoke(r, &ring.Identity, id, before, keys.Revoke{Target: r.member, What: keys.LoseOwner, Rights: keys.Complete(rights)})
	if err != nil {
		return nil, err
	}
	return given, his.signBeside(r, id, act{name: actTransfer, subject: r.member}, taken, other.rk, version)
}

// proveBeside judges the code of the other person, and that nothing is due of him.
func (w *writer) proveBeside(e *Entry, p *proof) error {
	if d := duty(w.ring, asked(w.rooms, nil), w.now); d != NoDuty {
		return &OtherError{Err: ErrDuty}
	}
	if p == nil {
		if w.ring.Factor != nil {
			return ErrChanged // enrolled by another window meanwhile
		}
		return nil
	}
	if err := w.accept(*p); err != nil {
		return ofOther(e.failed(err, p, w))
	}
	return nil
}

// signBeside writes the other person's line into the company that both are in, and
// his ring with its heads.
func (w *writer) signBeside(r *room, member keys.ID, a act, c *change, rk *keys.RingKey, version uint64) error {
	his := *r
	his.member = member
	if err := w.line(&his, a, c); err != nil {
		return err
	}
	r.line, r.lines, r.latest, r.stmt, r.sets, r.touched = his.line, his.lines, his.latest, his.stmt, his.sets, his.touched
	if err := w.pin(); err != nil {
		return err
	}
	sealed, err := rk.SealRing(w.door.random, w.ring, version+1)
	if err != nil {
		return err
	}
	return w.tx.SetRing(w.ring.Account[:], version, version+1, sealed)
}
