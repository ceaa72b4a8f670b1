package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Progress is work that takes its time: what is done in words, how far in words at the right, and a bar below.
type Progress struct {
	shell
	text, far *Text
	bar       *progressBar
}

// NewProgress returns an empty bar.
func NewProgress() *Progress {
	p := &Progress{text: Body(""), far: Muted(""), bar: newProgressBar()}
	p.wrap(p, VStack(8, Ends(12, p.text, p.far), p.bar))
	return p
}

// Set shows a fraction from 0 to 1, what is done and how far it is. Growing glides, shrinking does not.
func (p *Progress) Set(fraction float32, text, far string) {
	p.text.SetText(text)
	p.far.SetText(far)
	p.bar.set(min(max(fraction, 0), 1))
	p.Refresh()
}

// Fraction is what Set was given last.
func (p *Progress) Fraction() float32 { return p.bar.to }

type progressBar struct {
	widget.BaseWidget
	at, to    float32
	animation *fyne.Animation
}

func newProgressBar() *progressBar {
	b := &progressBar{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *progressBar) set(to float32) {
	if b.animation != nil {
		b.animation.Stop()
	}
	from := b.at
	if to < from {
		from = to
	}
	b.to = to
	b.animation = glide(from, to, 200*time.Millisecond, func(at float32) {
		b.at = at
		b.Refresh()
	})
}

// CreateRenderer implements fyne.Widget.
func (b *progressBar) CreateRenderer() fyne.WidgetRenderer {
	empty, full := newFill(), newFill()
	return newSketch(sketch{
		owner: b, objects: []fyne.CanvasObject{empty, full},
		least: func() fyne.Size { return fyne.NewSize(U(48), U(6)) },
		place: func(size fyne.Size) {
			placeFill(empty, fyne.NewPos(0, 0), size, U(3))
			placeFill(full, fyne.NewPos(0, 0), fyne.NewSize(max(size.Width*b.at, size.Height), size.Height), U(3))
		},
		paint: func() {
			empty.FillColor, full.FillColor = Color(ColorBar), Color(ColorPrimary)
			full.Hidden = b.at == 0
		},
	})
}
