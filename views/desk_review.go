package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// winReview is the access review (U12).
const winReview = "review"

// showReview opens the access review.
func (d *Desk) showReview() { d.openReview(nil) }

func (d *Desk) openReview(draft map[string]string) {
	s := d.visit.session
	d.aside(winReview, "review.title", fyne.NewSize(1120, 760), draft, func(p *kit.Page) view {
		o := d.visit.seen
		return newReview(p, s, reviewSpec{Company: o.Company.Name, Color: o.Company.Color, Person: o.First + " " + o.Last, Words: d.words, Now: d.start.testOnlyClock,
			OnSigned: d.refreshHouse, OnClose: func() { d.closeAside(winReview) }})
	})
}
