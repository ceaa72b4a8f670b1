package keys

import "slices"

// Rekey is the body by which a member has new keys. With a Reset of zeros he says
// so by his old key, because his password may be known (P6), and the new key
// proves that he has it. Otherwise the reset of his lost password says so: he
// signs with the new key, and the reset's one-time key proves the code.
type Rekey struct {
	Reset      ID     `cbor:"1,keyasint"`
	Signing    []byte `cbor:"2,keyasint"`
	Encryption []byte `cbor:"3,keyasint"`
	Proof      []byte `cbor:"4,keyasint"`
}

// SignRekey writes and signs a member's change from old to next at time (Unix
// ms), to stand behind the head of s. It does not judge: Apply does.
func SignRekey(old, next *Identity, s *State, member ID, time int64) (Signed, error) {
	return signRekey(old, next, next, s.next(KindRekey, member, time), ID{})
}

// SignRekeyByReset does the same by the code of a password reset.
func SignRekeyByReset(next *Identity, s *State, member ID, time int64, by OneTime) (Signed, error) {
	return signRekey(next, next, &by.Keys, s.next(KindRekey, member, time), by.Invitation)
}

func signRekey(signer, next, prover *Identity, st Statement, reset ID) (Signed, error) {
	signing, err := next.SigningKey()
	if err != nil {
		return Signed{}, err
	}
	encryption, err := next.EncryptionKey()
	if err != nil {
		return Signed{}, err
	}
	body := Rekey{Reset: reset, Signing: signing, Encryption: encryption}
	proof, err := prover.sign(tagRekey, body.proven(st.Company, st.Author))
	if err != nil {
		return Signed{}, err
	}
	body.Proof = proof.Signature
	return signStatement(signer, st, body)
}

// proven is what the new or the one-time key signs, fixed width: company ‖
// member ‖ reset ‖ signing ‖ encryption.
func (r Rekey) proven(company, member ID) []byte {
	return slices.Concat(company[:], member[:], r.Reset[:], r.Signing, r.Encryption)
}

// rekey takes in a member's new keys. What he began under the old ones and is
// still open is void with them: old keys judge nothing later.
func (s *State) rekey(st Statement, before Member, signed Signed) error {
	var body Rekey
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	after, err := s.rekeyed(st, before, body, signed)
	if err != nil {
		return err
	}
	if !s.newKeys(body.Signing, body.Encryption) {
		return ErrChainContents
	}
	after.Signing, after.Encryption = body.Signing, body.Encryption
	s.use(body.Signing, body.Encryption)
	s.leave(after.ID, st.Seq)
	s.enter(after.ID, after.Signing, st.Seq)
	if body.Reset == (ID{}) {
		for _, d := range before.Domains() {
			s.lose(st.Seq, d, before.Ended) // whoever knew the password has their keys
		}
	} else {
		delete(s.resets, resetKey{before.ID, ResetPassword}) // used: its keys went to their owner
	}
	s.voidWhere(st.Seq, func(r PendingReset) bool {
		return r.What == ResetPassword && (r.Target == after.ID || r.Author == after.ID)
	})
	s.cancelWhere(st, func(i Invitation) bool { return i.Author == after.ID })
	s.change(st, before, after)
	return nil
}

// rekeyed judges who says it and gives the member as he then is, but for the keys.
func (s *State) rekeyed(st Statement, m Member, body Rekey, signed Signed) (Member, error) {
	signer, prover := m.Signing, body.Signing
	var pending PendingReset
	if body.Reset != (ID{}) {
		var ok bool
		if pending, ok = s.PasswordReset(m.ID); !ok || pending.ID != body.Reset {
			return m, ErrChainAuthor
		}
		signer, prover = body.Signing, pending.Signing
	}
	if err := signed.verify(tagStatement, signer); err != nil {
		return m, err
	}
	if !m.Standing(st.Time) {
		return m, ErrChainAuthor
	}
	if err := (Signed{Bytes: body.proven(s.Company, m.ID), Signature: body.Proof}).verify(tagRekey, prover); err != nil {
		return m, err
	}
	if err := s.onTime(st); err != nil || body.Reset == (ID{}) {
		return m, err
	}
	// The resetter's word is good as long as he could give it; his time is not over
	// before that of the member, who stands.
	author := s.members[pending.Author]
	if !pending.Open(st.Time) || !author.mayReset(m, pending.Reset) {
		return m, ErrChainContents
	}
	kept, lacking := author.shared(m)
	m.Rights = kept
	m.Suspended = append(slices.Clone(m.Suspended), lacking...)
	slices.Sort(m.Suspended)
	m.Suspended = slices.Compact(m.Suspended)
	return m, nil
}
