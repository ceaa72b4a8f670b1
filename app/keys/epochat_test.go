package keys

import "testing"

// TestEpochAt: which epoch was the newest at each statement of a chain, also in a
// replay and in a copy that goes on otherwise.
func TestEpochAt(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	was := c.s.Head.Seq
	c.say(c.rotate("owner", 20, Sales))
	c.say(c.rotate("seller", 40, Common))
	copied := c.s.Clone()
	c.say(c.rotate("owner", 60, People, Sales))
	for d, want := range map[Domain][4]uint32{Sales: {1, 2, 2, 3}, Common: {1, 1, 2, 2}, People: {1, 1, 1, 2}, Treasury: {1, 1, 1, 1}, 6: {}} {
		for n, epoch := range want {
			if got := c.s.EpochAt(d, was+uint64(n)); got != epoch {
				t.Errorf("domain %d, %d statements later: epoch %d, not %d", d, n, got, epoch)
			}
		}
		if got := c.s.EpochAt(d, 1<<40); got != want[3] {
			t.Errorf("domain %d at the end: %d", d, got)
		}
		if got := c.s.EpochAt(d, 0); d != 6 && got != 1 {
			t.Errorf("domain %d at the beginning: %d", d, got)
		}
	}
	if copied.EpochAt(Sales, was+3) != 2 {
		t.Error("the copy went on with the other")
	}
}
