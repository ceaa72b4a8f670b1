package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Disclosure is a row with a check box that opens over what belongs to it: a chevron, the box, a title, and at the right a
// caption. A click beside the box and Enter open and close it, Right opens, Left closes; a click on the box and Space check
// it, as a Check. It is one stop of Tab.
type Disclosure struct {
	shell
	head *discHead
	body *fyne.Container
}

// discHead is the row itself.
type discHead struct {
	press
	d       *Disclosure
	title   *Text
	caption *Text
	icon    *Glyph
	words   *fyne.Container
	state   CheckState
	open    bool
	boxed   bool // there is a box
	locked  bool // which cannot be pressed
	onCheck func(on bool)
	onOpen  func(open bool)
}

const (
	discHigh  = 44
	discBox   = 48 // where the box stands
	discTitle = 78
	discPlain = 48 // the title without a box
	discEdge  = 16
)

// NewDisclosure returns a closed row over body. onCheck is called when the person presses the box, never by SetState; nil
// leaves the box out.
func NewDisclosure(title string, body fyne.CanvasObject, onCheck func(on bool)) *Disclosure {
	d := &Disclosure{body: Pad(0, discEdge, 12, discTitle, body)}
	h := &discHead{d: d, title: Body(title), caption: Caption(""), icon: NewGlyph("", ColorMuted, 14), onCheck: onCheck, boxed: onCheck != nil}
	h.icon.Hide()
	h.words = Ends(12, h.title, HStack(5, h.icon, h.caption))
	h.become(h, func() { d.turn(!h.open) })
	d.head = h
	d.body.Hide()
	d.wrap(d, VStack(0, h, d.body))
	return d
}

// Disclosures is a card of rows with a line between two.
func Disclosures(rows ...*Disclosure) *fyne.Container {
	stack := VStack(0)
	for i, d := range rows {
		if i > 0 {
			stack.Add(Divider())
		}
		stack.Add(d)
	}
	return Card(stack, 1)
}

// OnOpen is called when the person opens or closes the row, and returns it.
func (d *Disclosure) OnOpen(f func(open bool)) *Disclosure {
	d.head.onOpen = f
	return d
}

// SetCaption replaces what stands at the right, "" for nothing; icon may be "".
func (d *Disclosure) SetCaption(icon, text string) {
	h := d.head
	h.icon.Set(icon, ColorMuted)
	h.caption.SetText(text)
	showIf(h.icon, icon != "")
	h.words.Refresh()
	h.Refresh()
}

// State returns what the box shows.
func (d *Disclosure) State() CheckState { return d.head.state }

// SetState shows a state; with anything checked the title is semi-bold.
func (d *Disclosure) SetState(s CheckState) {
	d.head.state = s
	d.head.title.SetBold(s != Unchecked)
	d.head.Refresh()
}

// SetLocked locks the box; the row still opens.
func (d *Disclosure) SetLocked(on bool) {
	d.head.locked = on
	d.head.Refresh()
}

// Open tells whether what belongs to the row shows.
func (d *Disclosure) Open() bool { return d.head.open }

// SetOpen opens or closes without calling OnOpen.
func (d *Disclosure) SetOpen(on bool) {
	d.head.open = on
	showIf(d.body, on)
	d.head.Refresh()
	d.Refresh()
}

func (d *Disclosure) turn(on bool) {
	if on == d.head.open {
		return
	}
	d.SetOpen(on)
	if d.head.onOpen != nil {
		d.head.onOpen(on)
	}
}

func (h *discHead) check() {
	if !h.boxed || h.locked || h.Disabled() {
		return
	}
	to := Checked
	if h.state == Checked {
		to = Unchecked
	}
	h.d.SetState(to)
	h.onCheck(to == Checked)
}

// Tapped implements fyne.Tappable.
func (h *discHead) Tapped(e *fyne.PointEvent) {
	h.grab()
	if h.boxed && e.Position.X >= U(discBox-6) && e.Position.X < U(discBox+checkBox+6) {
		Active()
		h.check()
		return
	}
	h.press.Tapped(e)
}

// TypedKey implements fyne.Focusable.
func (h *discHead) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace:
		h.byKey()
		if h.boxed {
			h.check()
		} else {
			h.fire()
		}
	case fyne.KeyRight:
		h.byKey()
		h.d.turn(true)
	case fyne.KeyLeft:
		h.byKey()
		h.d.turn(false)
	default:
		h.press.TypedKey(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (h *discHead) CreateRenderer() fyne.WidgetRenderer {
	p := &discParts{h: h, tint: newFill(), ring: newRing(), chevron: newIcon("", ColorMuted), box: newCheckMark()}
	objects := []fyne.CanvasObject{p.tint, p.ring, p.chevron}
	if h.boxed {
		objects = append(objects, p.box.objects()...)
	}
	return newSketch(sketch{owner: h, objects: append(objects, h.words), least: p.least, place: p.place, paint: p.paint})
}

type discParts struct {
	h          *discHead
	tint, ring *canvas.Rectangle
	chevron    *canvas.Image
	box        *checkMark
}

func (p *discParts) lead() float32 {
	if p.h.boxed {
		return U(discTitle)
	}
	return U(discPlain)
}

func (p *discParts) least() fyne.Size {
	words := p.h.words.MinSize()
	return fyne.NewSize(p.lead()+words.Width+U(discEdge), max(U(discHigh), words.Height+2*U(12)))
}

func (p *discParts) place(size fyne.Size) {
	in := U(gridInset)
	at, box := fyne.NewPos(in, in), fyne.NewSize(size.Width-2*in, size.Height-2*in)
	placeFill(p.tint, at, box, U(8))
	placeFill(p.ring, at, box, U(8))
	room := max(size.Width-p.lead()-U(discEdge), 0)
	high := place(p.h.words, room)
	top := (size.Height - high) / 2
	p.h.words.Move(fyne.NewPos(p.lead(), top))
	p.h.words.Resize(fyne.NewSize(room, high))
	line := min(U(20), high)
	placeIcon(p.chevron, fyne.NewPos(U(16), top), fyne.NewSize(U(20), line), 20)
	p.box.place(fyne.NewPos(U(discBox), top+(line-U(checkBox))/2), false)
}

func (p *discParts) paint() {
	h := p.h
	p.tint.FillColor = h.tint()
	paintRing(p.ring, h.ringed())
	chevron := "collapse"
	if h.open {
		chevron = "expand"
	}
	paintIcon(p.chevron, chevron, ColorMuted)
	p.box.paint(h.state, h.locked, false)
}
