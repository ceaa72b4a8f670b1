package keys

import (
	"encoding/hex"
	"strconv"
	"testing"
)

// vector says how a frozen file was made and how it is opened. random tells that
// making it again gives other bytes, because HPKE draws its own key pair.
type vector struct {
	name, about string
	random      bool
	make        func(t testing.TB) frozen
	open        func(t testing.TB, f frozen) any
}

func frozenVectors() []vector {
	return []vector{
		{"ring", "a ring sealed under its ring key", false, makeRing, openRing},
		{"slot-password", "a ring key under a password, Argon2id at the floor", false, makePassword, openPassword},
		{"slot-kit", "a ring key under a recovery kit", false, makeKitSlot, openKitSlot},
		{"row", "a sealed row in its context", false, makeRow, openRow},
		{"wrap", "a domain key wrapped to a member by HPKE", true, makeWrap, openWrap},
		{"letter", "a row sealed to a domain's letterbox by HPKE", true, makeLetter, openLetter},
		{"profile", "what a member's program reports of him, signed and sealed to the people letterbox", true, makeProfile, openProfile},
		{"chain", "found and two set clock, the second back in time, from their root", false, makeChain, openChain},
		{"journal", "two lines with the salted act and change they commit to", false, makeJournal, openJournal},
		{"sethash", "the sum over three rows, one of them taken out again", false, makeSet, openSet},
		{"kit", "a kit as printed, as QR text and as age keys", false, makeKit, openKit},
		{"ring-recovery", "a ring with password history, recovery codes, events, trusted time and duties", false, makeFullRing, openRecoveryRing},
		{"ring-tries", "a ring that tells tries of the recovery kit", false, makeTriesRing, openTriesRing},
		{"ring-members", "a ring with alerts, the mark of a factor record, former keys and the name of a company", false, makeMembersRing, openFullRing},
		{"history", "the digest of a password in the history, Argon2id at the floor", false, makeHistory, openHistory},
		{"recovery-code", "a recovery code as printed, and its hash", false, makeRecoveryCode, openRecoveryCode},
		{"presence", "the mark of a session at work", false, makePresence, openPresence},
		{"chain-members", "found, every setting, an invitation accepted, the new member's own invitation, restored", false, makeMembers, openMembers},
		{"chain-kinds", "every kind about members, codes and epochs, and what the company is and has", false, makeKinds, openKinds},
		{"journal-statement", "a line that names the newest statement", false, makeNamedLine, openNamedLine},
		{"invitation-code", "the code of an invitation as printed and as QR text, and what comes from it", false, makeInvitationCode, openInvitationCode},
		{"support-code", "the code of support access as told, and what comes from it, Argon2id at the floor", false, makeSupportCode, openSupportCode},
		{"note", "what somebody with a code knows before he is a member", false, makeNote, openNote},
		{"older", "a domain key sealed under that of the next epoch", false, makeOlder, openOlder},
		{"factor", "a second factor, signed by its member, sealed to somebody who may reset his password", true, makeFactor, openFactor},
	}
}

func given(pairs map[string]any) frozen {
	f := frozen{Given: map[string]string{}, Made: map[string]string{}}
	for name, v := range pairs {
		switch v := v.(type) {
		case []byte:
			f.Given[name] = hex.EncodeToString(v)
		case ID:
			f.Given[name] = v.String()
		case Hash:
			f.Given[name] = hex.EncodeToString(v[:])
		case int:
			f.Given[name] = strconv.Itoa(v)
		case string:
			f.Given[name] = v
		}
	}
	return f
}

func makeRing(t testing.TB) frozen {
	f := given(map[string]any{"ring key": run(0x01, 32), "account": anID, "version": 41, "nonce": run(0x70, 24)})
	f.Made["sealed"] = hex.EncodeToString(must((&RingKey{secret: run(0x01, 32)}).SealRing(nonce(0x70), aRing(), 41))(t))
	return f
}

func openRing(t testing.TB, f frozen) any {
	return before(openFullRing(t, f), append(laterInRings(), "History", "Recovery", "Events", "Trusted", "Duties", "Kit")...)
}

// laterInRings are the fields that came with further members.
func laterInRings() []string { return []string{"Name", "Alerts", "Record", "Former"} }

// openTriesRing leaves out what came later.
func openTriesRing(t testing.TB, f frozen) any { return before(openFullRing(t, f), laterInRings()...) }

// openRecoveryRing leaves out the tries of a kit, zero in this ring; the kit itself
// stays.
func openRecoveryRing(t testing.TB, f frozen) any {
	return before(openFullRing(t, f), append(laterInRings(), "Kit")...)
}

