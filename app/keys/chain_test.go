package keys

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// word is a statement told in plain fields, honest or not. The generator makes
// words, speak makes signed bytes of one, and the model judges the plain fields.
type word struct {
	format         uint8
	company        ID
	kind           Kind
	seq            uint64
	prev           Hash
	author         ID
	signer         *Identity
	time, value    int64
	name, body     string // body, when set, stands there instead of the setting
	flip           int    // which bit is turned at the end, bytes then signature; -1 none
	tag            string
	signed         Signed
	founding, lost bool // the very first statement; a statement that is never shown
}

func (w *word) speak(t interface{ Fatal(...any) }) {
	raw := []byte(w.body)
	var err error
	if w.body == "" {
		value, _ := encode(w.value) // a number always encodes
		if raw, err = encode(Set{Name: w.name, Value: value}); err != nil {
			t.Fatal(err)
		}
	}
	b, err := encode(Statement{Format: w.format, Kind: w.kind, Company: w.company, Seq: w.seq, Time: w.time, Prev: w.prev, Author: w.author, Body: raw})
	if err != nil {
		t.Fatal(err)
	}
	if w.signed, err = w.signer.sign(w.tag, b); err != nil {
		t.Fatal(err)
	}
	if w.flip >= 0 {
		all := append(bytes.Clone(w.signed.Bytes), w.signed.Signature...)
		all[w.flip/8%len(all)] ^= 1 << (w.flip % 8)
		w.signed = Signed{Bytes: all[:len(b)], Signature: all[len(b):]}
	}
}

// model is what a chain of this version can come to: one owner, a head, a time.
type model struct {
	company, founder ID
	owner            *Identity
	root             Hash
	started          bool
	head             Head
	time             int64
}

// disordered is a body whose keys do not ascend: no form for any kind.
const disordered = "\xa2\x02\x41\x01\x01\x65clock"

// errAny stands for a refusal whose reason depends on where a bit was turned.
var errAny = errors.New("any refusal")

func (m *model) judge(w word) error {
	next := m.head.Seq + 1
	if !m.started {
		next = 0
	}
	switch {
	case w.flip >= 0:
		return errAny
	case w.format != 1 || w.body == disordered:
		return ErrFormat
	case w.company != m.company || w.seq != next:
		return ErrChainOrder
	case !m.started && !w.founding:
		return ErrChainRoot
	case w.founding:
		return nil
	case w.prev != m.head.Hash:
		return ErrChainOrder
	case w.author != m.founder:
		return ErrChainAuthor
	case w.signer != m.owner || w.tag != tagStatement:
		return ErrSignature
	case w.kind != KindSet:
		return ErrChainKind
	case w.body != "":
		return ErrFormat
	case w.name != SetClock:
		return ErrChainKind
	case w.value != w.time || w.value <= 0:
		return ErrChainContents
	}
	return nil
}

func (m *model) take(w word) {
	m.started, m.head, m.time = true, Head{Seq: w.seq, Hash: w.signed.StatementHash()}, w.time
}

