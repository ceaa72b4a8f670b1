package views

import (
	"context"
	"slices"
	"time"

	"trousseau/app/access"
)

// deskTwins looks whether the account is at work in another program too (P5),
// whether this session ended elsewhere, and whether what the person may do has
// changed. Its looks never wait for each other.
type deskTwins struct {
	desk    *Desk
	session *access.Session
	seen    []time.Time // since when the others are at work
	stands  access.Standing
	looking bool
	stop    func()

	behind    bool // rows may be left under older keys
	resealing *deskReseal
}

// lookAround begins to look, until unwatch.
func (d *Desk) lookAround() {
	w := &deskTwins{desk: d, session: d.visit.session, stands: d.visit.session.Standing(), behind: true}
	w.stop = d.runner.Every(access.WatchEvery, w.look)
	d.twins = w
}

// lookAway ends it.
func (d *Desk) lookAway() {
	if d.twins != nil {
		d.twins.stop()
		if r := d.twins.resealing; r != nil {
			r.stop()
		}
		d.twins = nil
	}
}

// look asks the file in the background. What the file says against it is told by
// the next act of the person; the next look tries again.
func (w *deskTwins) look() {
	if w.looking {
		return
	}
	w.looking = true
	var seen []time.Time
	var stands access.Standing
	w.desk.runner.Go(func() (err error) {
		seen, err = w.session.Twins(context.Background())
		stands = w.session.Standing()
		return err
	}, func(err error) {
		w.looking = false
		switch {
		case w.desk.twins != w || w.desk.visit.session != w.session:
		case isEnded(err):
			w.desk.expired()
		case err == nil:
			w.saw(seen, stands)
		}
	})
}

// saw takes up what a look found.
func (w *deskTwins) saw(seen []time.Time, stands access.Standing) {
	if !slices.EqualFunc(seen, w.seen, time.Time.Equal) {
		w.seen = seen
		w.desk.tellTwins()
	}
	if stands.Stamp != "" {
		w.stood(stands)
	}
	if w.behind {
		w.reseal()
	}
}

// tellTwins brings what is known of other programs onto the page that is shown.
func (d *Desk) tellTwins() {
	if h, ok := d.scenes[winMain].view.(*houseWindow); ok {
		if o, ok := h.inside.(*overviewPage); ok {
			o.tell(d.twinsSeen())
		}
	}
}

// twinsSeen is since when other programs are at work, the oldest first.
func (d *Desk) twinsSeen() []time.Time {
	if d.twins == nil {
		return nil
	}
	return d.twins.seen
}
