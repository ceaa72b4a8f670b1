package views

import (
	"context"
	"errors"
	"time"

	"trousseau/app/access"
)

// resealPause is the room between two batches, for what the person does himself.
const resealPause = 150 * time.Millisecond

// deskReseal seals rows anew after keys were changed, batch by batch in the
// background. What was begun goes on at the next sign-in of anybody who can; it
// stops with the session.
type deskReseal struct {
	twins *deskTwins
	done  int
	left  int
	stop  func()
}

// reseal begins where rows are left under older keys and nothing is under way.
func (w *deskTwins) reseal() {
	if w.resealing != nil {
		return
	}
	w.behind = false
	r := &deskReseal{twins: w, stop: func() {}}
	w.resealing = r
	w.desk.runner.Go(func() (err error) {
		r.left, err = w.session.ToReseal(context.Background())
		return err
	}, func(err error) {
		if err != nil || r.left == 0 {
			r.end(err)
			return
		}
		r.next()
	})
}

// next seals a batch after a pause.
func (r *deskReseal) next() {
	w := r.twins
	if w.desk.twins != w {
		return
	}
	r.show()
	var out access.Resealing
	r.stop = w.desk.runner.After(resealPause, func() {
		w.desk.runner.Go(func() (err error) {
			out, err = w.session.Reseal(context.Background())
			return err
		}, func(err error) {
			r.done, r.left = r.done+out.Done, out.Left
			if err != nil || r.left == 0 || out.Done == 0 {
				r.end(err)
				return
			}
			r.next()
		})
	})
}

// end takes the line away. What failed is tried at the next look where a duty stood
// in its way, otherwise at the next sign-in or change of keys: it does not disturb.
func (r *deskReseal) end(err error) {
	w := r.twins
	w.resealing = nil
	if w.desk.twins != w {
		return
	}
	switch {
	case errors.Is(err, access.ErrDuty):
		w.behind = true
	case err != nil && !isEnded(err):
		w.desk.start.Log.Error("reseal", "err", withoutPaths(err))
	}
	if h, ok := w.desk.scenes[winMain].view.(*houseWindow); ok {
		h.works(nil)
	}
}

// show tells how far it is, in the main window.
func (r *deskReseal) show() {
	d := r.twins.desk
	if h, ok := d.scenes[winMain].view.(*houseWindow); ok {
		t, all := d.words.T, r.done+r.left
		h.works(&houseWork{Fraction: float32(r.done) / float32(all), Text: t("standing.reseal"), Far: t("standing.reseal.far", "Done", r.done, "All", all)})
	}
}
