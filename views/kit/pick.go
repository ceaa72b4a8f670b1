package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Pick is one of a few to choose from, each with its explanation: a card with a round mark, a title and a text that may
// wrap. Whoever holds several of them says which is chosen.
type Pick struct {
	press

	words       *fyne.Container
	title, text *Text
	on          bool
}

// NewPick returns one that is not chosen; tap is called by a press, also of the chosen one, never by SetOn.
func NewPick(title, text string, tap func()) *Pick {
	p := &Pick{title: Label(title), text: Muted(text)}
	p.words = VStack(2, p.title, p.text)
	p.become(p, tap)
	return p
}

// On tells whether it is shown as chosen.
func (p *Pick) On() bool { return p.on }

// SetOn shows it as chosen or not.
func (p *Pick) SetOn(on bool) {
	p.on = on
	p.Refresh()
}

// Tapped implements fyne.Tappable.
func (p *Pick) Tapped(e *fyne.PointEvent) {
	p.grab()
	p.press.Tapped(e)
}

func (p *Pick) naturalWidth() float32 { return U(pickBefore+pickInset) + naturalWidth(p.words) }

const (
	pickInset  = 16
	pickMark   = 18
	pickBefore = pickInset + pickMark + 12
)

// CreateRenderer implements fyne.Widget.
func (p *Pick) CreateRenderer() fyne.WidgetRenderer {
	r := &pickParts{pick: p, ring: newRing(), card: newEdged(), tint: newFill(), mark: newEdged(), dot: newFill()}
	return newSketch(sketch{
		owner: p, objects: []fyne.CanvasObject{r.ring, r.card.edge, r.card.ground, r.tint, r.mark.edge, r.mark.ground, r.dot, p.words},
		least: r.least, place: r.place, paint: r.paint,
	})
}

type pickParts struct {
	pick       *Pick
	ring       *canvas.Rectangle
	card, mark edged
	tint, dot  *canvas.Rectangle
}

func (r *pickParts) least() fyne.Size {
	words := r.pick.words.MinSize()
	return fyne.NewSize(U(pickBefore+pickInset)+words.Width, words.Height+2*U(14))
}

func (r *pickParts) place(size fyne.Size) {
	p, origin := r.pick, fyne.NewPos(0, 0)
	width := U(1)
	if p.on {
		width = U(2)
	}
	r.card.place(origin, size, U(12), width)
	placeFill(r.tint, origin, size, U(12))
	placeRing(r.ring, origin, size, U(12))
	mark := fyne.NewSquareSize(U(pickMark))
	at := fyne.NewPos(U(pickInset), U(15))
	r.mark.place(at, mark, U(pickMark/2), width)
	placeFill(r.dot, at.AddXY(U(5), U(5)), fyne.NewSquareSize(U(8)), U(4))
	room := max(size.Width-U(pickBefore+pickInset), 0)
	high := place(p.words, room)
	p.words.Move(fyne.NewPos(U(pickBefore), U(14)))
	p.words.Resize(fyne.NewSize(room, high))
}

func (r *pickParts) paint() {
	p := r.pick
	edge, mark, title := ColorSeparator, ColorInputBorder, ColorForeground
	if p.on {
		edge, mark = ColorPrimary, ColorPrimary
	}
	if p.Disabled() {
		edge, mark, title = ColorSeparator, ColorDisabled, ColorDisabled
	}
	r.card.paint(edge, ColorSurface)
	r.mark.paint(mark, ColorInput)
	r.dot.FillColor, r.dot.Hidden = Color(mark), !p.on
	r.tint.FillColor = p.tint()
	p.title.SetColor(title)
	paintRing(r.ring, p.ringed())
}
