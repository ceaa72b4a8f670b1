package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Option is one of several to choose from: Key for the program, Text for the person.
type Option struct{ Key, Text string }

// Segmented chooses one of at most four short words, 32 high. It is one stop of Tab; the arrows move the choice.
type Segmented struct {
	press

	options  []Option
	chosen   int
	under    int // the part below the pointer, -1 for none
	onChange func(key string)
}

// NewSegmented shows the first option chosen; onChange is called when the person chooses another, never by SetKey.
func NewSegmented(options []Option, onChange func(key string)) *Segmented {
	s := &Segmented{options: options, under: -1, onChange: onChange}
	s.become(s, nil)
	return s
}

// Key returns the chosen option's key, "" when there are none.
func (s *Segmented) Key() string {
	if s.chosen >= len(s.options) {
		return ""
	}
	return s.options[s.chosen].Key
}

// SetKey shows the option with that key as chosen; an unknown key changes nothing.
func (s *Segmented) SetKey(key string) {
	for i, o := range s.options {
		if o.Key == key {
			s.chosen = i
			s.Refresh()
		}
	}
}

// Tapped implements fyne.Tappable.
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	Active()
	if s.Disabled() {
		return
	}
	s.grab()
	s.choose(s.at(e.Position.X))
}

// MouseMoved implements desktop.Hoverable.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) {
	Active()
	if at := s.at(e.Position.X); at != s.under {
		s.under = at
		s.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (s *Segmented) MouseOut() {
	s.under = -1
	s.press.MouseOut()
}

// TypedKey moves the choice; Space and Enter do nothing.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	s.byKey()
	if to, ok := step(e.Name, s.chosen, len(s.options)); ok {
		s.choose(to)
		return
	}
	Pass(s, e)
}

// step is where an arrow, Home or End leads among n; it stops at the ends.
func step(k fyne.KeyName, at, n int) (to int, ok bool) {
	switch k {
	case fyne.KeyLeft, fyne.KeyUp:
		return max(at-1, 0), true
	case fyne.KeyRight, fyne.KeyDown:
		return min(at+1, n-1), true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return n - 1, true
	}
	return at, false
}

func (s *Segmented) choose(i int) {
	if i < 0 || i >= len(s.options) || i == s.chosen || s.Disabled() {
		return
	}
	s.chosen = i
	s.Refresh()
	if s.onChange != nil {
		s.onChange(s.Key())
	}
}

// widths are those the words ask for, shared out over the room there is.
func (s *Segmented) widths(room float32) []float32 {
	w := make([]float32, len(s.options))
	var sum float32
	for i, o := range s.options {
		w[i] = wordWidth(o.Text, 12, true) + 2*U(12)
		sum += w[i]
	}
	if extra := (room - sum) / float32(max(len(w), 1)); extra > 0 {
		for i := range w {
			w[i] += extra
		}
	}
	return w
}

const segmentInset = 2

func (s *Segmented) at(x float32) int {
	x -= U(segmentInset)
	for i, w := range s.widths(s.Size().Width - 2*U(segmentInset)) {
		if x < w {
			return i
		}
		x -= w
	}
	return len(s.options) - 1
}

// CreateRenderer implements fyne.Widget.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentedParts{s: s, ring: newRing(), track: newFill(), chosen: newFill(), tint: newFill()}
	d := &sketch{owner: s, least: r.least, place: r.place}
	d.paint = func() { d.objects = r.paint() }
	d.paint()
	return d
}

type segmentedParts struct {
	s                         *Segmented
	ring, track, chosen, tint *canvas.Rectangle
	words                     []*canvas.Text
}

func (r *segmentedParts) least() fyne.Size {
	var sum float32
	for _, w := range r.s.widths(0) {
		sum += w
	}
	return fyne.NewSize(sum+2*U(segmentInset), U(32))
}

func (r *segmentedParts) place(size fyne.Size) {
	in := U(segmentInset)
	placeFill(r.track, fyne.NewPos(0, 0), size, U(8))
	placeRing(r.ring, fyne.NewPos(0, 0), size, U(8))
	x := in
	for i, w := range r.s.widths(size.Width - 2*in) {
		if i >= len(r.words) {
			break
		}
		part := fyne.NewSize(w, size.Height-2*in)
		if i == r.s.chosen {
			placeFill(r.chosen, fyne.NewPos(x, in), part, U(6))
		}
		if i == r.s.under {
			placeFill(r.tint, fyne.NewPos(x, in), part, U(6))
		}
		r.words[i].Alignment = fyne.TextAlignCenter
		r.words[i].Move(fyne.NewPos(x, 0))
		r.words[i].Resize(fyne.NewSize(w, size.Height))
		x += w
	}
}

func (r *segmentedParts) paint() []fyne.CanvasObject {
	s := r.s
	r.track.FillColor, r.chosen.FillColor = Color(ColorButton), Color(ColorSegment)
	r.tint.FillColor = Color(ColorHover)
	r.tint.Hidden = s.under < 0 || s.under == s.chosen || s.Disabled()
	r.chosen.Hidden = len(s.options) == 0
	paintRing(r.ring, s.ringed())
	for len(r.words) < len(s.options) {
		r.words = append(r.words, newWord(true))
	}
	r.words = r.words[:len(s.options)]
	objects := []fyne.CanvasObject{r.ring, r.track, r.chosen, r.tint}
	for i, o := range s.options {
		c := ColorMuted
		switch {
		case s.Disabled():
			c = ColorDisabled
		case i == s.chosen:
			c = ColorForeground
		}
		paintWord(r.words[i], o.Text, 12, c)
		objects = append(objects, r.words[i])
	}
	return objects
}
