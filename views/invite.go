package views

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// inviteBook is the reach of «Add users».
type inviteBook interface {
	Templates(ctx context.Context) ([]access.Template, error)
	Gates(ctx context.Context) (access.Gates, error)
	Invite(ctx context.Context, n access.NewInvitation) ([]access.Slip, error)
	InviteTo(ctx context.Context, companies []string, n access.NewInvitation) ([]access.Slip, error)
}

// inviteSpec is what «Add users» is given. Companies are ids; empty: the current one
// alone. Color is #RRGGBB. Slips are shown at once where they are there already, as
// after a renewed code. OnClose closes the window.
type inviteSpec struct {
	Company, Color string
	Companies      []string
	Names          []string // of those
	Email          string   // an address that was typed already
	Standing       access.Standing
	Lang           string
	Langs          []string
	Words          companyWords
	Now            func() time.Time
	Slips          []access.Slip
	Hand           slipsHand
	OnClose        func()
}

// invite is «Add users» (B04 to B06, U2): who is invited, with which rights, and then
// the slips with their codes, which are shown here and nowhere else.
type invite struct {
	page *kit.Page
	book inviteBook
	spec inviteSpec

	form   *inviteForm // nil until the templates are read
	slips  *slipsView  // nil until the codes are there
	faces  *kit.Faces
	inside *fyne.Container
	says   *kit.Message
	reason *kit.Text
	left   *kit.Button
	main   *kit.Button
	foot   *fyne.Container
	scroll *kit.Scroller
	whole  *fyne.Container
	typed  map[string]string // a draft that waits for the reading
	asking *kit.Dialog
}

func newInvite(p *kit.Page, b inviteBook, s inviteSpec) *invite {
	v := &invite{page: p, book: b, spec: s, inside: kit.VStack(24), says: kit.NewMessage(), reason: kit.Caption("").Align(fyne.TextAlignTrailing)}
	v.faces = kit.NewFaces(p.Runner, v.inside)
	v.left = kit.NewButton(kit.Low, p.T("signin.cancel"), func() { v.leave(s.OnClose) })
	v.main = kit.NewButton(kit.Main, "", v.submit)
	v.foot = kit.VStack(0, kit.Divider(), kit.Pad(16, 32, 16, 32, kit.VStack(12, v.says, reasonFoot(v.reason, v.left, v.main))))
	v.foot.Hide()
	if len(s.Slips) > 0 {
		v.hand(s.Slips)
	} else {
		v.load()
	}
	return v
}

func (v *invite) build() fyne.CanvasObject {
	v.scroll = kit.Scroll(kit.MaxWidth(houseWidth+2*32, kit.Pad(28, 32, 32, 32, v.faces)))
	v.whole = belowHead(kit.Strip(companyColor(v.spec.Color)), aboveFoot(v.scroll, v.foot))
	return kit.AtLeast(640, 480, v.whole)
}

// inviteRead is what the form begins with.
type inviteRead struct {
	templates []access.Template
	gates     access.Gates
}

func (v *invite) load() {
	v.faces.ShowLoading()
	kit.Load(v.page, func(ctx context.Context) (r inviteRead, err error) {
		if r.templates, err = v.book.Templates(ctx); err == nil {
			r.gates, err = v.book.Gates(ctx)
		}
		return r, err
	}, v.show, func(err error) {
		t := v.page.T
		if errors.Is(err, access.ErrForbidden) {
			v.faces.ShowFault(kit.Empty("lock", t("invite.forbidden"), t("rights.forbidden.text")))
			return
		}
		v.faces.ShowFault(kit.Fault("fault", t("invite.fault"), v.page.Explain(err), kit.NewButton(kit.Normal, t("company.retry"), v.load)))
	})
}

// show puts the form on the screen, with what was typed before.
func (v *invite) show(r inviteRead) {
	v.form = newInviteForm(v, r)
	v.inside.Objects = []fyne.CanvasObject{v.head(v.page.T("invite.title"), v.page.T("invite.text")), v.form.build()}
	v.faces.ShowContent()
	v.foot.Show()
	if v.typed != nil {
		typed := v.typed
		v.typed = nil
		v.form.restore(typed)
	}
	v.judge()
	v.focus()
}

