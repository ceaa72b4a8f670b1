package keys

import "slices"

// ResetKind says what a reset is about.
type ResetKind uint8

// The kinds of resets; the numbers are frozen.
const (
	ResetPassword ResetKind = 1 // new keys by the code (Rekey)
	ResetFactor   ResetKind = 2 // the program asks the code, then for enrolment
	ResetObeyed   ResetKind = 3 // the member himself: that was done
)

// right is the one that a reset of that kind asks for.
func (k ResetKind) right() string {
	if k == ResetFactor {
		return RightResetFactor
	}
	return RightResetPassword
}

// Reset is the body by which a member is helped who lost his password or his
// second factor; the one-time keys come from a code. Nobody ever sets another's
// password. Of ResetObeyed the target is the author; it has no keys and no end,
// and the one-time key's signature instead.
type Reset struct {
	Target     ID        `cbor:"1,keyasint"`
	What       ResetKind `cbor:"2,keyasint"`
	ID         ID        `cbor:"3,keyasint"` // of the code
	Signing    []byte    `cbor:"4,keyasint"`
	Encryption []byte    `cbor:"5,keyasint"`
	Ends       int64     `cbor:"6,keyasint"` // Unix ms, at most 30 days after the statement
	Proof      []byte    `cbor:"7,keyasint"`
}

// PendingReset is a reset that was neither used nor cancelled, nor replaced by a
// newer one. Domains are those whose keys are wrapped to its one-time key: none
// for a second factor.
type PendingReset struct {
	Reset
	Author  ID
	Time    int64 // Unix ms
	Domains []Domain
}

// Open tells whether its code is still good at time (Unix ms).
func (r PendingReset) Open(time int64) bool { return time <= r.Ends }

func (r PendingReset) ended(time int64) bool { return !r.Open(time) }

// resetKey: of each kind a member has one pending reset at most.
type resetKey struct {
	target ID
	what   ResetKind
}

// PasswordReset gives the pending reset of a member's password. Whether it has
// ended is the caller's to ask (Open).
func (s *State) PasswordReset(member ID) (PendingReset, bool) {
	r, ok := s.resets[resetKey{member, ResetPassword}]
	return r, ok
}

// FactorReset gives the pending reset of a member's second factor: it stands
// until he has obeyed it. Whether it has ended is the caller's to ask (Open).
func (s *State) FactorReset(member ID) (PendingReset, bool) {
	r, ok := s.resets[resetKey{member, ResetFactor}]
	return r, ok
}

// resetOf finds a pending reset by the id of its code.
func (s *State) resetOf(id ID) (PendingReset, bool) {
	for _, r := range s.resets {
		if r.ID == id {
			return r, true
		}
	}
	return PendingReset{}, false
}

// NewReset gives a reset whose id and keys are those of the code; the caller
// fills in the rest. A wiped secret is ErrFormat.
func NewReset(by OneTime) (Reset, error) {
	i, err := NewInvite(by)
	return Reset{ID: i.Invitation, Signing: i.Signing, Encryption: i.Encryption, Proof: []byte{}}, err
}

// SignReset writes and signs a reset at time (Unix ms), to stand behind the head
// of s. It does not judge: Apply does.
func SignReset(i *Identity, s *State, author ID, time int64, body Reset) (Signed, error) {
	return signStatement(i, s.next(KindReset, author, time), body)
}

// SignObeyed does the same for the member's word that he obeyed a reset of his
// second factor, with the code that he was given.
func SignObeyed(i *Identity, s *State, member ID, time int64, by OneTime) (Signed, error) {
	proof, err := by.Keys.sign(tagObeyed, obeyed(s.Company, member, by.Invitation))
	if err != nil {
		return Signed{}, err
	}
	body := Reset{Target: member, What: ResetObeyed, ID: by.Invitation, Signing: []byte{}, Encryption: []byte{}, Proof: proof.Signature}
	return signStatement(i, s.next(KindReset, member, time), body)
}

// obeyed is what the one-time key signs, fixed width: company ‖ member ‖ code.
func obeyed(company, member, code ID) []byte { return slices.Concat(company[:], member[:], code[:]) }

// reset takes in a reset, or that one was obeyed.
func (s *State) reset(st Statement, author Member) error {
	var body Reset
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	if body.What == ResetObeyed {
		return s.obey(st, body)
	}
	if !author.Has(body.What.right()) {
		return ErrChainAuthor
	}
	target, ok := s.Member(body.Target)
	if !ok {
		return ErrChainContents
	}
	if !author.mayReset(target, body) {
		return ErrChainAuthor
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if body.What != ResetPassword && body.What != ResetFactor || !target.Standing(st.Time) || len(body.Proof) != 0 ||
		body.Ends <= st.Time || body.Ends-st.Time > maxInvitation || !s.newCode(body.ID) || !s.newKeys(body.Signing, body.Encryption) {
		return ErrChainContents
	}
	s.voidWhere(st.Seq, func(r PendingReset) bool { return r.Target == body.Target && r.What == body.What })
	pending := PendingReset{Reset: body, Author: st.Author, Time: st.Time}
	if body.What == ResetPassword {
		kept, _ := author.shared(target)
		pending.Domains = DomainsFor(kept, target.Owner)
	}
	s.used[codeKey(body.ID)] = true
	s.use(body.Signing, body.Encryption)
	s.resets[resetKey{body.Target, body.What}] = pending
	return nil
}

// mayReset tells that an author may reset somebody: another one, owners by owners
// only. Whoever knows the code of a password reset could use it himself, so it
// must not give him more time than he has.
func (m Member) mayReset(target Member, body Reset) bool {
	if m.ID == target.ID || !m.Has(body.What.right()) || target.Owner && !m.Owner {
		return false
	}
	return m.Owner || body.What != ResetPassword || !m.shorter(target.Until)
}

// shared splits another's rights into those that the member holds too and the
// others.
func (m Member) shared(target Member) (kept, lacking []string) {
	for _, right := range target.Rights {
		if m.Has(right) {
			kept = append(kept, right)
		} else {
			lacking = append(lacking, right)
		}
	}
	return kept, lacking
}

// obey takes in that the member himself asked the code of a factor reset.
func (s *State) obey(st Statement, body Reset) error {
	pending, ok := s.FactorReset(st.Author)
	if !ok || body.Target != st.Author || pending.ID != body.ID {
		return ErrChainAuthor
	}
	proof := Signed{Bytes: obeyed(s.Company, st.Author, body.ID), Signature: body.Proof}
	if err := proof.verify(tagObeyed, pending.Signing); err != nil {
		return err
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if !pending.Open(st.Time) || len(body.Signing) != 0 || len(body.Encryption) != 0 || body.Ends != 0 {
		return ErrChainContents
	}
	delete(s.resets, resetKey{st.Author, ResetFactor})
	return nil
}

// voidWhere drops pending resets whose codes are good for nothing any more.
func (s *State) voidWhere(seq uint64, which func(PendingReset) bool) {
	for key, r := range s.resets {
		if !which(r) {
			continue
		}
		delete(s.resets, key)
		for _, d := range r.Domains {
			s.lose(seq, d, r.ended)
		}
	}
}
