package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

const (
	toastTime = 4 * time.Second
	toastRise = 150 * time.Millisecond
	toastMost = 3
)

// Toasts are one window's short messages: bottom centre, 480 wide. They go after 4 s, errors stay until closed. They
// neither block nor take the focus; their action and their cross are last in the order of Tab.
type Toasts struct {
	window fyne.Window
	runner Runner
	layer  *fyne.Container
	shown  []*toast
}

type toast struct {
	card          *fyne.Container
	text          string
	action, close fyne.Focusable
	lift          float32
	stop          func()
}

// NewToasts returns the toasts of a window; they are seen once Layer stands in its content.
func NewToasts(w fyne.Window, r Runner) *Toasts {
	t := &Toasts{window: w, runner: r, layer: &fyne.Container{}}
	t.layer.Layout = toastLayout{t}
	return t
}

// Layer is the object to lay over the window's content.
func (t *Toasts) Layer() fyne.CanvasObject { return t.layer }

// Show adds a toast; actionText "" means no action. The same words again replace the toast that says them; the oldest goes
// when there are more than three.
func (t *Toasts) Show(tone Tone, text, actionText string, onAction func()) {
	for _, old := range slices.Clone(t.shown) {
		if old.text == text {
			t.remove(old)
		}
	}
	if len(t.shown) == toastMost {
		t.remove(t.shown[0])
	}
	n := &toast{text: text, stop: func() {}}
	n.card = t.card(n, tone, actionText, onAction)
	t.shown = append(t.shown, n)
	if tone != ToneError {
		n.stop = t.runner.After(toastTime, func() { t.remove(n) })
	}
	t.arrange()
	glide(8, 0, toastRise, func(lift float32) {
		n.lift = lift
		t.layer.Refresh()
	})
}

// Clear removes all toasts: at the lock, at the sign-out.
func (t *Toasts) Clear() {
	for _, n := range slices.Clone(t.shown) {
		t.remove(n)
	}
}

// Texts returns what is shown, the oldest first.
func (t *Toasts) Texts() []string {
	texts := make([]string, 0, len(t.shown))
	for _, n := range t.shown {
		texts = append(texts, n.text)
	}
	return texts
}

func (t *Toasts) card(n *toast, tone Tone, actionText string, onAction func()) *fyne.Container {
	text := Body(n.text)
	line := HStack(12, NewGlyph(tone.icon(), tone.toastInk(), 18), text, Spacer())
	if actionText != "" {
		a := newAction(actionText, ColorPrimary, func() {
			t.remove(n)
			onAction()
		})
		n.action = a
		line.Add(Pad(0, 8, 0, 8, a))
	}
	cross := newCross(func() { t.remove(n) })
	n.close = cross
	line.Add(cross)
	return lifted(12, Pad(8, 8, 8, 16, line))
}

func (t *Toasts) remove(n *toast) {
	i := slices.Index(t.shown, n)
	if i < 0 {
		return
	}
	n.stop()
	if c := t.window.Canvas(); c != nil {
		if f := c.Focused(); f != nil && (f == n.action || f == n.close) {
			c.Unfocus()
		}
	}
	t.shown = slices.Delete(t.shown, i, i+1)
	t.arrange()
}

func (t *Toasts) arrange() {
	objs := make([]fyne.CanvasObject, 0, len(t.shown))
	for _, n := range t.shown {
		objs = append(objs, n.card)
	}
	t.layer.Objects = objs
	t.layer.Refresh()
}

type toastLayout struct{ toasts *Toasts }

func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout stacks from the bottom up, the newest lowest.
func (l toastLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := min(U(480), size.Width-U(32))
	y := size.Height - U(24)
	for _, n := range slices.Backward(l.toasts.shown) {
		h := place(n.card, w)
		y -= h
		n.card.Move(fyne.NewPos((size.Width-w)/2, y+U(n.lift)))
		n.card.Resize(fyne.NewSize(w, h))
		y -= U(8)
	}
}

// cross closes what it stands on: a square of 32 with the icon alone.
type cross struct{ press }

func newCross(tap func()) *cross {
	c := &cross{}
	c.become(c, tap)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *cross) CreateRenderer() fyne.WidgetRenderer {
	ring, tint, icon := newRing(), newEdged().edge, newIcon("close", ColorMuted)
	return newSketch(sketch{
		owner: c, objects: []fyne.CanvasObject{ring, tint, icon},
		least: func() fyne.Size { return fyne.NewSquareSize(U(32)) },
		place: func(size fyne.Size) {
			placeRing(ring, fyne.NewPos(0, 0), size, U(8))
			tint.CornerRadius = U(8)
			tint.Resize(size)
			placeIcon(icon, fyne.NewPos(0, 0), size, 18)
		},
		paint: func() {
			paintRing(ring, c.ringed())
			tint.FillColor = c.tint()
			paintIcon(icon, "close", ColorMuted)
		},
	})
}
