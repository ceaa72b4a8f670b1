package views

import (
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// olderSpec is what is told of a file that is older than one this computer saw,
// and where it leads. Words says a moment; a nil Now is the system's clock.
type olderSpec struct {
	Seen     time.Time
	Frame    doorFrame
	Words    func(time.Time) string
	Now      func() time.Time
	OnOther  func() // opens another file
	OnCopies func() // to the copies of this one
	OnTake   func() // goes on with this one: the owner has read what that does
	OnBack   func()
	OnDrop   func() // forgets the sign-in that waits here
}

// olderView stands between the door and an older file (DESIGN 11).
type olderView struct {
	page   *kit.Page
	spec   olderSpec
	parts  *doorParts
	says   *doorSays
	button *kit.Button
	take   *kit.Row
}

func older(p *kit.Page, spec olderSpec) *olderView {
	spec.Frame.OnOther = nil // the main button leads there
	o := &olderView{page: p, spec: spec, parts: newDoorParts(p, spec.Frame)}
	o.button = kit.NewButton(kit.Main, p.T("older.other"), spec.OnOther).Tall()
	o.says = newDoorSays(p, o.button, spec.Now)
	o.says.settle = o.parts.settle
	return o
}

func (o *olderView) build() fyne.CanvasObject {
	p := o.page
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.NewGlyph(icon, kit.ColorMuted, 18), kit.Body(text), kit.Spacer())
	}
	seen := p.T("older.seen", "Date", o.spec.Words(o.spec.Seen))
	form := kit.VStack(20,
		kit.VStack(12, fact("schedule", seen), fact("info", p.T("older.means")), fact("shield", p.T("older.owner"))),
		kit.VStack(12, o.says.box, o.button))
	o.take = kit.NewRow("unlock", p.T("older.take"), "", o.ask)
	return o.parts.around(doorColumn(doorHead(p.T("older.title"), p.T("older.text"), ""), form,
		kit.NewRow("backup", p.T("older.copies"), "", o.unless(o.spec.OnCopies)), o.take,
		kit.NewRow("back", p.T("code.back"), p.T("code.back.key"), o.unless(o.spec.OnBack))))
}

// unless keeps a way shut while the file is being opened.
func (o *olderView) unless(f func()) func() {
	return func() {
		if !o.button.Working() {
			f()
		}
	}
}

func (o *olderView) draft() map[string]string  { return nil }
func (o *olderView) restore(map[string]string) {}

// focus shows what there is to read first, where the window is too short for all.
func (o *olderView) focus() {
	o.page.Window.Canvas().Focus(o.button)
	o.parts.scroll.Top()
}

// keys goes back by Escape.
func (o *olderView) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	o.unless(o.spec.OnBack)()
	return true
}

// ask lets the owner read what his word does.
func (o *olderView) ask() {
	if !o.button.Working() {
		askOlder(o.page, o.spec.Words(o.spec.Seen), o.spec.OnTake)
	}
}

// askOlder asks an owner whether an older file is the one to go on with.
func askOlder(p *kit.Page, seen string, take func()) {
	kit.Confirm(p.Window, kit.ConfirmSpec{
		Title: p.T("older.take.title"), Text: p.T("older.take.text", "Date", seen),
		Verb: p.T("older.take.verb"), Cancel: p.T("signin.cancel"), Danger: true,
		OnDone: func(ok bool) {
			if ok {
				take()
			}
		},
	})
}

// worker shows that the file is being opened.
func (o *olderView) worker() kit.Worker { return doorWork{o.button, o.parts} }

// fail says why it was not: only an owner may go on with an older file.
func (o *olderView) fail(err error) {
	if errors.Is(err, access.ErrForbidden) {
		o.says.show(o.page.T("older.forbidden"))
	} else {
		o.says.fail(err)
	}
	o.says.seen()
}

// showClock is the sign-in's.
func (o *olderView) showClock(err *access.ClockError, retry func()) {
	o.fail(err)
	o.says.offer(retry)
}

// drop forgets the sign-in that waits here.
func (o *olderView) drop() { o.spec.OnDrop() }
