package views

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// showFirstRun shows the doors of a program without a company, or says why the
// file could not be opened.
func (d *Desk) showFirstRun() {
	d.resize(firstRunWidth, firstRunHeight)
	d.show(winMain, func(p *kit.Page) view {
		s := firstRunSpec{Langs: d.words.Langs(), Lang: d.words.Lang(), Version: d.start.Version,
			OnLang: d.speak, OnCreate: d.showSetup, OnOpen: d.chooseFirst, OnDemo: d.demoDoor()}
		if d.start.Program.Door != nil || d.visit.fault != nil { // there is a file
			s.FileName = d.start.Program.Name()
		}
		if d.visit.fault != nil {
			s.Fault = d.explain.explain(d.visit.fault)
			s.OnCreate, s.OnDemo = d.createElsewhere, nil
		} else {
			s.OnInvited = d.chooseInvited
		}
		s.OnCopies = d.firstRunCopies(s.Fault)
		return newFirstRun(p, s)
	})
}

// createElsewhere asks for a new file's name: the customary one is taken by a
// file that could not be opened, and stays as it is.
func (d *Desk) createElsewhere() {
	filesSave(d.scenes[winMain].page, filesSaveSpec{
		Title: d.words.T("files.new.title"), Path: d.start.Program.Path(), Extension: filesExtension,
		Write: func(_ context.Context, path string) error { return d.start.Program.At(path) },
		OnDone: func(string) {
			d.start.Fault, d.visit.fault = nil, nil
			d.showSetup()
		},
	})
}

// showSetup leads from nothing to a company.
func (d *Desk) showSetup() {
	secrets := &setupSecrets{}
	d.resize(setupWidth, setupHeight)
	d.show(winMain, func(p *kit.Page) view {
		return newSetup(p, setupDesk{d.start.Program}, setupSpec{
			Lang: d.words.Lang(), Langs: d.words.Langs(), Now: d.start.testOnlyClock, Clipboard: d.clipboard,
			Screen:  access.Screen{Language: d.words.Lang(), Theme: themeOr(d.start.Theme), Scale: 100},
			Printer: kitPrinterHere(), Secrets: secrets, OnDone: d.arrive, OnCancel: d.showFirstRun,
		})
	})
}

func themeOr(theme string) string {
	if theme == "" {
		return "system"
	}
	return theme
}

// setupDesk is what the set-up may ask of the program.
type setupDesk struct{ program *app.App }

func (s setupDesk) NewFactor(issuer, account string) (*access.NewFactor, error) {
	return s.program.Setup.NewFactor(issuer, account)
}

func (s setupDesk) Prove(f *access.NewFactor, code string) (bool, error) {
	return s.program.Setup.Prove(f, code)
}

func (s setupDesk) NewRecovery() (*access.RecoverySet, error) { return s.program.Setup.NewRecovery() }

func (s setupDesk) NewKit() (access.Kit, error) { return s.program.Setup.NewKit() }

func (s setupDesk) Found(ctx context.Context, f access.Founding) (*access.Session, error) {
	return s.program.Found(ctx, f)
}

// chooseFile opens another file.
func (d *Desk) chooseFile() {
	filesOpen(d.scenes[winMain].page, filesOpenSpec{
		Folder: filepath.Dir(d.start.Program.Path()), Choose: d.start.Program.Other, OnDone: d.turned,
	})
}

// turned shows the door of another file.
func (d *Desk) turned(string) {
	if v, ok := d.scenes[winMain].view.(halfway); ok {
		v.drop() // a sign-in left behind in the other file
	}
	d.dropInvitation()
	d.start.Fault, d.visit = nil, visit{}
	d.enter()
}

// showSignIn shows the first step of the door.
func (d *Desk) showSignIn() {
	d.resize(1280, 800)
	var fault string
	if d.visit.fault != nil {
		fault = d.explain.explain(d.visit.fault)
		d.visit.fault = nil
	}
	email := d.visit.email
	if demo := d.demoSignIn(); demo != nil && email == "" {
		email = demo.Email
	}
	d.show(winMain, func(p *kit.Page) view {
		f := d.frame()
		return signin(p, d.start.Program.Door, signInSpec{FileName: f.FileName, Version: f.Version, Langs: f.Langs, Lang: f.Lang,
			Fault: fault, Email: email, Demo: d.demoSignIn(), Now: d.start.testOnlyClock, OnLang: f.OnLang, OnEntry: d.entered, OnOther: f.OnOther,
			Joining: d.joined(), OnUnjoin: d.unjoin, OnInvited: d.invitedWay(), OnLost: d.showRescue, OnReset: d.resetWay(), Coming: d.comingBack(), OnUncome: d.uncome, OnSupport: d.supportWay(), OnCopies: func(why string) { d.showCopies(why, d.showSignIn) }})
	})
}

// frame is what stands around both steps of the door.
func (d *Desk) frame() doorFrame {
	f := doorFrame{FileName: d.start.Program.Name(), Version: d.start.Version, Langs: d.words.Langs(), Lang: d.words.Lang(),
		OnLang: d.speak, OnOther: d.chooseFile}
	if d.demo != nil { // no way from a demo to another file
		f.FileName, f.OnOther = "", nil
	}
	return f
}

