package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// besidePanel puts a column of width units at the left of a window. Where the
// window is too narrow for both, as at 200 %, the column gives way and brief, if
// any, stands above the content instead.
func besidePanel(width float32, panel, brief, content fyne.CanvasObject) *fyne.Container {
	l := &panelLayout{width: width, panel: kit.Panel(panel), line: kit.VDivider(), brief: brief, content: content}
	if brief == nil {
		l.brief = kit.Gap(0)
	}
	l.brief.Hide()
	return &fyne.Container{Layout: l, Objects: []fyne.CanvasObject{l.panel, l.line, l.brief, l.content}}
}

// panelContent is the least the content needs beside the column, in units.
const panelContent = 520

type panelLayout struct {
	width                       float32
	panel, line, brief, content fyne.CanvasObject
}

func (l *panelLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	least := l.content.MinSize()
	if l.brief.Visible() {
		least.Height += l.brief.MinSize().Height
	}
	return least
}

func (l *panelLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < kit.U(l.width+panelContent)
	l.show(l.panel, !narrow)
	l.show(l.line, !narrow)
	l.show(l.brief, narrow)
	var x, y float32
	if narrow {
		l.brief.Resize(fyne.NewSize(size.Width, l.brief.MinSize().Height))
		y = l.brief.MinSize().Height
		l.brief.Resize(fyne.NewSize(size.Width, y))
	} else {
		x = kit.U(l.width)
		l.panel.Resize(fyne.NewSize(x-kit.U(1), size.Height))
		l.line.Move(fyne.NewPos(x-kit.U(1), 0))
		l.line.Resize(fyne.NewSize(kit.U(1), size.Height))
	}
	l.content.Move(fyne.NewPos(x, y))
	l.content.Resize(fyne.NewSize(size.Width-x, max(size.Height-y, 0)))
}

func (*panelLayout) show(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// aboveFoot gives the foot the height it needs at the bottom and the content
// the rest.
func aboveFoot(content, foot fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: footLayout{content, foot}, Objects: []fyne.CanvasObject{content, foot}}
}

type footLayout struct{ content, foot fyne.CanvasObject }

func (l footLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	content, foot := l.content.MinSize(), l.foot.MinSize()
	return fyne.NewSize(max(content.Width, foot.Width), content.Height+foot.Height)
}

func (l footLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.foot.Resize(fyne.NewSize(size.Width, l.foot.MinSize().Height)) // so that its texts know their width
	height := min(l.foot.MinSize().Height, size.Height)
	l.foot.Resize(fyne.NewSize(size.Width, height))
	l.foot.Move(fyne.NewPos(0, size.Height-height))
	l.content.Move(fyne.NewPos(0, 0))
	l.content.Resize(fyne.NewSize(size.Width, size.Height-height))
}

// reasonFoot is a row of buttons, one at the left and some at the right, with the
// reason why the last is locked before them; where that is too long, above them.
func reasonFoot(reason *kit.Text, left, right fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &reasonLayout{reason: reason, left: left, right: right},
		Objects: []fyne.CanvasObject{left, reason, right}}
}

// reasonLayout remembers its width, because its height depends on it.
type reasonLayout struct {
	reason      *kit.Text
	left, right fyne.CanvasObject
	width       float32
}

// reasonWidth is the least a reason takes beside the buttons, in units.
const reasonWidth = 160

// above tells whether the reason has a line of its own.
func (l *reasonLayout) above() bool {
	buttons := l.left.MinSize().Width + l.right.MinSize().Width + kit.U(2*12)
	return l.width > 0 && l.reason.Text() != "" && l.width < buttons+kit.U(reasonWidth)
}

func (l *reasonLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	left, right, reason := l.left.MinSize(), l.right.MinSize(), l.reason.MinSize()
	least := fyne.NewSize(left.Width+kit.U(12)+right.Width, max(left.Height, right.Height))
	switch {
	case l.above():
		least.Height += reason.Height + kit.U(8)
	case l.reason.Text() != "":
		least.Height = max(least.Height, reason.Height)
	}
	return least
}

func (l *reasonLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	left, right := l.left.MinSize(), l.right.MinSize()
	at, room := fyne.NewPos(left.Width+kit.U(12), 0), max(size.Width-left.Width-right.Width-kit.U(2*12), 0)
	if l.above() {
		at, room = fyne.NewPos(0, 0), size.Width
	}
	l.reason.Resize(fyne.NewSize(room, l.reason.MinSize().Height)) // the width first, so that it breaks
	l.reason.Resize(fyne.NewSize(room, l.reason.MinSize().Height))
	row := size.Height
	if l.above() {
		row = max(left.Height, right.Height)
	} else {
		at.Y = (size.Height - l.reason.Size().Height) / 2
	}
	l.reason.Move(at)
	l.left.Resize(left)
	l.left.Move(fyne.NewPos(0, size.Height-row+(row-left.Height)/2))
	l.right.Resize(right)
	l.right.Move(fyne.NewPos(size.Width-right.Width, size.Height-row+(row-right.Height)/2))
}
