//go:build linux

package stories

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"trousseau/stories/stage"
)

// The floors that the ratios are printed against; see the empty program for what they are ratios to.
const (
	timeFloor   = 1.3
	memoryFloor = 1.15
)

// start is what one start cost: from execution to the first painted window, and the memory held then.
type start struct {
	painted time.Duration
	bytes   int64
}

// BenchmarkStart sets Trousseau's start against two windows that link the same libraries. The floor to quote is the one
// with a single word in it; the one with nothing in it loads no font at all, which no window with something to say can
// do, and its figures are told beside. The three take turns, so that a busy moment of the machine meets them all. Use
// -benchtime 15x for figures to quote.
func BenchmarkStart(b *testing.B) {
	empty := filepath.Join(b.TempDir(), "empty")
	if err := build(empty, "empty"); err != nil {
		b.Fatal(err)
	}
	display, err := stage.OpenDisplay(1440, 900)
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := display.Close(); err != nil {
			b.Error(err)
		}
	}()
	// The first start of all fills the caches of a new computer: shared libraries, the index of its fonts, the compiled
	// shaders. It is told apart; what a person waits for every morning is what comes after.
	caches := b.TempDir()
	measure := func(program string, args ...string) start { return measure(b, display, caches, program, args...) }
	cold := []start{measure(empty), measure(binary), measure(empty, "label")}
	b.Logf("first start with empty caches: %d ms, an empty window %d ms", cold[1].painted.Milliseconds(), cold[0].painted.Milliseconds())
	var ours, bare, word []start
	for b.Loop() {
		bare = append(bare, measure(empty))
		ours = append(ours, measure(binary))
		word = append(word, measure(empty, "label"))
	}
	b.ReportMetric(compare(b, "a window with one word", ours, word, painted, timeFloor), "ratio-time")
	b.ReportMetric(compare(b, "a window with one word", ours, word, held, memoryFloor), "ratio-memory")
	b.ReportMetric(compare(b, "a blank window, which loads no font", ours, bare, painted, timeFloor), "ratio-time-blank")
	b.ReportMetric(compare(b, "a blank window, which loads no font", ours, bare, held, memoryFloor), "ratio-memory-blank")
}

func painted(s start) (float64, string) {
	return float64(s.painted) / 1e6, "ms to the first painted window"
}
func held(s start) (float64, string) { return float64(s.bytes) / (1 << 20), "MB of memory" }

// compare prints both medians with their ratio and gives the ratio.
func compare(b *testing.B, other string, ours, theirs []start, figure func(start) (float64, string), floor float64) float64 {
	b.Helper()
	mine, yours := middle(ours, figure), middle(theirs, figure)
	_, unit := figure(start{})
	b.Logf("%.0f %s against %.0f for %s: ratio %.2f, to be at most %.2f (medians of %d)",
		mine, unit, yours, other, mine/yours, floor, len(ours))
	return mine / yours
}

// measure starts program in a new home once, with caches that last, and ends it.
func measure(b *testing.B, display *stage.Display, caches, program string, args ...string) start {
	b.Helper()
	running, err := display.Start(stage.Launch{Binary: program, Home: b.TempDir(), Args: args, Env: []string{"XDG_CACHE_HOME=" + caches}})
	if err != nil {
		b.Fatal(err)
	}
	defer running.Kill9()
	took, err := display.UntilPainted(running, patience)
	if err != nil {
		b.Fatalf("%v: %s", err, running.Output())
	}
	bytes, err := running.Resident(patience)
	if err != nil {
		b.Fatal(err)
	}
	running.Kill9()
	if err := display.UntilDark(patience); err != nil {
		b.Fatal(err)
	}
	return start{painted: took, bytes: bytes}
}

// middle is the median of what figure says of each start.
func middle(starts []start, figure func(start) (float64, string)) float64 {
	var all []float64
	for _, s := range starts {
		value, _ := figure(s)
		all = append(all, value)
	}
	slices.Sort(all)
	return all[len(all)/2]
}
