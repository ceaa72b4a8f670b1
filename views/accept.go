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
		v.reveal()
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

// reveal scrolls to what has the keyboard.
func (v *accept) reveal() {
	if o, ok := v.page.Window.Canvas().Focused().(fyne.CanvasObject); ok {
		kit.RevealIn(v.page.Window, o)
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
	switch e.Name {
	case fyne.KeyEscape:
		v.back()
	case fyne.KeyReturn, fyne.KeyEnter:
		v.next()
	default:
		return false
	}
	return true
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

// open looks the code up and shows where it leads.
func (v *accept) open() {
	typed := v.code.field.text()
	var book acceptBook
	v.do(func(ctx context.Context) (err error) {
		book, err = v.spec.Open(ctx, typed)
		return err
	}, func() {
		v.spec.Secrets.forget()
		v.spec.Secrets.book = book
		v.person.take(book)
		v.move(acceptAtPerson)
	})
}

// finish makes the account and signs the person in.
func (v *accept) finish() {
	s := v.spec.Secrets
	a := access.Acceptance{First: v.person.first.Text, Last: v.person.last.Text, Password: v.person.password.password(),
		Consent: v.person.password.consent(), Screen: v.spec.Screen, Kit: s.kit}
	if s.proved {
		a.Factor, a.Codes = s.factor, s.codes
	}
	var session *access.Session
	v.do(func(ctx context.Context) (err error) {
		session, err = v.spec.Accept(ctx, s.book, a)
		return err
	}, func() {
		s.forget()
		v.spec.OnDone(session)
	})
}

// do runs work behind the main button.
func (v *accept) do(work func(context.Context) error, then func()) {
	v.work(true)
	kit.Do(v.page, v.frame.main, work, func(err error) {
		v.work(false)
		if err == nil {
			then()
			return
		}
		v.refused(err)
	})
}

// work locks everything while something runs.
func (v *accept) work(on bool) {
	v.busy = on
	v.changed()
}

func (v *accept) tell(err error) { v.frame.tell(v.page.Explain(err)) }

// refused shows an error where it belongs: at its field, or above the button. A code
// that is good no more leads back to the first page.
func (v *accept) refused(err error) {
	var over *access.CodeError
	switch {
	case errors.As(err, &over) && v.at != acceptAtCode, errors.Is(err, access.ErrEnded):
		v.spec.Secrets.forget()
		v.move(acceptAtCode)
	case errors.Is(err, access.ErrAccount) && v.spec.Secrets.book != nil:
		v.tell(err)
		v.frame.message.SetAction(v.page.T("accept.join"), func() { v.join(v.spec.Secrets.book.Email()) })
		v.frame.relayout()
		return
	}
	for at := range setupPages {
		if v.step(at).refuse(err) {
			v.show(at)
			v.step(at).refuse(err) // again, now that the keyboard can go there
			v.reveal()
			return
		}
	}
	v.tell(err)
	if errors.Is(err, access.ErrTampered) {
		why := v.page.Explain(err)
		v.frame.message.SetAction(v.page.T("firstrun.copies"), func() {
			v.leave(func() {
				v.spec.Secrets.forget()
				v.spec.OnCopies(why)
			})
		})
		v.frame.relayout()
	}
}

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
