package keys

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Why a chain is refused. ChainError carries one of them with the number of the statement.
var (
	ErrChainRoot     = errors.New("keys: the first statement is not the pinned one")
	ErrChainOrder    = errors.New("keys: a statement is missing, doubled or out of order")
	ErrChainAuthor   = errors.New("keys: the author may not say this")
	ErrChainKind     = errors.New("keys: a statement of a kind this version does not know")
	ErrChainContents = errors.New("keys: a statement says something impossible")
)

// ChainError names the first statement that the replay refuses.
type ChainError struct {
	Seq uint64
	Err error
}

// Error implements error.
func (e *ChainError) Error() string { return fmt.Sprintf("statement %d: %v", e.Seq, e.Err) }

// Unwrap gives the reason.
func (e *ChainError) Unwrap() error { return e.Err }

// State is the outcome of a replay: the only source of rights. It lives in
// memory; no table is asked.
type State struct {
	Company ID
	Root    Hash
	Head    Head
	Time    int64 // of the newest statement, Unix ms

	members     map[ID]Member // removed ones too: ids never come back
	actors      map[ID][]span
	used        map[usedKey]bool
	epochs      map[Domain]epochs
	invitations map[ID]Invitation // every one there ever was
	pending     map[ID]bool       // those that nobody accepted or cancelled
	resets      map[resetKey]PendingReset
	settings    settings
	restored    []Restoration
}

// Replay judges a whole chain from its pinned root. A refused chain gives a
// *ChainError and no state.
func Replay(company ID, root Hash, chain []Signed) (*State, error) {
	s := &State{Company: company, Root: root}
	if len(chain) == 0 {
		return nil, &ChainError{Err: ErrChainRoot}
	}
	for _, signed := range chain {
		if err := s.Apply(signed); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Apply judges the next statement and takes it in; a refused one changes nothing
// and gives a *ChainError.
func (s *State) Apply(signed Signed) error {
	seq := s.Head.Seq + 1
	if s.members == nil {
		seq = 0
	}
	if err := s.apply(signed, seq); err != nil {
		return &ChainError{Seq: seq, Err: err}
	}
	return nil
}

func (s *State) apply(signed Signed, seq uint64) error {
	st, err := ParseStatement(signed.Bytes)
	if err != nil {
		return err
	}
	if st.Company != s.Company || st.Seq != seq {
		return ErrChainOrder
	}
	hash := signed.StatementHash()
	if seq == 0 {
		if hash != s.Root {
			return ErrChainRoot
		}
		err = s.found(st, signed)
	} else {
		if st.Prev != s.Head.Hash {
			return ErrChainOrder
		}
		err = s.follow(st, signed)
	}
	if err != nil {
		return err
	}
	s.Head = Head{Seq: seq, Hash: hash}
	s.Time = st.Time
	return nil
}

// found takes in the first statement: it names the founder, who is the first owner.
func (s *State) found(st Statement, signed Signed) error {
	if st.Kind != KindFound || st.Prev != (Hash{}) || st.Time <= 0 {
		return ErrChainContents
	}
	var body Found
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	if err := signed.verify(tagStatement, body.Signing); err != nil {
		return err
	}
	first := map[Domain]epochs{}
	for i, fact := range body.Epochs {
		if i >= len(Domains()) || fact.Domain != Domains()[i] || fact.Epoch != 1 || !goodEncryption(fact.Letterbox) {
			return ErrChainContents
		}
		first[fact.Domain] = epochs{facts: []EpochFact{fact}, began: []uint64{0}, time: st.Time}
	}
	if len(first) != len(Domains()) || !goodEncryption(body.Encryption) || !goodSigning(body.Signing) {
		return ErrChainContents
	}
	founder := Member{ID: st.Author, Signing: body.Signing, Encryption: body.Encryption, Owner: true, Kind: Internal, Since: st.Time}
	s.epochs = first
	s.members = map[ID]Member{st.Author: founder}
	s.actors, s.used = map[ID][]span{}, map[usedKey]bool{}
	s.invitations, s.pending, s.resets = map[ID]Invitation{}, map[ID]bool{}, map[resetKey]PendingReset{}
	s.use(body.Signing, body.Encryption)
	s.enter(st.Author, body.Signing, 0)
	s.settings.since = map[string]int64{}
	return nil
}

// follow takes in any later statement. The author is judged before the contents.
func (s *State) follow(st Statement, signed Signed) error {
	if st.Kind == KindAccept {
		return s.accept(st, signed) // the one kind whose author is no member yet
	}
	author, ok := s.Member(st.Author)
	if !ok {
		return ErrChainAuthor
	}
	if st.Kind == KindRekey {
		return s.rekey(st, author, signed) // the one kind that a key may sign which is not his yet
	}
	if err := signed.verify(tagStatement, author.Signing); err != nil {
		return err
	}
	if !author.Standing(st.Time) {
		return ErrChainAuthor
	}
	switch st.Kind {
	case KindInvite:
		return s.invite(st, author)
	case KindGrant:
		return s.grant(st, author)
	case KindRevoke:
		return s.revoke(st, author)
	case KindReset:
		return s.reset(st, author)
	case KindRotate:
		return s.rotate(st, author)
	case KindSet:
		return s.set(st, author)
	case KindRestored:
		return s.restore(st, author, signed)
	}
	return ErrChainKind
}

// onTime holds the order of times: no statement but a set clock is earlier than
// the one before it, which after a set clock is the lowered time (DESIGN 3).
func (s *State) onTime(st Statement) error {
	if st.Time < s.Time {
		return ErrChainContents
	}
	return nil
}

// next prepares the statement that stands behind the head.
func (s *State) next(kind Kind, author ID, time int64) Statement {
	return Statement{Kind: kind, Company: s.Company, Seq: s.Head.Seq + 1, Prev: s.Head.Hash, Author: author, Time: time}
}

// Clone copies the state, so that a statement can be tried without keeping it.
func (s *State) Clone() *State {
	c := *s
	c.members = maps.Clone(s.members)
	c.actors = maps.Clone(s.actors)
	c.used = maps.Clone(s.used)
	c.epochs = maps.Clone(s.epochs)
	c.pending = maps.Clone(s.pending)
	c.resets = maps.Clone(s.resets)
	c.invitations = maps.Clone(s.invitations)
	c.settings.since = maps.Clone(s.settings.since)
	c.restored = slices.Clone(s.restored)
	return &c
}
