package views

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app"
)

// demos lets the program make demos, in a temporary folder that is given back.
func (d *deskTest) demos() (folder string) {
	d.Helper()
	folder = d.TempDir()
	d.Setenv("TMPDIR", folder)
	d.Setenv("TMP", folder) // Windows
	o := d.options()
	d.start.NewDemo = func(ctx context.Context, w app.DemoWords) (*app.Demo, error) { return app.NewDemo(ctx, o, w) }
	return folder
}

// left gives what lies in a folder.
func (d *deskTest) left(folder string) []string {
	d.Helper()
	all, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		d.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// wantNoTrace fails when a demo left something: in its folder, at the program's
// own file, or in what this computer remembers.
func (d *deskTest) wantNoTrace(temp string) {
	d.Helper()
	for _, folder := range []string{temp, filepath.Dir(d.path), d.options().Access.State} {
		if names := d.left(folder); len(names) > 0 {
			d.Errorf("left behind: %v", names)
		}
	}
}

// intoDemo goes from the door of a demo to its house, as a visitor does.
func (d *deskTest) intoDemo() {
	d.Helper()
	d.want(winMain, d.word("demo.banner"))
	d.tap(winMain, "demo.fill")
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("overview.title"))
	d.want(winMain, d.word("demo.banner"))
	d.want(winMain, deskCompany)
}

// The third door: a filled company, entered with what stands at its door, left by
// signing out, and gone.
func TestDeskVisitsTheDemo(t *testing.T) {
	d := newDeskTest(t)
	temp := d.demos()
	d.run()
	own := d.desk.start.Program
	d.tap(winMain, "firstrun.demo")
	d.want(winMain, "margaux@bedrijf-zonen.be")
	d.want(winMain, d.desk.demo.demo.Password)
	if len(d.left(temp)) != 1 || d.desk.start.Program == own {
		t.Error("no folder, or not its file")
	}
	if shown := shownTexts(d.window(winMain)); containsLine(shown, d.word("signin.other")) {
		t.Error("a way to another file")
	}
	d.intoDemo()
	d.openCompany()
	d.want(winCompany, deskNumber)
	d.menu()
	d.tap(winMain, "menu.leave")
	d.want(winMain, d.word("firstrun.title"))
	d.wantOpen(winMain)
	if d.desk.start.Program != own || d.desk.demo != nil {
		t.Error("the program's own file is not back")
	}
	d.wantNoTrace(temp)
	d.tap(winMain, "firstrun.demo") // and again
	d.intoDemo()
	d.tap(winMain, "demo.leave")
	d.want(winMain, d.word("firstrun.title"))
	d.wantNoTrace(temp)
}

// The door of a demo has a way out of its own, and the keyboard reaches it.
func TestDeskLeavesTheDemoFromItsDoor(t *testing.T) {
	d := newDeskTest(t)
	temp := d.demos()
	d.run()
	d.tap(winMain, "firstrun.demo")
	d.tap(winMain, "demo.leave")
	d.want(winMain, d.word("firstrun.title"))
	d.wantNoTrace(temp)
}

// A locked demo shows its password too; from there it opens again, or goes.
func TestDeskLocksTheDemo(t *testing.T) {
	d := newDeskTest(t)
	temp := d.demos()
	d.run()
	d.tap(winMain, "firstrun.demo")
	d.intoDemo()
	lockKey(d.window(winMain))
	d.want(winMain, d.word("lock.title"))
	d.want(winMain, d.desk.demo.demo.Password)
	d.tap(winMain, "demo.fill")
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("overview.title"))
	lockKey(d.window(winMain))
	d.tap(winMain, "lock.out")
	d.want(winMain, d.word("firstrun.title"))
	d.wantNoTrace(temp)
}

// Closing the window removes the demo, wherever the person stands in it.
func TestDeskClosesInTheDemo(t *testing.T) {
	for name, c := range map[string]func(*deskTest){
		"door":  func(*deskTest) {},
		"house": func(d *deskTest) { d.intoDemo() },
		"lock":  func(d *deskTest) { d.intoDemo(); lockKey(d.window(winMain)) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			temp := d.demos()
			d.run()
			d.tap(winMain, "firstrun.demo")
			c(d)
			d.desk.closing(winMain)
			if d.desk.windows.Window(winMain) != nil {
				t.Error("the window is still open")
			}
			d.atEnd()
			d.wantNoTrace(temp)
		})
	}
}

// atEnd does what Run does after the last window.
func (d *deskTest) atEnd() {
	d.Helper()
	d.desk.signOut(d.Context())
	d.desk.end(d.Context(), d.desk.parting)
	d.must(d.desk.endDemo())
}

