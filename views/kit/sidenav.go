package kit

import "fyne.io/fyne/v2"

// NavGroup is the caption over some entries.
func NavGroup(text string) fyne.CanvasObject {
	g := &navGroup{wide: Pad(16, 10, 6, 10, CaptionBold(text).Single()), narrow: Pad(8, 8, 8, 8, Divider())}
	g.narrow.Hide()
	g.wrap(g, Over(g.wide, g.narrow))
	return g
}

type navGroup struct {
	shell
	wide, narrow *fyne.Container
}

func (g *navGroup) setCompact(on bool) { swap(g.wide, g.narrow, on) }

// NavHead is what stands at the top of a column: a mark, a name that may wrap, a caption ("" for none).
func NavHead(mark fyne.CanvasObject, name, caption string) fyne.CanvasObject {
	words := VStack(0, Label(name))
	if caption != "" {
		words.Add(Caption(caption).Single())
	}
	h := &navHead{words: words, lead: Gap(2)}
	h.wrap(h, Over(Gap(52), Pad(6, 0, 6, 0, HStack(0, h.lead, HStack(12, mark, words))))) // three lines keep their distance
	return h
}

type navHead struct {
	shell
	words, lead *fyne.Container // lead is gone in a narrow column, whose middle the mark takes
}

func (h *navHead) setCompact(on bool) {
	if h.words.Hidden != on {
		h.words.Hidden, h.lead.Hidden = on, on
		h.Refresh()
	}
}

func swap(wide, narrow fyne.CanvasObject, on bool) {
	if on {
		wide.Hide()
		narrow.Show()
		return
	}
	narrow.Hide()
	wide.Show()
}

// SideNav is a column of entries on its own ground: a head, entries that scroll, and a foot that stays. It is 256 wide, or
// 64 with icons alone where Beside finds its window too narrow.
type SideNav struct {
	shell
	parts   []fyne.CanvasObject
	compact bool
}

// NewSideNav returns a column; head may be nil, foot may be empty. TabColumn is the same thing for settings.
func NewSideNav(head fyne.CanvasObject, items []fyne.CanvasObject, foot ...fyne.CanvasObject) *SideNav {
	n := &SideNav{parts: append(append([]fyne.CanvasObject{}, items...), foot...)}
	c := column{top: Gap(8), bottom: Gap(8), rest: Scroll(Pad(4, 12, 4, 12, VStack(0, items...)))}
	if head != nil {
		n.parts = append(n.parts, head)
		c.top = Pad(8, 12, 4, 16, head)
	}
	if len(foot) > 0 {
		c.bottom = Pad(4, 12, 12, 12, VStack(0, foot...))
	}
	n.wrap(n, Panel(&fyne.Container{Layout: c, Objects: []fyne.CanvasObject{c.top, c.rest, c.bottom}}))
	return n
}

func (n *SideNav) setCompact(on bool) {
	if n.compact == on {
		return
	}
	n.compact = on
	for _, p := range n.parts {
		if c, ok := p.(interface{ setCompact(bool) }); ok {
			c.setCompact(on)
		}
	}
}

// Compact tells whether the column shows icons alone.
func (n *SideNav) Compact() bool { return n.compact }

// column is top and bottom at their height and the rest between.
type column struct{ top, rest, bottom fyne.CanvasObject }

func (c column) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, c.top.MinSize().Height+c.bottom.MinSize().Height+U(72))
}

func (c column) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	upper, lower := place(c.top, size.Width), place(c.bottom, size.Width)
	c.top.Resize(fyne.NewSize(size.Width, upper))
	c.bottom.Resize(fyne.NewSize(size.Width, lower))
	c.bottom.Move(fyne.NewPos(0, size.Height-lower))
	c.rest.Move(fyne.NewPos(0, upper))
	c.rest.Resize(fyne.NewSize(size.Width, max(0, size.Height-upper-lower)))
}

// Beside puts a column at the left of the content with a hairline between; below 1100 units of width the column shows icons
// alone.
func Beside(nav *SideNav, content fyne.CanvasObject) *fyne.Container {
	b := beside{nav, VDivider(), content}
	return &fyne.Container{Layout: b, Objects: []fyne.CanvasObject{nav, b.line, content}}
}

type beside struct {
	nav           *SideNav
	line, content fyne.CanvasObject
}

func (b beside) MinSize([]fyne.CanvasObject) fyne.Size {
	nav, content := b.nav.MinSize(), b.content.MinSize()
	return fyne.NewSize(U(64)+content.Width, max(nav.Height, content.Height))
}

func (b beside) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := U(256)
	compact := size.Width < U(1100)
	if compact {
		w = U(64)
	}
	b.nav.setCompact(compact)
	b.nav.Resize(fyne.NewSize(w, size.Height))
	b.line.Move(fyne.NewPos(w-U(1), 0)) // on the column's last pixel
	b.line.Resize(fyne.NewSize(U(1), size.Height))
	b.content.Move(fyne.NewPos(w, 0))
	b.content.Resize(fyne.NewSize(size.Width-w, size.Height))
}
