package views

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// recoverEntry is a sign-in whose password was right and whose phone is not at
// hand (F13, F16).
type recoverEntry interface {
	Recovery(ctx context.Context, typed string) (*access.Session, error)
	Email() string
	TrustClock()
	Waiting() bool
	Drop()
}

// recoverSpec is what the step shows and tells. Frame is what stands around it,
// as in the step before; OnPhone leads back to the phone's code, OnKit to the
// recovery kit for who has no code left either.
type recoverSpec struct {
	Entry     recoverEntry
	Frame     doorFrame
	Now       func() time.Time
	OnSession func(*access.Session)
	OnPhone   func()
	OnKit     func() // nil: absent
	OnLate    func()
	OnOlder   func(*access.OlderError) // nil: told as any error
	Older     bool                     // its owner's word on an older file was given
	OnCopies  func(why string)         // as of the phone's code
}

// recoverView asks one of the ten recovery codes in place of the phone's.
type recoverView struct {
	page   *kit.Page
	spec   recoverSpec
	parts  *doorParts
	says   *doorSays
	code   *codeField
	button *kit.Button
	stop   func()
}

func recovery(p *kit.Page, spec recoverSpec) *recoverView {
	r := &recoverView{page: p, spec: spec, parts: newDoorParts(p, spec.Frame), code: newRecoveryField(p)}
	r.button = kit.NewButton(kit.Main, p.T("code.button"), r.submit).Tall()
	r.says = newDoorSays(p, r.button, spec.Now)
	r.says.settle = r.parts.settle
	r.says.ready = r.code.right
	r.says.refresh()
	r.code.onChanged = func() {
		r.says.refresh()
		r.parts.settle()
	}
	r.code.entry.OnSubmitted = func(string) { r.submit() }
	r.stop = p.Runner.Every(time.Second, r.tick)
	p.OnClose(func() { r.stop() })
	return r
}

func (r *recoverView) build() fyne.CanvasObject {
	p := r.page
	form := kit.VStack(20, r.code.field, kit.VStack(12, r.says.box, r.button))
	head := doorHead(p.T("recover.title"), p.T("recover.text"), r.spec.Entry.Email())
	rows := []*kit.Row{kit.NewRow("phone", p.T("recover.phone"), p.T("code.back.key"), r.back)}
	if r.spec.OnKit != nil {
		rows = append([]*kit.Row{kit.NewRow("warning", p.T("rescue.byNone"), "", r.toKit)}, rows...)
	}
	return r.parts.around(doorColumn(head, form, rows...))
}

// tick goes back when nobody typed a code in time.
func (r *recoverView) tick() {
	if !r.spec.Entry.Waiting() && !r.button.Working() && r.spec.OnLate != nil {
		r.page.Runner.Later(func() { r.stop(); r.spec.OnLate() })
	}
}

// draft is the last thing asked of a view that is replaced.
func (r *recoverView) draft() map[string]string {
	r.stop()
	said := r.says.draft()
	if r.code.text() == "" && said == "" {
		return nil
	}
	return map[string]string{"code": r.code.text(), "said": said}
}

func (r *recoverView) restore(draft map[string]string) {
	r.code.set(draft["code"])
	r.says.restore(draft["said"])
	if r.says.said.Clock != nil {
		r.offer(r.says.said.Clock)
	}
}

func (r *recoverView) focus() {
	r.page.Window.Canvas().Focus(r.code.entry)
	kit.RevealIn(r.page.Window, r.code.field)
}

// keys goes back by Escape and on by Enter from anywhere.
func (r *recoverView) keys(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		r.back()
	case fyne.KeyReturn, fyne.KeyEnter:
		r.submit()
	default:
		return false
	}
	return true
}

func (r *recoverView) back() {
	if r.button.Working() {
		return
	}
	r.stop()
	r.spec.OnPhone()
}

func (r *recoverView) toKit() {
	if r.button.Working() {
		return
	}
	r.stop()
	r.spec.OnKit()
}

func (r *recoverView) submit() {
	if r.button.Disabled() || r.button.Working() {
		return
	}
	r.says.clear()
	typed := r.code.text()
	var session *access.Session
	kit.Do(r.page, doorWork{r.button, r.parts}, func(ctx context.Context) (err error) {
		session, err = r.spec.Entry.Recovery(ctx, typed)
		return err
	}, func(err error) {
		if err != nil {
			r.fail(err)
			return
		}
		r.stop()
		r.spec.OnSession(session)
	})
}

// fail says why the code did not open; it stays there to be read again.
func (r *recoverView) fail(err error) {
	var clock *access.ClockError
	var older *access.OlderError
	var input *access.InputError
	switch {
	case errors.As(err, &older) && r.spec.OnOlder != nil:
		r.stop()
		r.spec.OnOlder(older)
		return
	case errors.As(err, &input):
		r.code.fault(r.page.Explain(err))
		r.parts.settle()
		r.focus()
		return
	}
	if r.spec.Older && errors.Is(err, access.ErrForbidden) {
		r.says.show(r.page.T("older.forbidden"))
	} else {
		r.says.fail(err)
	}
	if errors.As(err, &clock) {
		r.offer(clock)
	}
	leadToCopies(r.says, err, r.spec.OnCopies)
	r.focus()
	r.says.seen()
}

// offer lets an owner say that this computer's clock is right; the same code is
// tried again then, for it was not looked at.
func (r *recoverView) offer(err *access.ClockError) {
	if err.Behind <= 0 {
		return
	}
	r.says.offer(func() {
		r.spec.Entry.TrustClock()
		r.submit()
	})
}

// drop forgets the sign-in that waits here.
func (r *recoverView) drop() { r.spec.Entry.Drop() }
