package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// secretPerLine is how many groups stand beside each other.
const secretPerLine = 4

// Secret shows a key in groups, monospace and selectable, with a copy button as high beside it.
type Secret struct {
	widget.BaseWidget

	// OnCopy gets the secret as shown, on one line, or the part that was selected. Nothing reaches the clipboard but through it.
	OnCopy func(text string)

	groups string
	text   *secretText
	copy   *Button
	body   *fyne.Container
}

// NewSecret shows groups separated by spaces. copyLabel, if any, is the word on the copy button.
func NewSecret(groups, copyLabel string) *Secret {
	s := &Secret{}
	s.text = newSecretText(s.copied)
	s.copy = NewIconButton(Normal, "copy", func() { s.copied(s.groups) })
	if copyLabel != "" {
		s.copy.SetText(copyLabel)
	}
	s.body = &fyne.Container{Layout: secretLayout{s}, Objects: []fyne.CanvasObject{s.text, s.copy}}
	s.ExtendBaseWidget(s)
	s.Set(groups)
	return s
}

// Set shows other groups; "" forgets them.
func (s *Secret) Set(groups string) {
	s.groups = groups
	var lines []string
	words := strings.Fields(groups)
	for from := 0; from < len(words); from += secretPerLine {
		lines = append(lines, strings.Join(words[from:min(from+secretPerLine, len(words))], " "))
	}
	s.text.show(lines)
	s.Refresh()
}

func (s *Secret) copied(text string) {
	Active()
	if s.OnCopy != nil && text != "" {
		s.OnCopy(text)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Secret) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }

// secretLayout puts the button beside the box at the same height.
type secretLayout struct{ s *Secret }

func (l secretLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	text, button := l.s.text.MinSize(), l.s.copy.MinSize()
	return fyne.NewSize(text.Width+U(8)+button.Width, max(text.Height, button.Height))
}

func (l secretLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := l.s.copy.MinSize().Width
	l.s.text.Resize(fyne.NewSize(max(size.Width-w-U(8), 0), size.Height))
	l.s.copy.Move(fyne.NewPos(size.Width-w, 0))
	l.s.copy.Resize(fyne.NewSize(w, size.Height))
}

// secretText is an entry that can be read and selected, not changed; what is copied goes through its owner.
type secretText struct {
	Entry

	lines []string
	copy  func(string)
}

func newSecretText(copied func(string)) *secretText {
	t := &secretText{copy: copied}
	t.MultiLine, t.ground = true, ColorSurface // to be read, not filled in
	t.TextStyle.Monospace = true
	t.become(t)
	return t
}

func (t *secretText) show(lines []string) {
	t.lines = lines
	t.SetMinRowsVisible(max(len(lines), 1))
	t.SetText(strings.Join(lines, "\n"))
}

// MinSize implements fyne.CanvasObject: the whole text shows.
func (t *secretText) MinSize() fyne.Size {
	var w float32
	for _, line := range t.lines {
		w = max(w, fyne.MeasureText(line, U(14), t.TextStyle).Width)
	}
	return fyne.NewSize(w+2*U(12)+U(4), max(t.Entry.MinSize().Height, U(36))+U(4))
}

// AcceptsTab implements fyne.Tabbable.
func (t *secretText) AcceptsTab() bool { return false }

// TypedRune changes nothing.
func (t *secretText) TypedRune(rune) { Active() }

// TypedKey only moves about.
func (t *secretText) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyTab:
		Active()
	case fyne.KeyReturn, fyne.KeyEnter:
		Active()
		Pass(t, k)
	default:
		t.Entry.TypedKey(k)
	}
}

// TypedShortcut copies and selects; it changes nothing.
func (t *secretText) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		t.copy(strings.ReplaceAll(t.SelectedText(), "\n", " "))
	case *fyne.ShortcutSelectAll:
		t.Entry.TypedShortcut(s)
	case *desktop.CustomShortcut:
		if s.KeyName != fyne.KeyBackspace && s.KeyName != fyne.KeyDelete {
			t.Entry.TypedShortcut(s)
		}
	}
}
