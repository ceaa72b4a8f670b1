package keys

import (
	"bytes"
	"encoding/hex"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

// before gives a value as it was told before some fields were there: they must be
// empty in it, wherever they stand.
func before(v any, later ...string) any {
	var strip func(v any) any
	strip = func(v any) any {
		switch v := v.(type) {
		case map[string]any:
			for name, inner := range v {
				if slices.Contains(later, name) && (inner == nil || reflect.ValueOf(inner).IsZero() || reflect.DeepEqual(inner, []any{})) {
					delete(v, name)
					continue
				}
				v[name] = strip(inner)
			}
		case []any:
			for i := range v {
				v[i] = strip(v[i])
			}
		}
		return v
	}
	return strip(plain(reflect.ValueOf(v)))
}

// only gives some fields of a struct.
func only(v any, names ...string) map[string]any {
	out := map[string]any{}
	for _, name := range names {
		out[name] = reflect.ValueOf(v).FieldByName(name).Interface()
	}
	return out
}

// aFullRing has every field that a ring of this version can have.
func aFullRing() *Ring {
	r := aRing()
	r.History = &History{Salt: run(0x51, 16), Hashes: [][]byte{run(0x61, 32), run(0x81, 32)}}
	r.Recovery = &Recovery{Made: 1_795_000_000_003, Hashes: []Hash{Hash(run(0x91, 32)), Hash(run(0xb1, 32)), Hash(run(0xd1, 32))}}
	r.Events = []Event{{Time: 1_795_000_000_000, Kind: EventEnrolled}, {Time: 1_795_000_300_000, Kind: EventCode}}
	r.Trusted = 1_795_000_300_001
	r.Companies[0].Duties = &Duties{Profile: ProfileNIST, Lock: 10, Factor: true}
	return r
}

func makeFullRing(t testing.TB) frozen {
	f := given(map[string]any{"ring key": run(0x01, 32), "account": anID, "version": 42, "nonce": run(0x70, 24)})
	f.Made["sealed"] = hex.EncodeToString(must((&RingKey{secret: run(0x01, 32)}).SealRing(nonce(0x70), aFullRing(), 42))(t))
	return f
}

func makeTriesRing(t testing.TB) frozen {
	f := given(map[string]any{"ring key": run(0x01, 32), "account": anID, "version": 43, "nonce": run(0x70, 24)})
	r := aFullRing()
	r.SignIns[1].Kit = 2
	f.Made["sealed"] = hex.EncodeToString(must((&RingKey{secret: run(0x01, 32)}).SealRing(nonce(0x70), r, 43))(t))
	return f
}

func makeMembersRing(t testing.TB) frozen {
	f := given(map[string]any{"ring key": run(0x01, 32), "account": anID, "version": 44, "nonce": run(0x70, 24)})
	r := aFullRing()
	m := &r.Companies[0]
	m.Name, m.Record = "Bedrijf & Zonen", &RecordFact{Version: 43, Holds: Hash(run(0x31, 32))}
	m.Alert(Alert{ID: ID(run(0x41, 16)), Time: 1_795_000_300_002, Who: ID(run(0x51, 16)), Kind: AlertKnown})
	r.Retire()
	f.Made["sealed"] = hex.EncodeToString(must((&RingKey{secret: run(0x01, 32)}).SealRing(nonce(0x70), r, 44))(t))
	return f
}

func makeHistory(t testing.TB) frozen {
	f := given(map[string]any{"password": "Éléphant à 4 pattes!", "salt": run(0x70, 16)})
	h := must(NewHistory(nonce(0x70)))(t)
	if err := h.Add(Argon2id{}, f.Given["password"]); err != nil {
		t.Fatal(err)
	}
	f.Made["digest"] = hex.EncodeToString(h.Hashes[0])
	return f
}

func openHistory(t testing.TB, f frozen) any {
	h := &History{Salt: f.hex(t, "salt"), Hashes: [][]byte{f.hex(t, "digest")}}
	return map[string]bool{
		"used": must(h.Used(Argon2id{}, f.Given["password"]))(t), "decomposed, used": must(h.Used(Argon2id{}, "E\u0301le\u0301phant a\u0300 4 pattes!"))(t),
		"another, used": must(h.Used(Argon2id{}, "Éléphant à 4 pattes"))(t),
	}
}

func makeRecoveryCode(testing.TB) frozen {
	return given(map[string]any{"code": run(0x30, recoverySize)})
}

func openRecoveryCode(t testing.TB, f frozen) any {
	code := RecoveryCode{secret: f.hex(t, "code")}
	return map[string]any{"printed": code.Code(), "hash": code.hash()}
}

// guest, guestCode and the like are the people and codes of chain-members.
var (
	guestID   = ID(run(0x80, 16))
	secondID  = ID(run(0x60, 16))
	guestCode = OneTime{Invitation: ID(run(0x01, 16)), Keys: anIdentity(0xa1)}
	nextCode  = OneTime{Invitation: ID(run(0x02, 16)), Keys: anIdentity(0x03)}
)

func makeMembers(t testing.TB) frozen {
	me, guest := anIdentity(0x20), anIdentity(0x90)
	f := given(map[string]any{
		"company": aCompany, "founder": aMember, "encryption seed": me.Encryption, "signing seed": me.Signing,
		"guest": guestID, "guest encryption seed": guest.Encryption, "guest signing seed": guest.Signing,
		"code": guestCode.Invitation, "code encryption seed": guestCode.Keys.Encryption, "code signing seed": guestCode.Keys.Signing,
	})
	now := int64(1_795_000_000_000)
	var s *State
	put := func(signed Signed) {
		if s == nil {
			s = must(Replay(aCompany, signed.StatementHash(), []Signed{signed}))(t)
			f.Made["root"] = hex.EncodeToString(s.Root[:])
		} else if err := s.Apply(signed); err != nil {
			t.Fatal(err)
		}
		f.put(strconv.FormatUint(s.Head.Seq, 10), signed)
		now += 60_000
	}
	put(must(SignFound(&me, aCompany, aMember, now, facts(t, nonce(1), aCompany)))(t))
	put(must(SignSetPolicy(&me, s, aMember, now, Policy{Profile: ProfileNIST, Reason: Hash(run(0x11, 32))}))(t))
	put(must(SignSetLock(&me, s, aMember, now, 15))(t))
	put(must(SignSetFactor(&me, s, aMember, now, true))(t))
	put(must(SignSetMoney(&me, s, aMember, now, Hash(run(0x31, 32))))(t))
	invite := must(NewInvite(guestCode))(t)
	invite.Kind, invite.Rights, invite.Ends, invite.Until = External, []string{"sales.view", RightInvite}, now+7*day, "2027-06-30"
	put(must(SignInvite(&me, s, aMember, now, invite))(t))
	put(must(SignAccept(&guest, s, guestID, now, guestCode))(t))
	invite = must(NewInvite(nextCode))(t)
	invite.Kind, invite.Rights, invite.Ends, invite.Until = External, []string{"sales.view"}, now+30*day, "2027-01-31"
	put(must(SignInvite(&guest, s, guestID, now, invite))(t))
	put(must(SignRestored(&me, s, aMember, now, Restored{Statement: Head{Seq: 12, Hash: Hash(run(0x41, 32))}, Line: Head{Seq: 40, Hash: Hash(run(0x42, 32))}, Copy: now - day}))(t))
	return f
}

func openMembers(t testing.TB, f frozen) any {
	var chain []Signed
	for i := range 9 {
		chain = append(chain, f.signed(t, strconv.Itoa(i)))
	}
	s := must(Replay(f.id(t, "company"), f.hash(t, "root"), chain))(t)
	money, set := s.Money()
	if !set || !s.Covers(Head{Seq: 12}, s.Owners()) || !bytes.Equal(s.Owners()[0], must(ptr(f.identity(t)).SigningKey())(t)) {
		t.Error("money, cover or owner is lost")
	}
	out := map[string]any{"head": s.Head, "duties": s.Duties(), "money": money, "members": s.Members(), "invitations": s.Invitations(), "restorations": s.Restorations()}
	for i, signed := range chain {
		out["statement "+strconv.Itoa(i)] = must(ParseStatement(signed.Bytes))(t)
	}
	return before(out, "Disabled", "Removed", "Suspended", "Cancelled")
}

func ptr[T any](v T) *T { return &v }
