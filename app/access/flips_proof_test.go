package access_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"trousseau/app/access"
	"trousseau/data"
)

// verdicts counts what became of the flips.
type verdicts map[string]int

func (v verdicts) String() string {
	var all []string
	for name, n := range v {
		all = append(all, fmt.Sprintf("%s %d", name, n))
	}
	slices.Sort(all)
	return strings.Join(all, " · ")
}

// bits picks which bits are flipped: a third of them anywhere in the file, a
// third in bytes that carry something, so that empty pages do not make the figure
// look good, and a third in such bytes page by page, so that small tables count
// as much as large ones.
func bits(file []byte, n int) []int {
	const page = 4096
	dice := rand.New(rand.NewPCG(20261122, 4))
	var full []int
	pages := make([][]int, len(file)/page)
	for i, b := range file {
		if b != 0 {
			full = append(full, i)
			pages[i/page] = append(pages[i/page], i)
		}
	}
	out := make([]int, n)
	for i := range out {
		at := dice.IntN(len(file))
		switch p := pages[i/3%len(pages)]; {
		case i%3 == 1:
			at = full[dice.IntN(len(full))]
		case i%3 == 2 && len(p) > 0:
			at = p[dice.IntN(len(p))]
		}
		out[i] = at*8 + dice.IntN(8)
	}
	return out
}

// One flipped bit anywhere is refused, or changes nothing, or shows in what
// nothing binds (the failure counter, the clock mark): never a silent change in
// sealed, signed or bound data (DESIGN 10).
func TestFlippedBits(t *testing.T) {
	tip := aPast(t).now
	dir := ramFolder(t)
	want := reading(t, tip, dir)
	counts := verdicts{}
	all := bits(tip.file, times(raced(40, 3000), 12000))
	for _, bit := range all {
		f := tip
		f.file = slices.Clone(tip.file)
		f.file[bit/8] ^= 1 << (bit % 8)
		verdict := judgeFlip(t, f, dir, want)
		counts[verdict]++
		if strings.HasPrefix(verdict, "SILENTLY") {
			t.Errorf("bit %d of byte %d (page %d, offset %d): %s", bit%8, bit/8, bit/8/4096+1, bit/8%4096, verdict)
		}
	}
	silent := 0
	for v, n := range counts {
		if strings.HasPrefix(v, "SILENTLY") {
			silent += n
		}
	}
	figure(t, "%d flips, %d silently wrong: %s", len(all), silent, counts)
}

// flipped is what the whole way through the door shows: the reading at the first
// sign-in, and that after an act and another sign-in.
type flipped struct {
	first, second access.Reading
	checked       bool // what `trousseau check` says; the door does not ask it
}

func reading(t *testing.T, f frozen, dir string) flipped {
	t.Helper()
	got, stage, err := walk(t, f, dir)
	if err != nil {
		t.Fatal(stage, err)
	}
	return got
}

// walk opens the file, signs in, reads everything, changes the company, signs
// out and in and reads everything again. stage names where it was refused.
func walk(t *testing.T, f frozen, dir string) (got flipped, stage string, err error) {
	t.Helper()
	clear(t, dir)
	w := f.place(t, dir, true)
	if err = w.open(data.Options{}); err != nil {
		return got, "opening", err
	}
	defer func() {
		_ = w.file.Close() // a damaged file may refuse that too
	}()
	_, err = access.Check(w.ctx(), w.file)
	got.checked = err == nil
	first, s, err := w.fresh()
	if err != nil {
		return got, "sign-in", err
	}
	got.first = first
	c := first.Company
	c.Street = "Kaai 9"
	if err = saveCompany(w.ctx(), s, c); err != nil {
		return got, "an act", err
	}
	if err = s.Close(w.ctx()); err != nil {
		return got, "an act", err
	}
	second, s, err := w.fresh()
	if err != nil {
		return got, "the next sign-in", err
	}
	got.second = second
	if who, err := w.door.OpenKit(w.ctx(), ownerEmail, f.kit.Code()); err != nil || who.First != "Margaux" {
		return got, "the kit", errors.Join(access.ErrTampered, err)
	}
	return got, "", s.Close(w.ctx())
}

func judgeFlip(t *testing.T, f frozen, dir string, want flipped) string {
	t.Helper()
	got, stage, err := walk(t, f, dir)
	switch {
	case got.first.Company.Name != "" && got.first.Sealed() != want.first.Sealed():
		return "SILENTLY WRONG"
	case got.second.Company.Name != "" && got.second.Sealed() != want.second.Sealed() && got.first.Unbound() == want.first.Unbound():
		return "SILENTLY WRONG after an act"
	case err != nil:
		return "refused at " + stage + word(err)
	case !got.checked:
		return "no effect, told by check"
	case got.first.Failed != want.first.Failed:
		return "shows in unbound data: failure counter"
	case got.first.Clock != want.first.Clock || got.second.Clock != want.second.Clock:
		return "shows in unbound data: clock mark"
	}
	return "no effect"
}

// word tells refusals of the unbound kind from the others.
func word(err error) string {
	var clock *access.ClockError
	var locked *access.LockedError
	switch {
	case errors.As(err, &clock):
		return " (unbound: clock mark)"
	case errors.As(err, &locked):
		return " (unbound: failure counter)"
	}
	return ""
}
