package views

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// personalBook is the reach of the personal settings.
type personalBook interface {
	Screen() access.Screen
	ChangeScreen(ctx context.Context, choice access.Screen) error
	Overview(ctx context.Context) (access.Overview, error)
	SignIns() []access.SignIn
	ChangeName(ctx context.Context, first, last string) error
}

// personalSpec is what the personal settings are given beside their book. Name
// and Email are the person's, for his mark. OnScreen follows a kept choice: the
// windows change at once; OnName follows a kept name. The other ways lead to a
// window or a question of their own; OnClose answers Escape.
type personalSpec struct {
	Name, Email string
	Langs       []string
	Words       overviewWords
	Now         func() time.Time
	OnScreen    func(access.Screen)
	OnName      func()
	OnEnrol     func()
	OnOff       func()
	OnPassword  func()
	OnCodes     func()
	OnKit       func()
	OnKnown     func() // the password may be known
	OnEmail     func() // another address
	OnClose     func()
}

// personalWindow is the person's own settings.
type personalWindow struct {
	page    *kit.Page
	book    personalBook
	spec    personalSpec
	tabs    *settingsTabs
	display *personalDisplay
	name    *personalName
	read    []personalTab // what shows a reading
	asking  *kit.Dialog   // whether to close without saving
}

// personalTab is a tab that shows what is read of the person.
type personalTab struct {
	faces *kit.Faces
	box   *fyne.Container
	show  func(personalRead) fyne.CanvasObject
}

// personalRead is what is read of the person, at one moment.
type personalRead struct {
	state   access.Overview
	signIns []access.SignIn
}

// The tabs, in their order.
const (
	personalAtDisplay = iota
	personalAtYou
	personalAtSecurity
	personalAtSignIns
)

func newPersonal(p *kit.Page, b personalBook, s personalSpec) *personalWindow {
	w := &personalWindow{page: p, book: b, spec: s}
	w.display = newPersonalDisplay(p, b, s)
	w.name = newPersonalName(p, b, s.OnName)
	w.name.other = s.OnEmail
	mark := s.Name
	if mark == "" {
		mark = s.Email
	}
	head := kit.NavHead(kit.Person(kit.Initials(mark), 32), p.T("personal.window"), s.Email)
	w.tabs = newSettingsTabs(head,
		settingsTab{icon: "palette", name: p.T("personal.display"), text: p.T("personal.display.text"), body: w.display.build()},
		settingsTab{icon: "person", name: p.T("personal.you"), text: p.T("personal.you.text"), body: w.tab(w.name.show)},
		settingsTab{icon: "shield", name: p.T("personal.security"), text: p.T("personal.security.text"), body: w.tab(w.security)},
		settingsTab{icon: "login", name: p.T("personal.signins"), text: p.T("personal.signins.text"), body: w.tab(w.signIns)})
	w.load()
	return w
}

// tab is a place for what is read.
func (w *personalWindow) tab(show func(personalRead) fyne.CanvasObject) fyne.CanvasObject {
	box := kit.VStack(0)
	t := personalTab{faces: kit.NewFaces(w.page.Runner, box), box: box, show: show}
	w.read = append(w.read, t)
	return t.faces
}

func (w *personalWindow) build() fyne.CanvasObject { return w.tabs.build(nil) }

func (w *personalWindow) load() {
	for _, t := range w.read {
		t.faces.ShowLoading()
	}
	kit.Load(w.page, func(ctx context.Context) (r personalRead, err error) {
		if r.state, err = w.book.Overview(ctx); err != nil {
			return r, err
		}
		r.signIns = w.book.SignIns()
		return r, nil
	}, w.show, w.fail)
}

func (w *personalWindow) show(r personalRead) {
	for _, t := range w.read {
		t.box.Objects = []fyne.CanvasObject{t.show(r)}
		t.faces.ShowContent()
	}
	if w.tabs.chosen == personalAtYou && w.page.Window.Canvas().Focused() == nil {
		w.focus()
	}
}

func (w *personalWindow) fail(err error) {
	t := w.page.T
	for _, tab := range w.read {
		tab.faces.ShowFault(kit.Fault("fault", t("personal.fault"), w.page.Explain(err),
			kit.NewButton(kit.Normal, t("personal.retry"), w.load)))
	}
}

// draft keeps which tab is open, which control was used, and the names typed.
func (w *personalWindow) draft() map[string]string {
	d := w.name.draft()
	if w.tabs.chosen != personalAtDisplay {
		d["tab"] = strconv.Itoa(w.tabs.chosen)
	}
	if w.display.acted != "" {
		d["control"] = w.display.acted
	}
	if len(d) == 0 {
		return nil
	}
	return d
}

func (w *personalWindow) restore(d map[string]string) {
	if tab, err := strconv.Atoi(d["tab"]); err == nil {
		w.tabs.choose(tab)
	}
	w.display.acted = d["control"]
	w.name.restore(d)
}

func (w *personalWindow) focus() {
	switch at := w.tabs.chosen; {
	case at == personalAtDisplay:
		w.display.focus()
	case at == personalAtYou && w.name.focus():
	default:
		w.page.Window.Canvas().Focus(w.tabs.entries[at])
	}
}

// leave asks before it drops names that were typed.
func (w *personalWindow) leave(proceed func()) {
	if !w.name.changed() {
		proceed()
		return
	}
	t := w.page.T
	if w.asking != nil {
		w.asking.Hide() // asked again, perhaps for another way out
	}
	w.asking = kit.Confirm(w.page.Window, kit.ConfirmSpec{
		Title: t("company.leave"), Text: t("personal.leave.text"), Verb: t("company.leave.verb"), Cancel: t("company.leave.cancel"),
		Danger: true,
		OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		},
	})
}

// keys closes the window on Escape, as its cross does.
func (w *personalWindow) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	w.leave(w.spec.OnClose)
	return true
}
