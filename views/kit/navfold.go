package kit

import "fyne.io/fyne/v2"

// NavFold is an entry of a side navigation that others stand below: a click or Enter opens and closes it, Right opens, Left
// closes. In a narrow column, where there is no room to tell levels apart, it is gone and what is below always shows.
type NavFold struct {
	shell
	head          *foldHead
	box           *fyne.Container
	open, compact bool
}

// foldHead is the entry itself.
type foldHead struct {
	Nav
	fold *NavFold
}

// NewNavFold returns an open fold at a level, 0 for the outermost, over its entries.
func NewNavFold(icon, text string, level int, entries ...fyne.CanvasObject) *NavFold {
	f := &NavFold{box: VStack(0, entries...), open: true}
	f.head = &foldHead{Nav: Nav{icon: icon, text: text, chevron: "expand", depth: level}, fold: f}
	f.head.become(f.head, func() { f.SetOpen(!f.open) })
	f.wrap(f, VStack(0, f.head, f.box))
	return f
}

// SetOpen shows or hides what is below.
func (f *NavFold) SetOpen(on bool) {
	f.open = on
	f.show()
}

// Open tells whether what is below shows.
func (f *NavFold) Open() bool { return f.open }

func (f *NavFold) setCompact(on bool) {
	f.compact = on
	for _, o := range f.box.Objects {
		if c, ok := o.(interface{ setCompact(bool) }); ok {
			c.setCompact(on)
		}
	}
	f.show()
}

func (f *NavFold) show() {
	f.head.chevron = "collapse"
	if f.open {
		f.head.chevron = "expand"
	}
	showIf(f.head, !f.compact)
	showIf(f.box, f.open || f.compact)
	f.head.Refresh()
	f.Refresh()
}

// TypedKey implements fyne.Focusable.
func (h *foldHead) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyRight:
		h.byKey()
		h.fold.SetOpen(true)
	case fyne.KeyLeft:
		h.byKey()
		h.fold.SetOpen(false)
	default:
		h.Nav.TypedKey(e)
	}
}
