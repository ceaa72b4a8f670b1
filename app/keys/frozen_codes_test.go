package keys

import (
	"encoding/hex"
	"testing"
)

func makeInvitationCode(testing.TB) frozen {
	return given(map[string]any{"code": run(0x30, invitationSize)})
}

// told gives everything that comes from a code.
func told(one OneTime) map[string]any {
	return map[string]any{"id": one.Invitation, "encryption seed": one.Keys.Encryption, "signing seed": one.Keys.Signing, "note key": one.note}
}

func openInvitationCode(t testing.TB, f frozen) any {
	code := InvitationCode{secret: f.hex(t, "code")}
	return map[string]any{"code": code.Code(), "QR": code.QR(), "gives": told(must(code.OneTime())(t))}
}

func makeSupportCode(testing.TB) frozen {
	return given(map[string]any{"code": run(0x30, supportSize), "company": aCompany})
}

func openSupportCode(t testing.TB, f frozen) any {
	code := SupportCode{secret: f.hex(t, "code")}
	return map[string]any{"code": code.Code(), "gives": told(must(code.OneTime(Argon2id{}, f.id(t, "company")))(t))}
}

func makeNote(t testing.TB) frozen {
	f := given(map[string]any{"code": run(0x30, invitationSize), "company": aCompany, "nonce": run(0x70, 24)})
	f.Made["note"] = hex.EncodeToString(must(must(oneTime(run(0x30, invitationSize)))(t).SealNote(nonce(0x70), aNote()))(t))
	return f
}

func openNote(t testing.TB, f frozen) any {
	return before(must(must(oneTime(f.hex(t, "code")))(t).OpenNote(f.id(t, "company"), f.hex(t, "note")))(t), "Factor", "By")
}

func makeOlder(t testing.TB) frozen {
	f := given(map[string]any{"company": aCompany, "domain": int(Sales), "epoch": 4, "domain key": run(2, 32), "older key": run(1, 32), "nonce": run(0x70, 24)})
	f.Made["sealed"] = hex.EncodeToString(must(f.domainKey(t).SealOlder(nonce(0x70), aDomainKey(t)))(t))
	return f
}

func openOlder(t testing.TB, f frozen) any {
	k := must(f.domainKey(t).OpenOlder(aFact(t, f.hex(t, "older key")), f.hex(t, "sealed")))(t)
	return map[string]any{"epoch": int(k.Epoch), "domain key": k.secret}
}

func makeFactor(t testing.TB) frozen {
	me, helper := anIdentity(0x20), anIdentity(0x90)
	f := given(map[string]any{
		"company": aCompany, "member": aMember, "version": 7, "encryption seed": me.Encryption, "signing seed": me.Signing,
		"helper encryption seed": helper.Encryption, "helper signing seed": helper.Signing,
	})
	f.Made["sealed"] = hex.EncodeToString(must(SealFactor(must(helper.EncryptionKey())(t), must(me.SignFactor(aFactorRecord()))(t)))(t))
	return f
}

func openFactor(t testing.TB, f frozen) any {
	me := f.identity(t)
	helper := Identity{Encryption: f.hex(t, "helper encryption seed"), Signing: f.hex(t, "helper signing seed")}
	r, _, err := helper.OpenFactor(f.id(t, "company"), Member{ID: f.id(t, "member"), Signing: must(me.SigningKey())(t)}, uint64(f.number(t, "version")), f.hex(t, "sealed"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
