package keys

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"testing"
)

// members gives the statements of the frozen chain with members.
func members(f *testing.F) (frozen, []Signed) {
	v := load(f, "chain-members")
	var out []Signed
	for i := range 9 {
		out = append(out, v.signed(f, strconv.Itoa(i)))
	}
	return v, out
}

// kindBodies gives the bodies of one kind in the frozen chain with members.
func kindBodies(f *testing.F, kind Kind) [][]byte {
	_, chain := members(f)
	var out [][]byte
	for _, signed := range chain {
		if st := must(ParseStatement(signed.Bytes))(f); st.Kind == kind {
			out = append(out, st.Body)
		}
	}
	return out
}

func FuzzInviteBody(f *testing.F)   { fuzzBody[Invite](f, kindBodies(f, KindInvite)...) }
func FuzzAcceptBody(f *testing.F)   { fuzzBody[Accept](f, kindBodies(f, KindAccept)...) }
func FuzzRestoredBody(f *testing.F) { fuzzBody[Restored](f, kindBodies(f, KindRestored)...) }

func FuzzPolicyBody(f *testing.F) {
	fuzzBody[Policy](f, must(encode(Policy{Profile: ProfileNIST, Reason: Hash(run(1, 32))}))(f))
}

func FuzzFactorBody(f *testing.F) { fuzzBody[bool](f, []byte{0xf4}, []byte{0xf5}) }
func FuzzMoneyBody(f *testing.F)  { fuzzBody[Hash](f, must(encode(Hash(run(1, 32))))(f)) }

// FuzzSetting gives an owner's hand to anybody: whatever is set, the duties stay
// within their bounds, and a refusal changes nothing.
func FuzzSetting(f *testing.F) {
	for _, body := range kindBodies(f, KindSet) {
		var set Set
		if err := Decode(body, &set); err != nil {
			f.Fatal(err)
		}
		f.Add(set.Name, set.Value)
	}
	c := aChain(f)
	owner, _ := c.s.Member(aMember)
	f.Fuzz(func(t *testing.T, name string, value []byte) {
		s := c.s.Clone()
		body, err := encode(Set{Name: name, Value: value})
		if err != nil {
			return
		}
		st := s.next(KindSet, aMember, c.now)
		st.Body = body
		err = s.set(st, owner)
		if s.Duties().check() != nil || err != nil && !reflect.DeepEqual(s, c.s) || err == nil && s.Since(name) != c.now {
			t.Fatalf("%q, %x: %+v, %v", name, value, s.Duties(), err)
		}
	})
}

// FuzzInvite gives an owner's hand to anybody: what is taken keeps every bound.
func FuzzInvite(f *testing.F) {
	for _, body := range kindBodies(f, KindInvite) {
		f.Add(body, int64(1_795_000_000_000))
	}
	v, chain := members(f)
	base := must(Replay(v.id(f, "company"), v.hash(f, "root"), chain[:1]))(f)
	owner, _ := base.Member(aMember)
	f.Fuzz(func(t *testing.T, body []byte, now int64) {
		s := base.Clone()
		st := s.next(KindInvite, aMember, now)
		st.Body = body
		if err := s.invite(st, owner); err != nil {
			if !reflect.DeepEqual(s, base) {
				t.Fatalf("%x left something behind: %v", body, err)
			}
			return
		}
		for _, i := range s.Invitations() {
			if i.Ends <= now || i.Ends > now+30*day || i.Kind != 1 && i.Kind != 2 || i.Until != "" && (i.Kind != 2 || i.Owner || len(i.Until) != 10) ||
				len(i.Rights) > 64 || !slices.IsSorted(i.Rights) || len(slices.Compact(slices.Clone(i.Rights))) != len(i.Rights) || now < s.Time {
				t.Fatalf("%x is taken at %d", body, now)
			}
		}
	})
}

// FuzzApplyMembers lets anybody without a key continue the chain with members
// after each of its statements: only its own next statement is taken.
func FuzzApplyMembers(f *testing.F) {
	v, chain := members(f)
	for i := range chain {
		f.Add(uint8(i), chain[i].Bytes, chain[i].Signature)
	}
	f.Fuzz(func(t *testing.T, at uint8, b, signature []byte) {
		n := 1 + int(at)%(len(chain)-1)
		s := must(Replay(v.id(t, "company"), v.hash(t, "root"), chain[:n]))(t)
		ours := bytes.Equal(b, chain[n].Bytes) && bytes.Equal(signature, chain[n].Signature)
		if err := s.Apply(Signed{Bytes: b, Signature: signature}); (err == nil) != ours {
			t.Fatalf("%x, %x: %v", b, signature, err)
		}
	})
}
