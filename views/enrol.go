package views

import (
	"context"
	"errors"
	"image/color"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// enrolBook makes a factor active by a right code (F5), which gives the recovery
// codes that belong to it (F13).
type enrolBook interface {
	Enrol(ctx context.Context, f *access.NewFactor, code string) (*access.RecoverySet, error)
}

// enrolSpec is what the enrolment shows and tells. Replace says that an older
// phone stays valid until the new one is proved.
type enrolSpec struct {
	Company   string
	Color     color.Color
	Factor    *access.NewFactor
	Replace   bool
	Clipboard *kit.Clipboard
	OnDone    func(*access.RecoverySet)
	OnCancel  func()
}

// enrolView is the enrolment's own window: closed before a right code, nothing
// has changed.
type enrolView struct {
	page   *kit.Page
	book   enrolBook
	spec   enrolSpec
	steps  *factorSteps
	scroll *kit.Scroller
	button *kit.Button
}

// The height that the steps need, in units, and the most that a small screen has.
const enrolHeight, enrolMost = 523, 760

// enrolSize is the window's own size, as far as a small screen has room for it.
func enrolSize() fyne.Size {
	return fyne.NewSize(min(kit.U(800), 1120), min(kit.U(enrolHeight), enrolMost))
}

func enrol(p *kit.Page, book enrolBook, spec enrolSpec) *enrolView {
	e := &enrolView{page: p, book: book, spec: spec}
	e.steps = newFactorSteps(p, spec.Factor.URI(), spec.Factor.Key(), spec.Clipboard, func(string) {})
	e.button = kit.NewButton(kit.Main, e.verb(), e.submit)
	e.button.Disable()
	e.steps.onChanged = func(code string) {
		if len(code) == 6 {
			e.button.Enable()
		} else {
			e.button.Disable()
		}
	}
	e.steps.boxes.OnEnter = e.submit
	e.steps.boxes.OnEscape = e.cancel
	return e
}

// verb is what the main button does.
func (e *enrolView) verb() string {
	if e.spec.Replace {
		return e.page.T("enrol.replace.button")
	}
	return e.page.T("enrol.button")
}

func (e *enrolView) build() fyne.CanvasObject {
	p := e.page
	title, text := p.T("enrol.title"), p.T("enrol.text")
	if e.spec.Replace {
		title, text = p.T("enrol.replace.title"), p.T("enrol.replace.text")
	}
	company := kit.HStack(8, kit.CompanyMark(kit.Initials(e.spec.Company), e.spec.Color, 20),
		kit.Caption(e.spec.Company).Single(), kit.Spacer())
	body := kit.Pad(28, 32, 24, 32, kit.VStack(24,
		kit.VStack(6, company, kit.VStack(2, kit.Title(title), kit.Muted(text))), e.steps.build()))
	foot := kit.VStack(0, kit.Divider(), kit.Pad(16, 32, 16, 32, enrolFoot(
		kit.HStack(8, kit.NewGlyph("info", kit.ColorMuted, 18), kit.Caption(p.T("enrol.nothing")), kit.Spacer()),
		kit.HStack(8, kit.Spacer(), kit.NewButton(kit.Low, p.T("signin.cancel"), e.cancel), e.button))))
	e.scroll = kit.Scroll(body)
	e.steps.onHeight = func() {
		body.Refresh()
		body.Refresh() // its texts know their width now
		e.scroll.Refresh()
		e.grow(kit.U(3) + body.MinSize().Height + foot.MinSize().Height)
	}
	objs := []fyne.CanvasObject{kit.Strip(e.spec.Color), e.scroll, foot}
	return &fyne.Container{Layout: enrolLayout{}, Objects: objs}
}

// grow gives the window the height that a line more takes.
func (e *enrolView) grow(height float32) {
	w := e.page.Window
	now, height := w.Canvas().Size(), min(height, enrolMost)
	if height > now.Height {
		w.Resize(fyne.NewSize(now.Width, height))
	}
}

func (e *enrolView) draft() map[string]string {
	if e.steps.code() == "" {
		return nil
	}
	return map[string]string{"code": e.steps.code()}
}

func (e *enrolView) restore(draft map[string]string) { e.steps.restore(draft["code"]) }

// focus shows the QR code first, where the window is too short for all.
func (e *enrolView) focus() {
	e.steps.focus()
	if e.scroll != nil && e.steps.code() == "" {
		e.scroll.Top()
	}
}

// keys closes by Escape and submits by Enter from anywhere.
func (e *enrolView) keys(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyEscape:
		e.cancel()
	case fyne.KeyReturn, fyne.KeyEnter:
		e.submit()
	default:
		return false
	}
	return true
}

