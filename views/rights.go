package views

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// rightsBook is the reach of the rights editor.
type rightsBook interface {
	Users(ctx context.Context) ([]access.User, error)
	Templates(ctx context.Context) ([]access.Template, error)
	SetTemplates(ctx context.Context, was, now []access.Template) error
	Gates(ctx context.Context) (access.Gates, error)
	Grant(ctx context.Context, was access.User, g access.GrantTo) error
	Explain(ctx context.Context, member, action string) (access.Explanation, error)
}

// rightsSpec is what the editor is given: whose rights, in which company (Color is
// #RRGGBB), who asks. OnSaved follows each saving, OnClose leads back.
type rightsSpec struct {
	Member         string // id
	Company, Color string
	Standing       access.Standing
	Words          overviewWords
	Now            func() time.Time // also tells the zone in which times are shown
	OnSaved        func()
	OnClose        func()
}

// rightsWindow is the rights editor: one user's rights, what they mean, and what
// saving would change (picture 07).
type rightsWindow struct {
	page *kit.Page
	book rightsBook
	spec rightsSpec

	user   access.User // as it was read
	users  []access.User
	all    []access.Template // every template, the company's own ones last
	form   *rightsForm       // nil until read, and of an owner
	access *rightsAccess
	inside *fyne.Container
	faces  *kit.Faces
	scroll *kit.Scroller
	says   *kit.Message
	reason *kit.Text
	save   *kit.Button
	foot   *fyne.Container
	typed  map[string]string // a draft that waits for the reading
	asking *kit.Dialog
	onRead func() // once the rights are there
}

func newRights(p *kit.Page, b rightsBook, s rightsSpec) *rightsWindow {
	w := &rightsWindow{page: p, book: b, spec: s, inside: kit.VStack(20), says: kit.NewMessage()}
	w.faces = kit.NewFaces(p.Runner, w.inside)
	w.scroll = kit.Scroll(kit.MaxWidth(houseWidth+2*32, kit.Pad(24, 32, 32, 32, w.faces)))
	w.reason = kit.Caption(p.T("rights.signed"))
	w.save = kit.NewButton(kit.Main, "", w.submit)
	cancel := kit.NewButton(kit.Low, p.T("signin.cancel"), func() { w.leave(s.OnClose) })
	w.foot = kit.VStack(0, kit.Divider(), kit.Pad(16, 32, 16, 32, kit.VStack(12, w.says, reasonFoot(w.reason, kit.HStack(0), kit.HStack(8, cancel, w.save)))))
	w.foot.Hide()
	w.load()
	return w
}

func (w *rightsWindow) build() fyne.CanvasObject {
	return kit.AtLeast(640, 480, belowHead(kit.Strip(companyColor(w.spec.Color)), aboveFoot(w.scroll, w.foot)))
}

// rightsRead is what the editor shows, as it was read.
type rightsRead struct {
	users     []access.User
	templates []access.Template
	gates     access.Gates
}

func (w *rightsWindow) fetch(ctx context.Context) (r rightsRead, err error) {
	if r.users, err = w.book.Users(ctx); err != nil {
		return r, err
	}
	if r.templates, err = w.book.Templates(ctx); err != nil {
		return r, err
	}
	r.gates, err = w.book.Gates(ctx)
	return r, err
}

func (w *rightsWindow) load() {
	w.faces.ShowLoading()
	kit.Load(w.page, w.fetch, w.show, func(err error) {
		t := w.page.T
		if errors.Is(err, access.ErrForbidden) {
			w.faces.ShowFault(kit.Empty("lock", t("rights.forbidden"), t("rights.forbidden.text")))
			return
		}
		w.faces.ShowFault(kit.Fault("fault", t("rights.fault"), w.page.Explain(err), kit.NewButton(kit.Normal, t("company.retry"), w.load)))
	})
}

// show puts the user's rights on the screen, with what was typed before.
func (w *rightsWindow) show(r rightsRead) {
	at := slices.IndexFunc(r.users, func(u access.User) bool { return u.ID == w.spec.Member && !u.Waiting() })
	if at < 0 {
		w.foot.Hide()
		w.faces.ShowFault(kit.Empty("removed", w.page.T("rights.gone"), w.page.T("rights.gone.text"),
			kit.NewButton(kit.Normal, w.page.T("rights.close"), w.spec.OnClose)))
		return
	}
	w.user, w.users, w.all = r.users[at], r.users, r.templates
	why := w.locked()
	w.form, w.access = nil, nil
	var body fyne.CanvasObject
	if w.user.Owner {
		body = kit.LeftMax(560, meansCard(w.page.T, firstName(w.user), nil, true))
	} else {
		w.form = newRightsForm(w.page, rightsFormSpec{Name: firstName(w.user), Templates: r.templates, Gates: r.gates, Kept: w.user.Rights,
			May: w.spec.Standing.May, Locked: why != "", OnChange: w.judge})
		w.access = newRightsAccess(w.page, w.user, w.spec.Words, why != "", w.judge)
		body = w.form.build(w.access.build())
	}
	w.inside.Objects = []fyne.CanvasObject{w.head()}
	if why != "" {
		w.inside.Add(settingsNote(why))
	}
	if len(w.user.Suspended) > 0 {
		w.inside.Add(w.suspended())
	}
	w.inside.Add(body)
	w.faces.ShowContent()
	if w.form != nil && why == "" {
		w.foot.Show()
	} else {
		w.foot.Hide()
	}
	if w.typed != nil {
		typed := w.typed
		w.typed = nil
		w.restore(typed)
	}
	w.judge()
	w.focus()
	if then := w.onRead; then != nil {
		w.onRead = nil
		then()
	}
}

