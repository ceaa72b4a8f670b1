//go:build linux

package stories

import (
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/stories/stage"
)

// patience bounds every wait of a story: generous, because two cores may be busy with other tests.
const patience = time.Minute

// World is one person's computer in one story: a display, a home folder, and Trousseau on it. Every method fails the
// story by itself and leaves a picture of the screen under build/failures.
type World struct {
	testing.TB
	*stage.Display
	// Home is the person's home folder, empty at first.
	Home string
	// Program is the running Trousseau, nil before Start.
	Program *stage.Program

	launch stage.Launch
}

// NewWorld makes a fresh computer with a screen of 1440 × 900.
func NewWorld(t testing.TB, binary string) *World {
	t.Helper()
	home := filepath.Join(t.TempDir(), "home")
	if err := os.Mkdir(home, 0o700); err != nil {
		t.Fatal(err)
	}
	display, err := stage.OpenDisplay(1440, 900)
	if err != nil {
		t.Fatal(err)
	}
	w := &World{TB: t, Display: display, Home: home}
	w.launch = stage.Launch{Binary: binary, Home: home}
	t.Cleanup(w.close)
	return w
}

// Beside is a second computer with a screen of its own on the same home folder: another window on the same file.
func (w *World) Beside() *World {
	w.Helper()
	other := NewWorld(w.TB, w.launch.Binary)
	other.Home, other.launch.Home = w.Home, w.Home
	return other
}

// Part runs a part of the story as a subtest on the same computer.
func (w *World) Part(t *testing.T, name string, part func()) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		story := w.TB
		w.TB = t
		defer func() { w.TB = story }()
		defer w.keepIfFailed()
		part()
	})
}

func (w *World) keepIfFailed() {
	if w.Failed() {
		w.keep()
	}
}

func (w *World) close() {
	w.keepIfFailed()
	if w.Program != nil {
		w.Program.Kill9()
	}
	if err := w.Display.Close(); err != nil {
		w.Errorf("close the display: %v", err)
	}
}

// keep leaves what the person saw and what the program printed.
func (w *World) keep() {
	folder := filepath.Join("..", "build", "failures")
	name := filepath.Join(folder, strings.ReplaceAll(w.Name(), "/", "-")+".png")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		w.Log(err)
		return
	}
	if err := w.Display.Picture(name, image.Rectangle{}); err != nil {
		w.Log(err)
		return
	}
	w.Logf("the screen at the end: %s", name)
	if w.Program != nil {
		w.Logf("the program said:\n%s", w.Program.Output())
	}
}

// must ends the story when err is not nil.
func (w *World) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// tongues are the names by which the reader of the screen knows the program's languages.
var tongues = map[string]string{"fr": "fra", "nl": "nld+eng", "de": "deu+eng", "en": "eng"}

// Start starts Trousseau with args; Restart does so again with the same, in the same home.
func (w *World) Start(args ...string) {
	w.Helper()
	w.launch.Args = args
	if at := slices.Index(args, "--lang"); at >= 0 {
		w.Tongue = tongues[args[at+1]]
	}
	w.Restart()
}

// StartIn starts Trousseau on a computer whose system speaks a locale, "nl_BE.UTF-8" for instance: the program follows it.
func (w *World) StartIn(locale string, args ...string) {
	w.Helper()
	w.Tongue = tongues[locale[:2]]
	w.launch.Args, w.launch.Env = args, []string{"LANG=" + locale}
	w.Restart()
}

// Restart starts Trousseau again; a running one is killed first.
func (w *World) Restart() {
	w.Helper()
	if w.Program != nil && w.Program.Running() {
		w.Program.Kill9()
	}
	program, err := w.Display.Start(w.launch)
	w.must(err)
	w.Program = program
}

// Kill9 ends Trousseau at once, as a power cut would.
func (w *World) Kill9() { w.Program.Kill9() }

// CloseWindow closes the focused window as a person does and waits until none of that title's beginning is left.
func (w *World) CloseWindow(prefix string) {
	w.Helper()
	w.Focus(w.WaitWindow(prefix))
	w.Key("alt+F4")
	w.must(w.Display.WaitNoWindow(prefix, patience))
}

