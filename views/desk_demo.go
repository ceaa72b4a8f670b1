package views

import (
	"context"
	"errors"
	"log/slog"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// deskDemo is a demo at work, and what stands in its place again when it is left.
type deskDemo struct {
	demo    *app.Demo
	program *app.App
	fault   error
	log     *slog.Logger
}

// demoDoor is the way to a demo; nil: there is none here.
func (d *Desk) demoDoor() func() {
	if d.start.NewDemo == nil {
		return nil
	}
	return d.showDemo
}

// showDemo makes a demo, then shows its door.
func (d *Desk) showDemo() {
	d.resize(firstRunWidth, firstRunHeight)
	d.show(winMain, func(p *kit.Page) view {
		return newDemo(p, demoSpec{Make: d.makeDemo, OnMade: d.keepDemo, OnBack: d.withoutDemo, OnReady: func() {
			d.visit = visit{}
			d.enter()
		}})
	})
	if v, ok := d.scenes[winMain].view.(*demoView); ok {
		v.begin() // not while it is being put into the window: what follows replaces it
	}
}

func (d *Desk) makeDemo(ctx context.Context) (*app.Demo, error) {
	return d.start.NewDemo(ctx, app.DemoWords{Language: d.words.Lang(), Terms: d.words.T("demo.terms")})
}

// keepDemo puts a demo in place of the program's own file.
func (d *Desk) keepDemo(demo *app.Demo) {
	d.demo = &deskDemo{demo: demo, program: d.start.Program, fault: d.start.Fault, log: d.start.Log}
	d.start.Program, d.start.Fault = demo.Program, nil
	d.logTo(demo.Log)
}

// logTo changes where goes what is unexpected: nothing of a demo is kept.
func (d *Desk) logTo(log *slog.Logger) { d.start.Log, d.explain.log = log, log }

// withoutDemo goes where the person came from.
func (d *Desk) withoutDemo() {
	if d.start.Demo {
		d.quit()
		return
	}
	d.showFirstRun()
}

// leaveDemo removes the demo, whose sessions have ended, and shows the first run
// again; a program that began with it ends.
func (d *Desk) leaveDemo() {
	if d.start.Demo {
		d.quit() // Run removes it
		return
	}
	d.visit = visit{}
	d.showCover()
	d.clipboard.Empty()
	demo := d.putBack()
	d.runner.Go(demo.Close, func(err error) {
		d.wear(access.Screen{Language: d.words.Lang(), Theme: d.start.Theme, Scale: 100})
		d.enter()
		d.titles()
		if err != nil {
			d.scenes[winMain].page.Fail(d.notRemoved(err))
		}
	})
}

// putBack puts the program's own file in the place of the demo again, and gives
// the demo, which is to be closed; nil: there is none.
func (d *Desk) putBack() *app.Demo {
	was := d.demo
	if was == nil {
		return nil
	}
	d.demo = nil
	d.start.Program, d.start.Fault = was.program, was.fault
	d.logTo(was.log)
	return was.demo
}

// endDemo removes the demo, if there is one, at the end of the program.
func (d *Desk) endDemo() error {
	demo := d.putBack()
	if demo == nil {
		return nil
	}
	if err := demo.Close(); err != nil {
		return d.notRemoved(err)
	}
	return nil
}

func (d *Desk) notRemoved(err error) error {
	d.start.Log.Error("end of the demo", "err", withoutPaths(err))
	return errDemoLeft
}

// errDemoLeft says that something of a demo could not be removed.
var errDemoLeft = errors.New("demo: not removed")

// demoSignIn is what the door of a demo shows; nil elsewhere.
func (d *Desk) demoSignIn() *doorDemo {
	if d.demo == nil {
		return nil
	}
	return &doorDemo{Email: d.demo.demo.Email, Password: d.demo.demo.Password, OnLeave: d.leaveDemo}
}

// demoLeave is the way out from inside, which asks first as signing out does;
// nil elsewhere.
func (d *Desk) demoLeave() func() {
	if d.demo == nil {
		return nil
	}
	return d.goodbye
}