// count is how many changes saving would write.
func (w *rightsWindow) count() int {
	if w.form == nil {
		return 0
	}
	added, removed := w.form.changed()
	return len(added) + len(removed) + w.access.count()
}

// judge says on the button how much it would write.
func (w *rightsWindow) judge() {
	w.says.Clear()
	if w.form == nil || w.access == nil {
		return
	}
	w.inside.Refresh() // a card may be taller now
	w.scroll.Refresh()
	n := w.count()
	w.save.SetText(w.page.T("rights.save", "Count", n))
	if n == 0 {
		w.save.SetText(w.page.T("company.save"))
		w.save.Disable()
		w.reason.SetText(w.page.T("rights.unchanged"))
		return
	}
	w.save.Enable()
	w.reason.SetText(w.page.T("rights.signed"))
}

func (w *rightsWindow) submit() {
	if w.count() == 0 || w.save.Working() {
		return
	}
	until, ok := w.access.check()
	if !ok {
		return
	}
	w.says.Clear()
	was, to := w.user, access.GrantTo{Member: w.user.ID, Internal: w.access.internal(), Rights: slices.Clone(w.form.rights), Until: until}
	kit.Do(w.page, w.save, func(ctx context.Context) error { return w.book.Grant(ctx, was, to) }, func(err error) {
		switch {
		case errors.Is(err, access.ErrChanged):
			w.overtaken(err)
		case err != nil:
			w.refuse(err)
		default:
			w.page.Toasts.Show(kit.ToneSuccess, w.page.T("rights.saved", "Name", fullName(w.user)), "", nil)
			w.again(nil, nil)
			w.spec.OnSaved()
		}
	})
}

// refuse says why nothing was written.
func (w *rightsWindow) refuse(err error) {
	var input *access.InputError
	if errors.As(err, &input) && input.Field == "until" && w.access.refuse(w.page.T("rights.until.odd")) {
		return
	}
	w.says.Set(kit.ToneError, "", w.page.Explain(err))
}

// overtaken reads what somebody else wrote meanwhile; what was ticked stays ticked, and
// the differences are shown anew.
func (w *rightsWindow) overtaken(err error) {
	w.again(w.draft(), func() { w.says.Set(kit.ToneWarning, "", w.page.Explain(err)) })
}

// again reads the user anew and gives the draft back.
func (w *rightsWindow) again(draft map[string]string, then func()) {
	kit.Load(w.page, w.fetch, func(r rightsRead) {
		w.typed = draft
		w.show(r)
		if then != nil {
			then()
		}
	}, w.refuse)
}

// draft is whose rights they are, with what was ticked and typed.
func (w *rightsWindow) draft() map[string]string {
	d := map[string]string{}
	if w.form == nil {
		maps.Copy(d, w.typed)
	} else {
		maps.Copy(d, w.form.draft())
		maps.Copy(d, w.access.draft())
	}
	d[draftMember] = w.spec.Member
	return d
}

func (w *rightsWindow) restore(d map[string]string) {
	if w.form == nil {
		w.typed = d
		return
	}
	w.form.restore(d)
	w.access.restore(d)
	w.judge()
}

func (w *rightsWindow) focus() {
	if w.form != nil && w.locked() == "" {
		w.page.Window.Canvas().Focus(w.form.first())
	}
}

// leave asks before it drops what was ticked.
func (w *rightsWindow) leave(proceed func()) {
	n := w.count()
	if n == 0 {
		proceed()
		return
	}
	t := w.page.T
	if w.asking != nil {
		w.asking.Hide()
	}
	w.asking = kit.Confirm(w.page.Window, kit.ConfirmSpec{Company: w.spec.Company, CompanyColor: companyColor(w.spec.Color),
		Title: t("company.leave"), Text: t("rights.leave", "Name", fullName(w.user)), Verb: t("company.leave.verb"), Cancel: t("company.leave.cancel"),
		Danger: true, OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		}})
}

// keys closes the window on Escape, as its cross does, and saves on Enter.
func (w *rightsWindow) keys(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		w.leave(w.spec.OnClose)
	case fyne.KeyReturn, fyne.KeyEnter:
		w.submit()
	default:
		return false
	}
	return true
}
