package keys

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRingOpensOnlyAsItWasSealed(t *testing.T) {
	t.Parallel()
	rk := must(NewRingKey(stream(1)))(t)
	rapid.Check(t, func(t *rapid.T) {
		ring, version := rapid.SampledFrom([]func() *Ring{aRing, aFullRing}).Draw(t, "ring")(), rapid.Uint64().Draw(t, "version")
		ring.Person.First = rapid.String().Draw(t, "first")
		sealed, err := rk.SealRing(stream(rapid.Byte().Draw(t, "seed")), ring, version)
		if err != nil {
			t.Fatal(err)
		}
		got, err := rk.OpenRing(ring.Account, version, sealed)
		if err != nil || !reflect.DeepEqual(got, ring) {
			t.Fatalf("%+v, %v", got, err)
		}
		other := ring.Account
		other[rapid.IntRange(0, 15).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		_, err = rk.OpenRing(other, version, sealed)
		wantErr(t, "other account", err, ErrOpen)
		_, err = rk.OpenRing(ring.Account, version^1<<rapid.IntRange(0, 63).Draw(t, "version bit"), sealed)
		wantErr(t, "other version", err, ErrOpen)
		_, err = rk.OpenDraft(ring.Account, sealed)
		wantErr(t, "ring taken for a draft", err, ErrOpen)
	})
}

// A ring sealed by the right key but saying something that it may not.
func TestOpenRingJudgesContents(t *testing.T) {
	t.Parallel()
	rk := must(NewRingKey(stream(1)))(t)
	key := must(derive(rk.secret, infoRing, keySize))(t)
	duties := func(d Duties) func(*Ring) { return func(r *Ring) { r.Companies[0].Duties = &d } }
	bad := map[string]func(*Ring){
		"format 0":           func(r *Ring) { r.Format = 0 },
		"format 2":           func(r *Ring) { r.Format = 2 },
		"other account":      func(r *Ring) { r.Account[0] ^= 1 },
		"short seed":         func(r *Ring) { r.Identity.Signing = run(1, 31) },
		"long seed":          func(r *Ring) { r.Identity.Encryption = run(1, 33) },
		"wiped seed":         func(r *Ring) { r.Identity.Signing = make([]byte, 32) },
		"11 recovery codes":  func(r *Ring) { r.Recovery.Hashes = make([]Hash, 11) },
		"51 events":          func(r *Ring) { r.Events = slices.Repeat([]Event{{Kind: EventOff}}, 51) },
		"event of kind 0":    func(r *Ring) { r.Events[1].Kind = 0 },
		"event of kind 10":   func(r *Ring) { r.Events[0].Kind = 10 },
		"duties, profile 0":  duties(Duties{Profile: 0, Lock: 5}),
		"duties, profile 3":  duties(Duties{Profile: 3, Lock: 5}),
		"duties, no lock":    duties(Duties{Profile: 1}),
		"duties, 61 minutes": duties(Duties{Profile: 1, Lock: 61}),
	}
	for what, h := range badHistories() {
		bad["history, "+what] = func(r *Ring) { r.History = h }
	}
	for what, change := range bad {
		ring := aFullRing()
		ring.Format = formatRing
		change(ring)
		sealed := must(seal(stream(1), key, ringBound(anID, 1), must(encode(ring))(t)))(t)
		got, err := rk.OpenRing(anID, 1, sealed)
		wantErr(t, what, err, ErrFormat)
		if got != nil {
			t.Errorf("%s: a ring comes with the error", what)
		}
		if ring.Format == formatRing && ring.Account == anID {
			_, err = rk.SealRing(stream(1), ring, 1)
			wantErr(t, what+", sealed", err, ErrFormat)
		}
	}
	ring := aFullRing()
	ring.Recovery.Hashes, ring.Events = make([]Hash, 10), slices.Repeat([]Event{{Kind: EventReport}}, 50)
	ring.History.Hashes = slices.Repeat([][]byte{run(1, 32)}, 5)
	if _, err := rk.OpenRing(anID, 1, must(rk.SealRing(stream(1), ring, 1))(t)); err != nil {
		t.Errorf("a ring at its bounds: %v", err)
	}
}

func TestDraft(t *testing.T) {
	t.Parallel()
	rk, plain := must(NewRingKey(stream(1)))(t), []byte("half a sentence")
	sealed := must(rk.SealDraft(stream(2), anID, plain))(t)
	if got, err := rk.OpenDraft(anID, sealed); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%q, %v", got, err)
	}
	_, err := rk.OpenDraft(aCompany, sealed)
	wantErr(t, "other account", err, ErrOpen)
	_, err = must(NewRingKey(stream(9)))(t).OpenDraft(anID, sealed)
	wantErr(t, "other ring key", err, ErrOpen)
}

