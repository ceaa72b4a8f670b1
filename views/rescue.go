package views

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// rescue leads from a kit to a new password, a new kit and the house (F15): four
// pages in the set-up's frame, one act at the end.
type rescue struct {
	page     *kit.Page
	spec     rescueSpec
	frame    *setupShell
	kit      *rescueKit
	reset    *resetCode // in place of kit, where the code of another member leads in
	factor   *rescueFactor
	password *rescuePassword
	sheet    *setupKit
	at       int
	busy     bool
	asking   *kit.Dialog
}

// The pages, in their order: as many as the set-up's.
const (
	rescueAtKit = iota
	rescueAtFactor
	rescueAtPassword
	rescueAtSheet
)

func newRescue(p *kit.Page, s rescueSpec) *rescue {
	if s.Secrets == nil {
		s.Secrets = &rescueSecrets{}
	}
	t := p.T
	v := &rescue{page: p, spec: s}
	v.frame = newSetupShell(p, setupMoves{back: v.back, next: v.next, later: func() {}})
	v.frame.title, v.frame.last = t("rescue.title"), t("rescue.finish")
	v.frame.steps = kit.NewSteps([]string{t("rescue.kit"), t("rescue.factor"), t("rescue.password"), t("rescue.sheet")})
	v.kit = newRescueKit(v)
	v.byCode()
	v.factor = &rescueFactor{rescue: v}
	v.password = &rescuePassword{rescue: v}
	v.sheet = newKitPage(kitHost{page: p, printer: s.Printer, next: v.next, changed: v.changed, relayout: v.frame.relayout,
		draw: v.draw, drawn: func() bool { return s.Secrets.drawn }, paper: v.paper})
	return v
}

// draw draws the new kit once.
func (v *rescue) draw() (err error) {
	s := v.spec.Secrets
	if !s.drawn {
		s.kit, err = s.book.NewKit()
		s.drawn = err == nil
	}
	return err
}

// paper is the sheet of the new kit.
func (v *rescue) paper() kitPaper {
	s := v.spec.Secrets
	owner := strings.TrimSpace(s.names.First + " " + s.names.Last)
	return kitPaper{Company: s.names.Company, Owner: owner, Email: s.book.Email(), Kit: s.kit, Date: v.spec.Now()}
}

func (v *rescue) step(i int) setupStep {
	if i == rescueAtKit && v.reset != nil {
		return v.reset
	}
	return [setupPages]setupStep{v.kit, v.factor, v.password, v.sheet}[i]
}

func (v *rescue) build() fyne.CanvasObject {
	frame := v.frame.build()
	v.show(v.at)
	return frame
}

// show brings a page into sight; what it needs and cannot get is told there.
func (v *rescue) show(at int) {
	v.at = at
	err := v.step(at).arrive()
	v.frame.show(at, v.step(at))
	if at == rescueAtFactor { // a kit that was right is not asked twice
		v.frame.backing.SetText(v.page.T("setup.cancel"))
	}
	v.frame.tell("")
	if err != nil {
		v.tell(err)
	}
	v.changed()
}

// changed brings everything outside the page in step with what was typed.
func (v *rescue) changed() {
	if v.frame.stage != nil {
		v.frame.lock(v.step(v.at).locked(), v.busy, false)
	}
}

func (v *rescue) focus() { v.step(v.at).focus() }

// move shows a page with the keyboard in it.
func (v *rescue) move(at int) {
	v.show(at)
	v.focus()
}

func (v *rescue) back() {
	switch {
	case v.busy:
	case v.at <= rescueAtFactor:
		v.leave(v.cancel)
	default:
		v.move(v.at - 1)
	}
}

func (v *rescue) next() {
	if v.busy {
		return
	}
	if !v.step(v.at).check() {
		if o, ok := v.page.Window.Canvas().Focused().(fyne.CanvasObject); ok {
			kit.RevealIn(v.page.Window, o)
		}
		return
	}
	switch v.at {
	case rescueAtKit:
		v.open()
	case rescueAtFactor:
		if v.spec.Way == wayObey {
			v.finish()
			return
		}
		v.rules()
	case rescueAtPassword:
		v.move(rescueAtSheet)
	default:
		v.finish()
	}
}

// keys takes Escape as the way back.
func (v *rescue) keys(e *fyne.KeyEvent) bool {
	return stepKeys(e, v.back, v.next)
}

