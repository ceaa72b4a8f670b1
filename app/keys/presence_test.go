package keys

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

func aPresenceKey(t testing.TB) *PresenceKey {
	return must((&RingKey{secret: run(0x01, 32)}).PresenceKey())(t)
}

// The mark is the one that docs/FORMAT.md describes, made here by hand.
func TestPresenceMarkIsTheDocumentedOne(t *testing.T) {
	t.Parallel()
	key := must(hkdf.Key(sha256.New, run(0x01, 32), nil, "trousseau/1/presence", 32))(t)
	mac := hmac.New(sha256.New, key)
	mac.Write(anID[:])
	mac.Write(aMember[:])
	mac.Write([]byte{0, 0, 1, 0x8b, 0xcf, 0xe5, 0x68, 0})
	if got := must(aPresenceKey(t).Mark(anID, aMember, 1_700_000_000_000))(t); !hmac.Equal(got[:], mac.Sum(nil)) {
		t.Errorf("%x, want %x", got, mac.Sum(nil))
	}
}

// Whatever is changed of it, by one bit, the mark no longer fits; another ring's
// key makes another mark.
func TestPresenceMarkBindsEverything(t *testing.T) {
	t.Parallel()
	k, since := aPresenceKey(t), int64(1_700_000_000_000)
	mark := must(k.Mark(anID, aMember, since))(t)
	if !k.Marked(anID, aMember, since, mark[:]) {
		t.Fatal("its own mark does not fit")
	}
	other := must((&RingKey{secret: run(0x02, 32)}).PresenceKey())(t)
	if other.Marked(anID, aMember, since, mark[:]) || k.Marked(aMember, anID, since, mark[:]) {
		t.Error("it fits another ring's key, or the ids the other way round")
	}
	for bit := range 64 {
		if k.Marked(anID, aMember, since^1<<bit, mark[:]) {
			t.Errorf("bit %d of the time", bit)
		}
	}
	for bit := range 128 {
		account, session := anID, aMember
		account[bit/8] ^= 1 << (bit % 8)
		session[bit/8] ^= 1 << (bit % 8)
		if k.Marked(account, aMember, since, mark[:]) || k.Marked(anID, session, since, mark[:]) {
			t.Errorf("bit %d of an id", bit)
		}
	}
	for bit := range 256 {
		flipped := mark
		flipped[bit/8] ^= 1 << (bit % 8)
		if k.Marked(anID, aMember, since, flipped[:]) {
			t.Errorf("bit %d of the mark", bit)
		}
	}
	if k.Marked(anID, aMember, since, mark[:31]) || k.Marked(anID, aMember, since, nil) || k.Marked(anID, aMember, since, append(mark[:], 0)) {
		t.Error("a mark of another length")
	}
}

func makePresence(t testing.TB) frozen {
	f := given(map[string]any{"ring key": run(0x01, 32), "account": anID, "session": aMember, "since": "1700000000000"})
	mark := must(aPresenceKey(t).Mark(anID, aMember, 1_700_000_000_000))(t)
	f.Made["mark"] = hex.EncodeToString(mark[:])
	return f
}

func openPresence(t testing.TB, f frozen) any {
	k := must((&RingKey{secret: f.hex(t, "ring key")}).PresenceKey())(t)
	return map[string]bool{"marked": k.Marked(f.id(t, "account"), f.id(t, "session"), f.number(t, "since"), f.hex(t, "mark"))}
}
