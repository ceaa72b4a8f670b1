package keys

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"testing"
)

// TestFoundIsJudged signs first statements that are wrong in one thing, each with
// its own hash as the root, so that only the rules of the replay stand in the way.
func TestFoundIsJudged(t *testing.T) {
	t.Parallel()
	me, other := anIdentity(0x20), anIdentity(0x90)
	signing, encryption := must(me.SigningKey())(t), must(me.EncryptionKey())(t)
	epochs := facts(t, stream(1), aCompany)
	for what, c := range map[string]struct {
		change func(st *Statement, f *Found, by **Identity)
		want   error
	}{
		"honest":               {func(*Statement, *Found, **Identity) {}, nil},
		"kind set":             {func(st *Statement, _ *Found, _ **Identity) { st.Kind = KindSet }, ErrChainContents},
		"kind unknown":         {func(st *Statement, _ *Found, _ **Identity) { st.Kind = 2 }, ErrChainContents},
		"number 1":             {func(st *Statement, _ *Found, _ **Identity) { st.Seq = 1 }, ErrChainOrder},
		"something before":     {func(st *Statement, _ *Found, _ **Identity) { st.Prev[31] = 1 }, ErrChainContents},
		"time zero":            {func(st *Statement, _ *Found, _ **Identity) { st.Time = 0 }, ErrChainContents},
		"time below zero":      {func(st *Statement, _ *Found, _ **Identity) { st.Time = -1 }, ErrChainContents},
		"another company":      {func(st *Statement, _ *Found, _ **Identity) { st.Company[0] ^= 1 }, ErrChainOrder},
		"format 2":             {func(st *Statement, _ *Found, _ **Identity) { st.Format = 2 }, ErrFormat},
		"signed by another":    {func(_ *Statement, _ *Found, by **Identity) { *by = &other }, ErrSignature},
		"no signing key":       {func(_ *Statement, f *Found, _ **Identity) { f.Signing = nil }, ErrSignature},
		"long signing key":     {func(_ *Statement, f *Found, _ **Identity) { f.Signing = append(bytes.Clone(f.Signing), 0) }, ErrSignature},
		"short encryption key": {func(_ *Statement, f *Found, _ **Identity) { f.Encryption = f.Encryption[:31] }, ErrChainContents},
		"no epochs":            {func(_ *Statement, f *Found, _ **Identity) { f.Epochs = nil }, ErrChainContents},
		"a domain missing":     {func(_ *Statement, f *Found, _ **Identity) { f.Epochs = f.Epochs[:4] }, ErrChainContents},
		"first missing":        {func(_ *Statement, f *Found, _ **Identity) { f.Epochs = f.Epochs[1:] }, ErrChainContents},
		"a sixth":              {func(_ *Statement, f *Found, _ **Identity) { f.Epochs = append(slices.Clone(f.Epochs), f.Epochs[4]) }, ErrChainContents},
		"one doubled":          {func(_ *Statement, f *Found, _ **Identity) { f.Epochs[1] = f.Epochs[0] }, ErrChainContents},
		"order":                {func(_ *Statement, f *Found, _ **Identity) { f.Epochs[0], f.Epochs[1] = f.Epochs[1], f.Epochs[0] }, ErrChainContents},
		"domain 6":             {func(_ *Statement, f *Found, _ **Identity) { f.Epochs[4].Domain = 6 }, ErrChainContents},
		"epoch 0":              {func(_ *Statement, f *Found, _ **Identity) { f.Epochs[2].Epoch = 0 }, ErrChainContents},
		"epoch 2":              {func(_ *Statement, f *Found, _ **Identity) { f.Epochs[2].Epoch = 2 }, ErrChainContents},
		"short letterbox":      {func(_ *Statement, f *Found, _ **Identity) { f.Epochs[3].Letterbox = run(1, 31) }, ErrChainContents},
	} {
		by := &me
		st := Statement{Kind: KindFound, Company: aCompany, Author: aMember, Time: 1, Format: formatStatement}
		f := Found{Signing: signing, Encryption: encryption, Epochs: slices.Clone(epochs)}
		c.change(&st, &f, &by)
		st.Body = must(encode(f))(t)
		signed := must(by.sign(tagStatement, must(encode(st))(t)))(t)
		s := &State{Company: aCompany, Root: signed.StatementHash()}
		before := s.Clone()
		err := s.Apply(signed)
		wantErr(t, what, err, c.want)
		if err != nil && !reflect.DeepEqual(before, s) {
			t.Errorf("%s: something was left behind", what)
		}
	}
}

