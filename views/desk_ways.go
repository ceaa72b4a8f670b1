package views

import (
	"context"
	"errors"
	"time"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// halfway is a door behind which a sign-in waits for more.
type halfway interface{ drop() }

func (d *Desk) showCode(e *access.Entry) { d.askCode(e, false) }

// askCode asks the phone's code. Older says that the owner's word on an older
// file was given, so that it is not asked for again.
func (d *Desk) askCode(e *access.Entry, older bool) {
	d.show(winMain, func(p *kit.Page) view {
		s := codeSpec{Entry: e, Frame: d.behindFrame(), Now: d.start.testOnlyClock, OnSession: d.welcome, OnLate: d.late,
			OnRecovery: func() { d.askRecovery(e, older) }, Older: older, OnCopies: d.copiesInPlaceOf(e),
			OnBack: func() {
				e.Drop()
				d.turnBack()
			}}
		if !older {
			s.OnOlder = func(err *access.OlderError) { d.showOlder(e, err) }
		}
		if e.ResetDue() && d.visit.locked == nil { // at an unlocking, what was typed waits behind it
			s.OnReset = func() { d.showObey(e) }
		}
		return code(p, s)
	})
}

// askRecovery asks a recovery code in place of the phone's.
func (d *Desk) askRecovery(e *access.Entry, older bool) {
	d.show(winMain, func(p *kit.Page) view {
		s := recoverSpec{Entry: e, Frame: d.behindFrame(), Now: d.start.testOnlyClock, OnSession: d.welcome, OnLate: d.late,
			OnPhone: func() { d.askCode(e, older) }, Older: older, OnCopies: d.copiesInPlaceOf(e)}
		if !older {
			s.OnOlder = func(err *access.OlderError) { d.showOlder(e, err) }
		}
		if d.visit.locked == nil { // at an unlocking, what was typed waits behind it
			s.OnKit = func() {
				d.visit.email = e.Email()
				e.Drop()
				d.showRescue()
			}
		}
		return recovery(p, s)
	})
}

// behindFrame is what stands around a second step: at an unlocking nothing that
// leads elsewhere, for what was typed waits behind it.
func (d *Desk) behindFrame() doorFrame {
	f := d.frame()
	if d.visit.locked != nil {
		return doorFrame{FileName: f.FileName, Version: f.Version}
	}
	return f
}

// late goes back to the password when nobody typed a code.
func (d *Desk) late() {
	if d.visit.locked == nil {
		d.visit.fault = access.ErrLate
	}
	d.turnBack()
}

// showOlder tells of a file that is older than one seen here, and waits for the
// owner's word.
func (d *Desk) showOlder(e *access.Entry, err *access.OlderError) {
	d.show(winMain, func(p *kit.Page) view {
		return older(p, olderSpec{Seen: err.Seen, Frame: d.behindFrame(), Words: d.words.DateTime, Now: d.start.testOnlyClock,
			OnOther: d.chooseFile, OnDrop: e.Drop,
			OnCopies: func() { d.copiesInPlaceOf(e)(d.explain.explain(err)) },
			OnTake: func() {
				e.TakeOlder()
				if e.NeedsCode() {
					d.askCode(e, true)
					return
				}
				d.walkIn(e)
			},
			OnBack: func() {
				e.Drop()
				d.turnBack()
			}})
	})
}

// copiesInPlaceOf gives the way from a sign-in, which ends there, to the copies.
func (d *Desk) copiesInPlaceOf(e *access.Entry) func(why string) {
	return func(why string) {
		e.Drop()
		d.showCopies(why, d.turnBack)
	}
}

// showCopies lists the copies of the file in use; back leads where they were
// asked from. Nobody is signed in, and no sign-in waits.
func (d *Desk) showCopies(why string, back func()) {
	d.show(winMain, func(p *kit.Page) view {
		return newBroken(p, d.start.Program, brokenSpec{FileName: d.start.Program.Name(), Why: why, Words: d.words.DateTime,
			Now: d.start.testOnlyClock, OnBack: back, OnPut: d.showRestored})
	})
}

// showRestored tells what took place, then opens the door of the file that is
// there now.
func (d *Desk) showRestored(made time.Time, aside string) {
	d.start.Fault, d.visit = nil, visit{}
	d.show(winMain, func(p *kit.Page) view {
		return restored(p, restoredSpec{Made: d.words.DateTime(made), Aside: aside, OnGo: d.enter})
	})
}

// firstRunCopies gives the way to the copies: where the file is broken in a way
// that they mend, or gone while they are there. Nil where neither is so.
func (d *Desk) firstRunCopies(why string) func() {
	way := func() { d.showCopies(why, d.showFirstRun) }
	if d.visit.fault != nil {
		if mendable(d.visit.fault) {
			return way
		}
		return nil
	}
	if d.start.Program.Door != nil {
		return nil
	}
	if copies, err := d.start.Program.Backups(); err != nil || len(copies) == 0 {
		return nil // a folder that cannot be read is told when somebody looks for his file
	}
	return way
}

// mendable tells whether a copy of the file would help against its fault.
func mendable(fault error) bool {
	for _, e := range []error{app.ErrDamaged, app.ErrTruncated, app.ErrSchema, app.ErrNotDatabase, app.ErrForeign, app.ErrAside, access.ErrTampered} {
		if errors.Is(fault, e) {
			return true
		}
	}
	return false
}

// showRescue leads back in with the recovery kit (F15).
func (d *Desk) showRescue() {
	secrets := &rescueSecrets{}
	program := d.start.Program
	email := d.visit.email
	if v, ok := d.scenes[winMain].view.(*signInView); ok && v.email.Text != "" {
		email = v.email.Text
	}
	d.resize(setupWidth, setupHeight)
	d.show(winMain, func(p *kit.Page) view {
		return newRescue(p, rescueSpec{
			Email: email, Words: d.words.DateTime, Now: d.start.testOnlyClock,
			Open: func(ctx context.Context, email, typed string) (rescueBook, error) {
				r, err := program.Door.Kit(ctx, email, typed)
				if err != nil {
					return nil, err // not a nil *Rescue in an interface
				}
				return r, nil
			},
			Clipboard: d.clipboard, Printer: kitPrinterHere(), Secrets: secrets, OnDone: d.arrive,
			OnCancel: func(email string) {
				d.visit.email = email
				d.showSignIn()
			},
			OnLate: func(email string) {
				d.visit.email, d.visit.fault = email, errRescueLate
				d.showSignIn()
			},
			OnCopies: func(email, why string) {
				d.visit.email = email
				d.showCopies(why, d.showSignIn)
			}})
	})
}

// errRescueLate says that a right kit waited too long for the rest.
var errRescueLate = errors.New("rescue: too late")