// lies is every way in which a statement of this version can be dishonest.
func lies(stranger *Identity, strangerID ID) map[string]func(t *rapid.T, w *word) {
	return map[string]func(t *rapid.T, w *word){
		"honest":        func(*rapid.T, *word) {},
		"format":        func(t *rapid.T, w *word) { w.format = rapid.Uint8().Draw(t, "format") },
		"other company": func(t *rapid.T, w *word) { w.company[rapid.IntRange(0, 15).Draw(t, "byte")] ^= 1 },
		"number": func(t *rapid.T, w *word) {
			w.seq += rapid.SampledFrom([]uint64{1, 2, ^uint64(0), ^uint64(1)}).Draw(t, "by")
		},
		"before":              func(t *rapid.T, w *word) { w.prev[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 0x80 },
		"before is zero":      func(_ *rapid.T, w *word) { w.prev = Hash{} },
		"author":              func(_ *rapid.T, w *word) { w.author = strangerID },
		"stranger's key":      func(_ *rapid.T, w *word) { w.signer = stranger },
		"stranger altogether": func(_ *rapid.T, w *word) { w.author, w.signer = strangerID, stranger },
		"unknown kind": func(t *rapid.T, w *word) {
			w.kind = Kind(rapid.SampledFrom([]int{0, 11, 12, 255}).Draw(t, "kind"))
		},
		"second found": func(_ *rapid.T, w *word) { w.kind = KindFound },
		"unknown name": func(t *rapid.T, w *word) {
			w.name = rapid.SampledFrom([]string{"", "Clock", "clock ", "payment"}).Draw(t, "name")
		},
		"wrong value":         func(t *rapid.T, w *word) { w.value += rapid.Int64Range(-3, 3).Draw(t, "by") },
		"time not above zero": func(t *rapid.T, w *word) { w.time = -rapid.Int64Range(0, 9).Draw(t, "time"); w.value = w.time },
		"not a setting": func(t *rapid.T, w *word) {
			w.body = rapid.SampledFrom([]string{"\xf6", "\x00", "\xa0", "\xa1\x01\x65clock", "\xa2\x01\x65clock\x02\x40", "\xa2\x01\x65clock\x02\x42\x18\x01"}).Draw(t, "body")
		},
		"body disordered": func(_ *rapid.T, w *word) { w.body = disordered },
		"bit":             func(t *rapid.T, w *word) { w.flip = rapid.IntRange(0, 1<<16).Draw(t, "flip") },
		"journal tag":     func(_ *rapid.T, w *word) { w.tag = tagJournal },
		"lost":            func(_ *rapid.T, w *word) { w.lost = true },
	}
}

func TestChainAgainstModel(t *testing.T) {
	t.Parallel()
	owner, stranger := anIdentity(0x20), anIdentity(0x90)
	found := must(SignFound(&owner, aCompany, aMember, 1_795_000_000_000, facts(t, stream(1), aCompany)))(t)
	all := lies(&stranger, anID)
	names := slices.Sorted(maps.Keys(all))
	verdicts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		m := &model{company: aCompany, founder: aMember, owner: &owner, root: found.StatementHash()}
		s := &State{Company: aCompany, Root: m.root}
		first := word{format: 1, company: aCompany, kind: KindFound, author: aMember, signer: &owner, time: 1_795_000_000_000, flip: -1, tag: tagStatement, signed: found, founding: true}
		said := []word{first}
		ahead := m.head // where an author believes the chain to stand, lost statements included
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			w := said[rapid.IntRange(0, len(said)-1).Draw(t, "again")]
			if !rapid.SampledFrom([]bool{true, false, false, false}).Draw(t, "replay") && m.started {
				at := m.head
				if rapid.SampledFrom([]bool{true, false, false}).Draw(t, "behind what was lost") {
					at = ahead
				}
				now := rapid.Int64Range(1, 1<<50).Draw(t, "time")
				w = word{format: 1, company: aCompany, kind: KindSet, seq: at.Seq + 1, prev: at.Hash, author: aMember, signer: &owner, time: now, value: now, name: SetClock, flip: -1, tag: tagStatement}
				for range rapid.SampledFrom([]int{0, 0, 1, 1, 2}).Draw(t, "lies") {
					all[rapid.SampledFrom(names).Draw(t, "lie")](t, &w)
				}
				w.speak(t)
				said = append(said, w)
			}
			if w.lost {
				ahead = Head{Seq: w.seq, Hash: w.signed.StatementHash()}
				w.lost = false // it may still turn up later, out of order
				said = append(said, w)
				continue
			}
			verdicts[fmt.Sprint(compare(t, m, s, w))]++
		}
	})
	t.Logf("verdicts: %v", verdicts)
	if verdicts["<nil>"] == 0 || len(verdicts) < 8 {
		t.Errorf("the generator reaches only %v", verdicts)
	}
}

// compare lets model and replay judge one statement and compares what comes of it.
func compare(t *rapid.T, m *model, s *State, w word) error {
	want, before := m.judge(w), s.Clone()
	err := s.Apply(w.signed)
	var chain *ChainError
	switch {
	case want == nil && err != nil, want == errAny && err == nil, want != nil && want != errAny && !errors.Is(err, want):
		t.Fatalf("%v, the model says %v: %+v", err, want, w)
	case err != nil && (!errors.As(err, &chain) || chain.Seq != m.head.Seq+1 && m.started):
		t.Fatalf("error without its number: %#v", err)
	case err != nil && !reflect.DeepEqual(before, s):
		t.Fatalf("a refused statement left something behind: %+v", w)
	case err == nil:
		m.take(w)
	}
	owners := s.Owners()
	if m.started && (s.Head != m.head || s.Time != m.time || s.Root != m.root || len(owners) != 1 || !bytes.Equal(owners[0], must2(m.owner.SigningKey()))) {
		t.Fatalf("state %+v, model %+v", s, m)
	}
	return want
}
