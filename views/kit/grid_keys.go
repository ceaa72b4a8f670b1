package kit

import (
	"fyne.io/fyne/v2"
)

// noIcon is the row itself, where an icon of it is counted.
const noIcon = -1

// gridList is the rows of a grid: one stop of Tab, from which the arrows lead on.
type gridList struct {
	press
	*lazy

	spec   GridSpec
	at     int // the row the keyboard is on
	icon   int // and the icon in it, or noIcon
	chosen int // the row marked, -1 for none

	columns []gridSpan // for the width below
	icons   float32
	width   float32
	unit    float32
	turns   int // how often the number of rows changed
	shift   func() bool
}

func newGridList(s GridSpec) *gridList {
	l := &gridList{spec: s, icon: noIcon, chosen: -1, shift: shiftHeld}
	l.lazy = newLazy(func() lazyRow { return newGridRow(l) })
	l.become(l, nil)
	return l
}

// spans are the columns and where the icons begin, measured once for a width and a scale.
func (l *gridList) spans(width float32) ([]gridSpan, float32) {
	if l.columns == nil || l.width != width || l.unit != U(1) {
		l.width, l.unit = width, U(1)
		l.columns, l.icons = gridSpans(l.spec.Columns, len(l.spec.Icons), width)
	}
	return l.columns, l.icons
}

func (l *gridList) heading(i int) (title, text string, is bool) {
	if l.spec.Heading == nil {
		return "", "", false
	}
	return l.spec.Heading(i)
}

func (l *gridList) hasIcon(row, i int) bool {
	if i < 0 || i >= len(l.spec.Icons) {
		return false
	}
	return l.spec.HasIcon == nil || l.spec.HasIcon(row, l.spec.Icons[i].Key)
}

// CreateRenderer implements fyne.Widget. The least width carries a trace of the rows: Fyne lays a parent out again only when
// a minimum changed, and Fill must hear that a list would now like to be higher or lower.
func (l *gridList) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(sketch{
		owner: l, objects: []fyne.CanvasObject{l.scroll},
		least: func() fyne.Size {
			few := min(l.len(), 3)
			return fyne.NewSize(U(200)+float32(l.turns%16)/32, min(U(l.tops[few]), l.total()))
		},
		place: func(size fyne.Size) {
			l.scroll.Resize(size)
			l.scroll.Refresh()
			l.arrange()
		},
		paint: func() {
			for _, row := range l.live {
				row.Refresh()
			}
		},
	})
}

// AcceptsTab implements fyne.Tabbable: Tab goes through the icons of the row before it leaves.
func (l *gridList) AcceptsTab() bool {
	if l.len() == 0 {
		return false
	}
	if l.shift() {
		return l.icon != noIcon
	}
	return l.next(1) != l.icon
}

// next is the icon that follows in a direction, noIcon before the first; at an end it is the same.
func (l *gridList) next(by int) int {
	for i := l.icon + by; i >= noIcon && i < len(l.spec.Icons); i += by {
		if i == noIcon || l.hasIcon(l.at, i) {
			return i
		}
	}
	return l.icon
}

// FocusGained implements fyne.Focusable.
func (l *gridList) FocusGained() {
	l.press.FocusGained()
	if l.chosen >= 0 && l.icon == noIcon {
		l.at = l.chosen
	}
	if !l.quiet {
		l.stand(l.at, 1)
	}
}

// FocusLost implements fyne.Focusable.
func (l *gridList) FocusLost() {
	l.icon = noIcon
	l.name()
	l.press.FocusLost()
}

// TypedKey moves with the arrows, opens with Enter, and goes to the icons with Tab, Left and Right.
func (l *gridList) TypedKey(e *fyne.KeyEvent) {
	l.byKey()
	page := max(int(l.scroll.Size().Height/U(l.spec.High))-1, 1)
	moves := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -l.len(), fyne.KeyEnd: l.len()}
	by, moved := moves[e.Name]
	switch {
	case moved:
		l.move(by)
	case e.Name == fyne.KeyLeft, e.Name == fyne.KeyTab && l.shift():
		l.toIcon(l.next(-1))
	case e.Name == fyne.KeyRight, e.Name == fyne.KeyTab:
		l.toIcon(l.next(1))
	case l.len() > 0 && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace):
		l.open(l.at, l.icon)
	default:
		Pass(l, e)
	}
}

func (l *gridList) move(by int) {
	if l.len() == 0 {
		return
	}
	dir := 1
	if by < 0 {
		dir = -1
	}
	l.stand(min(max(l.at+by, 0), l.len()-1), dir)
	if !l.hasIcon(l.at, l.icon) {
		l.icon = noIcon
	}
	l.name()
	if l.spec.OnChoose != nil {
		l.choose(l.at)
	}
}

// stand puts the keyboard on a row, or on the next one that is no heading; before the first or after the last it looks the
// other way.
func (l *gridList) stand(i, dir int) {
	for _, d := range []int{dir, -dir} {
		for at := i; at >= 0 && at < l.len(); at += d {
			if _, _, heading := l.heading(at); heading {
				continue
			}
			l.at = at
			l.reveal(at)
			l.Refresh()
			if row, ok := l.live[at]; ok && l.focused {
				Reveal(row) // the list itself may be scrolled out of sight
			}
			return
		}
	}
}

func (l *gridList) toIcon(i int) {
	l.icon = i
	l.name()
	l.Refresh()
}

// name tells what the icon with the keyboard is for.
func (l *gridList) name() {
	row, ok := l.live[l.at]
	switch {
	case !ok || l.icon == noIcon:
		hideTip(l)
	default:
		at := row.Position().Subtract(l.scroll.Offset).AddXY(l.icons+float32(l.icon)*U(gridIcon), U(8))
		showTip(l, tipOf{at: at, size: fyne.NewSize(U(gridIcon), row.Size().Height-2*U(8)), text: l.spec.Icons[l.icon].Name})
	}
}

// tap is a click on a row or an icon of it.
func (l *gridList) tap(i, icon int) {
	l.grab()
	l.at, l.icon = i, noIcon
	if icon == noIcon && l.spec.OnChoose != nil {
		l.choose(i)
		return
	}
	l.Refresh()
	l.open(i, icon)
}

// open is what Enter does; a click too, where rows are not chosen.
func (l *gridList) open(i, icon int) {
	switch {
	case icon != noIcon:
		if l.spec.OnIcon != nil && l.hasIcon(i, icon) {
			l.spec.OnIcon(i, l.spec.Icons[icon].Key)
		}
	case l.spec.OnOpen != nil:
		l.spec.OnOpen(i)
	case l.spec.OnChoose != nil:
		l.choose(i)
	}
}

func (l *gridList) choose(i int) {
	if i == l.chosen {
		l.Refresh()
		return
	}
	l.chosen = i
	l.Refresh()
	l.spec.OnChoose(i)
}
