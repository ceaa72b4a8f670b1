package views

import (
	"encoding/json"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// doorSays is the line above a door's button: what went wrong, the wait that
// follows with its countdown (F17), and the lock of the button meanwhile. It keeps
// errors, not sentences, so that another language can say them again.
type doorSays struct {
	page   *kit.Page
	line   *kit.Message
	trust  *kit.Link // the way on, such as where only the clock stands in the way (F8)
	button *kit.Button
	now    func() time.Time
	ready  func() bool // whether the button would be free without a wait
	// passwordOnly says «wrong password» where no address was asked.
	passwordOnly bool

	said   doorSaid
	lifted bool // the wait is another address's
	stop   func()
	box    *fyne.Container
	settle func() // lays the door out again when the line took another height
}

// doorSaid is what is being said, in a form that a draft can keep.
type doorSaid struct {
	Wrong *access.WrongError `json:",omitempty"`
	Clock *access.ClockError `json:",omitempty"`
	Used  bool               `json:",omitempty"`
	Until time.Time          `json:",omitzero"`  // the end of a wait
	Hold  time.Duration      `json:",omitempty"` // its whole length: a clock set back cannot make it longer
}

// newDoorSays stands above the button; a nil now is the system's clock.
func newDoorSays(p *kit.Page, button *kit.Button, now func() time.Time) *doorSays {
	s := &doorSays{page: p, line: kit.NewMessage(), button: button, now: now}
	s.ready = func() bool { return true }
	s.stop, s.settle = func() {}, func() {}
	if s.now == nil {
		s.now = time.Now
	}
	s.trust = kit.NewLink("", nil)
	s.trust.Hide()
	s.box = kit.VStack(8, s.line, s.trust)
	s.box.Hide()
	p.OnClose(func() { s.stop() })
	return s
}

// clear takes the words away; a wait goes on.
func (s *doorSays) clear() {
	s.said = doorSaid{Until: s.said.Until, Hold: s.said.Hold}
	s.show("")
}

// fail says an error. A wait begins its countdown.
func (s *doorSays) fail(err error) {
	s.said, s.lifted = doorSaid{}, false
	var wrong *access.WrongError
	var locked *access.LockedError
	var clock *access.ClockError
	text := ""
	switch {
	case errors.As(err, &locked):
		s.wait(locked.Wait)
	case errors.As(err, &wrong) && wrong.Wait > 0:
		s.wait(wrong.Wait)
	case errors.As(err, &wrong):
		s.said.Wrong = wrong
	case errors.As(err, &clock):
		s.said.Clock = clock
	case errors.Is(err, access.ErrUsedCode):
		s.said.Used = true
	default:
		text = s.page.Explain(err)
	}
	s.show(text)
}

// seen scrolls the line into view, where the window is too short for all.
func (s *doorSays) seen() {
	if s.box.Visible() {
		kit.RevealIn(s.page.Window, s.box)
	}
}

// tell says what went well, or comes next.
func (s *doorSays) tell(text string) {
	s.line.Set(kit.ToneInfo, "", text)
	s.refresh()
}

// offer lets the person say that this computer's clock is right; confirmed gets
// called once he has read what that does.
func (s *doorSays) offer(confirmed func()) {
	s.lead(s.page.T("signin.clock.right"), func() {
		askClock(s.page, s.now(), func() {
			s.clear()
			confirmed()
		})
	})
}

// askClock lets the person read what it does to say that this computer's clock is
// right (F8).
func askClock(p *kit.Page, now time.Time, confirmed func()) {
	kit.Confirm(p.Window, kit.ConfirmSpec{
		Title: p.T("signin.clock.title"), Text: p.T("signin.clock.text", "Time", dateTime(p.T, now)),
		Verb: p.T("signin.clock.verb"), Cancel: p.T("signin.cancel"),
		OnDone: func(ok bool) {
			if ok {
				confirmed()
			}
		},
	})
}

// lead puts a way on from what is said under the line.
func (s *doorSays) lead(text string, tap func()) {
	s.trust.SetText(text)
	s.trust.OnTap(tap)
	s.trust.Show()
	s.refresh()
}

func (s *doorSays) wait(d time.Duration) {
	s.said.Hold = d
	s.said.Until = s.now().Add(d).Round(0)
	s.count()
}

// count looks at the clock each second until the wait is over.
func (s *doorSays) count() {
	s.stop()
	s.stop = s.page.Runner.Every(time.Second, func() {
		if s.left() > 0 {
			s.show("")
			return
		}
		s.stop()
		s.said = doorSaid{}
		s.show("")
		if !s.lifted {
			s.tell(s.page.T("signin.again"))
		}
	})
}

// left is what remains of a wait.
func (s *doorSays) left() time.Duration {
	if s.said.Until.IsZero() {
		return 0
	}
	return max(0, min(s.said.Until.Sub(s.now()), s.said.Hold))
}

// lift frees the button while another address stands in the form: a wait holds
// only the one that was tried.
func (s *doorSays) lift(on bool) {
	if s.left() > 0 && s.lifted != on {
		s.lifted = on
		s.show("")
	}
}

// show brings line and button in step; text is what is said when nothing of
// doorSaid is.
func (s *doorSays) show(text string) {
	s.trust.Hide()
	s.line.Clear()
	tone, icon := kit.ToneError, ""
	switch said := s.said; {
	case s.left() > 0 && s.lifted:
	case s.left() > 0:
		text = s.page.T("signin.wait", "Time", s.duration(s.left()))
	case said.Wrong != nil && s.passwordOnly && said.Wrong.Left > 0:
		text = s.page.T("lock.wrong", "Count", said.Wrong.Left)
	case said.Wrong != nil:
		text = s.page.Explain(said.Wrong)
	case said.Used:
		tone, icon, text = kit.ToneWarning, "schedule", s.page.Explain(access.ErrUsedCode)
	case said.Clock != nil:
		tone, icon, text = kit.ToneWarning, "schedule", s.page.Explain(said.Clock)
	}
	if text != "" {
		s.line.Set(tone, icon, text)
	}
	s.refresh()
}

// refresh locks or frees the button, and gives the line the height it takes.
func (s *doorSays) refresh() {
	if s.ready() && (s.left() == 0 || s.lifted) {
		s.button.Enable()
	} else {
		s.button.Disable()
	}
	before := s.box.Visible()
	s.box.Hidden = !s.line.Visible() && !s.trust.Visible()
	if s.box.Visible() || before {
		s.settle()
	}
}

// duration says a wait in minutes and seconds, rounded up.
func (s *doorSays) duration(d time.Duration) string {
	n := seconds(d)
	if n < 60 {
		return s.page.T("signin.time.seconds", "Seconds", n)
	}
	return s.page.T("signin.time.minutes", "Minutes", n/60, "Seconds", n%60)
}

// draft packs what is said, "" for nothing.
func (s *doorSays) draft() string {
	if s.said == (doorSaid{}) {
		return ""
	}
	b, err := json.Marshal(s.said)
	if err != nil {
		return "" // only words are lost
	}
	return string(b)
}

// restore says it again.
func (s *doorSays) restore(draft string) {
	var said doorSaid
	if draft == "" || json.Unmarshal([]byte(draft), &said) != nil {
		return
	}
	s.said = said
	if s.left() > 0 {
		s.count()
	}
	s.show("")
}
