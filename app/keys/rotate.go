package keys

import (
	"bytes"
	"slices"
)

// epochs is what the replay keeps of a domain: the facts of every epoch, when the
// newest began, and which statement last took the domain from somebody.
type epochs struct {
	facts []EpochFact // epoch 1 first
	began []uint64    // the statement with which each of them began
	seq   uint64      // the statement with which the newest began
	time  int64       // its time, Unix ms; never above the chain's clock
	lost  uint64      // 0 = nobody
}

// Epoch gives the newest epoch of a domain, as published.
func (s *State) Epoch(d Domain) (EpochFact, bool) {
	facts := s.epochs[d].facts
	if len(facts) == 0 {
		return EpochFact{}, false
	}
	return facts[len(facts)-1], true
}

// Epochs gives every epoch of a domain, the first one first: the older ones are
// what SealOlder's keys are compared with.
func (s *State) Epochs(d Domain) []EpochFact { return slices.Clone(s.epochs[d].facts) }

// EpochAt gives the number of the epoch of a domain that was the newest at a statement
// of the chain; 0 for a domain that there is not.
func (s *State) EpochAt(d Domain, statement uint64) uint32 {
	e := s.epochs[d]
	for n := len(e.began) - 1; n >= 0; n-- {
		if e.began[n] <= statement {
			return e.facts[n].Epoch
		}
	}
	return 0
}

// Rotate is the body that begins new epochs: each one above the domain's newest,
// domains ascending.
type Rotate struct {
	Epochs []EpochFact `cbor:"1,keyasint"`
}

// SignRotate writes and signs the beginning of new epochs at time (Unix ms), to
// stand behind the head of s. It does not judge: Apply does.
func SignRotate(i *Identity, s *State, author ID, time int64, facts []EpochFact) (Signed, error) {
	return signStatement(i, s.next(KindRotate, author, time), Rotate{Epochs: facts})
}

// rotate takes in new epochs. Only holders rotate: nobody else could tell that
// the new key goes to those who held the old one.
func (s *State) rotate(st Statement, author Member) error {
	var body Rotate
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	held := author.Domains()
	for _, fact := range body.Epochs {
		if !slices.Contains(held, fact.Domain) {
			return ErrChainAuthor
		}
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if len(body.Epochs) == 0 {
		return ErrChainContents
	}
	for i, fact := range body.Epochs {
		if i > 0 && body.Epochs[i-1].Domain >= fact.Domain || !s.follows(fact) || slices.ContainsFunc(body.Epochs[:i], fact.repeats) {
			return ErrChainContents
		}
	}
	for _, fact := range body.Epochs {
		e := s.epochs[fact.Domain]
		e.facts, e.began = append(slices.Clip(e.facts), fact), append(slices.Clip(e.began), st.Seq)
		e.seq, e.time = st.Seq, st.Time
		s.epochs[fact.Domain] = e
	}
	return nil
}

// follows tells that an epoch is the next of its domain, with a good letterbox
// and a key that is not published already.
func (s *State) follows(fact EpochFact) bool {
	newest, ok := s.Epoch(fact.Domain)
	if !ok || uint64(fact.Epoch) != uint64(newest.Epoch)+1 || !goodEncryption(fact.Letterbox) {
		return false
	}
	for _, e := range s.epochs {
		if slices.ContainsFunc(e.facts, fact.repeats) {
			return false
		}
	}
	return true
}

// repeats tells that two facts publish the same key.
func (f EpochFact) repeats(other EpochFact) bool {
	return f.Commitment == other.Commitment || bytes.Equal(f.Letterbox, other.Letterbox)
}

// lose notes that a domain was taken from somebody, unless his time was over
// already when its newest epoch began: then he never had that one's key.
func (s *State) lose(seq uint64, d Domain, ended func(time int64) bool) {
	if e := s.epochs[d]; !ended(e.time) {
		e.lost = seq
		s.epochs[d] = e
	}
}

// lowered follows a clock that was set back: an epoch cannot have begun later.
func (s *State) lowered(time int64) {
	for d, e := range s.epochs {
		e.time = min(e.time, time)
		s.epochs[d] = e
	}
}

// Due lists the domains whose newest epoch somebody can open who should not any
// more: he lost the domain by a statement since that epoch began, or his time, or
// that of his code, ended since, by now (Unix ms). It is derived, never stored;
// a rotate of the domain settles it. Domains in their order.
func (s *State) Due(now int64) []Domain {
	due := map[Domain]bool{}
	for d, e := range s.epochs {
		due[d] = e.lost > e.seq
	}
	over := func(domains []Domain, ended func(time int64) bool) {
		for _, d := range domains {
			if ended(now) && !ended(s.epochs[d].time) {
				due[d] = true
			}
		}
	}
	for _, m := range s.members {
		over(m.Domains(), m.Ended)
	}
	for id := range s.pending {
		i := s.invitations[id]
		over(i.Domains(), i.ended)
	}
	for _, r := range s.resets {
		over(r.Domains, r.ended)
	}
	return slices.DeleteFunc(Domains(), func(d Domain) bool { return !due[d] })
}

// ended tells that an invitation's end is over, or the last day of the member
// that it would make.
func (i Invitation) ended(time int64) bool {
	return time > i.Ends || (Member{Until: i.Until}).Ended(time)
}

// Recipient is somebody for whom a domain key is wrapped: a member, or a code
// that is still good.
type Recipient struct {
	ID  ID // of the member, or of the code
	Key []byte
}

// Recipients lists those who shall hold the newest epoch of a domain at now (Unix
// ms), by ascending id: standing members, open invitations, support access and
// password resets. Whoever rotates wraps the new key for exactly them.
func (s *State) Recipients(d Domain, now int64) []Recipient {
	var out []Recipient
	add := func(id ID, key []byte, domains []Domain, good bool) {
		if good && slices.Contains(domains, d) {
			out = append(out, Recipient{ID: id, Key: key})
		}
	}
	for _, m := range s.members {
		add(m.ID, m.Encryption, m.Domains(), m.Standing(now))
	}
	for id := range s.pending {
		i := s.invitations[id]
		add(id, i.Encryption, i.Domains(), !i.ended(now))
	}
	for _, r := range s.resets {
		target := s.members[r.Target] // whose time is over before that of the reset's author
		add(r.ID, r.Encryption, r.Domains, r.Open(now) && target.Standing(now) && slices.Contains(target.Domains(), d))
	}
	slices.SortFunc(out, func(a, b Recipient) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return out
}
