package access

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"trousseau/app/keys"
	"trousseau/app/passwords"
	"trousseau/data"
)

// Why a new password is refused, inside an *InputError of the field "password".
var (
	ErrWeak   = fmt.Errorf("%w: password against the rules", ErrInput)
	ErrReused = fmt.Errorf("%w: password used before", ErrInput)
)

// ShortError tells that a password is allowed beside a second factor alone.
type ShortError struct {
	Least int // characters without one
}

// Error names the rule, never the password.
func (e *ShortError) Error() string { return "access: password too short without a second factor" }

// Unwrap makes it an ErrInput.
func (e *ShortError) Unwrap() error { return ErrInput }

// Rules are what a new password of one person is judged by: a profile a company,
// all of which it must satisfy (DESIGN 5), and the names it must not lean on.
type Rules struct {
	policies []passwords.Policy
	about    passwords.About
}

// NewRules are those of a first company, which is not founded yet: the house
// profile (DESIGN 6).
func NewRules(first, last, email, company string) Rules {
	return Rules{policies: []passwords.Policy{{Profile: passwords.House}},
		about: passwords.About{First: first, Last: last, Email: email, Companies: []string{company}}}
}

// MinLength is how many characters a password needs.
func (r Rules) MinLength() int {
	least := 0
	for _, p := range r.policies {
		least = max(least, p.MinLength())
	}
	return least
}

// strictest is the profile that asks most: the house's, where one company has it.
func (r Rules) strictest() passwords.Policy {
	best := r.policies[0]
	for _, p := range r.policies[1:] {
		if p.Profile == passwords.House || best.Profile != passwords.House && p.MinLength() > best.MinLength() {
			best = p
		}
	}
	return best
}

// House tells whether the house rules are asked, or else those of NIST.
func (r Rules) House() bool { return r.strictest().Profile == passwords.House }

// Check judges a password by everything its companies ask.
func (r Rules) Check(password string) passwords.Report {
	report := r.strictest().Check(password, r.about)
	for i, f := range report.Findings {
		if f.Rule == passwords.Length {
			report.Findings[i].OK = f.OK && f.Count >= r.MinLength()
		}
	}
	return report
}

// Rate gives the strength of a password for this person.
func (r Rules) Rate(password string) passwords.Class {
	return passwords.RateFor(password, r.about).Class()
}

// Propose draws a password that the rules accept; length in characters, raised
// to the least that the rules ask.
func (r Rules) Propose(random io.Reader, style passwords.Style, length int) (string, error) {
	return r.strictest().Generate(random, style, max(length, r.MinLength()), r.about)
}

// Rules gives what a new password of the person signed in is judged by. It is
// open to somebody who must change it.
func (s *Session) Rules(ctx context.Context) (Rules, error) {
	var out Rules
	err := s.look(ctx, func(tx *data.Tx, rooms []*room) (err error) {
		out, err = rulesOf(tx, s.ring, rooms, s.aside)
		return err
	})
	return out, err
}

// rulesOf puts together what all companies of a person ask, those that do not open
// included, by what was last known of them (M2).
func rulesOf(tx *data.Tx, ring *keys.Ring, rooms []*room, aside []shut) (Rules, error) {
	out := Rules{about: passwords.About{First: ring.Person.First, Last: ring.Person.Last, Email: ring.Person.Email}}
	for n, r := range rooms {
		_, c, err := companyRow(tx, r)
		if m, ok := ring.Membership(r.state.Company); n > 0 && broken(err) && ok {
			c.Name, err = m.Name, nil
		}
		if err != nil {
			return out, err
		}
		out.about.Companies = append(out.about.Companies, c.Name)
	}
	for _, s := range aside {
		if s.name != "" {
			out.about.Companies = append(out.about.Companies, s.name)
		}
	}
	for _, d := range asked(rooms, aside) {
		out.policies = append(out.policies, passwords.Policy{Profile: passwords.Profile(d.Profile), SecondFactor: ring.Factor != nil})
	}
	return out, nil
}