// cancel changes nothing. While a code is being judged it waits for the verdict.
func (e *enrolView) cancel() {
	if !e.button.Working() {
		e.spec.OnCancel()
	}
}

func (e *enrolView) submit() {
	if e.button.Disabled() {
		return
	}
	typed := e.steps.code()
	var codes *access.RecoverySet
	kit.Do(e.page, e.button, func(ctx context.Context) (err error) {
		codes, err = e.book.Enrol(ctx, e.spec.Factor, typed)
		return err
	}, func(err error) {
		if err == nil {
			e.spec.OnDone(codes)
			return
		}
		e.fail(err)
	})
}

// fail says why nothing changed; only a wrong code is taken out of the boxes.
func (e *enrolView) fail(err error) {
	var wrong *access.WrongError
	if errors.As(err, &wrong) {
		e.steps.setFault(e.page.T("enrol.wrong"))
		return
	}
	e.steps.say(kit.ToneError, e.page.Explain(err))
}

// enrolFoot puts a sentence at the left of the buttons, or above them where they
// leave it too little room.
func enrolFoot(sentence, buttons fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: &enrolFootLayout{}, Objects: []fyne.CanvasObject{sentence, buttons}}
}

// enrolFootLayout remembers its width, because its height depends on it.
type enrolFootLayout struct{ width float32 }

// above tells whether the sentence has a line of its own.
func (l *enrolFootLayout) above(buttons fyne.Size) bool {
	return l.width > 0 && l.width < buttons.Width+kit.U(16+160)
}

func (l *enrolFootLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	sentence, buttons := objs[0].MinSize(), objs[1].MinSize()
	least := fyne.NewSize(max(sentence.Width, buttons.Width), max(sentence.Height, buttons.Height))
	if l.above(buttons) {
		least.Height = sentence.Height + kit.U(12) + buttons.Height
	}
	return least
}

func (l *enrolFootLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	sentence, buttons := objs[0], objs[1]
	least, room := buttons.MinSize(), size.Width
	if !l.above(least) {
		room -= least.Width + kit.U(16)
	}
	sentence.Resize(fyne.NewSize(room, sentence.MinSize().Height)) // the width first, so that it breaks
	sentence.Resize(fyne.NewSize(room, sentence.MinSize().Height))
	at := fyne.NewPos(0, 0)
	if !l.above(least) {
		at.Y = (size.Height - sentence.Size().Height) / 2
	}
	sentence.Move(at)
	buttons.Resize(least)
	buttons.Move(fyne.NewPos(size.Width-least.Width, size.Height-least.Height))
	if !l.above(least) {
		buttons.Move(fyne.NewPos(size.Width-least.Width, (size.Height-least.Height)/2))
	}
}

// enrolLayout is the strip at the top, the foot at the bottom at the height its
// words take at this width, and the content between.
type enrolLayout struct{}

func (enrolLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	strip, body, foot := objs[0].MinSize(), objs[1].MinSize(), objs[2].MinSize()
	return fyne.NewSize(max(body.Width, foot.Width), strip.Height+body.Height+foot.Height)
}

func (enrolLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	strip, body, foot := objs[0], objs[1], objs[2]
	high := strip.MinSize().Height
	strip.Move(fyne.NewPos(0, 0))
	strip.Resize(fyne.NewSize(size.Width, high))
	foot.Resize(fyne.NewSize(size.Width, foot.MinSize().Height))
	low := foot.MinSize().Height
	foot.Move(fyne.NewPos(0, size.Height-low))
	foot.Resize(fyne.NewSize(size.Width, low))
	body.Move(fyne.NewPos(0, high))
	body.Resize(fyne.NewSize(size.Width, max(size.Height-high-low, 0)))
}
