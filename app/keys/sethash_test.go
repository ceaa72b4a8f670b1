package keys

import (
	"bytes"
	"math/big"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

type element struct {
	row     ID
	version uint64
	plain   []byte
}

func elements(t *rapid.T) []element {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) element {
		return element{ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "row")), rapid.Uint64().Draw(t, "version"), someBytes(80).Draw(t, "plain")}
	}), 1, 30).Draw(t, "elements")
}

func sum(k *DomainKey, table uint16, rows []element) SetHash {
	s := k.EmptySet(table)
	for _, e := range rows {
		k.Add(&s, e.row, e.version, e.plain)
	}
	return s
}

func TestSetHash(t *testing.T) {
	t.Parallel()
	k := aDomainKey(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := elements(t)
		whole := sum(k, 4, rows)
		shuffled := append([]element(nil), rows...)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if sum(k, 4, shuffled) != whole || whole.Count != uint64(len(rows)) {
			t.Fatal("the order counts, or the count does not")
		}
		at := rapid.IntRange(0, len(rows)-1).Draw(t, "at")
		e := rows[at]
		s := whole
		k.Remove(&s, e.row, e.version, e.plain)
		if rest := sum(k, 4, append(append([]element(nil), rows[:at]...), rows[at+1:]...)); s != rest {
			t.Fatal("remove is not the opposite of add")
		}
		k.Add(&s, e.row, e.version, e.plain)
		if s != whole {
			t.Fatal("add after remove gives another sum")
		}
		for what, o := range map[string]element{
			"row": {anID, e.version, e.plain}, "version": {e.row, e.version + 1, e.plain}, "contents": {e.row, e.version, append(bytes.Clone(e.plain), 0)},
		} {
			changed := append([]element(nil), rows...)
			changed[at] = o
			if sum(k, 4, changed) == whole {
				t.Fatalf("another %s gives the same sum", what)
			}
		}
		if sum(k, 4, append(rows, e)) == whole || sum(k, 4, rows[1:]) == whole {
			t.Fatal("a doubled or missing row is not seen")
		}
		if sum(k, 5, rows).Sum == whole.Sum || sum(must2(newDomainKey(k.Company, k.Domain, k.Epoch, run(2, 32))), 4, rows).Sum == whole.Sum {
			t.Fatal("another table or key gives the same sum")
		}
	})
}

// must2 is must where a rapid.T is at hand.
func must2[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The arithmetic is that of 256-bit numbers, big-endian, without the carry out.
func TestSetHashArithmetic(t *testing.T) {
	t.Parallel()
	k, mod := aDomainKey(t), new(big.Int).Lsh(big.NewInt(1), 256)
	s, want := k.EmptySet(4), new(big.Int)
	for i := range 2000 {
		e := k.element(4, anID, uint64(i), nil)
		n := new(big.Int).SetBytes(e[:])
		if i%3 == 2 {
			k.Remove(&s, anID, uint64(i), nil)
			want.Sub(want, n)
		} else {
			k.Add(&s, anID, uint64(i), nil)
			want.Add(want, n)
		}
		if want.Mod(want, mod); new(big.Int).SetBytes(s.Sum[:]).Cmp(want) != 0 {
			t.Fatalf("after %d elements: %x, want %x", i+1, s.Sum, want)
		}
	}
}

// Re-sealing a row changes its bytes and not its sum.
func TestSetHashAfterResealing(t *testing.T) {
	t.Parallel()
	k, c := aDomainKey(t), aContext()
	first := must(k.SealRow(stream(1), c, []byte("a row")))(t)
	plain := must(k.OpenRow(c, first))(t)
	again := must(k.OpenRow(c, must(k.SealRow(stream(2), c, plain))(t)))(t)
	a := sum(k, c.Table, []element{{c.Row, c.Version, plain}})
	if b := sum(k, c.Table, []element{{c.Row, c.Version, again}}); a != b {
		t.Error("the sum has changed")
	}
}

// Masked sums of the same rows differ from line to line and from table to table,
// and so do their differences: nothing about one row can be read off them.
func TestMask(t *testing.T) {
	t.Parallel()
	k := aDomainKey(t)
	rapid.Check(t, func(t *rapid.T) {
		s := sum(k, 4, elements(t))
		line := rapid.Uint64().Draw(t, "line")
		masked := k.Mask(s, line)
		if k.Unmask(masked) != s || masked.Line != line || masked.Count != s.Count {
			t.Fatal("unmask is not the opposite of mask")
		}
		if next := k.Mask(s, line+1); next.Sum == masked.Sum || masked.Sum == s.Sum {
			t.Fatal("two lines show the same sum")
		}
		bigger := s
		k.Add(&bigger, anID, 1, []byte("x"))
		open, shown := minus(bigger.Sum, s.Sum), minus(k.Mask(bigger, line+1).Sum, masked.Sum)
		if open == shown {
			t.Fatal("the difference of two lines is the share of a row")
		}
		moved := masked
		moved.Line++
		if k.Unmask(moved).Sum == s.Sum {
			t.Fatal("the sum of one line passes for that of another")
		}
	})
}
