package views

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// view is what a window, or a step of one, shows. It keeps nothing but what was
// typed: a change of language and a lock take its draft, make a new instance and
// give the draft back.
type view interface {
	build() fyne.CanvasObject
	draft() map[string]string
	restore(map[string]string)
	focus()
}

// keyed is a view that wants the keys nobody else took: Escape, Enter.
type keyed interface{ keys(*fyne.KeyEvent) bool }

// leaver is a view that asks before its window closes; proceed closes it.
type leaver interface{ leave(proceed func()) }

// Start is what the desk is made of. Lang and Theme are what the command line
// asked for, empty when it did not; Fault is why the file could not be opened.
type Start struct {
	Program              *app.App
	Demo                 bool                                                    // begins with a demo, and ends with it: there is no Program
	NewDemo              func(context.Context, app.DemoWords) (*app.Demo, error) // nil: no demo here
	Fault                error
	Version              string
	Lang, Theme          string
	SystemLang           string
	Languages            []string
	Log                  *slog.Logger
	testOnlyRunner       kit.Runner
	testOnlyClock        func() time.Time
	testOnlyWithoutIdler bool
}

// Desk is the application at work: which window shows what, in which language
// and look, and for whom.
type Desk struct {
	start     Start
	fyne      fyne.App
	words     *Words
	runner    kit.Runner
	explain   explainer
	clipboard *kit.Clipboard
	windows   *kit.Windows
	scenes    map[string]*scene
	idle      *kit.Idle
	twins     *deskTwins
	theme     *kit.Theme
	visit     visit
	demo      *deskDemo       // nil: the program's own file
	parting   *access.Session // the last one given up: its keys are gone before the program ends
}

// visit is who is there. Unsaved tells that a lock keeps something typed.
type visit struct {
	session *access.Session
	locked  *access.Locked
	email   string
	fault   error
	unsaved bool
	joining *access.Invitation // accepted by the sign-in that follows
	coming  *access.Reset      // its company is taken in by the sign-in that follows
	// initials stay visible on a locked screen; the rest of what was seen does not.
	initials string
	seen     access.Overview     // who and where, as the main window shows it
	viewed   string              // whose view is taken, where one is
	copies   *deskCopies         // nil until the house is shown
	entry    string              // the page of the house that is shown, "" for the first
	codes    *access.RecoverySet // recovery codes that are being put in force, and were not shown yet
	// waiting is what was typed before a lock, until its windows are open again.
	waiting map[string]map[string]string
}

// scene is a view in its window, with the way to make it again. Each view has a
// page of its own: what still runs for one that is gone does not touch the next.
// The window has one too, which outlives them: it closes with the window alone.
type scene struct {
	page  *kit.Page
	make  func(*kit.Page) view
	view  view
	stale bool // it will be made again when its work has ended
	// sized is what the main window was last sized to, asking whether it may end
	// over a lock.
	sized  fyne.Size
	asking *kit.Dialog
}

// The windows by their key.
const (
	winMain       = "main"
	winNewCompany = "newcompany"
	winCompany    = "company"
	winPersonal   = "personal"
	winEnrol      = "enrol"
	winCodes      = "codes"
	winPassword   = "password"
	winKit        = "kit"
	winInvite     = "invite"
	winKnown      = "known"
)

// idleLimit is after how long without a hand the program locks (F18), where no
// company says otherwise.
const idleLimit = 5 * time.Minute

// firstLook is how long a file may take to say whether it holds anything.
const firstLook = 3 * time.Second

// NewDesk prepares the windows; Run shows them.
func NewDesk(a fyne.App, s Start) (*Desk, error) {
	d := &Desk{start: s, fyne: a, runner: s.testOnlyRunner, windows: kit.NewWindows(), scenes: map[string]*scene{}}
	if d.runner == nil {
		d.runner = kit.Background()
	}
	if d.start.testOnlyClock == nil {
		d.start.testOnlyClock = time.Now
	}
	var err error
	if d.words, err = NewWords(assets.Translation, s.Languages, d.firstLanguage()); err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	d.explain = explainer{t: d.words.T, date: d.words.DateTime, log: s.Log}
	a.SetIcon(fyne.NewStaticResource("app.png", assets.WindowIcon()))
	d.clipboard = kit.NewClipboard(a.Clipboard(), d.runner)
	d.theme = kit.NewTheme(look(), kit.ModeSystem, 1, d.touch)
	d.wear(access.Screen{Language: d.words.Lang(), Theme: s.Theme, Scale: 100})
	return d, nil
}

