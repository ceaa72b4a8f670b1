package keys

import (
	"bytes"
	"slices"
)

// Bounds of an invitation: how long it may stay open, how many rights it passes
// on, and how long the name of one is.
const (
	maxInvitation = 30 * day
	maxRights     = 64
	maxRight      = 40
)

// Invite is the body of an invitation. The one-time keys come from its code;
// whoever holds it accepts with them.
type Invite struct {
	Invitation ID         `cbor:"1,keyasint"`
	Kind       MemberKind `cbor:"2,keyasint"` // Support: an owner's, at most 7 days, Rights is the scope
	Owner      bool       `cbor:"3,keyasint"`
	Rights     []string   `cbor:"4,keyasint"` // ascending, each once, at most 64 of [a-z0-9_.]{1,40}
	Signing    []byte     `cbor:"5,keyasint"`
	Encryption []byte     `cbor:"6,keyasint"`
	Ends       int64      `cbor:"7,keyasint"` // Unix ms, at most 30 days after the statement
	Until      string     `cbor:"8,keyasint"` // last day of an external member, YYYY-MM-DD; "" = no end
}

// Accept is the body by which an invited person becomes a member: his own keys,
// and the one-time key's signature over them.
type Accept struct {
	Invitation ID     `cbor:"1,keyasint"`
	Signing    []byte `cbor:"2,keyasint"`
	Encryption []byte `cbor:"3,keyasint"`
	Proof      []byte `cbor:"4,keyasint"`
}

// Invitation is an invite with its author, its time (Unix ms), whether it was
// accepted, and when it was cancelled (Unix ms; 0 = never).
type Invitation struct {
	Invite
	Author    ID
	Time      int64
	Spent     bool
	Cancelled int64
}

// Open tells whether its code is still good at time (Unix ms): to accept, or of
// support access to sign in.
func (i Invitation) Open(time int64) bool { return !i.Spent && i.Cancelled == 0 && time <= i.Ends }

// Domains tells which domains' keys are wrapped to its one-time key.
func (i Invitation) Domains() []Domain {
	if i.Kind == Support {
		return SupportDomains(i.Rights)
	}
	return DomainsFor(i.Rights, i.Owner)
}

// Invitations lists those that nobody accepted, cancelled ones included, by
// ascending id. Whether one has ended by now is the caller's to ask (Open): the
// replay has no clock.
func (s *State) Invitations() []Invitation {
	return s.invited(func(i Invitation) bool { return i.Kind != Support && !i.Spent })
}

// Invitation finds what an id of a code invites to, accepted and cancelled ones and
// support access included.
func (s *State) Invitation(id ID) (Invitation, bool) {
	i, ok := s.invitations[id]
	return i, ok
}

func (s *State) invited(which func(Invitation) bool) []Invitation {
	out := make([]Invitation, 0, len(s.invitations))
	for _, i := range s.invitations {
		if which(i) {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b Invitation) int { return bytes.Compare(a.Invitation[:], b.Invitation[:]) })
	return out
}

// NewInvite gives an invite whose id and keys are those of the one-time secret;
// the caller fills in the rest. A wiped secret is ErrFormat.
func NewInvite(by OneTime) (Invite, error) {
	signing, err := by.Keys.SigningKey()
	if err != nil {
		return Invite{}, err
	}
	encryption, err := by.Keys.EncryptionKey()
	return Invite{Invitation: by.Invitation, Signing: signing, Encryption: encryption}, err
}

// SignInvite writes and signs an invitation at time (Unix ms), to stand behind
// the head of s. It does not judge: Apply does.
func SignInvite(i *Identity, s *State, author ID, time int64, body Invite) (Signed, error) {
	return signStatement(i, s.next(KindInvite, author, time), body)
}

// SignAccept writes and signs the new member's first statement at time (Unix
// ms), to stand behind the head of s: i are his own new keys, member his new id,
// by the one-time keys of the invitation. It does not judge: Apply does.
func SignAccept(i *Identity, s *State, member ID, time int64, by OneTime) (Signed, error) {
	signing, err := i.SigningKey()
	if err != nil {
		return Signed{}, err
	}
	encryption, err := i.EncryptionKey()
	if err != nil {
		return Signed{}, err
	}
	body := Accept{Invitation: by.Invitation, Signing: signing, Encryption: encryption}
	proof, err := by.Keys.sign(tagAccept, body.proven(s.Company, member))
	if err != nil {
		return Signed{}, err
	}
	body.Proof = proof.Signature
	return signStatement(i, s.next(KindAccept, member, time), body)
}

