package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/views/kit"
)

// demoSpec is how a demo is made and what follows. OnMade keeps one that is
// there, whatever comes next; OnReady shows its door, OnBack goes without one.
type demoSpec struct {
	Make            func(context.Context) (*app.Demo, error)
	OnMade          func(*app.Demo)
	OnReady, OnBack func()
}

// demoView stands where a demo is being made, and says why there is none.
type demoView struct {
	page   *kit.Page
	spec   demoSpec
	faces  *kit.Faces
	back   *kit.Button
	again  *kit.Button
	cancel context.CancelFunc
	going  func() // what to do in place of a demo that was given up
}

func newDemo(p *kit.Page, spec demoSpec) *demoView {
	d := &demoView{page: p, spec: spec, cancel: func() {}}
	d.again = kit.NewButton(kit.Main, p.T("broken.again"), d.begin)
	d.back = kit.NewButton(kit.Normal, p.T("code.back"), d.giveUp)
	d.faces = kit.NewFaces(p.Runner, d.waiting())
	return d
}

// waiting says what is under way; the way back is open meanwhile.
func (d *demoView) waiting() fyne.CanvasObject {
	p := d.page
	return kit.Empty("demo", p.T("demo.loading"), p.T("demo.loading.text"), kit.NewButton(kit.Normal, p.T("signin.cancel"), d.giveUp))
}

// begin makes the demo; then its door is shown, or why there is none.
func (d *demoView) begin() {
	d.faces.ShowContent()
	ctx, cancel := context.WithCancel(d.page.Context())
	d.cancel = cancel
	var made *app.Demo
	kit.Do(d.page, nil, func(context.Context) (err error) {
		made, err = d.spec.Make(ctx)
		return err
	}, func(err error) {
		cancel()
		if made != nil {
			d.spec.OnMade(made)
		}
		switch going := d.going; {
		case going != nil:
			d.going = nil
			going()
		case err != nil:
			d.fail(err)
		default:
			d.spec.OnReady()
		}
	})
}

func (d *demoView) fail(err error) {
	p := d.page
	d.faces.ShowFault(kit.Fault("demo", p.T("demo.fault"), p.Explain(err), d.back, d.again))
	p.Window.Canvas().Focus(d.again)
}

// instead does something in place of the demo, which is given up first.
func (d *demoView) instead(do func()) {
	if !d.page.Busy() {
		do()
		return
	}
	d.going = do
	d.cancel()
}

func (d *demoView) giveUp() { d.instead(d.spec.OnBack) }

func (d *demoView) build() fyne.CanvasObject  { return kit.AtLeast(640, 480, d.faces) }
func (d *demoView) draft() map[string]string  { return nil }
func (d *demoView) restore(map[string]string) {}
func (d *demoView) focus()                    { kit.FocusFirst(d.page.Window, d.faces) }

// leave lets the window go once nothing of the demo is left.
func (d *demoView) leave(proceed func()) { d.instead(proceed) }

// keys gives up by Escape.
func (d *demoView) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	d.giveUp()
	return true
}

// doorDemo is the sign-in of a demo, shown at its door, and the way out of it.
type doorDemo struct {
	Email, Password string
	OnLeave         func()
}

// demoCard shows it: fill types it into the form.
func demoCard(p *kit.Page, d *doorDemo, fill, leave func()) fyne.CanvasObject {
	line := func(label string, value *kit.Text) fyne.CanvasObject {
		return kit.HStackTop(12, kit.Fixed(112, 0, kit.Muted(label).Single()), value, kit.Spacer())
	}
	head := kit.HStack(8, kit.NewGlyph("demo", kit.ColorMuted, 18), kit.Label(p.T("demo.banner")))
	return kit.Card(kit.VStack(8, head,
		kit.VStack(0, line(p.T("demo.email"), kit.Body(d.Email)), line(p.T("signin.password"), kit.Mono(d.Password))),
		kit.HStack(8, kit.NewLink(p.T("demo.fill"), fill), kit.Spacer(), kit.NewLink(p.T("demo.leave"), leave))), 16)
}

// demoBanner says inside a demo that nothing is kept, with the way out.
func demoBanner(p *kit.Page, leave func()) fyne.CanvasObject {
	line := kit.NewMessage()
	line.Set(kit.ToneInfo, "demo", p.T("demo.banner"))
	line.SetAction(p.T("demo.leave"), leave)
	return line
}
