package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// ConfirmSpec is a question. Title names the object, Text says what happens and what stays, Verb repeats the verb and the
// name. Company "" draws neither strip nor name. Body, if any, stands between Text and the buttons.
type ConfirmSpec struct {
	Company      string
	CompanyColor color.Color
	Title, Text  string
	Verb, Cancel string
	Danger       bool
	Body         fyne.CanvasObject
	OnDone       func(ok bool)
}

// Dialog is a card in the middle of a window that waits for an answer.
type Dialog struct{ overlay *overlay }

// Confirm asks and calls OnDone once: true for the verb, false for Cancel and Escape. Cancel has the focus at first.
func Confirm(w fyne.Window, s ConfirmSpec) *Dialog {
	var d *Dialog
	done := func(ok bool) func() {
		return func() {
			d.Hide()
			if s.OnDone != nil {
				s.OnDone(ok)
			}
		}
	}
	cancel := NewButton(Normal, s.Cancel, done(false))
	var foot *fyne.Container
	if s.Danger {
		foot = Foot(8, NewButton(Danger, s.Verb, done(true)), Spacer(), cancel)
	} else {
		foot = Foot(8, Spacer(), cancel, NewButton(Main, s.Verb, done(true)))
	}
	d = newDialog(w, 420, confirmCard(s, foot))
	d.overlay.onKey = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			done(false)()
		}
	}
	keep := func() { w.Canvas().Focus(cancel) } // Fyne drops the focus at a click beside
	d.overlay.outside = keep
	d.show()
	keep()
	return d
}

func confirmCard(s ConfirmSpec, foot fyne.CanvasObject) fyne.CanvasObject {
	head := VStack(8, Section(s.Title))
	if s.Company != "" {
		head = VStack(8, HStack(8, Dot(s.CompanyColor), Caption(s.Company).Single()), Section(s.Title))
	}
	if s.Text != "" {
		head.Add(Muted(s.Text))
	}
	body := VStack(0, head)
	if s.Body != nil {
		body.Add(Gap(12))
		body.Add(s.Body)
	}
	body.Add(Gap(24))
	body.Add(foot)
	var strip color.Color
	if s.Company != "" {
		strip = s.CompanyColor
	}
	return dialogCard(strip, Inset(24, body))
}

// dialogCard is a floating card with the company's strip along its top, inside its rounded corners.
func dialogCard(strip color.Color, obj fyne.CanvasObject) fyne.CanvasObject {
	if strip == nil {
		return lifted(12, Scroll(obj))
	}
	crown := newTinted(strip, 12)
	crown.top = true
	ground := Pad(3, 0, 0, 0, newPlate(ColorOverlay, "", 12))
	return Over(newShade(12), Fixed(0, 15, crown), ground, newCushion(Pad(3, 0, 0, 0, Scroll(obj))))
}

// ShowDialog shows any object on a card of width units; it stays until Hide. onEscape, if not nil, is called for Escape.
func ShowDialog(w fyne.Window, width float32, strip color.Color, obj fyne.CanvasObject, onEscape func()) *Dialog {
	d := newDialog(w, width, dialogCard(strip, Inset(24, obj)))
	d.overlay.onKey = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape && onEscape != nil {
			onEscape()
		}
	}
	d.show()
	FocusFirst(w, obj)
	return d
}

func newDialog(w fyne.Window, width float32, card fyne.CanvasObject) *Dialog {
	o := &overlay{canvas: w.Canvas(), veil: ColorShadow, obj: card}
	o.place = func(size fyne.Size) {
		wide := min(U(width), size.Width-U(32))
		card.Resize(fyne.NewSize(wide, size.Height)) // so that its texts know their width
		high := min(contentHeight(card), size.Height-U(32))
		card.Resize(fyne.NewSize(wide, high))
		card.Move(fyne.NewPos((size.Width-wide)/2, (size.Height-high)/2))
	}
	return &Dialog{overlay: o}
}

// contentHeight is what a card that scrolls would need not to.
func contentHeight(card fyne.CanvasObject) float32 {
	h := card.MinSize().Height
	eachScroller(card, func(s *Scroller) {
		h += s.scroll.Content.MinSize().Height - s.MinSize().Height
	})
	return h
}

func (d *Dialog) show() { d.overlay.show() }

// Hide takes the dialog away without an answer; what lies above it stays.
func (d *Dialog) Hide() { d.overlay.hide() }

// Shown tells whether the dialog is on the screen.
func (d *Dialog) Shown() bool { return d.overlay.shown }

// Refresh lays the dialog out again, after its content changed its size.
func (d *Dialog) Refresh() { d.overlay.Refresh() }
