package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// factorSteps is the heart of every enrolment: the QR card at the left and at its
// right the three steps that end in six boxes (F3, F4, F5). Where the room is
// short the steps stand below the card. It judges nothing: onComplete gets each
// sixth digit, the owner answers with setFault, or goes on.
type factorSteps struct {
	page      *kit.Page
	card      *kit.QRCard
	secret    *kit.Secret
	boxes     *kit.CodeBoxes
	message   *kit.Message
	onChanged func(code string)
	// onHeight is called when the steps take another height: the owner
	// lays itself out again.
	onHeight func()
}

// newFactorSteps shows the otpauth address as a QR code and the key in groups of
// four; clipboard takes the key, without its spaces, and empties itself.
func newFactorSteps(p *kit.Page, uri, key string, clipboard *kit.Clipboard, onComplete func(code string)) *factorSteps {
	s := &factorSteps{
		page: p, card: kit.NewQRCard(uri), secret: kit.NewSecret(key, ""), boxes: kit.NewCodeBoxes(),
		message: kit.NewMessage(), onChanged: func(string) {}, onHeight: func() {},
	}
	s.secret.OnCopy = func(text string) {
		clipboard.Copy(strings.ReplaceAll(text, " ", ""))
		p.Toasts.Show(kit.ToneInfo, p.T("enrol.copied"), "", nil)
	}
	s.boxes.OnChanged = func(code string) {
		if code != "" && s.message.Visible() {
			s.message.Clear()
			s.settle()
		}
		kit.RevealIn(s.page.Window, s.boxes)
		s.onChanged(code)
	}
	s.boxes.OnComplete = onComplete
	return s
}

// build puts card and steps beside each other, or under each other.
func (s *factorSteps) build() fyne.CanvasObject {
	p := s.page
	steps := kit.VStack(24,
		factorStep(kit.NewStepMark(1, kit.StepDone), p.T("enrol.step.install"), p.T("enrol.step.apps"), nil),
		factorStep(kit.NewStepMark(2, kit.StepNow), p.T("enrol.step.scan"), p.T("enrol.step.key"), s.secret),
		factorStep(kit.NewStepMark(3, kit.StepNow), p.T("enrol.step.code"), "", kit.VStack(12, kit.Left(s.boxes), s.message)),
	)
	return &fyne.Container{Layout: &factorLayout{gap: 32}, Objects: []fyne.CanvasObject{s.card, steps}}
}

// factorStep is a mark with its title, a line that explains it, and what is to be done.
func factorStep(mark fyne.CanvasObject, title, text string, input fyne.CanvasObject) fyne.CanvasObject {
	words := kit.VStack(2, kit.Label(title))
	if text != "" {
		words.Add(kit.Muted(text))
	}
	body := kit.VStack(8, kit.Pad(2, 0, 0, 0, words))
	if input != nil {
		body.Add(input)
	}
	return &fyne.Container{Layout: factorStepLayout{gap: 12}, Objects: []fyne.CanvasObject{mark, body}}
}

// code is what stands in the boxes.
func (s *factorSteps) code() string { return s.boxes.Code() }

// focus puts the keyboard into the boxes. A short window shows the QR code until
// the first digit.
func (s *factorSteps) focus() {
	if s.code() == "" {
		s.boxes.FocusCalmly(s.page.Window)
		return
	}
	s.page.Window.Canvas().Focus(s.boxes)
}

// settle lays the steps out again after their message came or went.
func (s *factorSteps) settle() {
	s.onHeight()
	if s.message.Visible() {
		kit.RevealIn(s.page.Window, s.message)
	}
}

// restore puts digits back that were typed before; it completes nothing.
func (s *factorSteps) restore(code string) { retype(s.boxes, code) }

// setFault empties the boxes and says under them what was wrong.
func (s *factorSteps) setFault(text string) {
	s.boxes.SetFault(true)
	s.say(kit.ToneError, text)
}

// say tells something under the boxes; what was typed stays.
func (s *factorSteps) say(tone kit.Tone, text string) {
	s.message.Set(tone, "", text)
	s.focus()
	s.settle()
}

// retype types digits into boxes without completing them.
func retype(boxes *kit.CodeBoxes, code string) {
	complete := boxes.OnComplete
	boxes.OnComplete = nil
	for _, digit := range code {
		boxes.TypedRune(digit)
	}
	boxes.OnComplete = complete
}

// factorStepLayout is a mark at the top left and a body that takes the rest.
type factorStepLayout struct{ gap float32 }

func (l factorStepLayout) indent(objs []fyne.CanvasObject) float32 {
	return objs[0].MinSize().Width + kit.U(l.gap)
}

func (l factorStepLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	body := objs[1].MinSize()
	return fyne.NewSize(l.indent(objs)+body.Width, max(body.Height, objs[0].MinSize().Height))
}

func (l factorStepLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs[0].Move(fyne.NewPos(0, 0))
	objs[0].Resize(objs[0].MinSize())
	objs[1].Move(fyne.NewPos(l.indent(objs), 0))
	objs[1].Resize(fyne.NewSize(max(size.Width-l.indent(objs), 0), size.Height))
}

// factorLayout is a card at its own size with the steps at its right, or below it
// where both do not fit. It remembers its width, because its height depends on it.
type factorLayout struct{ gap, width float32 }

func (l *factorLayout) beside(objs []fyne.CanvasObject) bool {
	return l.width == 0 || objs[0].MinSize().Width+kit.U(l.gap)+objs[1].MinSize().Width <= l.width
}

func (l *factorLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	card, steps := objs[0].MinSize(), objs[1].MinSize()
	least := fyne.NewSize(max(card.Width, steps.Width), max(card.Height, steps.Height))
	if !l.beside(objs) {
		least.Height = card.Height + kit.U(l.gap) + steps.Height
	}
	return least
}

func (l *factorLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	card := objs[0].MinSize()
	objs[0].Move(fyne.NewPos(0, 0))
	objs[0].Resize(card)
	at, width := fyne.NewPos(0, card.Height+kit.U(l.gap)), size.Width
	if l.beside(objs) {
		at = fyne.NewPos(card.Width+kit.U(l.gap), 0)
		width -= at.X
	}
	objs[1].Move(at)
	objs[1].Resize(fyne.NewSize(width, objs[1].MinSize().Height)) // the width first, so that its texts break
	objs[1].Resize(fyne.NewSize(width, objs[1].MinSize().Height))
}