// With --demo the program begins with the demo and ends with it.
func TestDeskOfTheDemoAlone(t *testing.T) {
	for name, leave := range map[string]func(*deskTest){
		"door":     func(d *deskTest) { d.tap(winMain, "demo.leave") },
		"sign out": func(d *deskTest) { d.intoDemo(); d.menu(); d.tap(winMain, "menu.leave") },
		"close":    func(d *deskTest) { d.intoDemo(); d.desk.closing(winMain) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			temp := d.demos()
			d.start.Demo = true
			d.run()
			leave(d)
			if d.desk.windows.Window(winMain) != nil {
				t.Error("the program goes on")
			}
			d.atEnd()
			d.wantNoTrace(temp)
		})
	}
}

// While it is being made the person sees so, and may give up: nothing is left.
func TestDeskGivesUpTheDemo(t *testing.T) {
	for name, c := range map[string]struct {
		leave func(*deskTest)
		after string
	}{
		"escape": {func(d *deskTest) { pressKey(d.window(winMain), fyne.KeyEscape) }, "firstrun.title"},
		"cancel": {func(d *deskTest) { d.tap(winMain, "signin.cancel") }, "firstrun.title"},
		"close":  {func(d *deskTest) { d.desk.closing(winMain) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			temp := d.demos()
			d.run()
			d.runner.slow = true
			d.tap(winMain, "firstrun.demo")
			d.want(winMain, d.word("demo.loading"))
			c.leave(d)
			d.runner.finish()
			if c.after != "" {
				d.want(winMain, d.word(c.after))
			} else if d.desk.windows.Window(winMain) != nil {
				t.Error("the window is still open")
			}
			d.atEnd()
			d.wantNoTrace(temp)
		})
	}
}

// Without a usable temporary folder the person is told so, may try again, and
// come back; a program that is the demo alone ends.
func TestDeskTellsWhyThereIsNoDemo(t *testing.T) {
	d := newDeskTest(t)
	temp := d.demos()
	d.run()
	for fault, key := range map[error]string{app.ErrNoTemp: "fault.noTemp", app.ErrFull: "fault.full", app.ErrMedium: "fault.medium"} {
		works := d.desk.start.NewDemo
		d.desk.start.NewDemo = func(context.Context, app.DemoWords) (*app.Demo, error) { return nil, fault }
		d.tap(winMain, "firstrun.demo")
		d.want(winMain, d.word(key))
		d.want(winMain, d.word("demo.fault"))
		d.desk.start.NewDemo = works
		d.tap(winMain, "code.back")
		d.want(winMain, d.word("firstrun.title"))
	}
	t.Setenv("TMPDIR", filepath.Join(temp, "gone"))
	d.tap(winMain, "firstrun.demo")
	d.want(winMain, d.word("fault.noTemp"))
	t.Setenv("TMPDIR", temp)
	pressKey(d.window(winMain), fyne.KeyReturn) // «try again» has the keyboard
	d.intoDemo()
	d.tap(winMain, "demo.leave")
	d.wantNoTrace(temp)

	alone := newDeskTest(t)
	alone.start.Demo = true
	alone.start.NewDemo = func(context.Context, app.DemoWords) (*app.Demo, error) { return nil, app.ErrFull }
	alone.run()
	alone.want(winMain, alone.word("fault.full"))
	alone.tap(winMain, "code.back")
	if alone.desk.windows.Window(winMain) != nil {
		t.Error("the program goes on")
	}
}

// What is unexpected in a demo goes to its own log, which goes with it.
func TestDeskKeepsNoLogOfTheDemo(t *testing.T) {
	d := newDeskTest(t)
	temp := d.demos()
	d.run()
	d.tap(winMain, "firstrun.demo")
	if d.desk.tell(errors.New("odd")) == "" || d.log.Len() > 0 {
		t.Errorf("the program's log says: %s", d.log.String())
	}
	d.tap(winMain, "demo.leave")
	if d.desk.tell(errors.New("odd")) == "" || d.log.Len() == 0 {
		t.Error("the program's log is not back")
	}
	d.wantNoTrace(temp)
}

// A demo stands beside no file: one that cannot be opened comes first.
func TestDeskOffersNoDemoOverAFault(t *testing.T) {
	d := newDeskTest(t)
	d.demos()
	d.file("Dear diary, this is certainly no database.")
	d.run()
	if shown := shownTexts(d.window(winMain)); containsLine(shown, d.word("firstrun.demo")) {
		t.Error("the demo is offered")
	}
}
