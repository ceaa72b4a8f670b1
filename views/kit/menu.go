package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// PersonButton is the header's button with a person's mark, his address and a chevron: it opens a menu.
type PersonButton struct {
	press
	open bool
	text *Text
	box  *fyne.Container
}

// NewPersonButton returns the button; onTap is told whether a key pressed it, for MenuSpec.ByKey.
func NewPersonButton(initials, text string, onTap func(byKey bool)) *PersonButton {
	b := &PersonButton{text: Body(text).Single()}
	b.box = Pad(6, 10, 6, 10, HStack(8, Person(initials, 28), b.text, NewGlyph("expand", ColorMuted, 18)))
	b.become(b, func() {
		if onTap != nil {
			onTap(b.ringed())
		}
	})
	return b
}

// SetOpen keeps the button's ground while its menu is open.
func (b *PersonButton) SetOpen(open bool) {
	b.open = open
	b.Refresh()
}

// SetText replaces the address.
func (b *PersonButton) SetText(s string) {
	b.text.SetText(s)
	b.Refresh()
}

func (b *PersonButton) naturalWidth() float32 { return naturalWidth(b.box) }

// CreateRenderer implements fyne.Widget.
func (b *PersonButton) CreateRenderer() fyne.WidgetRenderer {
	ring, tint := newRing(), newEdged().edge
	return newSketch(sketch{
		owner: b, objects: []fyne.CanvasObject{ring, tint, b.box},
		least: b.box.MinSize,
		place: func(size fyne.Size) {
			placeGround(ring, tint, size)
			b.box.Resize(size)
		},
		paint: func() {
			paintRing(ring, b.ringed())
			tint.FillColor = b.tint()
			if b.open {
				tint.FillColor = Color(ColorButton)
			}
			b.box.Refresh()
		},
	})
}

// placeGround puts a ground of radius 8 over the whole and its focus ring around.
func placeGround(ring, ground *canvas.Rectangle, size fyne.Size) {
	placeRing(ring, fyne.NewPos(0, 0), size, U(8))
	ground.CornerRadius = U(8)
	ground.Resize(size)
}

// MenuItem is a line of a menu, or a divider when Divider is set. Hint stands at the right: a count, a shortcut.
type MenuItem struct {
	Icon, Text, Hint string
	OnTap            func()
	Divider          bool
}

// MenuSpec is a menu's content. ByKey focuses the first item at once.
type MenuSpec struct {
	Header  fyne.CanvasObject
	Items   []MenuItem
	ByKey   bool
	OnClose func()
}

// OpenMenu is a menu on the screen.
type OpenMenu struct {
	overlay *overlay
	items   []*menuItem
	onClose func()
}

// Menu opens a menu of 334 under the anchor, aligned with its right side. Up, Down, Home, End and Tab move, Enter chooses,
// Escape and a click outside close.
func Menu(w fyne.Window, anchor fyne.CanvasObject, s MenuSpec) *OpenMenu {
	m := &OpenMenu{onClose: s.OnClose}
	stack := VStack(0)
	if s.Header != nil {
		stack.Add(Pad(16, 20, 16, 20, s.Header))
		stack.Add(Divider())
	}
	stack.Add(Gap(8))
	for _, item := range s.Items {
		if item.Divider {
			stack.Add(Pad(8, 0, 8, 0, Divider()))
			continue
		}
		i := m.newItem(item)
		m.items = append(m.items, i)
		stack.Add(Pad(0, 8, 0, 8, i))
	}
	stack.Add(Gap(8))
	m.overlay = &overlay{canvas: w.Canvas(), obj: lifted(12, Scroll(stack)), onKey: m.typed, outside: m.Close}
	m.overlay.place = func(size fyne.Size) { placeUnder(m.overlay.obj, anchor, size) }
	m.overlay.show()
	if s.ByKey && len(m.items) > 0 {
		w.Canvas().Focus(m.items[0])
	}
	return m
}

func placeUnder(card, anchor fyne.CanvasObject, size fyne.Size) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor)
	wide := min(U(334), size.Width-U(16))
	card.Resize(fyne.NewSize(wide, size.Height))
	y := at.Y + anchor.Size().Height + U(6)
	high := min(contentHeight(card), size.Height-y-U(8))
	x := min(max(at.X+anchor.Size().Width-wide, U(8)), size.Width-wide-U(8))
	card.Resize(fyne.NewSize(wide, high))
	card.Move(fyne.NewPos(x, y))
}

// Close closes the menu.
func (m *OpenMenu) Close() {
	if !m.overlay.shown {
		return
	}
	m.overlay.hide()
	if m.onClose != nil {
		m.onClose()
	}
}

// Shown tells whether the menu is on the screen.
func (m *OpenMenu) Shown() bool { return m.overlay.shown }

func (m *OpenMenu) typed(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		m.Close()
	case fyne.KeyDown:
		m.move(1)
	case fyne.KeyUp:
		m.move(-1)
	case fyne.KeyHome:
		m.focus(0)
	case fyne.KeyEnd:
		m.focus(len(m.items) - 1)
	}
}

func (m *OpenMenu) move(by int) {
	for i, item := range m.items {
		if item.focused {
			m.focus((i + by + len(m.items)) % len(m.items))
			return
		}
	}
	if by < 0 {
		m.focus(len(m.items) - 1)
		return
	}
	m.focus(0)
}

func (m *OpenMenu) focus(i int) {
	if i >= 0 && i < len(m.items) {
		m.overlay.canvas.Focus(m.items[i])
	}
}

func (m *OpenMenu) newItem(i MenuItem) *menuItem {
	item := &menuItem{what: i}
	item.become(item, func() {
		m.Close()
		if i.OnTap != nil {
			i.OnTap()
		}
	})
	return item
}

type menuItem struct {
	press
	what MenuItem
}

// CreateRenderer implements fyne.Widget.
func (i *menuItem) CreateRenderer() fyne.WidgetRenderer {
	tint := newEdged().edge
	line := HStack(12, NewGlyph(i.what.Icon, ColorMuted, 18), Body(i.what.Text).Single(), Spacer(), Caption(i.what.Hint).Single())
	box := Fixed(0, 40, Pad(0, 12, 0, 12, line))
	return newSketch(sketch{
		owner: i, objects: []fyne.CanvasObject{tint, box},
		least: box.MinSize,
		place: func(size fyne.Size) {
			tint.CornerRadius = U(8)
			tint.Resize(size)
			box.Resize(size)
		},
		paint: func() {
			tint.FillColor = i.tint()
			if i.focused {
				tint.FillColor = Color(ColorHover)
			}
			box.Refresh()
		},
	})
}
