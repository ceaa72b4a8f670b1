package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text is words on the screen without any padding of their own. It wraps by words at the width it is given, and inside a
// word that is longer than that; Single turns it into one line that ends in an ellipsis when it must. Its minimum height is
// that of the width it was last laid out at. It cannot be focused or selected.
type Text struct {
	widget.BaseWidget

	words  string
	size   fyne.ThemeSizeName
	line   float32 // height of a line, in units
	style  fyne.TextStyle
	color  fyne.ThemeColorName
	align  fyne.TextAlign
	single bool

	width float32 // last laid out
}

func newText(s string, size fyne.ThemeSizeName, line float32) *Text {
	t := &Text{words: s, size: size, line: line, color: ColorForeground}
	t.ExtendBaseWidget(t)
	return t
}

// Title is the one heading of a window: 24, semi-bold.
func Title(s string) *Text { return newText(s, theme.SizeNameHeadingText, 34).Bold() }

// Section heads a section, a dialog or a card: 17, semi-bold.
func Section(s string) *Text { return newText(s, theme.SizeNameSubHeadingText, 24).Bold() }

// Label names an entry: 14, semi-bold.
func Label(s string) *Text { return Body(s).Bold() }

// Body is running text: 14.
func Body(s string) *Text { return newText(s, theme.SizeNameText, 20) }

// Muted is a second line: 14, muted.
func Muted(s string) *Text { return Body(s).In(ColorMuted) }

// Caption is a hint or a table header: 12, muted.
func Caption(s string) *Text { return newText(s, theme.SizeNameCaptionText, 17).In(ColorMuted) }

// CaptionBold is a badge's word or a group's name: 12, semi-bold, muted.
func CaptionBold(s string) *Text { return Caption(s).Bold() }

// Mono is a secret, a proposal or a hash: 14, every character of the same width.
func Mono(s string) *Text {
	t := Body(s)
	t.style.Monospace = true
	return t
}

// MonoLarge is Mono in the size of a section, for a code that is read off the screen: 17.
func MonoLarge(s string) *Text {
	t := newText(s, theme.SizeNameSubHeadingText, 24)
	t.style.Monospace = true
	return t
}

// Bold turns the text semi-bold and returns it.
func (t *Text) Bold() *Text {
	t.style.Bold = true
	return t
}

// In sets the colour while building and returns the text.
func (t *Text) In(c fyne.ThemeColorName) *Text {
	t.color = c
	return t
}

// Single keeps the text on one line, cut with an ellipsis where the room ends, and returns it.
func (t *Text) Single() *Text {
	t.single = true
	return t
}

// Align sets where the lines stand in their width and returns the text.
func (t *Text) Align(a fyne.TextAlign) *Text {
	t.align = a
	return t
}

// Text returns the words, uncut.
func (t *Text) Text() string { return t.words }

// SetText replaces the words.
func (t *Text) SetText(s string) {
	if s == t.words {
		return
	}
	t.words = s
	t.Refresh()
}

// SetColor replaces the colour.
func (t *Text) SetColor(c fyne.ThemeColorName) {
	if c == t.color {
		return
	}
	t.color = c
	t.Refresh()
}

// SetBold switches between 400 and 600.
func (t *Text) SetBold(bold bool) {
	if bold == t.style.Bold {
		return
	}
	t.style.Bold = bold
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t}
	r.write()
	return r
}

func (t *Text) textSize() float32 { return theme.Size(t.size) }

func (t *Text) measure(s string) float32 {
	return textWidth(s, t.textSize(), t.style)
}

// naturalWidth is the width of the longest line when nothing has to wrap.
func (t *Text) naturalWidth() float32 {
	var w float32
	for _, line := range splitLines(t.words) {
		w = max(w, t.measure(line))
	}
	return w
}

// minWidth carries a trace of the natural width: Fyne lays a parent out again only when a minimum changed, and a row must hear
// that its text would now like more or less room.
func (t *Text) minWidth() float32 {
	natural := t.naturalWidth()
	if t.single {
		return min(natural, t.measure("…")) + natural/4096
	}
	return min(widestWord(t.words, t.measure), U(96)) + natural/4096
}

func (t *Text) lines(width float32) []string {
	if t.single {
		return []string{ellipsis(t.words, width, t.measure)}
	}
	return wrap(t.words, width, t.measure)
}

type textRenderer struct {
	text  *Text
	lines []*canvas.Text
	objs  []fyne.CanvasObject
	made  madeWith
	min   fyne.Size
}

// madeWith is all that decides how the lines break.
type madeWith struct {
	words  string
	width  float32
	size   float32
	style  fyne.TextStyle
	single bool
	font   fyne.Resource
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objs }

func (r *textRenderer) MinSize() fyne.Size {
	r.write()
	return r.min
}

func (r *textRenderer) Layout(size fyne.Size) {
	changed := size.Width != r.text.width
	r.text.width = size.Width
	before := len(r.lines)
	r.write()
	height := U(r.text.line)
	for i, line := range r.lines {
		line.Move(fyne.NewPos(0, float32(i)*height))
		line.Resize(fyne.NewSize(size.Width, height))
	}
	if changed && len(r.lines) != before {
		canvas.Refresh(r.text) // the height changed: whoever placed us has to look again
	}
}

func (r *textRenderer) Refresh() {
	r.write()
	r.Layout(r.text.Size())
	for _, line := range r.lines {
		line.Refresh()
	}
	canvas.Refresh(r.text)
}

// write brings the drawn lines in step with the words, the width and the theme.
func (r *textRenderer) write() {
	t := r.text
	width := t.width
	if width == 0 {
		width = t.naturalWidth()
	}
	made := madeWith{t.words, width, t.textSize(), t.style, t.single, theme.Current().Font(t.style)}
	if made != r.made {
		r.made = made
		r.set(t.lines(width))
		r.min = fyne.NewSize(t.minWidth(), float32(len(r.lines))*U(t.line))
	}
	r.paint(Color(t.color))
}

func (r *textRenderer) set(lines []string) {
	r.lines, r.objs = r.lines[:0], make([]fyne.CanvasObject, 0, len(lines))
	for _, s := range lines {
		line := &canvas.Text{Text: s, TextSize: r.made.size, TextStyle: r.made.style, FontSource: ownFont(s, r.made.style)}
		r.lines = append(r.lines, line)
		r.objs = append(r.objs, line)
	}
}

func (r *textRenderer) paint(c color.Color) {
	for _, line := range r.lines {
		line.Color, line.Alignment = c, r.text.align
	}
}
