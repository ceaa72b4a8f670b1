package access

import (
	"context"

	"trousseau/app/keys"
)

// actKnown is the act of somebody who thinks that his password is known (P6).
const actKnown = "password.known"

// Known is the person's word at the door that his password may be known: the session
// that follows has DutyKnown, and does nothing before KnownPassword.
func (e *Entry) Known() { e.known = true }

// KnownPassword gives the person everything anew after a password that somebody else
// may know (P6): new keys in every company of his, by which the domains that he held
// begin anew; a new key of his ring, by which every other session of the account is
// over and the old password, kit and copies of either open nothing newer; a new
// password and the kit of BeginKit. What he invited and had begun to reset is void,
// and every owner is alerted until he ticks it off. One transaction. Errors: those of
// a proof (see Proof, with the old password), *InputError ("consent", "kit",
// "password" with ErrWeak or ErrReused), ErrChanged where another window changed
// password or kit meanwhile, ErrFactor, ErrEnded.
func (s *Session) KnownPassword(ctx context.Context, p Proof, password string, consent bool, kit Kit) error {
	if !consent {
		return &InputError{Field: "consent", Err: ErrEmpty}
	}
	if !kit.asked {
		return &InputError{Field: "kit", Err: ErrEmpty}
	}
	rules, err := s.Rules(ctx)
	if err != nil {
		return err
	}
	if !rules.Check(password).OK() {
		return &InputError{Field: "password", Err: ErrWeak}
	}
	n, err := s.renewal(ctx, p.Password, password, rules, kit)
	if err != nil {
		return err
	}
	err = s.doProved(ctx, p, act{name: actKnown, account: true}, func(w *writer) (*change, error) {
		if w.ring.Password != n.was || w.ring.Kit.Number+1 != kit.number {
			return nil, ErrChanged // another window was faster
		}
		if err := s.sameFactor(w); err != nil {
			return nil, err
		}
		if rules, err := rulesOf(w.tx, w.ring, w.rooms, w.aside); err != nil {
			return nil, err
		} else if !rules.Check(password).OK() {
			return nil, &InputError{Field: "password", Err: ErrWeak}
		}
		return nil, w.renew(n)
	})
	if err != nil {
		n.rk.Wipe()
		return err
	}
	s.mu.Lock()
	if s.duty == DutyKnown {
		s.duty = duty(s.ring, asked(s.rooms, s.aside), s.door.now())
	} else {
		s.settle()
	}
	rk := s.rk
	s.mu.Unlock()
	return s.presence.renew(rk)
}

// knownRenewal is what KnownPassword will store, its slow work done.
type knownRenewal struct {
	renewal
	was keys.PasswordFact
}

func (s *Session) renewal(ctx context.Context, old, password string, rules Rules, kit Kit) (*knownRenewal, error) {
	e, err := s.confirm(ctx, old)
	if err != nil {
		return nil, err
	}
	defer e.Drop()
	if e.ring.History == nil { // set by a version that kept none: the present password counts
		if e.ring.History, err = keys.NewHistory(s.door.random); err == nil {
			err = e.ring.History.Add(s.door.kdf, old)
		}
		if err != nil {
			return nil, err
		}
	}
	n := &knownRenewal{was: e.ring.Password}
	if n.rk, err = keys.NewRingKey(s.door.random); err != nil {
		return nil, err
	}
	if n.secret, err = s.door.newSecret(n.rk, e.ring, password, rules); err != nil {
		return nil, err
	}
	if n.kit, err = n.rk.SealKit(s.door.random, e.account, kit.kit); err != nil {
		return nil, err
	}
	_, recipient, err := kit.kit.Age()
	n.fact = keys.KitFact{Number: kit.number, Recipient: recipient, Made: s.door.now()}
	return n, err
}

// renew writes new keys, password and kit inside the transaction; presences of every
// session go, this one's comes back with its next look.
func (w *writer) renew(n *knownRenewal) error {
	if err := w.newIdentity(); err != nil {
		return err
	}
	w.ring.Kit = n.fact
	w.note(keys.EventPassword)
	w.note(keys.EventKitMade)
	if err := n.secret.store(w); err != nil {
		return err
	}
	if err := w.putSlot(n.kit); err != nil {
		return err
	}
	w.renewed = n.rk
	return w.tx.ClearPresences(w.ring.Account[:])
}

// renew marks the session's presence by the ring's new key from now on. The caller
// does not hold the session's lock.
func (p *presence) renew(rk *keys.RingKey) error {
	if p == nil {
		return nil
	}
	key, err := rk.PresenceKey()
	if err != nil {
		return err
	}
	mark, err := key.Mark(p.account, p.session, p.since)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.key.Wipe()
	p.key, p.mark, p.others = key, mark, map[keys.ID]*twin{}
	return nil
}
