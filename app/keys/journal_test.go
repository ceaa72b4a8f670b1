package keys

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// entry is a journal line told in plain fields.
type entry struct {
	line   Line
	signer *Identity
	tag    string
	flip   int
	signed Signed
}

func (e *entry) write(t *rapid.T) {
	e.signed = must2(e.signer.sign(e.tag, must2(encode(e.line))))
	if e.flip >= 0 {
		all := append(bytes.Clone(e.signed.Bytes), e.signed.Signature...)
		all[e.flip/8%len(all)] ^= 1 << (e.flip % 8)
		e.signed = Signed{Bytes: all[:len(e.signed.Bytes)], Signature: all[len(e.signed.Bytes):]}
	}
}

func judgeLine(e entry, head Head, first bool, member *Identity) error {
	next := head.Seq + 1
	if first {
		next, head = 0, Head{}
	}
	l := e.line
	ordered := slices.IsSortedFunc(l.Sets, compareSets) && len(l.Sets) == len(slices.CompactFunc(slices.Clone(l.Sets), func(a, b SetHash) bool { return compareSets(a, b) == 0 }))
	here := !slices.ContainsFunc(l.Sets, func(s SetHash) bool { return s.Line != l.Seq })
	switch {
	case e.flip >= 0:
		return errAny
	case l.Format != 1 || len(l.Change) != 0 && len(l.Change) != 32 || !ordered || !here:
		return ErrFormat
	case l.Company != aCompany || l.Seq != next || l.Prev != head.Hash:
		return ErrChainOrder
	case l.Actor != aMember:
		return ErrChainAuthor
	case e.signer != member || e.tag != tagJournal:
		return ErrSignature
	}
	return nil
}

func lineLies(stranger *Identity) map[string]func(t *rapid.T, e *entry) {
	return map[string]func(t *rapid.T, e *entry){
		"honest":        func(*rapid.T, *entry) {},
		"format":        func(t *rapid.T, e *entry) { e.line.Format = rapid.Uint8().Draw(t, "format") },
		"other company": func(_ *rapid.T, e *entry) { e.line.Company[3] ^= 1 },
		"number": func(t *rapid.T, e *entry) {
			e.line.Seq += rapid.SampledFrom([]uint64{1, ^uint64(0), 1 << 63}).Draw(t, "by")
		},
		"before":         func(t *rapid.T, e *entry) { e.line.Prev[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 2 },
		"actor":          func(_ *rapid.T, e *entry) { e.line.Actor = anID },
		"stranger's key": func(_ *rapid.T, e *entry) { e.signer = stranger },
		"statement tag":  func(_ *rapid.T, e *entry) { e.tag = tagStatement },
		"change":         func(t *rapid.T, e *entry) { e.line.Change = run(1, rapid.IntRange(0, 40).Draw(t, "length")) },
		"sets": func(t *rapid.T, e *entry) {
			e.line.Sets = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) SetHash {
				return SetHash{Table: rapid.Uint16Range(1, 3).Draw(t, "table"), Domain: Domain(rapid.IntRange(1, 2).Draw(t, "domain")), Epoch: rapid.Uint32Range(1, 2).Draw(t, "epoch"), Line: e.line.Seq}
			}), 0, 4).Draw(t, "sets")
		},
		"set of another line": func(_ *rapid.T, e *entry) {
			e.line.Sets = []SetHash{{Table: 1, Domain: 1, Epoch: 1, Line: e.line.Seq + 1}}
		},
		"bit": func(t *rapid.T, e *entry) { e.flip = rapid.IntRange(0, 1<<16).Draw(t, "flip") },
	}
}

