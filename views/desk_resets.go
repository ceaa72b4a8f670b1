package views

import (
	"context"
	"errors"
	"sync"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// What leads to a reset: at the door for who lost something, in the list of users for
// who helps him, in the personal settings for one's own account.

// showReset leads back in with the code of another member (F16).
func (d *Desk) showReset() {
	program := d.start.Program
	d.showWayIn(wayReset, d.typedEmail(), func(ctx context.Context, _, typed string) (rescueBook, error) {
		r, err := program.Door.Reset(ctx, typed)
		if err != nil {
			return nil, err // not a nil *Reset in an interface
		}
		return r, nil
	})
}

// resetWay leads to the code of another member; nil in a demo, and where a code waits
// already for the sign-in.
func (d *Desk) resetWay() func() {
	if d.demo != nil || d.visit.coming != nil {
		return nil
	}
	return d.showReset
}

// comeWith shows the sign-in by which the company of a reset joins an account that has a
// new password already.
func (d *Desk) comeWith(b rescueBook) {
	r, ok := b.(*access.Reset)
	if !ok {
		return
	}
	d.visit.coming, d.visit.email = r, r.Email()
	d.showSignIn()
}

// comingBack names the company that the sign-in will take in, "" for none.
func (d *Desk) comingBack() string {
	if d.visit.coming == nil {
		return ""
	}
	return d.visit.coming.Company()
}

// rejoin gives the sign-in the code that waits for it.
func (d *Desk) rejoin(e *access.Entry) {
	if d.visit.coming != nil && d.visit.locked == nil {
		e.Rejoin(d.visit.coming)
	}
}

// uncome lets the code be.
func (d *Desk) uncome() {
	if d.visit.coming != nil {
		d.visit.coming.Drop()
		d.visit.coming = nil
	}
	d.showSignIn()
}

// showObey takes the code of a reset of the second factor in place of the phone's,
// and enrols another phone (F14).
func (d *Desk) showObey(e *access.Entry) {
	d.showWayIn(wayObey, e.Email(), func(ctx context.Context, _, typed string) (rescueBook, error) {
		if err := e.Judge(ctx, typed); err != nil {
			return nil, err
		}
		return obeyBook{Entry: e, typed: typed}, nil
	})
}

// typedEmail is the address that stands at the sign-in.
func (d *Desk) typedEmail() string {
	if v, ok := d.scenes[winMain].view.(*signInView); ok && v.email.Text != "" {
		return v.email.Text
	}
	return d.visit.email
}

// showWayIn shows the pages of a way back in.
func (d *Desk) showWayIn(way rescueWay, email string, open func(context.Context, string, string) (rescueBook, error)) {
	secrets := &rescueSecrets{}
	d.resize(setupWidth, setupHeight)
	back := func(fault error) func(string) {
		return func(email string) {
			d.visit.email, d.visit.fault = email, fault
			d.turnBack()
		}
	}
	var join func(rescueBook)
	if way == wayReset {
		join = d.comeWith
	}
	d.show(winMain, func(p *kit.Page) view {
		return newRescue(p, rescueSpec{Way: way, OnJoin: join, Email: email, Open: open, Words: d.words.DateTime, Now: d.start.testOnlyClock,
			Clipboard: d.clipboard, Printer: kitPrinterHere(), Secrets: secrets, OnDone: d.welcome,
			OnCancel: back(nil), OnLate: back(errRescueLate),
			OnCopies: func(email, why string) {
				d.visit.email = email
				d.showCopies(why, d.turnBack)
			}})
	})
}

// askReset makes the code by which another member gets a new password, or a new second
// factor, after the own password and code.
func (d *Desk) askReset(p *kit.Page, u access.User, factor bool) {
	t, s := d.words.T, d.visit.session
	name := fullName(u)
	q := d.asking(t("reset.ask.password", "Name", name), t("reset.ask.password.text"), t("reset.ask.verb"))
	make := s.ResetPassword
	if factor {
		q.Title, q.Text, make = t("reset.ask.factor", "Name", name), t("reset.ask.factor.text"), s.ResetFactor
	}
	q.Code, _ = s.Factor()
	var slip access.Slip
	q.Do = func(ctx context.Context, password, code string) (err error) {
		slip, err = make(ctx, access.Proof{Password: password, Code: code}, u.ID, 0)
		return err
	}
	q.OnDone = func() { d.showResetSlip(p, slip, factor) }
	ask(p, q)
}

// cancelReset takes the code of a reset back.
func (d *Desk) cancelReset(p *kit.Page, u access.User, factor bool, then func()) {
	t, s := d.words.T, d.visit.session
	c := d.visit.seen.Company
	kit.Confirm(p.Window, kit.ConfirmSpec{Company: c.Name, CompanyColor: companyColor(c.Color),
		Title: t("reset.cancel.title", "Name", fullName(u)), Text: t("reset.cancel.text"), Verb: t("reset.cancel.verb"), Cancel: t("signin.cancel"),
		OnDone: func(ok bool) {
			if !ok {
				return
			}
			kit.Do(p, nil, func(ctx context.Context) error { return s.CancelReset(ctx, u.ID, factor) }, func(err error) {
				if err != nil && !errors.Is(err, access.ErrNoCode) {
					p.Fail(err)
					return
				}
				then()
			})
		}})
}

// showResetSlip shows the code of a reset, once.
func (d *Desk) showResetSlip(p *kit.Page, slip access.Slip, factor bool) {
	newResetSlip(p, resetSlipSpec{Slip: slip, Factor: factor, Words: d.words.DateTime, Now: d.start.testOnlyClock, Printer: kitPrinterHere(), Clipboard: d.clipboard})
}

// askKnown begins what follows a password that may be known (P6): the present password
// first, then a window for everything new.
func (d *Desk) askKnown(p *kit.Page) {
	if w := d.windows.Window(winKnown); w != nil {
		w.RequestFocus()
		return
	}
	t, s := d.words.T, d.visit.session
	var drawn access.Kit
	q := d.asking(t("known.ask"), t("known.ask.text"), t("enrol.password.button"))
	if s.Duty() != access.NoDuty { // nothing of the company was read yet
		q.Company = ""
	}
	q.Do = func(ctx context.Context, password, _ string) (err error) {
		drawn, err = s.BeginKit(ctx, password)
		return err
	}
	q.OnDone = func() { d.openKnown(drawn) }
	ask(p, q)
}

// openKnown shows the window in which password and kit are chosen anew. A lock drops
// both: nothing of it counts before its end.
func (d *Desk) openKnown(drawn access.Kit) {
	o, s := d.visit.seen, d.visit.session
	on, _ := s.Factor()
	typed := &passwordTyped{}
	wall := s.Duty() == access.DutyKnown
	book := &knownOnce{Session: s, kit: drawn}
	d.aside(winKnown, "known.window", actSize(actMost), nil, func(p *kit.Page) view {
		return newKnown(p, book, knownSpec{
			Paper: kitPaper{Company: o.Company.Name, Owner: o.First + " " + o.Last, Email: s.Email(), Kit: drawn, Date: d.start.testOnlyClock()},
			Color: companyColor(o.Company.Color), Clipboard: d.clipboard, Printer: kitPrinterHere(), Now: d.start.testOnlyClock, Code: on, Typed: typed,
			OnDone: func() {
				d.closeAside(winKnown)
				if wall {
					d.goIn(func() { d.scenes[winMain].page.Toasts.Show(kit.ToneSuccess, d.words.T("known.done"), "", nil) })
					return
				}
				d.renewed(d.words.T("known.done"))
			},
			OnCancel: func() { d.closeAside(winKnown) }})
	})
	d.windows.Page(winKnown).OnClose(func() {
		*typed = passwordTyped{}
		d.forget(book)
	})
}

// knownOnce lets a kit be wiped while it is being put in force: never a half of it is.
type knownOnce struct {
	*access.Session
	kit access.Kit

	mu    sync.Mutex
	wiped bool
}

// KnownPassword implements knownBook.
func (k *knownOnce) KnownPassword(ctx context.Context, p access.Proof, password string, consent bool, fresh access.Kit) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.wiped {
		return access.ErrEnded
	}
	return k.Session.KnownPassword(ctx, p, password, consent, fresh)
}

