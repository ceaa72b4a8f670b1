package views

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// accept leads from an invitation's code into the house (U3, U4): four pages in the
// set-up's frame, one act at the end. Who has an account leaves on the second page,
// to sign in with his own password.
type accept struct {
	page   *kit.Page
	spec   acceptSpec
	frame  *setupShell
	code   *acceptCode
	person *acceptPerson
	factor *acceptFactor
	sheet  *setupKit
	at     int
	busy   bool
	asking *kit.Dialog
}

// The pages, in their order: as many as the set-up's.
const (
	acceptAtCode = iota
	acceptAtPerson
	acceptAtFactor
	acceptAtSheet
)

func newAccept(p *kit.Page, s acceptSpec) *accept {
	if s.Secrets == nil {
		s.Secrets = &acceptSecrets{}
	}
	t := p.T
	v := &accept{page: p, spec: s}
	v.frame = newSetupShell(p, setupMoves{back: v.back, next: v.next, later: v.later})
	v.frame.title, v.frame.last = t("accept.title"), t("accept.finish")
	v.frame.steps = kit.NewSteps([]string{t("accept.code"), t("accept.person"), t("setup.factor"), t("setup.kit")})
	v.code = newAcceptCode(v)
	v.person = newAcceptPerson(v)
	v.factor = &acceptFactor{accept: v, later: kit.Muted(t("setup.factor.later"))}
	v.sheet = newKitPage(kitHost{page: p, printer: s.Printer, next: v.next, changed: v.changed, relayout: v.frame.relayout,
		draw: v.draw, drawn: func() bool { return s.Secrets.drawn }, paper: v.paper})
	return v
}

// draw draws the kit once.
func (v *accept) draw() (err error) {
	s := v.spec.Secrets
	if !s.drawn {
		s.kit, err = s.book.NewKit()
		s.drawn = err == nil
	}
	return err
}

// paper is the kit's sheet.
func (v *accept) paper() kitPaper {
	s := v.spec.Secrets
	return kitPaper{Company: s.company().Name, Owner: v.person.name(), Email: s.book.Email(), Kit: s.kit, Date: v.spec.Now()}
}

func (v *accept) step(i int) setupStep {
	return [setupPages]setupStep{v.code, v.person, v.factor, v.sheet}[i]
}

func (v *accept) build() fyne.CanvasObject {
	frame := v.frame.build()
	v.show(v.at)
	return frame
}

// show brings a page into sight; what it needs and cannot get is told there.
func (v *accept) show(at int) {
	v.at = at
	err := v.step(at).arrive()
	v.frame.show(at, v.step(at))
	if v.joining() {
		v.frame.main.SetText(v.page.T("accept.join"))
	}
	v.frame.tell("")
	if err != nil {
		v.tell(err)
	}
	v.changed()
}

// joining tells that the main button leads to the sign-in: the address has an
// account.
func (v *accept) joining() bool {
	b := v.spec.Secrets.book
	return v.at == acceptAtPerson && b != nil && b.Account()
}

// changed brings everything outside the page in step with what was typed.
func (v *accept) changed() {
	if v.frame.stage == nil {
		return // still being made
	}
	c := v.spec.Secrets.company()
	v.frame.mark.set(c.Name, c.Color)
	s := v.spec.Secrets
	later := v.at == acceptAtFactor && !s.proved && s.book != nil && !s.book.Mandatory()
	v.frame.lock(v.step(v.at).locked(), v.busy, later)
}

func (v *accept) focus() { v.step(v.at).focus() }

// move shows a page with the keyboard in it.
func (v *accept) move(at int) {
	v.show(at)
	v.focus()
}

func (v *accept) back() {
	switch {
	case v.busy:
	case v.at == acceptAtCode:
		v.leave(v.cancel)
	default:
		v.move(v.at - 1)
	}
}

func (v *accept) next() {
	switch {
	case v.busy:
	case !v.step(v.at).check():
		revealFocus(v.page)
	case v.at == acceptAtCode:
		v.open()
	case v.joining():
		v.join(v.spec.Secrets.book.Email())
	case v.at == acceptAtSheet:
		v.finish()
	default:
		v.move(v.at + 1)
	}
}

// later goes on without a second factor.
func (v *accept) later() {
	if !v.busy {
		v.move(acceptAtSheet)
	}
}

// keys takes Escape as the way back.
func (v *accept) keys(e *fyne.KeyEvent) bool {
	return stepKeys(e, v.back, v.next)
}

// leave asks before a code that was right, and what followed it, is given up.
func (v *accept) leave(proceed func()) {
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
		Title: t("accept.leave.title"), Text: t("accept.leave.text"), Verb: t("accept.leave.verb"), Cancel: t("setup.leave.stay"),
		OnDone: func(ok bool) {
			if ok {
				v.spec.Secrets.forget()
				proceed()
			}
		},
	})
}

func (v *accept) cancel() {
	v.spec.Secrets.forget()
	v.spec.OnCancel()
}

// join goes to the sign-in, with the code in hand.
func (v *accept) join(email string) {
	book := v.spec.Secrets.book
	v.spec.Secrets.release()
	v.spec.OnJoin(book, email)
}

// drop forgets the code that waits here.
func (v *accept) drop() { v.spec.Secrets.forget() }

// draft is what was typed, with the page it stands on. It goes no further than a
// change of language: nobody is signed in whose lock would keep it.
func (v *accept) draft() map[string]string {
	all := map[string]string{"page": strconv.Itoa(v.at)}
	for at := range setupPages {
		for key, text := range v.step(at).draft() {
			all[strconv.Itoa(at)+"."+key] = text
		}
	}
	return all
}

func (v *accept) restore(draft map[string]string) {
	parts := map[string]map[string]string{}
	for key, text := range draft {
		at, name, _ := strings.Cut(key, ".")
		if parts[at] == nil {
			parts[at] = map[string]string{}
		}
		parts[at][name] = text
	}
	if b := v.spec.Secrets.book; b != nil {
		v.person.take(b)
	}
	for at := range setupPages {
		if part := parts[strconv.Itoa(at)]; part != nil {
			v.step(at).restore(part)
		}
	}
	at, err := strconv.Atoi(draft["page"])
	if err == nil && at >= 0 && at < setupPages && (at == acceptAtCode || v.spec.Secrets.book != nil) {
		v.show(at)
	}
}
