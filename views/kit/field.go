package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// FormWidth is the most a form's fields take, in units.
const FormWidth = 696

// Field is a label above an input and a line below it: a hint, with a tick when it says that all is right, or a fault with
// its mark.
type Field struct {
	widget.BaseWidget

	label   *Text
	input   fyne.CanvasObject
	caption *Text
	mark    *Glyph
	marked  *fyne.Container
	below   *fyne.Container
	body    *fyne.Container
	hint    string
	fault   string
	right   bool // the hint says that what stands there is right
}

// NewField puts the label above the input.
func NewField(label string, input fyne.CanvasObject) *Field {
	f := &Field{label: Label(label), input: input, caption: Caption("")}
	f.mark = NewGlyph("fault", ColorError, 14)
	f.marked = Pad(1, 0, 0, 0, f.mark)
	f.marked.Hide()
	f.below = HStackTop(6, f.marked, f.caption, Spacer())
	f.below.Hide()
	f.body = VStack(6, f.label, f.input, f.below)
	f.ExtendBaseWidget(f)
	return f
}

// SetHint shows a muted line below while there is no fault; "" removes it.
func (f *Field) SetHint(s string) {
	f.hint, f.right = s, false
	f.show()
}

// SetRight shows a line below with a tick while there is no fault: what stands in the input is right. SetHint replaces it.
func (f *Field) SetRight(s string) {
	f.hint, f.right = s, s != ""
	f.show()
}

// SetFault says below what is wrong and turns the input's border; "" removes both.
func (f *Field) SetFault(s string) {
	f.fault = s
	if input, ok := f.input.(interface{ SetFault(bool) }); ok {
		input.SetFault(s != "")
	}
	f.show()
}

// Fault returns what SetFault was given last.
func (f *Field) Fault() string { return f.fault }

// Input returns the component inside.
func (f *Field) Input() fyne.CanvasObject { return f.input }

func (f *Field) show() {
	text, c := f.hint, ColorMuted
	if f.fault != "" {
		text, c = f.fault, ColorError
	}
	f.caption.SetText(text)
	f.caption.SetColor(c)
	if f.fault != "" {
		f.mark.Set("fault", ColorError)
	} else {
		f.mark.Set("passed", ColorSuccess)
	}
	f.marked.Hidden = f.fault == "" && !f.right
	f.below.Hidden = text == ""
	f.below.Refresh()
	f.body.Refresh()
	f.Refresh()
}

func (f *Field) held() []fyne.CanvasObject { return []fyne.CanvasObject{f.body} }

func (f *Field) naturalWidth() float32 { return naturalWidth(f.body) }

// CreateRenderer implements fyne.Widget.
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

// Form stacks fields and what goes with them, 16 apart, no wider than FormWidth.
func Form(fields ...fyne.CanvasObject) *fyne.Container {
	return LeftMax(FormWidth, VStack(16, fields...))
}

// FocusFault gives the focus to the input of the first field with a fault; it returns false when there is none.
func FocusFault(w fyne.Window, fields ...*Field) bool {
	for _, f := range fields {
		if f.Fault() != "" && f.Visible() {
			FocusFirst(w, f.input)
			RevealIn(w, f) // with the reason under it
			return true
		}
	}
	return false
}
