package keys

// usedKey is a public key, or the id of a code, as something that is used once.
type usedKey struct {
	what  byte // 's' signs, 'e' receives, 'c' is a code
	value Hash
}

// newKeys tells that both keys are good and that nobody, no member present or
// removed, no code open or not, has or had one of them.
func (s *State) newKeys(signing, encryption []byte) bool {
	return goodSigning(signing) && goodEncryption(encryption) &&
		!s.used[usedKey{'s', Hash(signing)}] && !s.used[usedKey{'e', Hash(encryption)}]
}

// use remembers two keys for which newKeys holds.
func (s *State) use(signing, encryption []byte) {
	s.used[usedKey{'s', Hash(signing)}] = true
	s.used[usedKey{'e', Hash(encryption)}] = true
}

// newCode tells that an id names no invitation, no reset and no member, and never did.
func (s *State) newCode(id ID) bool {
	_, invited := s.invitations[id]
	_, member := s.members[id]
	return !invited && !member && !s.used[codeKey(id)]
}

func codeKey(id ID) usedKey {
	k := usedKey{what: 'c'}
	copy(k.value[:], id[:])
	return k
}

// span is a time in which one key judges an actor's journal lines, in numbers of
// statements: from that one, up to but not including the other (0: still).
type span struct {
	key      []byte
	from, to uint64
}

// enter begins to judge an actor's lines by a key.
func (s *State) enter(actor ID, key []byte, seq uint64) {
	spans := s.actors[actor]
	s.actors[actor] = append(spans[:len(spans):len(spans)], span{key: key, from: seq})
}

// leave ends it: from this statement on nothing of his is taken.
func (s *State) leave(actor ID, seq uint64) {
	old := s.actors[actor]
	if len(old) == 0 || old[len(old)-1].to != 0 {
		return
	}
	spans := append([]span(nil), old...)
	spans[len(spans)-1].to = seq
	s.actors[actor] = spans
}

// Joined gives the number of the statement by which somebody became a member; 0 for
// the founder, and for who never was one. No line of his names an earlier statement.
func (s *State) Joined(id ID) uint64 {
	if spans := s.actors[id]; len(spans) > 0 {
		return spans[0].from
	}
	return 0
}

// signedBy judges a line's signature. Errors: ErrChainAuthor, ErrSignature.
func (s *State) signedBy(l Line, signed Signed) error {
	if i, ok := s.invitations[l.Actor]; ok && i.Kind == Support && l.Time > i.Ends {
		return ErrChainAuthor
	}
	err := ErrChainAuthor
	for _, span := range s.actors[l.Actor] {
		if l.Statement != 0 && (l.Statement < span.from || span.to != 0 && l.Statement >= span.to) {
			continue
		}
		if err = signed.verify(tagJournal, span.key); err == nil {
			return nil
		}
	}
	return err
}
