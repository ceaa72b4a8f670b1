package keys

import (
	"bytes"
	"testing"
)

// A wiped key must stop, not go on as the all-zero key that everybody knows.
func TestWipedKeysStop(t *testing.T) {
	t.Parallel()
	k, rk, kit, ring := aDomainKey(t), must(NewRingKey(stream(1)))(t), must(NewKit(stream(2)))(t), aFullRing()
	code := must(NewRecoveryCodes(stream(4)))(t)[0]
	public := must(ring.Identity.EncryptionKey())(t)
	slot := must(rk.SealPassword(stream(3), cheap{}, anID, "x"))(t)
	byKit := must(rk.SealKit(stream(3), anID, kit))(t)
	present := must(rk.PresenceKey())(t)
	line := Line{Company: aCompany, Actor: aMember}
	k.Wipe()
	rk.Wipe()
	kit.Wipe()
	ring.Wipe()
	code.Wipe()
	present.Wipe()
	i := ring.Identity
	s := aChain(t).s
	for what, err := range map[string]error{
		"seal row":    second(k.SealRow(stream(1), aContext(), []byte("secret"))),
		"open row":    second(k.OpenRow(aContext(), make([]byte, 200))),
		"commitment":  second(k.Commitment()),
		"letterbox":   second(k.LetterboxKey()),
		"fact":        second(k.Fact()),
		"open letter": second(k.OpenLetter(aContext(), make([]byte, 200))),
		"seal ring":   second(rk.SealRing(stream(1), aRing(), 1)),
		"open ring":   second(rk.OpenRing(anID, 1, make([]byte, 200))),
		"seal draft":  second(rk.SealDraft(stream(1), anID, nil)),
		"open draft":  second(rk.OpenDraft(anID, make([]byte, 200))),
		"seal kit":    second(must(NewRingKey(stream(1)))(t).SealKit(stream(1), anID, kit)),
		"open kit":    second(byKit.OpenKit(anID, kit)),
		"wiped ring":  second(must(NewRingKey(stream(1)))(t).SealRing(stream(1), ring, 1)),
		"sign line":   second(SignLine(&i, line)),
		"sign found":  second(SignFound(&i, aCompany, aMember, 1, nil)),
		"public key":  second(i.EncryptionKey()),
		"signing key": second(i.SigningKey()),
		"presence":    second(rk.PresenceKey()),
		"mark":        second(present.Mark(anID, anID, 1)),
		"history":     second(ring.History.Used(cheap{}, "x")),
		"remember":    ring.History.Add(cheap{}, "x"),
		"set":         second(SignSetLock(&i, s, aMember, 1, 5)),
		"new invite":  second(NewInvite(OneTime{Keys: i})),
		"invite":      second(SignInvite(&i, s, aMember, 1, Invite{})),
		"accept":      second(SignAccept(&i, s, aMember, 1, OneTime{Keys: anIdentity(1)})),
		"proof":       second(SignAccept(ptr(anIdentity(1)), s, aMember, 1, OneTime{Keys: i})),
		"older":       second(k.SealOlder(stream(1), k)),
		"older, open": second(k.OpenOlder(EpochFact{Domain: Sales, Epoch: 2}, make([]byte, 200))),
		"factor":      second(i.SignFactor(aFactorRecord())),
		"grant":       second(SignGrant(&i, s, aMember, 1, Grant{})),
		"revoke":      second(SignRevoke(&i, s, aMember, 1, Revoke{})),
		"rekey":       second(SignRekey(&i, ptr(anIdentity(1)), s, aMember, 1)),
		"rekey, new":  second(SignRekey(ptr(anIdentity(1)), &i, s, aMember, 1)),
		"by a reset":  second(SignRekeyByReset(ptr(anIdentity(1)), s, aMember, 1, OneTime{Keys: i})),
		"new reset":   second(NewReset(OneTime{Keys: i})),
		"reset":       second(SignReset(&i, s, aMember, 1, Reset{})),
		"obeyed":      second(SignObeyed(&i, s, aMember, 1, OneTime{Keys: anIdentity(1)})),
		"obeyed by":   second(SignObeyed(ptr(anIdentity(1)), s, aMember, 1, OneTime{Keys: i})),
		"rotate":      second(SignRotate(&i, s, aMember, 1, nil)),
		"restored":    second(SignRestored(&i, s, aMember, 1, Restored{})),
	} {
		wantErr(t, what, err, ErrFormat)
	}
	if _, _, err := kit.Age(); err == nil {
		t.Error("a wiped kit has an age identity")
	}
	if zero := (&Recovery{Hashes: []Hash{code.hash()}}); zero.Spend(code) {
		t.Error("a wiped recovery code is good")
	}
	// The same ring key under a password or a kit, or a domain key in a wrap, would be handed out as zeros.
	for what, err := range map[string]error{
		"wrap": second(k.WrapFor(public)), "password": second(rk.SealPassword(stream(1), cheap{}, anID, "x")), "kit": second(rk.SealKit(stream(1), anID, must(NewKit(stream(1)))(t))),
	} {
		wantErr(t, "wiped key under a "+what, err, ErrFormat)
	}
	if got, err := slot.OpenPassword(cheap{}, anID, "x"); err != nil || spent(got.secret) {
		t.Errorf("an older slot suffered: %v", err)
	}
}

func TestWipeReachesEverySecret(t *testing.T) {
	t.Parallel()
	k, rk, kit, ring := aDomainKey(t), must(NewRingKey(stream(1)))(t), must(NewKit(stream(2)))(t), aFullRing()
	code := must(NewRecoveryCodes(stream(4)))(t)[0]
	present := must(rk.PresenceKey())(t)
	secrets := [][]byte{present.secret, ring.History.Salt, ring.History.Hashes[0], ring.History.Hashes[1], code.secret, k.secret, k.row, k.set, rk.secret, kit.secret, ring.Identity.Encryption, ring.Identity.Signing, ring.Factor.Seed}
	k.Wipe()
	rk.Wipe()
	kit.Wipe()
	ring.Wipe()
	code.Wipe()
	present.Wipe()
	for _, hash := range ring.Recovery.Hashes {
		secrets = append(secrets, hash[:])
	}
	for i, s := range secrets {
		if !bytes.Equal(s, make([]byte, len(s))) || len(s) == 0 {
			t.Errorf("secret %d is left", i)
		}
	}
	(&Ring{}).Wipe()
}
