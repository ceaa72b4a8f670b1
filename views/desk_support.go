package views

import (
	"context"
	"errors"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// errSupportOver says that support access was closed while somebody looked.
var errSupportOver = errors.New("support: access closed")

// supportWay leads to support's code; a demo has none.
func (d *Desk) supportWay() func() {
	if d.demo != nil {
		return nil
	}
	return d.showSupportDoor
}

// showSupportDoor asks the code of support (S4).
func (d *Desk) showSupportDoor() {
	program := d.start.Program
	d.show(winMain, func(p *kit.Page) view {
		return newSupportDoor(p, supportDoorSpec{Frame: d.frame(), Now: d.start.testOnlyClock, OnIn: d.showSupport, OnBack: d.showSignIn,
			Open: func(ctx context.Context, code, name, ticket string) (supportVisitBook, error) {
				s, err := program.Door.Support(ctx, code, name, ticket)
				if err != nil {
					return nil, err // not a nil *Support in an interface
				}
				return s, nil
			}})
	})
}

// showSupport shows what a visit of support may see. Nobody's hand for five minutes
// ends it: there is no lock for somebody without a password.
func (d *Desk) showSupport(visit supportVisitBook, name string) {
	var read *access.Company
	leave := func(why error) func() {
		return func() { d.leaveSupport(visit, why) }
	}
	d.show(winMain, func(p *kit.Page) view {
		return newSupport(p, visit, supportSpec{Name: name, Version: d.start.Version, Lang: d.words.Lang(), Now: d.start.testOnlyClock,
			Company: read, OnRead: func(c access.Company) { read = &c }, OnLeave: leave(nil), OnOver: leave(errSupportOver)})
	})
	if !d.start.testOnlyWithoutIdler {
		d.unwatch()
		d.idle = kit.NewIdle(d.runner, idleLimit, d.start.testOnlyClock, leave(nil))
	}
}

// leaveSupport covers the window at once, ends the visit, and shows the door, which
// tells why unless why is nil.
func (d *Desk) leaveSupport(visit supportVisitBook, why error) {
	d.unwatch()
	d.showCover()
	d.runner.Go(func() error { return visit.Close(context.Background()) }, func(err error) {
		if err != nil {
			d.start.Log.Error("support", "err", withoutPaths(err))
		}
		d.visit.fault = why
		d.showSignIn()
	})
}
