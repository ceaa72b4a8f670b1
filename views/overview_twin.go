package views

import (
	"time"

	"trousseau/views/kit"
)

// twinNote tells that the account is at work in another program too, and what
// ends that one (P5).
func (o *overviewPage) twinNote(r overviewReader) {
	if n := len(o.twins); n > 0 {
		o.note(kit.ToneWarning, r.page.T("overview.twin", "Count", n, "Since", r.since(o.twins[0]), "Way", r.page.T("signin.lost")))
	}
}

// warnings counts the notes above the cards that ask for a hand.
func (o *overviewPage) warnings(anchor bool) int {
	n := min(1, len(o.twins))
	if anchor {
		n++
	}
	return n
}

// since is the minute, with its day when that is not today.
func (r overviewReader) since(t time.Time) string {
	t = t.In(r.now.Location())
	if r.daysSince(t) == 0 {
		return clock(t)
	}
	return r.page.T("overview.twin.day", "When", dateTime(r.page.T, t))
}

// tell takes in which other programs are at work; what stands on the page is not
// read again for it.
func (o *overviewPage) tell(twins []time.Time) {
	o.twins = twins
	if o.shown != nil && !o.page.Closed() {
		o.show(*o.shown)
	}
}