// proven is what the one-time key signs, fixed width: company ‖ invitation ‖
// member ‖ signing ‖ encryption.
func (a Accept) proven(company, member ID) []byte {
	return slices.Concat(company[:], a.Invitation[:], member[:], a.Signing, a.Encryption)
}

// invite takes in an invitation.
func (s *State) invite(st Statement, author Member) error {
	if !author.Has(RightInvite) {
		return ErrChainAuthor
	}
	var body Invite
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	if !author.mayPass(body) {
		return ErrChainAuthor
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if !s.newCode(body.Invitation) || !body.possible(st.Time) || !s.newKeys(body.Signing, body.Encryption) {
		return ErrChainContents
	}
	if body.Kind == Support {
		s.cancelWhere(st, func(i Invitation) bool { return i.Kind == Support }) // one at a time
		s.enter(body.Invitation, body.Signing, st.Seq)
	}
	s.use(body.Signing, body.Encryption)
	s.invitations[body.Invitation] = Invitation{Invite: body, Author: st.Author, Time: st.Time}
	s.pending[body.Invitation] = true
	return nil
}

// mayPass tells that an author passes on only what he holds: ownership, rights,
// and the time that he has left himself.
func (m Member) mayPass(body Invite) bool {
	if m.Owner {
		return true
	}
	if body.Owner || body.Kind == Support || m.shorter(body.Until) {
		return false
	}
	return !slices.ContainsFunc(body.Rights, func(right string) bool { return !m.Has(right) })
}

// shorter tells that the member's own time is over before that last day.
func (m Member) shorter(until string) bool {
	return m.Until != "" && (until == "" || until > m.Until)
}

// possible judges what an invitation says by itself.
func (b Invite) possible(time int64) bool {
	if b.Kind == Support {
		return b.possibleSupport(time)
	}
	if b.Kind != Internal && b.Kind != External || b.Ends <= time || b.Ends-time > maxInvitation {
		return false
	}
	return possibleUntil(b.Until, b.Kind, b.Owner, time) && checkRights(b.Rights)
}

// possibleUntil tells that somebody of that kind can have this last day: an
// external member who is no owner, and a day that is not over. What is no day
// counts as over.
func possibleUntil(until string, kind MemberKind, owner bool, time int64) bool {
	return until == "" || !owner && kind == External && !(Member{Until: until}).Ended(time)
}

// rightName tells that a string is of the form that rights have.
func rightName(right string) bool {
	for _, c := range []byte(right) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '.' {
			return false
		}
	}
	return len(right) >= 1 && len(right) <= maxRight
}

// accept takes in a new member. He signs with the key that he brings, and the
// invitation's one-time key vouches for it.
func (s *State) accept(st Statement, signed Signed) error {
	if _, ok := s.members[st.Author]; ok {
		return ErrChainAuthor
	}
	var body Accept
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	if err := signed.verify(tagStatement, body.Signing); err != nil {
		return err
	}
	invitation, ok := s.invitations[body.Invitation]
	if !ok {
		return ErrChainAuthor
	}
	proof := Signed{Bytes: body.proven(s.Company, st.Author), Signature: body.Proof}
	if err := proof.verify(tagAccept, invitation.Signing); err != nil {
		return err
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if invitation.Kind == Support || !invitation.Open(st.Time) || s.invitations[st.Author].Kind == Support || !s.newKeys(body.Signing, body.Encryption) {
		return ErrChainContents
	}
	invitation.Spent = true
	s.invitations[body.Invitation] = invitation
	delete(s.pending, body.Invitation)
	s.use(body.Signing, body.Encryption)
	s.enter(st.Author, body.Signing, st.Seq)
	s.members[st.Author] = Member{
		ID: st.Author, Signing: body.Signing, Encryption: body.Encryption, Owner: invitation.Owner, Kind: invitation.Kind,
		Rights: invitation.Rights, Until: invitation.Until, Invited: invitation.Author, Since: st.Time,
	}
	return nil
}
