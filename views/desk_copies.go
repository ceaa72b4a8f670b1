package views

import (
	"context"

	"trousseau/app"
	"trousseau/app/access"
)

// deskCopies is the copy of the file that is made in the background while
// somebody is signed in (B2). It belongs to one visit: its end calls it off.
type deskCopies struct {
	desk    *Desk
	program *app.App // a demo's gives way to the other while a copy is still being made
	session *access.Session
	ctx     context.Context
	stop    context.CancelFunc
	running bool
	fault   error
	changed func() // shows how it stands
}

// copies gives the visit's copies, and makes the day's one when they are first
// asked for. Nothing waits for it.
func (d *Desk) copies() *deskCopies {
	if d.visit.copies == nil {
		c := &deskCopies{desk: d, program: d.start.Program, session: d.visit.session, changed: func() {}}
		c.ctx, c.stop = context.WithCancel(context.Background())
		d.visit.copies = c
		c.run(func(ctx context.Context) error {
			_, err := c.program.BackUpDaily(ctx, c.session)
			return err
		})
	}
	return d.visit.copies
}

// make makes a copy now.
func (c *deskCopies) make() {
	if c.running {
		return
	}
	c.run(func(ctx context.Context) error {
		_, err := c.program.BackUp(ctx, c.session)
		return err
	})
	c.changed()
}

func (c *deskCopies) run(work func(context.Context) error) {
	c.running = true
	c.desk.runner.Go(func() error { return work(c.ctx) }, func(err error) {
		c.running, c.fault = false, err
		if c.ctx.Err() == nil {
			c.changed()
		}
	})
}

// Kept implements overviewCopies.
func (c *deskCopies) Kept() ([]app.Backup, error) { return c.program.Backups() }

// State implements overviewCopies.
func (c *deskCopies) State() (running bool, fault error) { return c.running, c.fault }
