package views

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// supportDoorSpec is what the sign-in of support shows and tells (S4). Open tries a
// code; it gives a visit, or an error. A nil Now is the system's clock.
type supportDoorSpec struct {
	Frame  doorFrame
	Now    func() time.Time
	Open   func(ctx context.Context, code, name, ticket string) (supportVisitBook, error)
	OnIn   func(visit supportVisitBook, name string)
	OnBack func()
}

// supportDoor asks the code that an owner told, and who wants to look.
type supportDoor struct {
	page  *kit.Page
	spec  supportDoorSpec
	parts *doorParts
	says  *doorSays

	code, name, ticket                *kit.Entry
	codeField, nameField, ticketField *kit.Field
	button                            *kit.Button
}

func newSupportDoor(p *kit.Page, spec supportDoorSpec) *supportDoor {
	s := &supportDoor{page: p, spec: spec, code: kit.NewEntry(), name: kit.NewEntry(), ticket: kit.NewEntry()}
	s.parts = newDoorParts(p, spec.Frame)
	s.button = kit.NewButton(kit.Main, p.T("support.enter"), s.submit).Tall()
	s.says = newDoorSays(p, s.button, spec.Now)
	s.says.settle = s.parts.settle
	s.codeField = kit.NewField(p.T("support.code"), s.code)
	s.codeField.SetHint(p.T("support.code.hint"))
	s.nameField = kit.NewField(p.T("support.name"), s.name)
	s.ticketField = kit.NewField(p.T("support.ticket"), s.ticket)
	fields := []*kit.Field{s.codeField, s.nameField, s.ticketField}
	entries := []*kit.Entry{s.code, s.name, s.ticket}
	for i, e := range entries {
		e.OnChanged = func(string) { fields[i].SetFault("") }
		e.OnEscape = s.back
		e.OnSubmitted = func(string) { s.submit() }
		if i+1 < len(entries) {
			e.OnSubmitted = func(string) { s.next(entries[i+1]) }
		}
	}
	return s
}

func (s *supportDoor) build() fyne.CanvasObject {
	p := s.page
	form := kit.VStack(24, kit.VStack(16, s.codeField, s.nameField, s.ticketField), kit.VStack(12, s.says.box, s.button))
	head := doorHead(p.T("support.door"), p.T("support.door.text"), "")
	return s.parts.around(doorColumn(head, form, kit.NewRow("back", p.T("support.back"), p.T("code.back.key"), s.back)))
}

func (s *supportDoor) draft() map[string]string {
	said := s.says.draft()
	if s.code.Text == "" && s.name.Text == "" && s.ticket.Text == "" && said == "" {
		return nil
	}
	return map[string]string{"code": s.code.Text, "name": s.name.Text, "ticket": s.ticket.Text, "said": said}
}

func (s *supportDoor) restore(d map[string]string) {
	s.says.restore(d["said"])
	doorFill(s.code, d["code"])
	doorFill(s.name, d["name"])
	doorFill(s.ticket, d["ticket"])
}

func (s *supportDoor) focus() { s.page.Window.Canvas().Focus(s.code) }

// keys submits by Enter and goes back by Escape, from anywhere.
func (s *supportDoor) keys(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.submit()
	case fyne.KeyEscape:
		s.back()
	default:
		return false
	}
	return true
}

// next is Enter in a field: on to the following one while that is empty.
func (s *supportDoor) next(to *kit.Entry) {
	if to.Text == "" {
		s.page.Window.Canvas().Focus(to)
		return
	}
	s.submit()
}

func (s *supportDoor) back() {
	if !s.button.Working() {
		s.spec.OnBack()
	}
}

func (s *supportDoor) submit() {
	if s.button.Disabled() || s.button.Working() {
		return
	}
	s.says.clear()
	if !s.filled() {
		return
	}
	code, name, ticket := s.code.Text, s.name.Text, s.ticket.Text
	var visit supportVisitBook
	kit.Do(s.page, doorWork{s.button, s.parts}, func(ctx context.Context) (err error) {
		visit, err = s.spec.Open(ctx, code, name, ticket)
		return err
	}, func(err error) {
		if err != nil {
			s.fail(err)
			return
		}
		s.spec.OnIn(visit, name)
	})
}

// filled points at the first field that is empty; nothing is tried then.
func (s *supportDoor) filled() bool {
	t := s.page.T
	switch {
	case s.code.Text == "":
		s.codeField.SetFault(t("support.code.odd"))
	case s.name.Text == "":
		s.nameField.SetFault(t("support.name.empty"))
	case s.ticket.Text == "":
		s.ticketField.SetFault(t("support.ticket.empty"))
	}
	return !kit.FocusFault(s.page.Window, s.codeField, s.nameField, s.ticketField)
}

// fail says why support did not come in: a wrong code, one that ended and access
// that is off in the same words.
func (s *supportDoor) fail(err error) {
	var wrong *access.WrongError
	switch field := fieldOf(err); {
	case field == "code":
		s.codeField.SetFault(s.page.T("support.code.odd"))
	case field == "name":
		s.nameField.SetFault(s.page.Explain(err))
	case field == "ticket":
		s.ticketField.SetFault(s.page.Explain(err))
	case errors.As(err, &wrong) && wrong.Wait == 0:
		s.says.show(s.page.T("support.wrong", "Count", wrong.Left))
	default:
		s.says.fail(err)
	}
	if !kit.FocusFault(s.page.Window, s.codeField, s.nameField, s.ticketField) {
		s.page.Window.Canvas().Focus(s.code)
	}
	s.says.seen()
}
