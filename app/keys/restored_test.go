package keys

import (
	"reflect"
	"testing"
)

func TestRestored(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	c.say(SignSetLock(&c.owner, c.s, aMember, c.now, 6)) // number 1: the copy ends here
	owners := c.s.Owners()
	anchored, line := Head{Seq: 4, Hash: Hash{4}}, Head{Seq: 20, Hash: Hash{20}}
	if c.s.Covers(anchored, owners) || c.s.CoversLine(line, owners) {
		t.Error("covered before anybody said so")
	}
	before := c.s.Clone()
	c.say(SignRestored(&c.owner, c.s, aMember, c.now, Restored{Statement: anchored, Line: line, Copy: 7}))
	want := Restoration{Restored: Restored{anchored, line, 7}, At: c.s.Head, Author: aMember, Signing: owners[0], Time: c.s.Time}
	if all := c.s.Restorations(); len(all) != 1 || !reflect.DeepEqual(all[0], want) || len(before.Restorations()) != 0 {
		t.Errorf("%+v", all)
	}
	stranger := must(ptr(anIdentity(0x90)).SigningKey())(t)
	for _, x := range []struct {
		what   string
		seen   Head
		owners [][]byte
		known  []Hash
		want   bool
	}{
		{"the anchored head", anchored, owners, nil, true},
		{"the first one lost", Head{Seq: 2, Hash: Hash{2}}, owners, nil, true},
		{"one in between", Head{Seq: 3, Hash: Hash{3}}, owners, nil, true},
		{"one beyond", Head{Seq: 5, Hash: Hash{5}}, owners, nil, false},
		{"one before the copy's end", Head{Seq: 1, Hash: Hash{1}}, owners, nil, false},
		{"no owners", anchored, nil, nil, false},
		{"owners of another time", anchored, [][]byte{stranger}, nil, false},
		{"one of two owners", anchored, [][]byte{stranger, owners[0]}, nil, true},
		{"taken in already", anchored, owners, []Hash{{1}, c.s.Head.Hash}, false},
		{"another one taken in", anchored, owners, []Hash{{1}}, true},
	} {
		if got := c.s.Covers(x.seen, x.owners, x.known...); got != x.want {
			t.Errorf("%s: covered %v", x.what, got)
		}
	}
	for seq, want := range map[uint64]bool{0: true, 19: true, 20: true, 21: false} {
		if c.s.CoversLine(Head{Seq: seq}, owners) != want || c.s.CoversLine(Head{Seq: seq}, [][]byte{stranger}) || c.s.CoversLine(Head{Seq: seq}, owners, firstHash(c.s)) {
			t.Errorf("line %d: covered %v", seq, !want)
		}
	}
	// A second return, from a copy as long as what was known: the named head itself is covered.
	fork := Head{Seq: 2, Hash: Hash{9}}
	c.say(SignRestored(&c.owner, c.s, aMember, c.now, Restored{Statement: fork, Line: line, Copy: 7}))
	if !c.s.Covers(fork, owners, firstHash(c.s)) || c.s.Covers(Head{Seq: 2, Hash: Hash{8}}, owners, firstHash(c.s)) {
		t.Error("a fork of the same length")
	}
}

// firstHash gives the hash of the first restored statement.
func firstHash(s *State) Hash { return s.restored[0].At.Hash }

func TestRestoredIsJudged(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	c.say(SignSetLock(&c.owner, c.s, aMember, c.now, 6))
	for _, x := range []struct {
		what string
		body Restored
		want error
	}{
		{"its own place", Restored{Statement: c.s.Head, Copy: 1}, nil},
		{"beyond", Restored{Statement: Head{Seq: ^uint64(0)}, Line: Head{Seq: ^uint64(0)}, Copy: c.now + 1<<40}, nil},
		{"before its place", Restored{Statement: Head{}, Copy: 1}, ErrChainContents},
		{"no date of the copy", Restored{Statement: c.s.Head}, ErrChainContents},
		{"a copy before time", Restored{Statement: c.s.Head, Copy: -1}, ErrChainContents},
	} {
		copied := &company{t: t, s: c.s.Clone()}
		if x.want == nil {
			copied.say(SignRestored(&c.owner, c.s, aMember, c.now, x.body))
			continue
		}
		copied.refused(x.what, x.want)(SignRestored(&c.owner, c.s, aMember, c.now, x.body))
	}
	c.refused("a body of another kind", ErrFormat)(signStatement(&c.owner, c.s.next(KindRestored, aMember, c.now), Set{}))
}

// An owner removed since, and an owner whom the reader never knew, explain nothing:
// the keys that count are those of the reader's own anchor.
func TestWhoseWordCovers(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	known := c.s.Owners()
	second := c.join(secondID, 4, func(i *Invite) { i.Owner = true })
	lost := Head{Seq: 9, Hash: Hash{9}}
	c.say(SignRestored(&second, c.s, secondID, c.now, Restored{Statement: lost, Line: lost, Copy: 1}))
	if c.s.Covers(lost, known) || c.s.CoversLine(lost, known) {
		t.Error("an owner of the chain, unknown to the reader, covers")
	}
	if !c.s.Covers(lost, c.s.Owners()) || !c.s.CoversLine(lost, c.s.Owners()) {
		t.Error("a known owner does not cover")
	}
}
