package views

import (
	"image/color"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// actFrame is a window for one act of the person: what it is about, its content,
// and at the foot what is said, why the main button is locked, and the buttons.
type actFrame struct {
	page         *kit.Page
	reason       *kit.Text
	cancel, main *kit.Button
	scroll       *kit.Scroller
	inside       *fyne.Container // what scrolls
	foot         *fyne.Container
	root         *fyne.Container
}

// actSpec is what an act's window shows around its content.
type actSpec struct {
	Company     string
	Color       color.Color
	Title, Text string
	Verb        string // of the main button
	OnMain      func()
	OnCancel    func() // nil: there is no way back, and no button for one
}

// The width of an act's window, in units, and the most a small screen has.
const actWidth, actMost = 720, 1120

// actSize is such a window's size for a content of that height in units.
func actSize(height float32) fyne.Size {
	return fyne.NewSize(min(kit.U(actWidth), actMost), min(kit.U(height), 760))
}

func newActFrame(p *kit.Page, s actSpec) *actFrame {
	f := &actFrame{page: p, reason: kit.Caption("").Align(fyne.TextAlignTrailing)}
	f.main = kit.NewButton(kit.Main, s.Verb, s.OnMain)
	f.cancel = kit.NewButton(kit.Low, p.T("signin.cancel"), s.OnCancel)
	if s.OnCancel == nil {
		f.cancel.Hide()
	}
	return f
}

// build puts the content between head and foot; said may be nil.
func (f *actFrame) build(s actSpec, content, said fyne.CanvasObject) fyne.CanvasObject {
	head := kit.VStack(6)
	if s.Company != "" {
		head.Add(kit.HStack(8, kit.CompanyMark(kit.Initials(s.Company), s.Color, 20), kit.Caption(s.Company).Single(), kit.Spacer()))
	}
	head.Add(kit.VStack(2, kit.Title(s.Title), kit.Muted(s.Text)))
	f.inside = kit.VStack(24, head, content)
	f.scroll = kit.Scroll(kit.Pad(28, 32, 24, 32, f.inside))
	row := kit.VStack(12)
	if said != nil {
		row.Add(said)
	}
	row.Add(reasonFoot(f.reason, kit.Gap(0), kit.HStack(8, f.cancel, f.main)))
	f.foot = kit.VStack(0, kit.Divider(), kit.Pad(16, 32, 16, 32, row))
	f.root = belowHead(kit.Strip(s.Color), aboveFoot(f.scroll, f.foot))
	return f.root
}

// lock locks the main button with the reason beside it, "" unlocks it.
func (f *actFrame) lock(reason string) {
	setEnabled(f.main, reason == "")
	f.why(reason)
}

// why says why the main button is locked.
func (f *actFrame) why(reason string) {
	if f.reason.Text() != reason {
		f.reason.SetText(reason)
		f.relayout()
	}
}

// relayout gives everything its place again after something came or went: texts
// learn their width in a first round, the second takes up their new height.
func (f *actFrame) relayout() {
	if f.root == nil {
		return
	}
	for range 2 {
		f.inside.Refresh()
		f.scroll.Refresh()
		f.root.Refresh()
	}
}

// reveal scrolls to what has the keyboard.
func (f *actFrame) reveal() {
	if o, ok := f.page.Window.Canvas().Focused().(fyne.CanvasObject); ok {
		kit.RevealIn(f.page.Window, o)
	}
}

// actKeys closes by Escape and submits by Enter from anywhere in a window.
func actKeys(e *fyne.KeyEvent, escape, enter func()) bool {
	switch e.Name {
	case fyne.KeyEscape:
		escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		enter()
	default:
		return false
	}
	return true
}
