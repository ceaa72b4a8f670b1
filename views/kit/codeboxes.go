package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	codeDigits = 6
	codeWidth  = 48
	codeHeight = 56
	codeGap    = 8
	codeMiddle = 16 // after the third
	codeCaret  = 28
)

// CodeBoxes takes a code of six digits in six boxes. It is one stop of Tab. Digits of any script count, all else typed is
// ignored; pasting six digits, however they are spaced, fills all.
type CodeBoxes struct {
	press

	// OnComplete is called with each sixth digit.
	OnComplete func(code string)
	// OnChanged is called at each change, also when the boxes are emptied.
	OnChanged func(code string)
	// OnEscape, if set, takes Escape; otherwise the window gets it.
	OnEscape func()
	// OnEnter, if set, takes Enter.
	OnEnter func()

	code  string
	fault bool
	calm  bool // what stands above is to be read first
}

// NewCodeBoxes returns empty boxes.
func NewCodeBoxes() *CodeBoxes {
	c := &CodeBoxes{}
	c.become(c, nil)
	return c
}

// Code returns the digits so far, as 0 to 9.
func (c *CodeBoxes) Code() string { return c.code }

// Clear empties the boxes.
func (c *CodeBoxes) Clear() { c.set("") }

// SetFault empties the boxes and turns them to the error colour, until something is typed; false only turns them back.
func (c *CodeBoxes) SetFault(on bool) {
	c.fault = on
	if on {
		c.set("")
	}
	c.Refresh()
}

// FocusCalmly gives the boxes the focus without scrolling to them: what stands above is to be read first. Coming back to
// them later scrolls as usual.
func (c *CodeBoxes) FocusCalmly(w fyne.Window) {
	c.calm = true
	w.Canvas().Focus(c)
}

// FocusGained implements fyne.Focusable. A window that appears says it a second time.
func (c *CodeBoxes) FocusGained() {
	if !c.calm {
		c.press.FocusGained()
		return
	}
	c.focused = true
	c.Refresh()
}

// FocusLost implements fyne.Focusable.
func (c *CodeBoxes) FocusLost() {
	c.calm = false
	c.press.FocusLost()
}

// Cursor implements desktop.Cursorable.
func (c *CodeBoxes) Cursor() desktop.Cursor {
	if c.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// Tapped implements fyne.Tappable.
func (c *CodeBoxes) Tapped(*fyne.PointEvent) {
	Active()
	c.grab()
}

// TypedRune implements fyne.Focusable.
func (c *CodeBoxes) TypedRune(r rune) {
	c.byKey()
	if d, ok := digit(r); ok {
		c.put(string(d))
	}
}

// TypedKey implements fyne.Focusable.
func (c *CodeBoxes) TypedKey(e *fyne.KeyEvent) {
	c.byKey()
	switch e.Name {
	case fyne.KeyBackspace, fyne.KeyDelete:
		if c.code != "" && !c.Disabled() {
			c.set(c.code[:len(c.code)-1])
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.OnEnter != nil {
			c.OnEnter()
		} else {
			Pass(c, e)
		}
	case fyne.KeyEscape:
		if c.OnEscape != nil {
			c.OnEscape()
		} else {
			Pass(c, e)
		}
	default:
		Pass(c, e)
	}
}

// TypedShortcut implements fyne.Shortcutable: paste; the rest is the window's.
func (c *CodeBoxes) TypedShortcut(s fyne.Shortcut) {
	Active()
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		c.paste(s.Clipboard.Content())
	case *desktop.CustomShortcut:
		PassShortcut(c, s)
	}
}

// paste takes digits out of a text; more than six are no code.
func (c *CodeBoxes) paste(s string) {
	var digits strings.Builder
	for _, r := range s {
		if d, ok := digit(r); ok {
			digits.WriteRune(d)
		}
	}
	switch n := digits.Len(); {
	case n == codeDigits && !c.Disabled():
		c.code = ""
		c.put(digits.String())
	case n < codeDigits:
		c.put(digits.String())
	}
}

func (c *CodeBoxes) put(digits string) {
	room := codeDigits - len(c.code)
	if c.Disabled() || room == 0 || digits == "" {
		return
	}
	c.fault = false
	c.set(c.code + digits[:min(len(digits), room)])
	if len(c.code) == codeDigits && c.OnComplete != nil {
		c.OnComplete(c.code)
	}
}

func (c *CodeBoxes) set(code string) {
	if c.code == code {
		return
	}
	c.code = code
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(code)
	}
}

// digit reads a decimal digit of the scripts a phone or an input method may write.
func digit(r rune) (rune, bool) {
	for _, zero := range []rune{'0', '０', '٠', '۰', '०'} {
		if r >= zero && r <= zero+9 {
			return '0' + r - zero, true
		}
	}
	return 0, false
}

// CreateRenderer implements fyne.Widget.
func (c *CodeBoxes) CreateRenderer() fyne.WidgetRenderer {
	r := &codeParts{c: c, caret: newFill()}
	var objects []fyne.CanvasObject
	for i := range r.boxes {
		r.boxes[i], r.digits[i] = newEdged(), newWord(true)
		r.digits[i].Alignment = fyne.TextAlignCenter
		objects = append(objects, r.boxes[i].edge, r.boxes[i].ground, r.digits[i])
	}
	return newSketch(sketch{
		owner: c, objects: append(objects, r.caret),
		least: func() fyne.Size { return fyne.NewSize(r.left(codeDigits)-U(codeGap), U(codeHeight)) },
		place: r.place, paint: r.paint,
	})
}

type codeParts struct {
	c      *CodeBoxes
	boxes  [codeDigits]edged
	digits [codeDigits]*canvas.Text
	caret  *canvas.Rectangle
}

func (r *codeParts) left(i int) float32 {
	x := float32(i) * U(codeWidth+codeGap)
	if i >= codeDigits/2 {
		x += U(codeMiddle - codeGap)
	}
	return x
}

func (r *codeParts) active(i int) bool { return r.c.focused && !r.c.Disabled() && i == len(r.c.code) }

func (r *codeParts) place(size fyne.Size) {
	start := max((size.Width-r.left(codeDigits)+U(codeGap))/2, 0)
	box := fyne.NewSize(U(codeWidth), U(codeHeight))
	r.caret.Hidden = true
	for i := range r.boxes {
		at := fyne.NewPos(start+r.left(i), (size.Height-box.Height)/2)
		width := U(1)
		if r.c.fault || r.active(i) {
			width = U(2)
		}
		r.boxes[i].place(at, box, U(8), width)
		r.digits[i].Move(at)
		r.digits[i].Resize(box)
		if r.active(i) {
			r.caret.Hidden = false
			r.caret.Move(at.AddXY(box.Width/2, (box.Height-U(codeCaret))/2))
			r.caret.Resize(fyne.NewSize(U(1), U(codeCaret)))
		}
	}
}

func (r *codeParts) paint() {
	c := r.c
	for i := range r.boxes {
		edge, ground, word := ColorInputBorder, ColorInput, ColorForeground
		switch {
		case c.Disabled():
			edge, ground, word = ColorSeparator, ColorBackground, ColorDisabled
		case c.fault:
			edge = ColorError
		case r.active(i):
			edge = ColorPrimary
		}
		r.boxes[i].paint(edge, ground)
		s := ""
		if i < len(c.code) {
			s = c.code[i : i+1]
		}
		paintWord(r.digits[i], s, 24, word)
	}
	r.caret.FillColor = Color(ColorPrimary)
}