func (k *knownOnce) wipe() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.wiped = true
	k.kit.Wipe()
}

// askEmail changes the address of the account (U10).
func (d *Desk) askEmail(p *kit.Page) {
	t, s := d.words.T, d.visit.session
	q := d.asking(t("email.ask"), t("email.ask.text", "Email", s.Email()), t("email.verb"))
	q.Code, _ = s.Factor()
	entry := kit.NewEntry()
	q.Field = kit.NewField(t("email.new"), entry)
	q.Entry = entry
	q.Do = func(ctx context.Context, password, code string) error {
		return s.ChangeEmail(ctx, access.Proof{Password: password, Code: code}, entry.Text)
	}
	q.OnDone = func() {
		d.visit.email = s.Email()
		d.refreshHouse()
		d.renewed(t("email.done", "Email", s.Email()))
	}
	ask(p, q)
}

// dutyKnown fills the main window with what a password that may be known asks.
func (d *Desk) dutyKnown(p *kit.Page) view {
	t := d.words.T
	v := &dutyKnownView{page: p}
	v.frame = newDutyFrame(p, t("known.begin"), func() { d.askKnown(p) }, d.goodbye)
	return v
}

// dutyKnownView is that page: what will follow, and one button.
type dutyKnownView struct {
	page  *kit.Page
	frame *dutyFrame
}

func (v *dutyKnownView) build() fyne.CanvasObject {
	t := v.page.T
	return v.frame.build("key", t("known.title"), t("known.text"), knownFacts(v.page))
}
func (v *dutyKnownView) draft() map[string]string  { return nil }
func (v *dutyKnownView) restore(map[string]string) {}
func (v *dutyKnownView) focus()                    { v.page.Window.Canvas().Focus(v.frame.main) }