func TestReplayFromItsRoot(t *testing.T) {
	t.Parallel()
	me := anIdentity(0x20)
	epochs := facts(t, stream(1), aCompany)
	found := must(SignFound(&me, aCompany, aMember, 5, epochs))(t)
	root := found.StatementHash()
	s := must(Replay(aCompany, root, []Signed{found}))(t)
	later := must(SignSetClock(&me, s, aMember, 9))(t)
	earlier := func(after *State) Signed { return must(SignSetClock(&me, after, aMember, 2))(t) }
	full := must(Replay(aCompany, root, []Signed{found, later}))(t)
	full = must(Replay(aCompany, root, []Signed{found, later, earlier(full)}))(t)
	if full.Time != 2 || full.Head.Seq != 2 {
		t.Errorf("only a set clock may go back, and it may: %+v", full)
	}
	again := must(SignFound(&me, aCompany, aMember, 6, epochs))(t)
	for what, c := range map[string]struct {
		company ID
		root    Hash
		chain   []Signed
		want    error
		seq     uint64
	}{
		"nothing":              {aCompany, root, nil, ErrChainRoot, 0},
		"another root":         {aCompany, Hash{1}, []Signed{found}, ErrChainRoot, 0},
		"another found":        {aCompany, root, []Signed{again}, ErrChainRoot, 0},
		"another company":      {anID, root, []Signed{found}, ErrChainOrder, 0},
		"the first one cut":    {aCompany, root, []Signed{later}, ErrChainOrder, 0},
		"the first one twice":  {aCompany, root, []Signed{found, found}, ErrChainOrder, 1},
		"the second one twice": {aCompany, root, []Signed{found, later, later}, ErrChainOrder, 2},
		"one in between cut":   {aCompany, root, []Signed{found, earlier(full)}, ErrChainOrder, 1},
		"a second found":       {aCompany, root, []Signed{found, again}, ErrChainOrder, 1},
	} {
		got, err := Replay(c.company, c.root, c.chain)
		wantErr(t, what, err, c.want)
		var chain *ChainError
		if !errors.As(err, &chain) || chain.Seq != c.seq || got != nil {
			t.Errorf("%s: %v, %v", what, got, err)
		}
	}
}

// A member who is no owner sets nothing, not even one put into the state by hand.
func TestOnlyOwnersSet(t *testing.T) {
	t.Parallel()
	me, other := anIdentity(0x20), anIdentity(0x90)
	found := must(SignFound(&me, aCompany, aMember, 5, facts(t, stream(1), aCompany)))(t)
	s := must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	s.members[anID] = Member{ID: anID, Signing: must(other.SigningKey())(t)}
	s.enter(anID, s.members[anID].Signing, 0)
	wantErr(t, "set by a member", s.Apply(must(SignSetClock(&other, s, anID, 9))(t)), ErrChainAuthor)
	wantErr(t, "set by a member in the owner's name", s.Apply(must(SignSetClock(&other, s, aMember, 9))(t)), ErrSignature)
	if owners := s.Owners(); len(owners) != 1 || s.Head.Seq != 0 {
		t.Errorf("%d owners, head %d", len(owners), s.Head.Seq)
	}
	line := must(SignLine(&other, Line{Company: aCompany, Actor: anID}))(t)
	if _, err := s.FollowsLine(Head{}, true, line); err != nil {
		t.Errorf("a member's journal line: %v", err)
	}
	if _, err := s.FollowsLine(Head{Seq: 7, Hash: s.Root}, true, line); err != nil {
		t.Errorf("the first line follows nothing, whatever head is given: %v", err)
	}
}

func TestStateTells(t *testing.T) {
	t.Parallel()
	me := anIdentity(0x20)
	epochs := facts(t, stream(1), aCompany)
	found := must(SignFound(&me, aCompany, aMember, 5, epochs))(t)
	s := must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	m, ok := s.Member(aMember)
	if !ok || !m.Owner || m.ID != aMember || !bytes.Equal(m.Signing, must(me.SigningKey())(t)) || !bytes.Equal(m.Encryption, must(me.EncryptionKey())(t)) {
		t.Errorf("%+v", m)
	}
	if _, ok := s.Member(anID); ok {
		t.Error("a stranger is a member")
	}
	for i, d := range Domains() {
		if f, ok := s.Epoch(d); !ok || !reflect.DeepEqual(f, epochs[i]) {
			t.Errorf("domain %d: %+v", d, f)
		}
	}
	if _, ok := s.Epoch(6); ok {
		t.Error("there is a sixth domain")
	}
	c := s.Clone()
	if err := c.Apply(must(SignSetClock(&me, s, aMember, 9))(t)); err != nil || s.Head.Seq != 0 || c.Head.Seq != 1 {
		t.Errorf("the copy and its origin are one: %v", err)
	}
	if err := (&State{Company: aCompany, Root: s.Root}).Clone().Apply(found); err != nil {
		t.Errorf("the copy of a state before its first statement: %v", err)
	}
}
