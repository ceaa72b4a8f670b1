package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// entryInset is what an entry's text stands further in than Fyne puts it.
const entryInset = 4

// Entry is a line of text to fill in, 36 high. Its border is two wide and coloured while it has the focus or a fault.
// OnChanged, OnSubmitted (Enter; the window gets it when unset), SetPlaceHolder, SetText and Text are those of Fyne's entry.
type Entry struct {
	widget.Entry

	// OnEscape, if set, takes Escape; otherwise the window gets it.
	OnEscape func()

	self    fyne.Widget
	focused bool
	fault   bool
	ground  fyne.ThemeColorName // "" is that of what is filled in
}

// NewEntry returns an empty entry.
func NewEntry() *Entry {
	e := &Entry{}
	e.become(e)
	return e
}

func (e *Entry) become(self fyne.Widget) {
	e.self = self
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(self)
}

// Mono shows every character as wide as the others, and returns the entry.
func (e *Entry) Mono() *Entry {
	e.TextStyle.Monospace = true
	e.Refresh()
	return e
}

// SetFault shows or clears the error border.
func (e *Entry) SetFault(on bool) {
	if e.fault != on {
		e.fault = on
		e.Refresh()
	}
}

// Faulty tells whether the error border shows.
func (e *Entry) Faulty() bool { return e.fault }

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.self != nil {
		Reveal(e.self)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
}

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	Active()
	e.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	Active()
	enter := k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter
	switch {
	case k.Name == fyne.KeyEscape && e.OnEscape != nil:
		e.OnEscape()
	case k.Name == fyne.KeyEscape, enter && e.OnSubmitted == nil && !e.MultiLine:
		Pass(e.self, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut keeps what belongs to editing and passes the rest on to the window.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	Active()
	if c, ok := s.(*desktop.CustomShortcut); ok && !editing(c.KeyName) {
		PassShortcut(e.self, s)
		return
	}
	e.Entry.TypedShortcut(s)
}

func editing(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}

// MouseDown implements desktop.Mouseable.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	Active()
	moved := *m
	moved.Position = moved.Position.SubtractXY(U(entryInset), 0)
	e.Entry.MouseDown(&moved)
}

// Dragged implements fyne.Draggable.
func (e *Entry) Dragged(d *fyne.DragEvent) {
	Active()
	moved := *d
	moved.Position = moved.Position.SubtractXY(U(entryInset), 0)
	e.Entry.Dragged(&moved)
}

// MinSize implements fyne.CanvasObject: monospace lines are lower, the entry is not.
func (e *Entry) MinSize() fyne.Size {
	return e.Entry.MinSize().Max(fyne.NewSize(U(64), U(36)))
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), entry: e, edged: newEdged(), style: e.TextStyle}
	for i := range r.masks {
		r.masks[i] = newFill()
	}
	r.paint()
	return r
}

func (e *Entry) edge() (c fyne.ThemeColorName, width float32) {
	switch {
	case e.fault && !e.Disabled():
		return ColorError, U(2)
	case e.focused && !e.Disabled():
		return ColorPrimary, U(2)
	case e.Disabled():
		return ColorSeparator, U(1)
	}
	return ColorInputBorder, U(1)
}

// entryRenderer draws our border in the place of Fyne's, which is one wide in every state, and moves the text in.
type entryRenderer struct {
	fyne.WidgetRenderer
	entry *Entry
	edged edged
	style fyne.TextStyle       // at the last layout
	masks [4]*canvas.Rectangle // over a long text: its two ends, the bar below, the border under that
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.edged.edge, r.edged.ground}
	for _, o := range r.WidgetRenderer.Objects() {
		if _, border := o.(*canvas.Rectangle); !border {
			objects = append(objects, o)
		}
	}
	return append(objects, r.masks[0], r.masks[1], r.masks[2], r.masks[3])
}

func (r *entryRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.place(size)
	in := U(entryInset)
	lower := max((size.Height-r.MinSize().Height)/2, 0)
	for _, o := range r.WidgetRenderer.Objects() {
		if _, text := o.(fyne.Scrollable); text {
			o.Move(o.Position().AddXY(in, lower))
			o.Resize(o.Size().SubtractWidthHeight(2*in, 2*lower))
			r.mask(o.Position(), o.Size())
		}
		if _, icon := o.(*canvas.Image); icon {
			o.Move(fyne.NewPos(o.Position().X+in, (size.Height-o.Size().Height)/2))
		}
	}
}

// mask keeps a text that is longer than its entry off the border, and covers the shadows and the bar Fyne scrolls it with.
func (r *entryRenderer) mask(at fyne.Position, size fyne.Size) {
	text := r.entry.Text
	if r.entry.Password {
		text = strings.Repeat("•", len([]rune(text)))
	}
	long := text != "" && fyne.MeasureText(text, U(14), r.entry.TextStyle).Width > size.Width-2*U(8)
	for _, m := range r.masks {
		m.Hidden = !long || r.entry.MultiLine
	}
	whole, side := r.entry.Size(), U(6)
	_, width := r.entry.edge()
	left, right, below, edge := r.masks[0], r.masks[1], r.masks[2], r.masks[3]
	from := width
	if r.entry.Icon != nil {
		from = at.X // not over the icon
	}
	placeFill(left, fyne.NewPos(from, width), fyne.NewSize(at.X+side-from, whole.Height-2*width), 0)
	placeFill(right, fyne.NewPos(at.X+size.Width-side, width), fyne.NewSize(side+U(2), whole.Height-2*width), 0)
	foot := at.Y + size.Height - U(7)
	placeFill(below, fyne.NewPos(at.X+side, foot), fyne.NewSize(max(size.Width-2*side, 0), whole.Height-width-foot), 0)
	if r.entry.Icon == nil {
		left.TopLeftCornerRadius, left.BottomLeftCornerRadius = U(8)-width, U(8)-width
	}
	if r.entry.ActionItem == nil {
		right.TopRightCornerRadius, right.BottomRightCornerRadius = U(8)-width, U(8)-width
		right.Resize(fyne.NewSize(whole.Width-width-right.Position().X, right.Size().Height))
	}
	placeFill(edge, fyne.NewPos(U(8), whole.Height-width), fyne.NewSize(max(whole.Width-2*U(8), 0), width), 0)
}

func (r *entryRenderer) place(size fyne.Size) {
	_, width := r.entry.edge()
	r.edged.place(fyne.NewPos(0, 0), size, U(8), width)
}

func (r *entryRenderer) paint() {
	edge, _ := r.entry.edge()
	ground := r.entry.ground
	switch {
	case r.entry.Disabled():
		ground = ColorBackground
	case ground == "":
		ground = ColorInput
	}
	r.edged.paint(edge, ground)
	for _, m := range r.masks[:3] {
		m.FillColor = Color(ground)
	}
	r.masks[3].FillColor = r.edged.edge.FillColor
}

func (r *entryRenderer) Refresh() {
	r.paint()
	r.place(r.entry.Size())
	r.WidgetRenderer.Refresh()
	for _, o := range r.WidgetRenderer.Objects() {
		if _, text := o.(fyne.Scrollable); text {
			r.mask(o.Position(), o.Size())
		}
	}
	if r.style != r.entry.TextStyle {
		r.style = r.entry.TextStyle
		r.Layout(r.entry.Size())
	}
}
