package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// overlay lies over a whole window: a veil that takes every click, and an object on it. Tab stays inside because Fyne keeps
// a focus of its own for each overlay; keys nothing inside wants come to onKey.
type overlay struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	veil    fyne.ThemeColorName // "" is clear
	obj     fyne.CanvasObject
	place   func(fyne.Size)
	onKey   func(*fyne.KeyEvent)
	outside func()
	shown   bool
	before  func(*fyne.KeyEvent)
}

var (
	_ fyne.Tappable     = (*overlay)(nil)
	_ desktop.Hoverable = (*overlay)(nil)
)

func (o *overlay) held() []fyne.CanvasObject { return []fyne.CanvasObject{o.obj} }

// CreateRenderer implements fyne.Widget.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	veil := canvas.NewRectangle(color.Transparent)
	return newSketch(sketch{
		owner: o, objects: []fyne.CanvasObject{veil, o.obj},
		least: func() fyne.Size { return fyne.Size{} },
		place: func(size fyne.Size) {
			veil.Resize(size)
			o.place(size)
		},
		paint: func() {
			veil.Hidden = o.veil == ""
			if o.veil != "" {
				veil.FillColor = Color(o.veil)
			}
			o.obj.Refresh()
		},
	})
}

// Tapped implements fyne.Tappable.
func (o *overlay) Tapped(*fyne.PointEvent) {
	Active()
	if o.outside != nil {
		o.outside()
	}
}

// MouseIn implements desktop.Hoverable.
func (o *overlay) MouseIn(*desktop.MouseEvent) { Active() }

// MouseMoved implements desktop.Hoverable.
func (o *overlay) MouseMoved(*desktop.MouseEvent) { Active() }

// MouseOut implements desktop.Hoverable.
func (o *overlay) MouseOut() {}

func (o *overlay) show() {
	if o.shown {
		return
	}
	o.shown = true
	o.ExtendBaseWidget(o)
	o.before = o.canvas.OnTypedKey()
	if top, ok := o.canvas.Overlays().Top().(*overlay); ok {
		o.before = top.before // that of the window itself
	}
	o.canvas.SetOnTypedKey(o.typed)
	o.Resize(o.canvas.Size())
	o.canvas.Overlays().Add(o)
}

// hide takes it away. Fyne's Remove takes everything above along, and a dialog must survive one that closes under it.
func (o *overlay) hide() {
	if !o.shown {
		return
	}
	o.shown = false
	stack, focused := o.canvas.Overlays(), o.canvas.Focused()
	list := slices.Clone(stack.List())
	at := slices.Index(list, fyne.CanvasObject(o))
	stack.Remove(o)
	if at >= 0 && at+1 < len(list) {
		for _, above := range list[at+1:] {
			stack.Add(above)
		}
		if focused != nil {
			o.canvas.Focus(focused)
		}
	}
	if _, ok := o.canvas.Overlays().Top().(*overlay); !ok {
		o.canvas.SetOnTypedKey(o.before)
	}
}

// typed hands the key to the top overlay, whichever of them Fyne called: what is below hears nothing.
func (o *overlay) typed(e *fyne.KeyEvent) {
	Active()
	if top, ok := o.canvas.Overlays().Top().(*overlay); ok && top.onKey != nil {
		top.onKey(e)
	}
}