func TestMembership(t *testing.T) {
	t.Parallel()
	ring := aRing()
	if m, ok := ring.Membership(aCompany); !ok || m != &ring.Companies[0] {
		t.Error("the company is not found, or not in place")
	}
	if _, ok := ring.Membership(anID); ok {
		t.Error("a stranger's company is found")
	}
}

func TestSlotOpensOnlyAsItWasSealed(t *testing.T) {
	t.Parallel()
	rk, kit := must(NewRingKey(stream(1)))(t), must(NewKit(stream(2)))(t)
	slot := must(rk.SealPassword(stream(3), cheap{}, anID, "right horse"))(t)
	byKit := must(rk.SealKit(stream(4), anID, kit))(t)
	if got, err := slot.OpenPassword(cheap{}, anID, "right horse"); err != nil || !bytes.Equal(got.secret, rk.secret) {
		t.Fatalf("password: %v", err)
	}
	if got, err := byKit.OpenKit(anID, kit); err != nil || !bytes.Equal(got.secret, rk.secret) {
		t.Fatalf("kit: %v", err)
	}
	dearer := must(encode(Params{Memory: 64 << 10, Time: 4, Threads: 4}))(t)
	weaker := must(encode(Params{Memory: 19 << 10, Time: 2, Threads: 1}))(t)
	endless := must(encode(Params{Memory: 1 << 31, Time: 1 << 31, Threads: 255}))(t)
	for what, c := range map[string]struct {
		change   func(*Slot)
		account  ID
		password string
		want     error
	}{
		"wrong password":   {func(*Slot) {}, anID, "wrong horse", ErrOpen},
		"empty password":   {func(*Slot) {}, anID, "", ErrOpen},
		"other account":    {func(*Slot) {}, aCompany, "right horse", ErrOpen},
		"other salt":       {func(s *Slot) { s.Salt = run(1, 16) }, anID, "right horse", ErrOpen},
		"short salt":       {func(s *Slot) { s.Salt = s.Salt[:15] }, anID, "right horse", ErrOpen},
		"kind of a kit":    {func(s *Slot) { s.Kind = SlotKit }, anID, "right horse", ErrOpen},
		"kind 3":           {func(s *Slot) { s.Kind = 3 }, anID, "right horse", ErrOpen},
		"dearer costs":     {func(s *Slot) { s.Params = dearer }, anID, "right horse", ErrOpen},
		"weaker costs":     {func(s *Slot) { s.Params = weaker }, anID, "right horse", ErrParams},
		"endless costs":    {func(s *Slot) { s.Params = endless }, anID, "right horse", ErrParams},
		"no costs":         {func(s *Slot) { s.Params = nil }, anID, "right horse", ErrFormat},
		"trailing costs":   {func(s *Slot) { s.Params = append(bytes.Clone(s.Params), 0) }, anID, "right horse", ErrFormat},
		"the kit's wrap":   {func(s *Slot) { s.Wrap = byKit.Wrap }, anID, "right horse", ErrOpen},
		"no wrap":          {func(s *Slot) { s.Wrap = nil }, anID, "right horse", ErrOpen},
		"wrap with a tail": {func(s *Slot) { s.Wrap = append(bytes.Clone(s.Wrap), 0) }, anID, "right horse", ErrOpen},
	} {
		s := slot
		c.change(&s)
		_, err := s.OpenPassword(cheap{}, c.account, c.password)
		wantErr(t, what, err, c.want)
	}
	for what, c := range map[string]struct {
		change  func(*Slot)
		account ID
		kit     Kit
	}{
		"other kit":     {func(*Slot) {}, anID, must(NewKit(stream(9)))(t)},
		"other account": {func(*Slot) {}, aCompany, kit},
		"password kind": {func(s *Slot) { s.Kind = SlotPassword }, anID, kit},
		"with costs":    {func(s *Slot) { s.Params = slot.Params }, anID, kit},
		"with salt":     {func(s *Slot) { s.Salt = slot.Salt }, anID, kit},
	} {
		s := byKit
		c.change(&s)
		_, err := s.OpenKit(c.account, c.kit)
		wantErr(t, "kit slot, "+what, err, ErrOpen)
	}
}

