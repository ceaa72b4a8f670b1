package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Switch is a setting that acts at once, with its state as a word at its left.
type Switch struct {
	press

	on        bool
	onText    string
	offText   string
	onChange  func(on bool)
	knob      float32 // 0 off to 1 on
	animation *fyne.Animation
}

// NewSwitch returns a switch that is off; both words may be empty. onChange is called when the person turns it, never by SetOn.
func NewSwitch(onText, offText string, onChange func(on bool)) *Switch {
	s := &Switch{onText: onText, offText: offText, onChange: onChange}
	s.become(s, s.turn)
	return s
}

// On tells the state.
func (s *Switch) On() bool { return s.on }

// SetOn shows a state without calling onChange: also how it slides back when the change failed.
func (s *Switch) SetOn(on bool) {
	if s.on == on {
		return
	}
	s.on = on
	if s.animation != nil {
		s.animation.Stop()
	}
	to := float32(0)
	if on {
		to = 1
	}
	s.animation = glide(s.knob, to, 120*time.Millisecond, func(at float32) {
		s.knob = at
		s.Refresh()
	})
}

// Tapped implements fyne.Tappable.
func (s *Switch) Tapped(e *fyne.PointEvent) {
	s.grab()
	s.press.Tapped(e)
}

func (s *Switch) turn() {
	s.SetOn(!s.on)
	if s.onChange != nil {
		s.onChange(s.on)
	}
}

func (s *Switch) word() string {
	if s.on {
		return s.onText
	}
	return s.offText
}

// wordRoom is that of the longer word: the switch does not move when it turns.
func (s *Switch) wordRoom() float32 {
	w := max(wordWidth(s.onText, 14, false), wordWidth(s.offText, 14, false))
	if w > 0 {
		w += U(12)
	}
	return w
}

// CreateRenderer implements fyne.Widget.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	r := &switchParts{s: s, ring: newRing(), track: newFill(), tint: newFill(), knob: newFill(), word: newWord(false)}
	return newSketch(sketch{
		owner: s, objects: []fyne.CanvasObject{r.ring, r.track, r.tint, r.knob, r.word},
		least: func() fyne.Size { return fyne.NewSize(s.wordRoom()+U(40), U(24)) },
		place: r.place, paint: r.paint,
	})
}

type switchParts struct {
	s                       *Switch
	ring, track, tint, knob *canvas.Rectangle
	word                    *canvas.Text
}

func (r *switchParts) place(size fyne.Size) {
	room := r.s.wordRoom()
	track := fyne.NewSize(U(40), U(24))
	at := fyne.NewPos(room, (size.Height-track.Height)/2)
	placeFill(r.track, at, track, track.Height/2)
	placeFill(r.tint, at, track, track.Height/2)
	placeRing(r.ring, at, track, track.Height/2)
	placeFill(r.knob, at.AddXY(U(3)+r.s.knob*U(16), U(3)), fyne.NewSquareSize(U(18)), U(9))
	r.word.Alignment = fyne.TextAlignTrailing
	r.word.Resize(fyne.NewSize(max(room-U(12), 0), size.Height))
}

func (r *switchParts) paint() {
	s := r.s
	track, knob, word := ColorTrack, color.Color(color.White), ColorForeground
	if s.on {
		track, knob = ColorPrimary, Color(ColorOnPrimary)
	}
	if s.Disabled() {
		track, word = ColorButton, ColorDisabled
		knob = Color(ColorDisabled)
	}
	r.track.FillColor, r.knob.FillColor, r.tint.FillColor = Color(track), knob, s.tint()
	paintWord(r.word, s.word(), 14, word)
	paintRing(r.ring, s.ringed())
}