func openFullRing(t testing.TB, f frozen) any {
	return must((&RingKey{secret: f.hex(t, "ring key")}).OpenRing(f.id(t, "account"), uint64(f.number(t, "version")), f.hex(t, "sealed")))(t)
}

func putSlot(f frozen, s Slot) frozen {
	f.Made["params"], f.Made["salt"], f.Made["wrap"] = hex.EncodeToString(s.Params), hex.EncodeToString(s.Salt), hex.EncodeToString(s.Wrap)
	return f
}

func slotOf(t testing.TB, f frozen, kind SlotKind) Slot {
	return Slot{Kind: kind, Params: f.hex(t, "params"), Salt: f.hex(t, "salt"), Wrap: f.hex(t, "wrap")}
}

func makePassword(t testing.TB) frozen {
	f := given(map[string]any{"account": anID, "password": "Éléphant à 4 pattes!", "salt and nonce": run(0x70, 40)})
	return putSlot(f, must((&RingKey{secret: run(0x01, 32)}).SealPassword(nonce(0x70), Argon2id{}, anID, f.Given["password"]))(t))
}

func openPassword(t testing.TB, f frozen) any {
	return map[string][]byte{"ring key": must(slotOf(t, f, SlotPassword).OpenPassword(Argon2id{}, f.id(t, "account"), f.Given["password"]))(t).secret}
}

func makeKitSlot(t testing.TB) frozen {
	f := given(map[string]any{"account": anID, "kit": run(0x30, kitSize), "nonce": run(0x70, 24)})
	return putSlot(f, must((&RingKey{secret: run(0x01, 32)}).SealKit(nonce(0x70), anID, Kit{secret: run(0x30, kitSize)}))(t))
}

func openKitSlot(t testing.TB, f frozen) any {
	return map[string][]byte{"ring key": must(slotOf(t, f, SlotKit).OpenKit(f.id(t, "account"), Kit{secret: f.hex(t, "kit")}))(t).secret}
}

// rowGiven are key and context of aContext.
func rowGiven(more map[string]any) frozen {
	c := aContext()
	more["domain key"], more["company"], more["table"], more["row"] = run(1, 32), c.Company, int(c.Table), c.Row
	more["version"], more["domain"], more["epoch"], more["columns"] = int(c.Version), int(c.Domain), int(c.Epoch), c.Columns
	return given(more)
}

// aRow is some contents of a row.
func aRow(t testing.TB) []byte {
	return must(Encode(Act{Name: "company.change", Facts: map[string]string{"city": "Liège", "name": "Bedrijf & Zonen"}}))(t)
}

func makeRow(t testing.TB) frozen {
	f := rowGiven(map[string]any{"nonce": run(0x70, 24)})
	f.Made["sealed"] = hex.EncodeToString(must(aDomainKey(t).SealRow(nonce(0x70), aContext(), aRow(t)))(t))
	return f
}

func openRow(t testing.TB, f frozen) any {
	return act(t, must(f.domainKey(t).OpenRow(f.context(t), f.hex(t, "sealed")))(t))
}

func act(t testing.TB, b []byte) any {
	var a Act
	if err := Decode(b, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func makeLetter(t testing.TB) frozen {
	f := rowGiven(map[string]any{})
	box := must(aDomainKey(t).LetterboxKey())(t)
	f.Given["letterbox"] = hex.EncodeToString(box)
	f.Made["letter"] = hex.EncodeToString(must(SealLetter(box, aContext(), aRow(t)))(t))
	return f
}

func openLetter(t testing.TB, f frozen) any {
	return act(t, must(f.domainKey(t).OpenLetter(f.context(t), f.hex(t, "letter")))(t))
}

func makeWrap(t testing.TB) frozen {
	k, me := aDomainKey(t), anIdentity(0x20)
	commitment := must(k.Commitment())(t)
	f := given(map[string]any{"company": k.Company, "domain": int(k.Domain), "epoch": int(k.Epoch), "commitment": commitment, "encryption seed": me.Encryption, "signing seed": me.Signing})
	f.Made["wrap"] = hex.EncodeToString(must(k.WrapFor(must(me.EncryptionKey())(t)))(t))
	return f
}

func openWrap(t testing.TB, f frozen) any {
	me := f.identity(t)
	fact := aFact(t, run(1, 32))
	if fact.Commitment != f.hash(t, "commitment") || int64(fact.Domain) != f.number(t, "domain") || int64(fact.Epoch) != f.number(t, "epoch") {
		t.Errorf("%+v", fact)
	}
	k := must(me.OpenWrap(f.id(t, "company"), fact, f.hex(t, "wrap")))(t)
	return map[string]any{"domain key": k.secret, "row key": k.row, "set hash key": k.set, "fact": fact}
}
