package views

import (
	"context"
	"image/color"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// askPasswordBook begins an enrolment behind the password (F2).
type askPasswordBook interface {
	BeginEnrolment(ctx context.Context, password string) (*access.NewFactor, error)
}

// askPasswordSpec is what the question shows and tells. OnCancel may be nil; a nil
// Now is the system's clock.
type askPasswordSpec struct {
	Company  string
	Color    color.Color
	Now      func() time.Time
	OnFactor func(*access.NewFactor)
	OnCancel func()
}

// passwordQuestion asks the person's password before a window that changes how he
// comes in.
type passwordQuestion struct {
	page     *kit.Page
	book     askPasswordBook
	spec     askPasswordSpec
	says     *doorSays
	password *kit.Password
	field    *kit.Field
	button   *kit.Button
	dialog   *kit.Dialog
}

// askPassword shows the question over the page's window.
func askPassword(p *kit.Page, book askPasswordBook, spec askPasswordSpec) *passwordQuestion {
	q := &passwordQuestion{page: p, book: book, spec: spec, password: kit.NewPassword()}
	q.button = kit.NewButton(kit.Main, p.T("enrol.password.button"), q.submit)
	q.says = newDoorSays(p, q.button, spec.Now)
	q.says.passwordOnly, q.says.settle = true, q.fit
	q.field = kit.NewField(p.T("enrol.password.label"), q.password)
	q.password.OnChanged = func(string) { q.field.SetFault("") }
	q.password.OnSubmitted = func(string) { q.submit() }
	q.password.OnEscape = q.cancel
	tellCaps(p, q.field, q.password)
	head := kit.VStack(8)
	if spec.Company != "" {
		head.Add(kit.HStack(8, kit.Dot(spec.Color), kit.Caption(spec.Company).Single()))
	}
	head.Add(kit.Section(p.T("enrol.password.title")))
	head.Add(kit.Muted(p.T("enrol.password.text")))
	foot := kit.HStack(8, kit.Spacer(), kit.NewButton(kit.Normal, p.T("signin.cancel"), q.cancel), q.button)
	body := kit.VStack(20, head, q.field, q.says.box, foot)
	q.dialog = kit.ShowDialog(p.Window, 420, spec.Color, body, q.cancel)
	p.Window.Canvas().Focus(q.password)
	return q
}

func (q *passwordQuestion) cancel() {
	if q.button.Working() {
		return
	}
	q.close()
	if q.spec.OnCancel != nil {
		q.spec.OnCancel()
	}
}

func (q *passwordQuestion) close() {
	q.says.stop()
	q.password.SetText("")
	q.dialog.Hide()
}

func (q *passwordQuestion) submit() {
	if q.button.Disabled() {
		return
	}
	q.says.clear()
	if q.password.Text == "" {
		q.field.SetFault(q.page.T("signin.password.empty"))
		q.fit()
		q.page.Window.Canvas().Focus(q.password)
		return
	}
	password := q.password.Text
	var factor *access.NewFactor
	kit.Do(q.page, q.button, func(ctx context.Context) (err error) {
		factor, err = q.book.BeginEnrolment(ctx, password)
		return err
	}, func(err error) {
		if err != nil {
			doorForget(q.password, err, password)
			q.fail(err)
			return
		}
		q.close()
		q.spec.OnFactor(factor)
	})
}

// fail says why it does not go on.
func (q *passwordQuestion) fail(err error) {
	q.says.fail(err)
	q.page.Window.Canvas().Focus(q.password)
}

// fit gives the dialog the height of what it says now.
func (q *passwordQuestion) fit() {
	q.dialog.Refresh()
	q.dialog.Refresh() // its texts know their width now
}
