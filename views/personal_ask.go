package views

import (
	"context"
	"errors"
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// askSpec is a question for the password, and for the phone's code where Code
// says so, before an act. Do is the act, run in the background; OnDone follows it.
// A nil Now is the system's clock. Begin, unless nil, prepares each try on Fyne's
// goroutine, OnFail follows one that failed. OnShort is the way on where the
// password must be changed first.
type askSpec struct {
	Company     string
	Color       color.Color
	Title, Text string
	Verb        string
	Danger      bool
	Code        bool
	Field       *kit.Field // asked before the password, nil: nothing; Entry is what stands in it
	Entry       *kit.Entry
	Now         func() time.Time
	Begin       func() error
	Do          func(ctx context.Context, password, code string) error
	OnDone      func()
	OnFail      func()
	OnShort     func()
}

// askView is such a question over a window.
type askView struct {
	page     *kit.Page
	spec     askSpec
	says     *doorSays
	password *kit.Password
	field    *kit.Field
	boxes    *kit.CodeBoxes
	button   *kit.Button
	dialog   *kit.Dialog
}

// ask shows a question over the page's window.
func ask(p *kit.Page, spec askSpec) *askView {
	q := &askView{page: p, spec: spec, password: kit.NewPassword(), boxes: kit.NewCodeBoxes()}
	kind := kit.Main
	if spec.Danger {
		kind = kit.Danger
	}
	q.button = kit.NewButton(kind, spec.Verb, q.submit)
	q.says = newDoorSays(p, q.button, spec.Now)
	q.says.passwordOnly, q.says.settle = true, q.fit
	q.field = kit.NewField(p.T("enrol.password.label"), q.password)
	q.password.OnChanged = func(string) { q.field.SetFault("") }
	q.password.OnSubmitted = func(string) { q.next() }
	q.password.OnEscape = q.cancel
	q.boxes.OnEnter, q.boxes.OnEscape = q.submit, q.cancel
	tellCaps(p, q.field, q.password)
	q.dialog = kit.ShowDialog(p.Window, 420, spec.Color, q.body(), q.cancel)
	if spec.Field != nil {
		spec.Entry.OnChanged = func(string) { spec.Field.SetFault("") }
		spec.Entry.OnSubmitted = func(string) { p.Window.Canvas().Focus(q.password) }
		p.Window.Canvas().Focus(spec.Entry)
		return q
	}
	p.Window.Canvas().Focus(q.password)
	return q
}

func (q *askView) body() fyne.CanvasObject {
	t, s := q.page.T, q.spec
	head := kit.VStack(8)
	if s.Company != "" {
		head.Add(kit.HStack(8, kit.Dot(s.Color), kit.Caption(s.Company).Single()))
	}
	head.Add(kit.Section(s.Title))
	head.Add(kit.Muted(s.Text))
	cancel := kit.NewButton(kit.Normal, t("signin.cancel"), q.cancel)
	foot := kit.Foot(8, kit.Spacer(), cancel, q.button)
	if s.Danger {
		foot = kit.Foot(8, q.button, kit.Spacer(), cancel)
	}
	body := kit.VStack(20, head)
	if s.Field != nil {
		body.Add(s.Field)
	}
	body.Add(q.field)
	if s.Code {
		body.Add(kit.VStack(6, kit.Label(t("personal.ask.code")), kit.Left(q.boxes)))
	}
	body.Add(q.says.box)
	body.Add(foot)
	return body
}

// next goes on by Enter: to the code, where one is asked and missing.
func (q *askView) next() {
	if q.spec.Code && q.password.Text != "" && len(q.boxes.Code()) < 6 {
		q.page.Window.Canvas().Focus(q.boxes)
		return
	}
	q.submit()
}

func (q *askView) cancel() {
	if !q.button.Working() {
		q.close()
	}
}

func (q *askView) close() {
	q.says.stop()
	q.password.SetText("")
	q.dialog.Hide()
}

func (q *askView) submit() {
	if q.button.Disabled() {
		return
	}
	q.says.clear()
	switch {
	case q.spec.Field != nil && strings.TrimSpace(q.spec.Entry.Text) == "":
		q.fault(q.page.T("input.empty"))
		return
	case q.password.Text == "":
		q.field.SetFault(q.page.T("signin.password.empty"))
		q.fit()
		q.page.Window.Canvas().Focus(q.password)
		return
	case q.spec.Code && len(q.boxes.Code()) < 6:
		q.page.Window.Canvas().Focus(q.boxes)
		return
	}
	password, code := q.password.Text, q.boxes.Code()
	if q.spec.Begin != nil {
		if err := q.spec.Begin(); err != nil {
			q.says.fail(err)
			return
		}
	}
	kit.Do(q.page, q.button, func(ctx context.Context) error {
		return q.spec.Do(ctx, password, code)
	}, func(err error) {
		if err != nil {
			if q.spec.OnFail != nil {
				q.spec.OnFail()
			}
			q.fail(err, password)
			return
		}
		q.close()
		q.spec.OnDone()
	})
}

// fault says under the field before the password what is wrong there.
func (q *askView) fault(text string) {
	q.spec.Field.SetFault(text)
	q.fit()
	q.page.Window.Canvas().Focus(q.spec.Entry)
}

// fail says why it does not go on; only what was wrong is taken away.
func (q *askView) fail(err error, password string) {
	if input := (*access.InputError)(nil); q.spec.Field != nil && errors.As(err, &input) {
		q.fault(q.page.Explain(err))
		return
	}
	to := fyne.Focusable(q.password)
	if wrongCode(err) {
		q.says.passwordOnly = false // what it says of a password would be said of the code
		q.boxes.SetFault(true)
		to = q.boxes
	} else {
		q.says.passwordOnly = true
		doorForget(q.password, err, password)
	}
	q.says.fail(err)
	if short := (*access.ShortError)(nil); q.spec.OnShort != nil && errors.As(err, &short) {
		q.says.lead(q.page.T("personal.password.title"), func() {
			q.close()
			q.spec.OnShort()
		})
	}
	q.page.Window.Canvas().Focus(to)
}

// fit gives the dialog the height of what it says now.
func (q *askView) fit() {
	q.dialog.Refresh()
	q.dialog.Refresh() // its texts know their width now
}

// wrongCode tells whether the phone's code was refused, and not the password.
func wrongCode(err error) bool {
	var wrong *access.WrongError
	return errors.As(err, &wrong) && wrong.Code || errors.Is(err, access.ErrUsedCode)
}