// WaitEnd waits for Trousseau's own end and gives its exit code.
func (w *World) WaitEnd() int {
	w.Helper()
	code, err := w.Program.Wait(patience)
	w.must(err)
	return code
}

// WaitWindow waits for a painted window whose title begins with prefix.
func (w *World) WaitWindow(prefix string) stage.Window {
	w.Helper()
	shown, err := w.Display.WaitWindow(prefix, patience)
	if err != nil && !w.Program.Running() {
		w.Fatalf("%v; the program has ended", err)
	}
	w.must(err)
	return shown
}

// Focus gives the keyboard to a window.
func (w *World) Focus(window stage.Window) { w.Helper(); w.must(w.Display.Focus(window)) }

// Type types into the focused field, pasting what the keyboard has no key for.
func (w *World) Type(text string) { w.Helper(); w.must(w.Display.Type(text)) }

// Key presses keys one after the other: "Tab", "Return", "ctrl+l".
func (w *World) Key(keys ...string) { w.Helper(); w.must(w.Display.Key(keys...)) }

// Click presses the left button at a place of the screen.
func (w *World) Click(x, y int) { w.Helper(); w.must(w.Display.Click(x, y)) }

// WaitText waits until label can be read on the screen and gives the box around it.
func (w *World) WaitText(label string) image.Rectangle {
	w.Helper()
	var box image.Rectangle
	err := stage.Until(patience, "text "+label, func() (found bool, err error) {
		box, found, err = w.FindText(label, image.Rectangle{})
		return found, err
	})
	if err != nil {
		read, _ := w.Text(image.Rectangle{}) // only to explain; the story has failed already
		w.Fatalf("%v; the screen reads:\n%s", err, read)
	}
	return box
}

// WaitEither waits until one of the labels can be read and tells which.
func (w *World) WaitEither(labels ...string) string {
	w.Helper()
	read := ""
	w.must(stage.Until(patience, "text "+strings.Join(labels, " or "), func() (found bool, err error) {
		for _, label := range labels {
			if _, found, err = w.FindText(label, image.Rectangle{}); found || err != nil {
				read = label
				break
			}
		}
		return found, err
	}))
	return read
}

// WaitNoText waits until label can no longer be read on the screen.
func (w *World) WaitNoText(label string) {
	w.Helper()
	w.must(stage.Until(patience, "no text "+label, func() (bool, error) {
		_, found, err := w.FindText(label, image.Rectangle{})
		return err == nil && !found, err
	}))
}

// WaitBelow scrolls the main window down until label can be read, and back up.
func (w *World) WaitBelow(label string) {
	w.Helper()
	area := w.WaitWindow("Trousseau").Area
	x, y := (area.Min.X+area.Max.X)/2, (area.Min.Y+area.Max.Y)/2
	w.must(w.Display.Scroll(x, y, 40))
	w.WaitText(label)
	w.must(w.Display.Scroll(x, y, -40))
}

// ClickText waits for label and clicks its middle.
func (w *World) ClickText(label string) {
	w.Helper()
	box := w.WaitText(label)
	w.Click((box.Min.X+box.Max.X)/2, (box.Min.Y+box.Max.Y)/2)
}

// QR waits until an independent reader finds a QR code on the screen and gives its text.
func (w *World) QR() string {
	w.Helper()
	path := filepath.Join(w.TempDir(), "screen.png")
	var text string
	w.must(stage.Until(patience, "QR code", func() (bool, error) {
		if err := w.Display.Picture(path, image.Rectangle{}); err != nil {
			return false, err
		}
		var err error
		text, err = stage.QR(path)
		return err == nil && text != "", err
	}))
	return text
}

// TOTP is what an independent authenticator shows for secret, steps of 30 s away from now.
func (w *World) TOTP(secret string, steps int) string {
	w.Helper()
	code, err := stage.TOTP(secret, steps)
	w.must(err)
	return code
}
