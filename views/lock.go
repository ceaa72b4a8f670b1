package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// lockBook is the session behind the lock (F18).
type lockBook interface {
	Unlock(ctx context.Context, password string) (*access.Entry, error)
}

// lockSpec is what the lock shows and tells, the file and the version as the
// sign-in does. Unsaved says that something typed
// would be lost by signing out; a nil Now is the system's clock.
type lockSpec struct {
	Email, Initials   string
	FileName, Version string
	Unsaved           bool
	Demo              *doorDemo // nil: this is none
	Now               func() time.Time
	OnEntry           func(*access.Entry)
	OnSignOut         func()
}

// lockView asks the password of the person who was there. Nothing of the company
// is seen.
type lockView struct {
	page     *kit.Page
	book     lockBook
	spec     lockSpec
	parts    *doorParts
	says     *doorSays
	password *kit.Password
	field    *kit.Field
	button   *kit.Button
}

func lock(p *kit.Page, book lockBook, spec lockSpec) *lockView {
	l := &lockView{page: p, book: book, spec: spec, parts: newDoorParts(p, doorFrame{FileName: spec.FileName, Version: spec.Version}), password: kit.NewPassword()}
	l.button = kit.NewButton(kit.Main, p.T("lock.button"), l.submit).Tall()
	l.says = newDoorSays(p, l.button, spec.Now)
	l.says.settle = l.parts.settle
	l.says.passwordOnly = true
	l.field = kit.NewField(p.T("signin.password"), l.password)
	l.password.OnChanged = func(string) { l.field.SetFault("") }
	l.password.OnSubmitted = func(string) { l.submit() }
	tellCaps(p, l.field, l.password)
	return l
}

func (l *lockView) build() fyne.CanvasObject {
	p := l.page
	person := kit.HStack(12, kit.Person(l.spec.Initials, 40), kit.Label(l.spec.Email))
	form := kit.VStack(24, kit.VStack(16, person, l.field), kit.VStack(12, l.says.box, l.button))
	out := kit.NewRow("logout", p.T("lock.out"), "", l.signOut).Plain()
	head := doorHead(p.T("lock.title"), p.T("lock.text"), "")
	if demo := l.spec.Demo; demo != nil {
		head = kit.VStack(20, head, demoCard(p, demo, func() {
			doorFill(&l.password.Entry, demo.Password)
			p.Window.Canvas().Focus(l.button)
		}, l.signOut))
	}
	return l.parts.around(doorColumn(head, form, out))
}

func (l *lockView) draft() map[string]string {
	said := l.says.draft()
	if l.password.Text == "" && said == "" {
		return nil
	}
	return map[string]string{"password": l.password.Text, "said": said}
}

func (l *lockView) restore(draft map[string]string) {
	doorFill(&l.password.Entry, draft["password"])
	l.says.restore(draft["said"])
}

func (l *lockView) focus() {
	l.page.Window.Canvas().Focus(l.password)
	kit.RevealIn(l.page.Window, l.field)
}

// keys submits by Enter from anywhere.
func (l *lockView) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		return false
	}
	l.submit()
	return true
}

func (l *lockView) submit() {
	if l.button.Disabled() {
		return
	}
	l.says.clear()
	if l.password.Text == "" {
		l.field.SetFault(l.page.T("signin.password.empty"))
		l.focus()
		return
	}
	password := l.password.Text
	var entry *access.Entry
	kit.Do(l.page, l.worker(), func(ctx context.Context) (err error) {
		entry, err = l.book.Unlock(ctx, password)
		return err
	}, func(err error) {
		if err != nil {
			doorForget(l.password, err, password)
			l.fail(err)
			return
		}
		l.spec.OnEntry(entry)
	})
}

// worker shows that the door works; the desk opens the session behind it too.
func (l *lockView) worker() kit.Worker { return doorWork{l.button, l.parts} }

// fail says why it stays locked.
func (l *lockView) fail(err error) {
	l.says.fail(err)
	l.focus()
	l.says.seen()
}

// showClock is the sign-in's: retry is called after the person has confirmed that
// this computer's clock is right.
func (l *lockView) showClock(err *access.ClockError, retry func()) {
	l.fail(err)
	l.says.offer(retry)
}

// signOut lets somebody else in. What was typed and not saved goes with the
// session, so that is asked first.
func (l *lockView) signOut() {
	p := l.page
	if l.button.Working() {
		return
	}
	if !l.spec.Unsaved {
		l.spec.OnSignOut()
		return
	}
	kit.Confirm(p.Window, kit.ConfirmSpec{
		Title: p.T("lock.out.title"), Text: p.T("lock.out.text"), Verb: p.T("lock.out"), Cancel: p.T("signin.cancel"), Danger: true,
		OnDone: func(ok bool) {
			if ok {
				l.spec.OnSignOut()
			}
		},
	})
}
