package views

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// codeEntry is a sign-in whose password was right (F6).
type codeEntry interface {
	Code(ctx context.Context, code string) (*access.Session, error)
	Email() string
	TrustClock()
	Waiting() bool
	Drop()
}

// codeSpec is what the code's step shows and tells. Frame is what stands around
// it, as in the step before; a nil Now is the system's clock.
type codeSpec struct {
	Entry     codeEntry
	Frame     doorFrame
	Now       func() time.Time
	OnSession func(*access.Session)
	OnBack    func()
	OnLate    func() // nobody typed the code: the password is asked again
	// OnRecovery leads to a recovery code, nil where there is no such way; OnOlder
	// hears of a file that is older than one seen here, which is told as any error
	// when it is nil. Older says that its owner's word on such a file was given.
	OnRecovery func()
	OnReset    func() // to the code of a reset that waits for this person, nil: none does
	OnOlder    func(*access.OlderError)
	Older      bool
	OnCopies   func(why string) // to the copies of a file that is not what it was, nil: absent
}

// codeStep is how long an authenticator shows one code (RFC 6238, 5.2).
const codeStep = 30 * time.Second

// codeBoxesWidth is that of the six boxes, in units: six of 48, the gaps between.
const codeBoxesWidth = 6*48 + 4*8 + 16

// codeView asks the six digits of the phone.
type codeView struct {
	page   *kit.Page
	spec   codeSpec
	parts  *doorParts
	says   *doorSays
	boxes  *kit.CodeBoxes
	bar    *kit.TimeBar
	button *kit.Button
	stop   func()
}

func code(p *kit.Page, spec codeSpec) *codeView {
	if spec.Now == nil {
		spec.Now = time.Now
	}
	c := &codeView{page: p, spec: spec, parts: newDoorParts(p, spec.Frame), boxes: kit.NewCodeBoxes(), bar: kit.NewTimeBar()}
	c.button = kit.NewButton(kit.Main, p.T("code.button"), c.submit).Tall()
	c.says = newDoorSays(p, c.button, spec.Now)
	c.says.settle = c.parts.settle
	c.says.ready = func() bool { return len(c.boxes.Code()) == 6 }
	c.says.refresh()
	c.boxes.OnChanged = func(string) { c.says.refresh() }
	c.boxes.OnComplete = func(string) { c.submit() }
	c.boxes.OnEnter = c.submit
	c.boxes.OnEscape = c.back
	c.stop = p.Runner.Every(time.Second, c.tick)
	p.OnClose(func() { c.stop() })
	c.tick()
	return c
}

func (c *codeView) build() fyne.CanvasObject {
	p := c.page
	form := kit.VStack(20,
		kit.Center(c.boxes), kit.MaxWidth(codeBoxesWidth, c.bar), kit.VStack(12, c.says.box, c.button))
	head := doorHead(p.T("code.title"), p.T("code.text"), c.spec.Entry.Email())
	rows := []*kit.Row{kit.NewRow("back", p.T("code.back"), p.T("code.back.key"), c.back)}
	if c.spec.OnRecovery != nil {
		rows = append([]*kit.Row{kit.NewRow("phone", p.T("code.recovery"), "", c.recover)}, rows...)
	}
	if c.spec.OnReset != nil {
		rows = append([]*kit.Row{kit.NewRow("shield", p.T("code.reset"), "", c.reset)}, rows...)
	}
	return c.parts.around(doorColumn(head, form, rows...))
}

// reset leads to the code of a reset, unless a try is under way.
func (c *codeView) reset() {
	if !c.button.Working() {
		c.stop()
		c.spec.OnReset()
	}
}

// tick shows what is left of the code on the phone.
func (c *codeView) tick() {
	into := time.Duration(c.spec.Now().UnixMilli()%codeStep.Milliseconds()) * time.Millisecond
	left := codeStep - into
	if !c.spec.Entry.Waiting() && !c.button.Working() && c.spec.OnLate != nil {
		c.page.Runner.Later(func() { c.stop(); c.spec.OnLate() })
		return
	}
	c.bar.Set(float32(left)/float32(codeStep), c.page.T("code.next", "Seconds", seconds(left)))
}

// draft is the last thing asked of a view that is replaced: the bar stands still.
func (c *codeView) draft() map[string]string {
	c.stop()
	said := c.says.draft()
	if c.boxes.Code() == "" && said == "" {
		return nil
	}
	return map[string]string{"code": c.boxes.Code(), "said": said}
}

func (c *codeView) restore(draft map[string]string) {
	retype(c.boxes, draft["code"])
	c.says.restore(draft["said"])
	if c.says.said.Clock != nil {
		c.offer(c.says.said.Clock)
	}
}

func (c *codeView) focus() {
	c.page.Window.Canvas().Focus(c.boxes)
	kit.RevealIn(c.page.Window, c.boxes)
}

// keys goes back by Escape and on by Enter from anywhere.
func (c *codeView) keys(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		c.back()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.submit()
	default:
		return false
	}
	return true
}

func (c *codeView) back() {
	if c.button.Working() {
		return
	}
	c.stop()
	c.spec.OnBack()
}

// recover leads to a recovery code.
func (c *codeView) recover() {
	if c.button.Working() {
		return
	}
	c.stop()
	c.spec.OnRecovery()
}

func (c *codeView) submit() {
	if c.button.Disabled() {
		return
	}
	c.says.clear()
	typed := c.boxes.Code()
	var session *access.Session
	kit.Do(c.page, doorWork{c.button, c.parts}, func(ctx context.Context) (err error) {
		session, err = c.spec.Entry.Code(ctx, typed)
		return err
	}, func(err error) {
		if err != nil {
			c.fail(err)
			return
		}
		c.stop()
		c.spec.OnSession(session)
	})
}

// fail says why the code did not open. The boxes are emptied where another code
// is wanted; a file that is busy takes nothing away.
func (c *codeView) fail(err error) {
	var wrong *access.WrongError
	var clock *access.ClockError
	var older *access.OlderError
	switch {
	case errors.As(err, &older) && c.spec.OnOlder != nil:
		c.stop()
		c.spec.OnOlder(older)
		return
	case errors.As(err, &wrong), errors.Is(err, access.ErrUsedCode):
		c.boxes.SetFault(true)
	case errors.As(err, &clock):
		c.boxes.Clear()
	}
	if c.spec.Older && errors.Is(err, access.ErrForbidden) {
		c.says.show(c.page.T("older.forbidden"))
	} else {
		c.says.fail(err)
	}
	if clock != nil {
		c.offer(clock)
	}
	leadToCopies(c.says, err, c.spec.OnCopies)
	c.focus()
	c.says.seen()
}

// leadToCopies puts the way to the file's copies under what is said of a file that
// is not what it was.
func leadToCopies(s *doorSays, err error, copies func(why string)) {
	if copies != nil && errors.Is(err, access.ErrTampered) {
		s.lead(s.page.T("firstrun.copies"), func() { copies(s.page.Explain(err)) })
	}
}

// offer lets an owner say that this computer's clock is right, where only that
// stands in the way; the code is asked again.
func (c *codeView) offer(err *access.ClockError) {
	if err.Behind <= 0 {
		return
	}
	c.says.offer(func() {
		c.spec.Entry.TrustClock()
		c.says.tell(c.page.T("code.again"))
		c.focus()
	})
}

// drop forgets the sign-in that waits here.
func (c *codeView) drop() { c.spec.Entry.Drop() }
