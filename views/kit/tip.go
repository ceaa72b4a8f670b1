package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// tipDelay is how long the pointer rests before a tip shows.
const tipDelay = 500 * time.Millisecond

// Tips shows the name of an icon, or the whole of a text that is cut, beside the pointer. Each page has them as its topmost
// layer; components find it by themselves.
type Tips struct {
	shell
	runner Runner
	card   *fyne.Container
	text   *Text
	stop   func()
	owner  fyne.CanvasObject
	spot   tipOf
}

// tipOf is a text and the part of a component it speaks of; the card stands below that part, or beside it.
type tipOf struct {
	at     fyne.Position
	size   fyne.Size
	text   string
	beside bool
}

// NewTips returns a layer that shows nothing yet and takes no click.
func NewTips(r Runner) *Tips {
	t := &Tips{runner: r, text: Caption("").In(ColorForeground), stop: func() {}}
	t.card = Over(newPlate(ColorOverlay, ColorSeparator, 6), Pad(4, 8, 4, 8, t.text))
	t.wrap(t, &fyne.Container{Layout: tipPlace{&t.spot}, Objects: []fyne.CanvasObject{t.card}})
	t.Hide()
	return t
}

// tipPlace puts the card beside what it speaks of, or below, above where the window ends, and wholly inside.
type tipPlace struct{ *tipOf }

func (tipPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (p tipPlace) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	card := objs[0]
	wide := min(naturalWidth(card), U(320), max(size.Width-2*U(8), 0))
	high := place(card, wide)
	x, y := p.at.X+(p.size.Width-wide)/2, p.at.Y+p.size.Height+U(4)
	if p.beside {
		x, y = p.at.X+p.size.Width+U(4), p.at.Y+(p.size.Height-high)/2
	}
	if y+high > size.Height-U(4) {
		y = p.at.Y - high - U(4)
	}
	card.Move(fyne.NewPos(max(min(x, size.Width-wide-U(8)), 0), max(y, 0)))
	card.Resize(fyne.NewSize(wide, high))
}

// Text returns what is shown, "" when nothing is.
func (t *Tips) Text() string {
	if !t.Visible() {
		return ""
	}
	return t.text.Text()
}

// show says a text after a while.
func (t *Tips) show(obj fyne.CanvasObject, tip tipOf) {
	t.stop()
	t.owner = obj
	t.stop = t.runner.After(tipDelay, func() {
		d := fyne.CurrentApp().Driver()
		if d.CanvasForObject(obj) == nil {
			return // it is gone
		}
		t.Show()
		tip.at = tip.at.Add(d.AbsolutePositionForObject(obj).Subtract(d.AbsolutePositionForObject(t)))
		t.spot = tip
		t.text.SetText(tip.text)
		t.Refresh()
		canvas.Refresh(obj) // a layer that was never drawn yet is in no canvas that could draw it
	})
}

func (t *Tips) hide(obj fyne.CanvasObject) {
	if t.owner != obj {
		return
	}
	t.stop()
	t.owner = nil
	t.Hide()
}

// showTip names a part of a component while the pointer rests on it, or while the keyboard is there.
func showTip(obj fyne.CanvasObject, tip tipOf) {
	t, c := tipsOf(obj), fyne.CurrentApp().Driver().CanvasForObject(obj)
	switch {
	case t == nil:
	case tip.text == "" || c.Overlays().Top() != nil: // no tips over a dialog
		t.hide(obj)
	default:
		t.show(obj, tip)
	}
}

// hideTip ends what showTip began for the same component.
func hideTip(obj fyne.CanvasObject) {
	if t := tipsOf(obj); t != nil {
		t.hide(obj)
	}
}

// Clear ends what is shown or about to be.
func (t *Tips) Clear() {
	if t.owner != nil {
		t.hide(t.owner)
	}
}

// tipsOf finds the layer of the window in which a component is shown.
func tipsOf(obj fyne.CanvasObject) *Tips {
	c := fyne.CurrentApp().Driver().CanvasForObject(obj)
	if c == nil {
		return nil
	}
	layers, ok := c.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	for _, o := range layers.Objects {
		if t, ok := o.(*Tips); ok {
			return t
		}
	}
	return nil
}
