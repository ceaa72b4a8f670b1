package views

// What every window's test begins with: a page in our theme with an inline
// runner, the real words, and pictures when TROUSSEAU_SHEET names a folder.

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"trousseau/assets"
	"trousseau/views/kit"
)

// testScreen is how a test's window is shown. Scale is 1 to 2; the window is
// Width by Height pixels whatever the scale.
type testScreen struct {
	Lang          string
	Mode          kit.Mode
	Scale         float32
	Width, Height float32
}

// newTestPage gives a page of 1280×800 in the light theme at 100 %.
func newTestPage(t testing.TB, lang string) (*kit.Page, *kit.InlineRunner) {
	t.Helper()
	return newTestPageOn(t, testScreen{Lang: lang, Mode: kit.ModeLight, Scale: 1, Width: 1280, Height: 800})
}

func newTestPageOn(t testing.TB, s testScreen) (*kit.Page, *kit.InlineRunner) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(kit.NewTheme(testLook(t), s.Mode, s.Scale, nil))
	win := test.NewWindow(nil)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(s.Width, s.Height))
	words, err := NewWords(assets.Translation, assets.Languages(), s.Lang)
	if err != nil {
		t.Fatal(err)
	}
	if err := FyneWords(assets.FyneTranslation, s.Lang); err != nil {
		t.Fatal(err)
	}
	runner := kit.Inline()
	page := kit.NewPage(kit.PageSpec{Window: win, Runner: runner, T: words.T, Explain: func(err error) string { return "fault: " + err.Error() }})
	t.Cleanup(func() {
		page.Close()
		win.Close()
	})
	return page, runner
}

func testLook(t testing.TB) kit.Look {
	t.Helper()
	look, err := lookOnce()
	if err != nil {
		t.Fatal(err)
	}
	return look
}

// lookOnce makes fonts and icons one time: the toolkit keeps what it reads of each
// for ever, and a thousand windows would fill the memory with the same two fonts.
var lookOnce = sync.OnceValues(func() (kit.Look, error) {
	look := kit.Look{
		Regular: fyne.NewStaticResource("regular.otf", assets.Regular()),
		Bold:    fyne.NewStaticResource("bold.otf", assets.Bold()),
		Icons:   map[string]fyne.Resource{},
	}
	for _, name := range assets.Icons() {
		svg, ok := assets.Icon(name)
		if !ok {
			return look, fmt.Errorf("no icon %q", name)
		}
		look.Icons[name] = fyne.NewStaticResource(name+".svg", svg)
	}
	return look, nil
})

// showView puts a view on the page as the desk does.
func showView(p *kit.Page, v interface {
	build() fyne.CanvasObject
	focus()
}) {
	p.SetContent(v.build())
	v.focus()
}

// shootPage writes the page's picture when TROUSSEAU_SHEET names a folder.
func shootPage(t testing.TB, p *kit.Page, name string) {
	t.Helper()
	dir := os.Getenv("TROUSSEAU_SHEET")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, p.Window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// sheetScreens are the screens each window is pictured on: both themes and
// languages at its own size, then the smallest window at 100 and 200 %.
func sheetScreens(width, height float32) map[string]testScreen {
	return map[string]testScreen{
		"light-fr":      {"fr", kit.ModeLight, 1, width, height},
		"dark-fr":       {"fr", kit.ModeDark, 1, width, height},
		"light-en":      {"en", kit.ModeLight, 1, width, height},
		"dark-en":       {"en", kit.ModeDark, 1, width, height},
		"small-fr":      {"fr", kit.ModeLight, 1, 1024, 680},
		"small-fr-200":  {"fr", kit.ModeLight, 2, 1024, 680},
		"small-en-200":  {"en", kit.ModeDark, 2, 1024, 680},
		"window-fr-200": {"fr", kit.ModeLight, 2, width, height},
	}
}

// shownTexts gives every text drawn in the window, joined line by line,
// dialogs included; a missing word shows as ⟦key⟧.
func shownTexts(w fyne.Window) string {
	var b strings.Builder
	write := func(o fyne.CanvasObject) {
		for _, line := range textsOf(o) {
			b.WriteString(line)
			b.WriteByte('\n')
		}
	}
	write(w.Content())
	for _, o := range w.Canvas().Overlays().List() {
		write(o)
	}
	return b.String()
}

// focused gives the focused object of the window.
func focused(w fyne.Window) fyne.Focusable { return w.Canvas().Focused() }

// typeText types into what has the focus, as the keyboard does.
func typeText(t testing.TB, w fyne.Window, text string) {
	t.Helper()
	f := focused(w)
	if f == nil {
		t.Fatal("nothing has the focus")
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// pressKey presses a key as the keyboard does: the focused object takes it, or
// the window where nothing has the focus.
func pressKey(w fyne.Window, name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := focused(w); f != nil {
		f.TypedKey(e)
	} else if typed := w.Canvas().OnTypedKey(); typed != nil {
		typed(e)
	}
}

// pressTab moves the focus as Tab does.
func pressTab(w fyne.Window) {
	if c, ok := w.Canvas().(interface{ FocusNext() }); ok {
		c.FocusNext()
	}
}

// wantNoHoles fails when a word of the window has no translation.
func wantNoHoles(t testing.TB, w fyne.Window) {
	t.Helper()
	if texts := shownTexts(w); strings.Contains(texts, "⟦") {
		t.Errorf("a word is missing:\n%s", texts)
	}
}

// textsOf gives what an object and everything visible in it says, in the order
// of drawing; a text that wraps is one string.
func textsOf(o fyne.CanvasObject) []string {
	if o == nil || !o.Visible() {
		return nil
	}
	switch o := o.(type) {
	case *kit.Text:
		return []string{o.Text()}
	case *canvas.Text:
		return []string{o.Text}
	case *container.Scroll:
		return textsOf(o.Content)
	}
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	var texts []string
	for _, child := range inside {
		texts = append(texts, textsOf(child)...)
	}
	return texts
}

// wantText fails when the window does not show a text; a space that does not break
// is a space here.
func wantText(t testing.TB, w fyne.Window, text string) {
	t.Helper()
	plain := func(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
	if texts := shownTexts(w); !strings.Contains(plain(texts), plain(text)) {
		t.Errorf("%q is not shown; shown is:\n%s", text, texts)
	}
}
