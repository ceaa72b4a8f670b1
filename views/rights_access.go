package views

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// The two kinds of users (A26) as the choice has them.
const (
	kindOfHouse = "internal"
	kindOutside = "external"
)

// rightsAccess is of which kind a user is, and until when he comes in.
type rightsAccess struct {
	page  *kit.Page
	user  access.User
	words overviewWords
	kind  *kit.Segmented
	until *kit.Entry
	field *kit.Field
	tell  func()
}

func newRightsAccess(p *kit.Page, u access.User, words overviewWords, locked bool, onChange func()) *rightsAccess {
	a := &rightsAccess{page: p, user: u, words: words, until: kit.NewEntry(), tell: onChange}
	a.kind = kit.NewSegmented([]kit.Option{{Key: kindOfHouse, Text: p.T("rights.internal")}, {Key: kindOutside, Text: p.T("rights.external")}},
		func(string) { a.settle() })
	a.field = kit.NewField(p.T("rights.until"), a.until)
	a.field.SetHint(p.T("rights.until.hint"))
	a.until.OnChanged = func(string) {
		a.field.SetFault("")
		a.tell()
	}
	a.kind.SetKey(kindKey(u.Internal))
	a.until.SetText(typedDay(u.Until))
	if locked {
		a.kind.Disable()
		a.until.Disable()
	}
	a.settle()
	return a
}

func kindKey(internal bool) string {
	if internal {
		return kindOfHouse
	}
	return kindOutside
}

func (a *rightsAccess) build() fyne.CanvasObject {
	return kit.Card(kit.VStack(14, kit.Section(a.page.T("rights.access")), kit.Left(a.kind), a.field), 20)
}

// settle shows the last day to whom one can be given.
func (a *rightsAccess) settle() {
	if a.internal() {
		a.field.Hide()
	} else {
		a.field.Show()
	}
	a.tell()
}

func (a *rightsAccess) internal() bool { return a.kind.Key() == kindOfHouse }

// count is how many of the two differ from what stands.
func (a *rightsAccess) count() (n int) {
	if a.internal() != a.user.Internal {
		n++
	}
	if day, ok := a.day(); !ok || day != a.user.Until {
		n++
	}
	return n
}

// day is the last day as YYYY-MM-DD, empty for none; false where it is no day.
func (a *rightsAccess) day() (string, bool) {
	if a.internal() || strings.TrimSpace(a.until.Text) == "" {
		return "", true
	}
	return readDay(a.until.Text)
}

// check gives the last day, or shows that it is none.
func (a *rightsAccess) check() (string, bool) {
	day, ok := a.day()
	if !ok {
		a.refuse(a.page.T("rights.until.odd"))
	}
	return day, ok
}

// refuse shows a fault at the last day; false where none is asked.
func (a *rightsAccess) refuse(text string) bool {
	if a.internal() {
		return false
	}
	a.field.SetFault(text)
	a.page.Window.Canvas().Focus(a.until)
	return true
}

// The parts of a draft.
const (
	draftKind  = "kind"
	draftUntil = "until"
)

func (a *rightsAccess) draft() map[string]string {
	if a.count() == 0 {
		return nil
	}
	return map[string]string{draftKind: a.kind.Key(), draftUntil: a.until.Text}
}

func (a *rightsAccess) restore(d map[string]string) {
	if kind, ok := d[draftKind]; ok {
		a.kind.SetKey(kind)
		a.until.SetText(d[draftUntil])
		a.settle()
	}
}

// readDay reads a day as people write it: 31/12/2027, 31.12.2027, 31-12-2027, or with
// the year first. It gives YYYY-MM-DD.
func readDay(text string) (string, bool) {
	text = strings.NewReplacer(".", "/", "-", "/", " ", "").Replace(strings.TrimSpace(text))
	for _, form := range []string{"2/1/2006", "2006/1/2"} {
		if at, err := time.Parse(form, text); err == nil {
			return at.Format(time.DateOnly), true
		}
	}
	return "", false
}

// typedDay is a day of a statement in the form in which it is typed.
func typedDay(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return at.Format("02/01/2006")
}