func (v *invite) head(title, text string) fyne.CanvasObject {
	s := v.spec
	return kit.VStack(6, kit.HStack(8, kit.CompanyMark(kit.Initials(s.Company), companyColor(s.Color), 20), kit.Caption(s.Company).Single(), kit.Spacer()),
		kit.VStack(2, kit.Title(title), kit.Muted(text)))
}

// judge says on the button how many codes it makes.
func (v *invite) judge() {
	if v.form == nil {
		return
	}
	v.says.Clear()
	n := len(v.form.addresses())
	v.main.SetText(v.page.T("invite.make", "Count", max(n, 1)))
	setEnabled(v.main, n > 0)
	v.reason.SetText(v.page.T("invite.reason.slips"))
	if n == 0 {
		v.reason.SetText(v.page.T("invite.reason.none"))
	}
	v.settle()
}

// settle gives everything its place again after something took another height.
func (v *invite) settle() {
	if v.whole != nil {
		v.inside.Refresh()
		v.whole.Refresh()
		v.whole.Refresh() // its texts know their width now
	}
}

func (v *invite) submit() {
	if v.slips != nil {
		v.slips.finish()
		return
	}
	if v.form == nil || v.main.Working() {
		return
	}
	n, ok := v.form.value()
	if !ok {
		return
	}
	v.says.Clear()
	var slips []access.Slip
	kit.Do(v.page, v.main, func(ctx context.Context) (err error) {
		if len(v.spec.Companies) > 0 {
			slips, err = v.book.InviteTo(ctx, v.spec.Companies, n)
		} else {
			slips, err = v.book.Invite(ctx, n)
		}
		return err
	}, func(err error) {
		if err == nil {
			v.hand(slips)
			v.focus()
			return
		}
		if !v.form.refuse(err) {
			v.says.Set(kit.ToneError, "", v.page.Explain(err))
		}
		v.settle()
	})
}

// hand shows the slips of codes that were made.
func (v *invite) hand(slips []access.Slip) {
	v.form = nil
	v.slips = newSlips(v.page, slipsSpec{Slips: slips, Words: v.spec.Words, Now: v.spec.Now, Hand: v.spec.Hand,
		OnKept: v.keeping, OnHeight: v.settle, OnDone: v.spec.OnClose})
	title := v.page.T("slips.title", "Count", len(slips))
	v.inside.Objects = []fyne.CanvasObject{v.head(title, v.page.T("slips.text")), v.slips.build()}
	v.faces.ShowContent()
	v.foot.Show()
	v.left.Hide()
	v.main.SetText(v.page.T("slips.done"))
	v.keeping()
	if v.scroll != nil {
		v.scroll.Top()
	}
}

// keeping locks the button with the reason beside it until the codes are kept.
func (v *invite) keeping() {
	setEnabled(v.main, v.slips.kept.On())
	v.reason.SetText("")
	if !v.slips.kept.On() {
		v.reason.SetText(v.page.T("slips.locked"))
	}
	v.settle()
}

func (v *invite) focus() {
	switch {
	case v.slips != nil:
		v.slips.focus()
	case v.form != nil:
		v.page.Window.Canvas().Focus(v.form.emails)
	}
}

// keys closes the window on Escape, as its cross does.
func (v *invite) keys(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		v.leave(v.spec.OnClose)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.submit()
	default:
		return false
	}
	return true
}

// leave asks before what was typed goes, or codes that nobody kept.
func (v *invite) leave(proceed func()) {
	t := v.page.T
	spec := kit.ConfirmSpec{Company: v.spec.Company, CompanyColor: companyColor(v.spec.Color), Danger: true,
		OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		}}
	switch {
	case v.main.Working():
		return // it is being written: a moment
	case v.slips != nil && !v.slips.kept.On():
		spec.Title, spec.Text, spec.Verb, spec.Cancel = t("slips.leave.title"), t("slips.leave.text"), t("slips.leave.verb"), t("setup.leave.stay")
	case v.form != nil && v.form.draft() != nil:
		spec.Title, spec.Text, spec.Verb, spec.Cancel = t("invite.leave.title"), t("invite.leave.text"), t("company.leave.verb"), t("company.leave.cancel")
	default:
		proceed()
		return
	}
	if v.asking != nil {
		v.asking.Hide()
	}
	v.asking = kit.Confirm(v.page.Window, spec)
}