// Slots that were sealed as they stand, by the right key, and still break a rule.
func TestOpenSlotJudgesForm(t *testing.T) {
	t.Parallel()
	rk, kit := must(NewRingKey(stream(1)))(t), must(NewKit(stream(2)))(t)
	params := must(encode(floor))(t)
	byPassword := must(passwordKEK(cheap{}, "x", nil, floor))(t)
	byKit := must(derive(kit.secret, infoKitKEK, keySize))(t)
	for what, s := range map[string]Slot{
		"password, kind 3": {Kind: 3, Params: params, Salt: run(1, 16)}, "password, short salt": {Kind: SlotPassword, Params: params, Salt: run(1, 15)},
		"password, long salt": {Kind: SlotPassword, Params: params, Salt: run(1, 17)}, "kit, kind 3": {Kind: 3},
		"kit with costs": {Kind: SlotKit, Params: params}, "kit with salt": {Kind: SlotKit, Salt: run(1, 16)},
	} {
		s.Wrap = must(seal(stream(3), byPassword, s.bound(anID), rk.secret))(t)
		_, err := s.OpenPassword(cheap{}, anID, "x")
		wantErr(t, what, err, ErrOpen)
		s.Wrap = must(seal(stream(3), byKit, s.bound(anID), rk.secret))(t)
		_, err = s.OpenKit(anID, kit)
		wantErr(t, what, err, ErrOpen)
	}
	for _, n := range []int{31, 33, 63} {
		s := Slot{Kind: SlotKit}
		s.Wrap = must(seal(stream(3), byKit, s.bound(anID), run(1, n)))(t)
		_, err := s.OpenKit(anID, kit)
		wantErr(t, "a ring key of another length", err, ErrOpen)
	}
}

// No byte can wander from one field of a slot to its neighbour.
func TestSlotFieldsAreApart(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for kind := range SlotKind(3) {
		for cut := range 9 {
			b := run(0, 8)
			seen[string(Slot{Kind: kind, Params: b[:cut], Salt: b[cut:]}.bound(anID))] = true
		}
	}
	if len(seen) != 27 {
		t.Errorf("27 slots have %d different bindings", len(seen))
	}
}

// Every password slot is new: salt, nonce, and the floor's costs.
func TestPasswordSlotIsRenewed(t *testing.T) {
	t.Parallel()
	rk, random := must(NewRingKey(stream(1)))(t), stream(2)
	a := must(rk.SealPassword(random, cheap{}, anID, "x"))(t)
	b := must(rk.SealPassword(random, cheap{}, anID, "x"))(t)
	var p Params
	if err := decode(a.Params, &p); err != nil || p != Floor() {
		t.Errorf("%+v, %v", p, err)
	}
	if bytes.Equal(a.Salt, b.Salt) || bytes.Equal(a.Wrap, b.Wrap) || len(a.Salt) != SaltSize {
		t.Error("salt or wrap came twice")
	}
}

// work counts what a KDF is asked for.
type work struct{ calls []Params }

func (w *work) Stretch(password, salt []byte, p Params) []byte {
	w.calls = append(w.calls, p)
	return cheap{}.Stretch(password, salt, p)
}

func (w *work) Lookup(email, salt []byte) []byte { return cheap{}.Lookup(email, salt) }

func TestUnknownAccountCostsTheSame(t *testing.T) {
	t.Parallel()
	rk, w := must(NewRingKey(stream(1)))(t), &work{}
	slot := must(rk.SealPassword(stream(2), cheap{}, anID, "x"))(t)
	_, err := slot.OpenPassword(w, anID, "y")
	wantErr(t, "wrong password", err, ErrOpen)
	SpendPassword(w, "y", slot.Salt)
	if len(w.calls) != 2 || w.calls[0] != w.calls[1] {
		t.Errorf("%+v", w.calls)
	}
	slot.Params = must(encode(Params{Memory: 1, Time: 1, Threads: 1}))(t)
	if _, err := slot.OpenPassword(w, anID, "x"); err == nil || len(w.calls) != 2 {
		t.Errorf("work was done for costs out of bounds: %v", err)
	}
}