// leave asks before a right kit, and what followed it, is given up.
func (v *rescue) leave(proceed func()) {
	if v.busy {
		return // it is being written: a moment
	}
	if v.spec.Secrets.book == nil {
		proceed()
		return
	}
	t := v.page.T
	if v.asking != nil {
		v.asking.Hide()
	}
	v.asking = kit.Confirm(v.page.Window, kit.ConfirmSpec{
		Title: t("rescue.leave.title"), Text: t("rescue.leave.text"), Verb: t("rescue.leave.verb"), Cancel: t("setup.leave.stay"),
		OnDone: func(ok bool) {
			if ok {
				v.spec.Secrets.forget()
				proceed()
			}
		},
	})
}

func (v *rescue) cancel() {
	v.spec.Secrets.forget()
	v.spec.OnCancel(v.email())
}

// email is the address as it was typed.
func (v *rescue) email() string { return strings.TrimSpace(v.kit.email.Text) }

// drop forgets the kit that waits here.
func (v *rescue) drop() { v.spec.Secrets.forget() }

// draft is what was typed on the first page; a password goes into none.
func (v *rescue) draft() map[string]string {
	if v.reset != nil { // a code goes into no draft
		return map[string]string{"page": strconv.Itoa(v.at), "group": v.sheet.group.Text}
	}
	return map[string]string{"page": strconv.Itoa(v.at), "email": v.kit.email.Text, "kit": v.kit.code.text(), "group": v.sheet.group.Text}
}

func (v *rescue) restore(d map[string]string) {
	doorFill(v.kit.email, d["email"])
	v.kit.code.set(d["kit"])
	at, err := strconv.Atoi(d["page"])
	if err != nil || v.spec.Secrets.book == nil {
		return
	}
	// The password is asked again: it was in no draft.
	v.show(max(rescueAtKit, min(at, rescueAtFactor)))
}

// work locks everything while something runs.
func (v *rescue) work(on bool) {
	v.busy = on
	v.changed()
}

func (v *rescue) tell(err error) { v.frame.tell(v.page.Explain(err)) }

// do runs work behind the main button; refused says why it did not go.
func (v *rescue) do(work func(context.Context) error, then func()) {
	v.work(true)
	kit.Do(v.page, v.frame.main, work, func(err error) {
		v.work(false)
		if err == nil {
			then()
			return
		}
		v.refused(err, func() { v.do(work, then) })
	})
}

// refused shows an error where it belongs. A clock that lies behind, or an older
// file, is offered to be taken by the owner's word; again then tries once more.
func (v *rescue) refused(err error, again func()) {
	var clock *access.ClockError
	var older *access.OlderError
	switch {
	case errors.Is(err, access.ErrLate), errors.Is(err, access.ErrEnded):
		v.spec.Secrets.forget()
		v.spec.OnLate(v.email())
		return
	case v.refuse(err):
		return
	}
	why := v.page.Explain(err)
	v.frame.tell(why)
	t, book := v.page.T, v.spec.Secrets.book
	switch {
	case errors.Is(err, access.ErrTampered) && (book == nil || !errors.As(err, &older)):
		v.frame.message.SetAction(t("firstrun.copies"), func() {
			v.leave(func() {
				v.spec.Secrets.forget()
				v.spec.OnCopies(v.email(), why)
			})
		})
	case book == nil:
	case errors.As(err, &clock) && clock.Behind > 0:
		v.frame.message.SetAction(t("signin.clock.right"), func() {
			askClock(v.page, v.spec.Now(), func() {
				book.TrustClock()
				again()
			})
		})
	case errors.As(err, &older):
		v.frame.message.SetAction(t("older.take"), func() {
			askOlder(v.page, v.spec.Words(older.Seen), func() {
				book.TakeOlder()
				again()
			})
		})
	case errors.Is(err, access.ErrForbidden):
		v.frame.tell(t("older.forbidden"))
	}
	v.frame.relayout()
}

// refuse shows an error at its field, on the page where that stands.
func (v *rescue) refuse(err error) bool {
	if v.step(v.at).refuse(err) {
		return true
	}
	if v.at != rescueAtSheet || !v.password.takes(err) {
		return false
	}
	v.move(rescueAtPassword)
	return v.password.refuse(err)
}