func TestLinesAgainstModel(t *testing.T) {
	t.Parallel()
	me, stranger := anIdentity(0x20), anIdentity(0x90)
	found := must(SignFound(&me, aCompany, aMember, 5, facts(t, stream(1), aCompany)))(t)
	s := must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	before, all := s.Clone(), lineLies(&stranger)
	names, verdicts := slices.Sorted(maps.Keys(all)), map[error]int{}
	rapid.Check(t, func(t *rapid.T) {
		head, first := Head{}, true
		var written []entry
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			var e entry
			if len(written) > 0 && rapid.IntRange(0, 5).Draw(t, "replay") == 0 {
				e = written[rapid.IntRange(0, len(written)-1).Draw(t, "again")]
			} else {
				e = entry{signer: &me, tag: tagJournal, flip: -1, line: Line{Format: 1, Company: aCompany, Seq: head.Seq + 1, Prev: head.Hash, Actor: aMember, Time: rapid.Int64().Draw(t, "time")}}
				if first {
					e.line.Seq = 0
				}
				for range rapid.SampledFrom([]int{0, 0, 1, 1, 2}).Draw(t, "lies") {
					all[rapid.SampledFrom(names).Draw(t, "lie")](t, &e)
				}
				e.write(t)
				written = append(written, e)
			}
			want := judgeLine(e, head, first, &me)
			verdicts[want]++
			l, err := s.FollowsLine(head, first, e.signed)
			switch {
			case want == nil && err != nil, want == errAny && err == nil, want != nil && want != errAny && !errors.Is(err, want):
				t.Fatalf("%v, the model says %v: %+v", err, want, e)
			case err != nil && !reflect.DeepEqual(l, Line{}):
				t.Fatalf("a refused line came out: %+v", l)
			case err == nil && !bytes.Equal(must2(encode(l)), e.signed.Bytes):
				t.Fatal("the line is not what its bytes say")
			case err == nil:
				head, first = Head{Seq: e.line.Seq, Hash: e.signed.LineHash()}, false
			}
		}
		if !reflect.DeepEqual(before, s) {
			t.Fatal("judging lines changed the state")
		}
	})
	t.Logf("verdicts: %v", verdicts)
	if len(verdicts) < 6 {
		t.Error("the generator does not reach every verdict")
	}
}

// SignLine brings set hashes in order, leaves the caller's alone, and signs
// nothing that would be refused.
func TestSignLine(t *testing.T) {
	t.Parallel()
	me := anIdentity(0x20)
	sets := []SetHash{{Table: 5, Domain: People, Epoch: 1}, {Table: 1, Domain: Common, Epoch: 2}, {Table: 1, Domain: Common, Epoch: 1}}
	given := slices.Clone(sets)
	l := must(ParseLine(must(SignLine(&me, Line{Company: aCompany, Sets: given}))(t).Bytes))(t)
	if !reflect.DeepEqual(l.Sets, []SetHash{sets[2], sets[1], sets[0]}) || !reflect.DeepEqual(given, sets) || l.Format != formatLine {
		t.Errorf("%+v, given %+v", l, given)
	}
	for what, bad := range map[string]Line{"a set twice": {Sets: append(given, sets[0])}, "a set of another line": {Sets: []SetHash{{Table: 1, Domain: Common, Epoch: 1, Line: 1}}}, "short commitment": {Change: run(1, 31)}} {
		_, err := SignLine(&me, bad)
		wantErr(t, what, err, ErrFormat)
	}
}

func TestSalted(t *testing.T) {
	t.Parallel()
	act := Act{Name: "company.change", Subject: anID[:], Facts: map[string]string{"field": "name"}}
	b, commitment, err := Salted(stream(1), act)
	if err != nil || commitment != Hash(sha256.Sum256(b)) {
		t.Fatal(err)
	}
	again, other, err := Salted(stream(2), act)
	if err != nil || other == commitment || bytes.Equal(b, again) {
		t.Error("the same act shows by its commitment")
	}
	var got Act
	if err := Unsalted(b, commitment, &got); err != nil || !reflect.DeepEqual(got, act) {
		t.Errorf("%+v, %v", got, err)
	}
	_ = flipped(b, func(c []byte) { // the count is of no interest here
		wantErr(t, "changed", Unsalted(c, commitment, &Act{}), ErrCommit)
	})
	wantErr(t, "other commitment", Unsalted(b, other, &Act{}), ErrCommit)
	wantErr(t, "another type", Unsalted(b, commitment, &Change{}), ErrFormat)
	short := run(1, 15)
	wantErr(t, "shorter than a salt", Unsalted(short, Hash(sha256.Sum256(short)), &Act{}), ErrCommit)
	salt := run(1, 16)
	wantErr(t, "salt alone", Unsalted(salt, Hash(sha256.Sum256(salt)), &Act{}), ErrFormat)
}
