package views

import (
	"strings"
	"testing"
)

// The reminder of the access review stands among what needs a hand, and leads there;
// while it is not due nothing is said.
func TestOverviewRemindsOfTheReview(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := overviewFine()
	showOverview(t, p, "en", f)
	if strings.Contains(shownTexts(p.Window), "Access review") {
		t.Fatal("said before it is due")
	}
	f.state.ReviewDue = true
	o, _ := showOverview(t, p, "en", f)
	led := 0
	o.spec.OnReview = func() { led++ }
	wantText(t, p.Window, "Six months have passed since anybody looked at who has access.")
	o.show(*o.shown)
	tapText(t, p, "Begin")
	if led != 1 || o.sentence.Text() != p.T("overview.sum.1") {
		t.Errorf("led there %d times, %q", led, o.sentence.Text())
	}
}
