package access

import (
	"context"
	"strconv"

	"trousseau/app/keys"
	"trousseau/data"
)

// Security is what a company asks of its members' door; each is a signed
// statement of an owner.
type Security struct {
	House   bool  // the house password rules; otherwise those of NIST SP 800-63B-4 (P8)
	Lock    int   // idle minutes until the program locks, 1 to 60 (F18)
	Factor  bool  // 2FA is mandatory (F9)
	Links   bool  // a link asks for the recipient's address first (A19, L2)
	Changed int64 // when the password rules were last set, Unix ms; 0: never
	Mine    bool  // the person may change them: he is an owner
}

// Security reads the current company's rules. Every member may.
func (s *Session) Security(ctx context.Context) (Security, error) {
	var out Security
	err := s.read(ctx, func(_ *data.Tx, r *room) error {
		d := r.state.Duties()
		out = Security{House: d.Profile == keys.ProfileHouse, Lock: int(d.Lock), Factor: d.Factor, Links: r.state.Links(), Changed: r.state.Since(keys.SetPolicy)}
		out.Mine = r.may(rightOwner) == nil
		return nil
	})
	return out, err
}

// IdleMinutes is after how long without a hand the program locks: the least of
// all companies (M2).
func (s *Session) IdleMinutes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	least := 0
	for _, d := range asked(s.rooms, s.aside) {
		if m := int(d.Lock); least == 0 || m < least {
			least = m
		}
	}
	return least
}

// SetPasswordRules chooses the password profile; a change asks a reason in the
// owner's words, which the journal keeps sealed (P8). Owners only. The same
// profile again writes nothing.
func (s *Session) SetPasswordRules(ctx context.Context, house bool, reason string) error {
	if err := checkText("reason", &reason, true); err != nil {
		return err
	}
	profile := keys.ProfileNIST
	if house {
		profile = keys.ProfileHouse
	}
	return s.decide(ctx, actPolicy, func(r *room) bool { return r.state.Duties().Profile == profile },
		func(w *writer, r *room) (*change, keys.Signed, error) {
			salted, commitment, err := keys.Salted(w.door.random, reason)
			if err != nil {
				return nil, keys.Signed{}, err
			}
			keys.Wipe(salted[:keys.SaltSize]) // the words stand in the journal; the statement holds their commitment alone
			before, after := profileName(r.state.Duties().Profile), profileName(profile)
			signed, err := keys.SignSetPolicy(&w.ring.Identity, r.state, r.member, w.signing(r), keys.Policy{Profile: profile, Reason: commitment})
			return &change{domain: keys.Common, before: map[string]string{"profile": before},
				after: map[string]string{"profile": after, "reason": reason}}, signed, err
		})
}

func profileName(p uint8) string {
	if p == keys.ProfileNIST {
		return "nist"
	}
	return "house"
}

// SetIdleLock sets the idle minutes, 1 to 60. Owners only.
func (s *Session) SetIdleLock(ctx context.Context, minutes int) error {
	if minutes < 1 || minutes > 60 {
		return &InputError{Field: "lock", Err: ErrOdd}
	}
	return s.decide(ctx, actIdle, func(r *room) bool { return int(r.state.Duties().Lock) == minutes },
		func(w *writer, r *room) (*change, keys.Signed, error) {
			signed, err := keys.SignSetLock(&w.ring.Identity, r.state, r.member, w.signing(r), uint8(minutes))
			return &change{domain: keys.Common, before: map[string]string{"minutes": strconv.Itoa(int(r.state.Duties().Lock))},
				after: map[string]string{"minutes": strconv.Itoa(minutes)}}, signed, err
		})
}

// RequireFactor makes 2FA mandatory, or not, for every member from his next
// sign-in (F9). Owners only; ErrEnforced where the owner himself has none (F10).
func (s *Session) RequireFactor(ctx context.Context, on bool) error {
	return s.decide(ctx, actRequire, func(r *room) bool { return r.state.Duties().Factor == on },
		func(w *writer, r *room) (*change, keys.Signed, error) {
			if on && w.ring.Factor == nil {
				return nil, keys.Signed{}, ErrEnforced
			}
			signed, err := keys.SignSetFactor(&w.ring.Identity, r.state, r.member, w.signing(r), on)
			return &change{domain: keys.Common, before: map[string]string{"mandatory": strconv.FormatBool(!on)},
				after: map[string]string{"mandatory": strconv.FormatBool(on)}}, signed, err
		})
}

// SetLinkProtection decides whether a link asks for the recipient's address before
// it shows anything (A19). Owners only; what stands already writes nothing.
func (s *Session) SetLinkProtection(ctx context.Context, on bool) error {
	return s.decide(ctx, actLinks, func(r *room) bool { return r.state.Links() == on },
		func(w *writer, r *room) (*change, keys.Signed, error) {
			signed, err := keys.SignSetLinks(&w.ring.Identity, r.state, r.member, w.signing(r), on)
			return &change{domain: keys.Common, before: map[string]string{"protected": strconv.FormatBool(!on)},
				after: map[string]string{"protected": strconv.FormatBool(on)}}, signed, err
		})
}

// decide signs one setting of an owner; same tells that it stands already, and
// then nothing is written.
func (s *Session) decide(ctx context.Context, name string, same func(*room) bool,
	sign func(*writer, *room) (*change, keys.Signed, error)) error {
	return unlessSame(s.do(ctx, act{name: name, right: rightOwner}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		if same(r) {
			return nil, errSame
		}
		c, signed, err := sign(w, r)
		if err != nil {
			return nil, err
		}
		return c, w.state(r, func() (keys.Signed, error) { return signed, nil })
	}))
}

// signing is the time of a new statement: never before the one it follows, which
// a clock within the slack may be.
func (w *writer) signing(r *room) int64 { return max(w.at, r.state.Time) }