// look loads fonts and icons as the theme wants them.
func look() kit.Look {
	l := kit.Look{
		Regular: fyne.NewStaticResource("Inter-Regular.otf", assets.Regular()),
		Bold:    fyne.NewStaticResource("Inter-SemiBold.otf", assets.Bold()),
		Icons:   map[string]fyne.Resource{},
	}
	for _, name := range assets.Icons() {
		if b, ok := assets.Icon(name); ok {
			l.Icons[name] = fyne.NewStaticResource(name+".svg", b)
		}
	}
	return l
}

// Run shows the first window and stays until the last one is closed. An error
// says that something of a demo could not be removed.
func (d *Desk) Run() error {
	d.open()
	d.fyne.Run()
	d.signOut(context.Background())
	d.end(context.Background(), d.parting)
	return d.endDemo()
}

// open shows the main window with what comes first.
func (d *Desk) open() {
	d.windows.Open(winMain, func() *kit.Page {
		p := d.page(d.fyne.NewWindow(titled("")))
		p.Window.SetMaster()
		p.Window.SetCloseIntercept(func() { d.closing(winMain) })
		s := &scene{page: d.page(p.Window)}
		d.scenes[winMain] = s
		p.OnClose(func() { s.page.Close() })
		d.enter()
		return p
	})
}

// enter shows the door that fits the file: first run, or sign-in.
func (d *Desk) enter() {
	if d.start.Demo && d.demo == nil {
		d.showDemo()
		return
	}
	empty, fault := true, d.start.Fault
	if fault == nil {
		ctx, cancel := context.WithTimeout(context.Background(), firstLook)
		empty, fault = d.start.Program.Empty(ctx)
		cancel()
	}
	d.visit.fault = fault
	if d.demo == nil && (fault != nil || empty) {
		d.showFirstRun()
		return
	}
	d.showSignIn()
}

// page makes the page of a window.
func (d *Desk) page(w fyne.Window) *kit.Page {
	p := kit.NewPage(kit.PageSpec{Window: w, Runner: d.runner, T: d.words.T, Explain: d.tell})
	w.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl},
		func(fyne.Shortcut) { d.lock() })
	return p
}

// tell explains an error. A session that ended elsewhere also ends here.
func (d *Desk) tell(err error) string {
	if isEnded(err) && d.visit.session != nil {
		d.runner.Later(d.expired)
	}
	return d.explain.explain(err)
}

// show puts a view into a window.
func (d *Desk) show(key string, make func(*kit.Page) view) {
	s := d.scenes[key]
	s.make = make
	d.renew(s, nil)
}

// renew makes the view of a scene again and gives it a draft.
func (d *Desk) renew(s *scene, draft map[string]string) {
	canvas := s.page.Window.Canvas()
	for _, o := range canvas.Overlays().List() {
		canvas.Overlays().Remove(o)
	}
	if s.view != nil {
		s.page.Close()
		s.page = d.page(s.page.Window)
	}
	s.stale = false
	s.view = s.make(s.page)
	s.page.SetContent(s.view.build())
	if draft != nil {
		s.view.restore(draft)
	}
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		d.touch()
		if k, ok := s.view.(keyed); !ok || !k.keys(e) {
			kit.ScrollByKey(s.page.Window, e)
		}
	})
	s.view.focus()
}

// quit ends the program; a copied secret does not outlive it.
func (d *Desk) quit() {
	d.clipboard.Empty()
	d.windows.CloseAll(winMain)
	d.windows.Close(winMain)
}

// aside opens, or shows again, a window beside the main one, with a draft if it
// had one.
func (d *Desk) aside(key, title string, size fyne.Size, draft map[string]string, make func(*kit.Page) view) {
	d.windows.Open(key, func() *kit.Page {
		p := d.page(d.fyne.NewWindow(titled(d.words.T(title))))
		s := &scene{page: d.page(p.Window), make: make}
		d.scenes[key] = s
		p.OnClose(func() {
			s.page.Close()
			if d.scenes[key] == s {
				delete(d.scenes, key)
			}
		})
		p.Window.SetCloseIntercept(func() { d.closing(key) })
		p.Window.Resize(size)
		p.Window.CenterOnScreen()
		d.renew(s, draft)
		return p
	})
	d.titles()
}

// closeAside closes a window beside the main one without asking.
func (d *Desk) closeAside(key string) { d.windows.Close(key) }