// ChangePassword sets a new password after the old one (P1 to P5). Consent is
// the person's word that he keeps it to himself. The ring's key stays: one slot
// is wrapped anew (DESIGN 2). Errors: *WrongError, *LockedError, *InputError of
// the field "password" (ErrWeak, ErrReused) or "consent", ErrEnded.
func (s *Session) ChangePassword(ctx context.Context, old, password string, consent bool) error {
	if !consent {
		return &InputError{Field: "consent", Err: ErrEmpty}
	}
	rules, err := s.Rules(ctx)
	if err != nil {
		return err
	}
	if !rules.Check(password).OK() {
		return &InputError{Field: "password", Err: ErrWeak}
	}
	e, err := s.confirm(ctx, old)
	if err != nil {
		return err
	}
	defer e.Drop()
	if e.ring.History == nil { // set by a version that kept none: the present password counts
		if e.ring.History, err = keys.NewHistory(s.door.random); err == nil {
			err = e.ring.History.Add(s.door.kdf, old)
		}
		if err != nil {
			return err
		}
	}
	set, err := s.door.newSecret(e.rk, e.ring, password, rules)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.write(ctx, act{name: actPassword, account: true}, func(w *writer) (*change, error) {
		if w.ring.Password != e.ring.Password {
			return nil, ErrChanged // another window was faster: its password would be lost unseen
		}
		// Another window may have switched the second factor off since, or an owner
		// chosen other rules.
		if rules, err := rulesOf(w.tx, w.ring, w.rooms, w.aside); err != nil {
			return nil, err
		} else if !rules.Check(password).OK() {
			return nil, &InputError{Field: "password", Err: ErrWeak}
		}
		w.note(keys.EventPassword)
		return nil, set.store(w)
	})
	if err == nil {
		s.settle()
	}
	return err
}

// longEnough refuses a password that its companies would not take alone, without
// a second factor: a *ShortError. Only its length is judged: everything else was
// when it was set.
func (w *writer) longEnough(password string) error {
	alone := *w.ring
	alone.Factor = nil
	rules, err := rulesOf(w.tx, &alone, w.rooms, w.aside)
	if err != nil {
		return err
	}
	for _, f := range rules.Check(password).Findings {
		if f.Rule == passwords.Length && !f.OK {
			return &InputError{Field: "password", Err: &ShortError{Least: rules.MinLength()}}
		}
	}
	return nil
}

// confirm asks the password of the person signed in again; the caller drops the
// entry. Errors as Door.Password.
func (s *Session) confirm(ctx context.Context, password string) (*Entry, error) {
	s.mu.Lock()
	account, alive := s.account, s.rk != nil
	s.mu.Unlock()
	if !alive {
		return nil, ErrEnded
	}
	lookup, err := s.door.lookupOf(ctx, account)
	if err != nil {
		return nil, err
	}
	return s.door.password(ctx, lookup, password)
}

// newSecret is a password whose slow work is done and which is not stored yet.
type newSecret struct {
	slot    keys.Slot
	fact    keys.PasswordFact
	history *keys.History
}

// newSecret judges a password against those used before and seals the slot. It
// stretches three times and therefore runs outside every transaction.
func (d *Door) newSecret(rk *keys.RingKey, ring *keys.Ring, password string, rules Rules) (*newSecret, error) {
	used, err := ring.History.Used(d.kdf, password)
	if err != nil {
		return nil, damaged(err)
	}
	if used {
		return nil, &InputError{Field: "password", Err: ErrReused}
	}
	n := &newSecret{}
	if n.history, err = copyHistory(d.random, ring.History); err != nil {
		return nil, err
	}
	if err := n.history.Add(d.kdf, password); err != nil {
		return nil, damaged(err)
	}
	if n.slot, err = rk.SealPassword(d.random, d.kdf, ring.Account, password); err != nil {
		return nil, err
	}
	now := d.now()
	n.fact = keys.PasswordFact{Class: uint8(rules.Rate(password)), Rules: passwords.RuleVersion, Set: now, Consent: now}
	return n, nil
}

// copyHistory copies a history that its ring will wipe; none begins a new one.
func copyHistory(random io.Reader, h *keys.History) (*keys.History, error) {
	if h == nil {
		return keys.NewHistory(random)
	}
	out := &keys.History{Salt: bytes.Clone(h.Salt), Hashes: [][]byte{}}
	for _, hash := range h.Hashes {
		out.Hashes = append(out.Hashes, bytes.Clone(hash))
	}
	return out, nil
}

// store puts the secret into the file and the ring; the ring pins the new slot,
// so that the old one cannot be put back.
func (n *newSecret) store(w *writer) error {
	w.ring.Password, w.ring.History = n.fact, n.history
	return w.putSlot(n.slot)
}

// putSlot stores a slot of the account and pins it in place of the older one.
func (w *writer) putSlot(s keys.Slot) error {
	pinned := w.ring.Slots[:0:0]
	for _, f := range w.ring.Slots {
		if f.Kind != s.Kind {
			pinned = append(pinned, f)
		}
	}
	w.ring.Slots = append(pinned, s.Fact())
	return w.tx.PutSlot(data.Slot{Account: w.ring.Account[:], Kind: int(s.Kind), Params: s.Params, Salt: s.Salt, Wrap: s.Wrap})
}
