package views

// What the tests of the desk begin with: the whole program on a real file, with
// the real windows, an inline runner and a clock that the test moves. A person
// here sees texts and has a keyboard and a mouse, nothing else.

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/pquerna/otp/totp"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/app/keys/keystest"
	"trousseau/assets"
	"trousseau/views/kit"
)

// Who is who in these tests.
const (
	deskCompany  = "Boulangerie Bedrijf & Zonen"
	deskStreet   = "Rue des Pierres 47"
	deskCity     = "Bruges"
	deskNumber   = "BE0417497106"
	deskEmail    = "margaux@bedrijf-zonen.be"
	deskPassword = "Rivu7-zokLe-namaf-4%"
)

// deskTest is the program at work on one computer.
type deskTest struct {
	*testing.T
	path   string
	app    fyne.App
	runner *deskRunner
	desk   *Desk
	log    bytes.Buffer
	shift  time.Duration // what the clock was set by
	seed   string        // of the person's phone
	codes  []string      // his recovery codes
	sheet  string        // the code of his recovery kit
	start  Start         // the command line of the next start
}

// deskRunner is the inline runner, which can also keep work waiting, as a slow
// disk does.
type deskRunner struct {
	*kit.InlineRunner
	slow bool
	work []func()
	wrap func(work func() error) error // does the next work, once
}

func (r *deskRunner) Go(work func() error, then func(error)) {
	if wrap := r.wrap; wrap != nil {
		inner := work
		r.wrap, work = nil, func() error { return wrap(inner) }
	}
	if r.slow {
		r.work = append(r.work, func() { r.InlineRunner.Go(work, then) })
		return
	}
	r.InlineRunner.Go(work, then)
}

// step does the oldest work that waits, and what follows from it.
func (r *deskRunner) step() {
	next := r.work[0]
	r.work = r.work[1:]
	next()
}

// finish does all of it.
func (r *deskRunner) finish() {
	r.slow = false
	for len(r.work) > 0 {
		r.step()
	}
}

// newDeskTest gives a computer on which the program never ran.
func newDeskTest(t *testing.T) *deskTest {
	t.Helper()
	d := &deskTest{T: t, path: filepath.Join(t.TempDir(), "bakery", "zonen.trousseau"), start: Start{Lang: "fr"}}
	t.Cleanup(d.wantLogWithoutValues)
	return d
}

func (d *deskTest) now() time.Time {
	now := doorStart.Add(d.shift)
	if d.runner != nil {
		now = now.Add(d.runner.Elapsed())
	}
	return now
}

func (d *deskTest) options() app.Options {
	return app.Options{File: d.path, Access: access.Options{
		State: filepath.Join(filepath.Dir(filepath.Dir(d.path)), "state"), Clock: d.now, KDF: keystest.KDF{}}}
}

// run starts the program and shows its first window.
func (d *deskTest) run() {
	d.Helper()
	d.app = test.NewTempApp(d.T)
	d.shift = d.now().Sub(doorStart)
	d.runner = &deskRunner{InlineRunner: kit.Inline()}
	program, fault := app.Open(d.Context(), d.options())
	s := d.start
	s.Program, s.Fault, s.Version, s.Languages = program, fault, "1.0", assets.Languages()
	s.Log = slog.New(slog.NewTextHandler(&d.log, nil))
	s.testOnlyRunner, s.testOnlyClock = d.runner, d.now
	desk, err := NewDesk(d.app, s)
	if err != nil {
		d.Fatal(err)
	}
	d.desk = desk
	d.Cleanup(d.stop)
	desk.open()
}

// stop ends the program as its last window does.
func (d *deskTest) stop() {
	d.Helper()
	if d.desk.windows.Window(winMain) != nil {
		d.desk.quit()
	}
	d.desk.signOut(context.Background())
	if err := d.desk.start.Program.Close(); err != nil {
		d.Error(err)
	}
}

// found makes a file with a company without going through the windows.
func (d *deskTest) found(withPhone bool) {
	d.Helper()
	program, err := app.Open(d.Context(), d.options())
	if err != nil {
		d.Fatal(err)
	}
	f := access.Founding{
		Company: access.Company{Name: deskCompany, Country: "BE", Language: "fr", Number: deskNumber,
			Street: deskStreet, PostCode: "8000", City: deskCity, Color: "#9A4A2C"},
		Owner:  access.Owner{First: "Margaux", Last: "Bedrijf", Email: deskEmail, Password: deskPassword, Consent: true},
		Screen: access.Screen{Language: "fr", Theme: "light", Scale: 100},
	}
	if f.Kit, err = program.Setup.NewKit(); err != nil {
		d.Fatal(err)
	}
	d.sheet = f.Kit.Code()
	if withPhone {
		if f.Factor, err = program.Setup.NewFactor(f.Company.Name, f.Owner.Email); err != nil {
			d.Fatal(err)
		}
		d.seed = strings.ReplaceAll(f.Factor.Key(), " ", "")
		if ok, err := program.Setup.Prove(f.Factor, d.code()); !ok || err != nil {
			d.Fatal(ok, err)
		}
		if f.Codes, err = program.Setup.NewRecovery(); err != nil {
			d.Fatal(err)
		}
		d.codes = f.Codes.Codes()
	}
	s, err := program.Found(d.Context(), f)
	if err != nil {
		d.Fatal(err)
	}
	if err := s.Close(d.Context()); err != nil {
		d.Fatal(err)
	}
	if err := program.Close(); err != nil {
		d.Fatal(err)
	}
	d.shift += time.Minute // the phone shows another code
}

// inside is a computer with somebody signed in.
func (d *deskTest) inside(withPhone bool) {
	d.Helper()
	d.found(withPhone)
	d.run()
	d.signIn()
	d.want(winMain, d.word("overview.title"))
}

// signIn goes through the door with what it asks.
func (d *deskTest) signIn() {
	d.Helper()
	w := d.window(winMain)
	if d.typed(winMain, "signin.email") == "" {
		d.fill(winMain, "signin.email", deskEmail)
	}
	d.fill(winMain, "signin.password", deskPassword)
	pressKey(w, fyne.KeyReturn)
	if d.seed != "" {
		typeText(d.T, w, d.code())
	}
}

// code is what the phone shows.
func (d *deskTest) code() string {
	d.Helper()
	code, err := totp.GenerateCode(d.seed, d.now())
	if err != nil {
		d.Fatal(err)
	}
	return code
}

func (d *deskTest) word(key string) string { return d.desk.words.T(key) }

func (d *deskTest) window(key string) fyne.Window {
	d.Helper()
	w := d.desk.windows.Window(key)
	if w == nil {
		d.Fatalf("the window %s is not open", key)
	}
	return w
}

func (d *deskTest) want(key, text string) {
	d.Helper()
	wantText(d.T, d.window(key), text)
	wantNoHoles(d.T, d.window(key))
}

func (d *deskTest) wantOpen(keys ...string) {
	d.Helper()
	if got := strings.Join(d.desk.windows.Keys(), " "); got != strings.Join(keys, " ") {
		d.Errorf("open: %s; want %s", got, strings.Join(keys, " "))
	}
}

// lockKey presses Ctrl+L as the driver does: what has the focus hears it first.
func lockKey(w fyne.Window) {
	s := &desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl}
	if f, ok := focused(w).(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
	} else if c, ok := w.Canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
