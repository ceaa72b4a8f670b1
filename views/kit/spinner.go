package kit

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

const (
	spinnerDelay = 300 * time.Millisecond
	spinnerTurn  = time.Second
	spinnerSteps = 24
)

// spinner is the icon that turns while something runs. It shows itself only after a delay, stands still when the person
// wants no animations, and calls changed at each step.
type spinner struct {
	changed func()
	visible bool
	step    int
	anim    *fyne.Animation
}

func newSpinner(changed func()) *spinner { return &spinner{changed: changed} }

func (s *spinner) shown() bool { return s.visible }

func (s *spinner) start() {
	s.stop()
	s.run(fyne.NewAnimation(spinnerDelay, func(done float32) {
		if done >= 1 && !s.visible {
			s.visible = true
			s.turn()
			s.changed()
		}
	}))
}

func (s *spinner) turn() {
	if !fyne.CurrentApp().Settings().ShowAnimations() {
		return
	}
	a := fyne.NewAnimation(spinnerTurn, func(done float32) {
		if step := int(done*spinnerSteps) % spinnerSteps; step != s.step && s.visible {
			s.step = step
			s.changed()
		}
	})
	a.Curve, a.RepeatCount = fyne.AnimationLinear, fyne.AnimationRepeatForever
	s.run(a)
}

func (s *spinner) run(a *fyne.Animation) {
	s.anim = a
	a.Start()
}

func (s *spinner) stop() {
	if s.anim != nil {
		s.anim.Stop()
	}
	s.anim, s.visible, s.step = nil, false, 0
}

// picture returns the icon at its present angle. Fyne cannot rotate an image, but its SVG reader can. The name carries
// colour and angle because Fyne keeps drawn icons by name.
func (s *spinner) picture(c fyne.ThemeColorName) fyne.Resource {
	angle := s.step * 360 / spinnerSteps
	r, g, b, _ := Color(c).RGBA()
	svg := string(IconIn("refresh", c).Content())
	svg = strings.ReplaceAll(svg, "<path ", fmt.Sprintf(`<path transform="rotate(%d 12 12)" `, angle))
	return fyne.NewStaticResource(fmt.Sprintf("turning-%02x%02x%02x-%d.svg", r>>8, g>>8, b>>8, angle), []byte(svg))
}