// entered goes on from a right password: to the code, or in.
func (d *Desk) entered(e *access.Entry) {
	if v, ok := d.scenes[winMain].view.(*signInView); ok && v.isKnown() {
		e.Known()
	}
	d.rejoin(e)
	d.visit.email = e.Email()
	d.bringInvitation(e)
	if e.NeedsCode() {
		d.showCode(e)
		return
	}
	d.walkIn(e)
}

// turnBack shows the step before the code again.
func (d *Desk) turnBack() {
	if d.visit.locked != nil {
		d.showLock()
		return
	}
	d.showSignIn()
}

// walkIn opens the session of an entry without a second factor.
func (d *Desk) walkIn(e *access.Entry) {
	s := d.scenes[winMain]
	var worker kit.Worker
	if v, ok := s.view.(enterDoor); ok {
		worker = v.worker()
	}
	var session *access.Session
	kit.Do(s.page, worker, func(ctx context.Context) (err error) {
		session, err = e.Enter(ctx)
		return err
	}, func(err error) {
		if err == nil {
			d.welcome(session)
			return
		}
		d.refused(err, e)
	})
}

// refused tells why an entry did not become a session; a clock that lies behind
// is offered to be trusted.
func (d *Desk) refused(err error, e *access.Entry) {
	var clock *access.ClockError
	var older *access.OlderError
	v, ok := d.scenes[winMain].view.(enterDoor)
	_, asked := v.(*olderView)
	switch {
	case ok && !asked && errors.As(err, &older):
		d.showOlder(e, older)
	case !ok:
		e.Drop()
		d.scenes[winMain].page.Fail(err)
	case errors.As(err, &clock) && clock.Behind > 0:
		v.showClock(clock, func() {
			e.TrustClock()
			d.walkIn(e)
		})
	default:
		e.Drop()
		v.fail(err)
	}
}

// enterDoor is a door that a right password may open alone: it shows that it
// works, says what went wrong, and asks whether the clock is to be trusted.
type enterDoor interface {
	worker() kit.Worker
	fail(err error)
	showClock(err *access.ClockError, retry func())
}

// welcome receives a session: after a lock with what was typed, otherwise new.
func (d *Desk) welcome(s *access.Session) {
	if locked := d.visit.locked; locked != nil {
		d.visit.locked = nil
		d.back(s, locked)
		return
	}
	d.arrive(s)
}

// arrive shows the house to a person signed in.
func (d *Desk) arrive(s *access.Session) {
	d.visit = visit{session: s, email: s.Email()}
	d.watch()
	d.wear(d.personal(s.Screen()))
	d.goIn(d.tellShut)
}

// showHouse reads who and where, then shows the main window. Neither follows when
// the session is another one by then.
func (d *Desk) showHouse(then func(), fail func(error)) {
	s := d.visit.session
	same := func(f func()) {
		if d.visit.session == s {
			f()
		}
	}
	kit.Load(d.windows.Page(winMain), s.Overview, func(o access.Overview) {
		same(func() {
			d.visit.seen = o
			d.resize(1280, 800)
			d.show(winMain, d.house)
			d.titles()
			then()
		})
	}, func(err error) { same(func() { fail(err) }) })
}

// showLock asks the password of the person who was there.
func (d *Desk) showLock() {
	d.show(winMain, func(p *kit.Page) view {
		return lock(p, d.visit.locked, lockSpec{Email: d.visit.locked.Email(), Initials: d.visit.initials,
			FileName: d.start.Program.Name(), Version: d.start.Version,
			Unsaved: d.visit.unsaved, Demo: d.demoSignIn(), Now: d.start.testOnlyClock, OnEntry: d.entered, OnSignOut: func() {
				d.visit = visit{}
				if d.demo != nil {
					d.leaveDemo()
					return
				}
				d.door()
			}})
	})
}

// showCover empties the main window while keys are dropped.
func (d *Desk) showCover() { d.show(winMain, func(*kit.Page) view { return cover{} }) }

// cover is a window with nothing to see.
type cover struct{}

func (cover) build() fyne.CanvasObject  { return kit.Center(kit.NewGlyph("lock", kit.ColorMuted, 28)) }
func (cover) draft() map[string]string  { return nil }
func (cover) restore(map[string]string) {}
func (cover) focus()                    {}

// reopen opens a window that was open before the lock.
func (d *Desk) reopen(key string, draft map[string]string) {
	switch key {
	case winCompany:
		d.openCompany(draft)
	case winPersonal:
		d.openPersonal(draft)
	case winNewCompany:
		d.openNewCompany(draft)
	case winEnrol:
		d.reopenEnrol(draft)
	case winCodes:
		d.reopenCodes(winCodes, draft)
	case winPassword:
		d.openPassword(draft)
	case winKit:
		d.reopenKit(draft)
	case winInvite:
		d.reopenInvite(draft)
	case winRights:
		d.openRights(draft, nil)
	case winJournal:
		d.openJournal(draft)
	case winReview:
		d.openReview(draft)
	}
}

// resize gives the main window the size of what it shows. One that the person, or
// a small screen, has given another size keeps it.
func (d *Desk) resize(w, h float32) {
	s := d.scenes[winMain]
	win := s.page.Window
	size, now := fyne.NewSize(w, h), win.Canvas().Size()
	moved := func(a, b float32) bool { return a < b-2 || a > b+2 }
	byHand := !s.sized.IsZero() && (moved(now.Width, s.sized.Width) || moved(now.Height, s.sized.Height))
	if s.sized == size || byHand {
		return
	}
	s.sized = size
	win.Resize(size)
	win.CenterOnScreen()
}
