package views

// How a person in the tests of the desk finds what to press and where to type.

import (
	"os"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"trousseau/views/kit"
)

// eachShown calls visit for an object and everything visible in it.
func eachShown(o fyne.CanvasObject, visit func(fyne.CanvasObject)) { each(o, false, visit) }

// each also goes through what is hidden, if asked.
func each(o fyne.CanvasObject, hidden bool, visit func(fyne.CanvasObject)) {
	if o == nil || !hidden && !o.Visible() {
		return
	}
	visit(o)
	var inside []fyne.CanvasObject
	switch o := o.(type) {
	case *container.Scroll:
		inside = []fyne.CanvasObject{o.Content}
	case *fyne.Container:
		inside = o.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(o).Objects()
	}
	for _, child := range inside {
		each(child, hidden, visit)
	}
}

// reach is what a person can get at: the window, or what lies over it.
func reach(w fyne.Window) fyne.CanvasObject {
	if top := w.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return w.Content()
}

// find gives what can be pressed and says exactly this word; of several the one
// that says the least else.
func find(w fyne.Window, text string) (found fyne.Tappable) {
	least := 0
	eachShown(reach(w), func(o fyne.CanvasObject) {
		tappable, ok := o.(fyne.Tappable)
		if !ok {
			return
		}
		texts := textsOf(o)
		if slices.Contains(texts, text) && (found == nil || len(texts) <= least) {
			found, least = tappable, len(texts)
		}
	})
	return found
}

// tap presses what bears a word of the translations.
func (d *deskTest) tap(key, word string) {
	d.Helper()
	text := d.word(word)
	found := find(d.window(key), text)
	if found == nil {
		d.Fatalf("nothing to press says %q; shown is:\n%s", text, shownTexts(d.window(key)))
	}
	if off, ok := found.(fyne.Disableable); ok && off.Disabled() {
		d.Fatalf("%q is locked", text)
	}
	found.Tapped(&fyne.PointEvent{})
}

// field gives what is filled in under a label.
func (d *deskTest) field(key, label string) fyne.Focusable {
	d.Helper()
	w, text := d.window(key), d.word(label)
	var found fyne.Focusable
	eachShown(reach(w), func(o fyne.CanvasObject) {
		f, ok := o.(*kit.Field)
		if !ok || found != nil || !slices.Contains(textsOf(f), text) {
			return
		}
		eachShown(f.Input(), func(o fyne.CanvasObject) {
			if input, ok := o.(fyne.Focusable); ok && found == nil {
				found = input
			}
		})
	})
	if found == nil {
		d.Fatalf("no field is called %q; shown is:\n%s", text, shownTexts(w))
	}
	return found
}

// fill types over what stands in a field.
func (d *deskTest) fill(key, label, text string) {
	d.Helper()
	w, field := d.window(key), d.field(key, label)
	w.Canvas().Focus(field)
	if s, ok := field.(fyne.Shortcutable); ok {
		s.TypedShortcut(&fyne.ShortcutSelectAll{})
		pressKey(w, fyne.KeyBackspace)
	}
	typeText(d.T, w, text)
}

// typed is what stands in a line of text.
func (d *deskTest) typed(key, label string) string {
	d.Helper()
	switch e := d.field(key, label).(type) {
	case *kit.Entry:
		return e.Text
	case *kit.Password:
		return e.Text
	case *leavingEntry:
		return e.Text
	}
	d.Fatalf("%s is no line of text", label)
	return ""
}

// menu opens the person's menu.
func (d *deskTest) menu() {
	d.Helper()
	found := find(d.window(winMain), deskEmail)
	if found == nil {
		d.Fatalf("no person is shown:\n%s", shownTexts(d.window(winMain)))
	}
	found.Tapped(&fyne.PointEvent{})
	d.want(winMain, d.word("menu.personal"))
}

// openCompany opens the company's settings as a person does.
func (d *deskTest) openCompany() {
	d.Helper()
	d.menu()
	d.tap(winMain, "menu.company")
	d.want(winCompany, d.word("company.name"))
}

// openPersonal opens the person's settings at their second tab.
func (d *deskTest) openPersonal() {
	d.Helper()
	d.menu()
	d.tap(winMain, "menu.personal")
	d.tap(winPersonal, "personal.security")
	d.want(winPersonal, d.word("personal.factor"))
}

// openEnrolment goes from the personal settings to the window with the QR code
// and gives its key.
func (d *deskTest) openEnrolment(button string) string {
	d.Helper()
	d.tap(winPersonal, button)
	d.fill(winPersonal, "enrol.password.label", deskPassword)
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.want(winEnrol, d.word("enrol.step.scan"))
	return d.shownKey(winEnrol)
}

// copyKey presses the button beside the key.
func (d *deskTest) copyKey(key string) {
	d.Helper()
	eachShown(reach(d.window(key)), func(o fyne.CanvasObject) {
		if s, ok := o.(*kit.Secret); ok {
			eachShown(s, func(o fyne.CanvasObject) {
				if b, ok := o.(*kit.Button); ok {
					b.Tapped(nil)
				}
			})
		}
	})
	if d.app.Clipboard().Content() == "" {
		d.Error("nothing was copied")
	}
}

// wantNothingOf fails when any window holds a text, shown or hidden.
func (d *deskTest) wantNothingOf(texts ...string) {
	d.Helper()
	for _, w := range d.app.Driver().AllWindows() {
		var all strings.Builder
		all.WriteString(w.Title() + "\n")
		for _, root := range append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...) {
			each(root, true, func(o fyne.CanvasObject) { all.WriteString(strings.Join(wordsIn(o), "\n") + "\n") })
		}
		for _, text := range texts {
			if strings.Contains(all.String(), text) {
				d.Errorf("%q is still in a window:\n%s", text, all.String())
			}
		}
	}
}

// wordsIn are the words of one object, also those that are masked or not drawn.
func wordsIn(o fyne.CanvasObject) []string {
	switch o := o.(type) {
	case *canvas.Text:
		return []string{o.Text}
	case *kit.Text:
		return []string{o.Text()}
	case *kit.Entry:
		return []string{o.Text}
	case *kit.Password:
		return []string{o.Text}
	case *leavingEntry:
		return []string{o.Text}
	}
	return nil
}

var keyGroups = regexp.MustCompile(`(?m)^[A-Z2-7]{4}(?: [A-Z2-7]{4}){3}$`)

// shownKey reads the second factor's key from the window.
func (d *deskTest) shownKey(key string) string {
	d.Helper()
	lines := keyGroups.FindAllString(shownTexts(d.window(key)), -1)
	if len(lines) != 2 {
		d.Fatalf("no key is shown:\n%s", shownTexts(d.window(key)))
	}
	return strings.ReplaceAll(strings.Join(lines, ""), " ", "")
}

// wantLogWithoutValues holds for every test: the log names operations only.
func (d *deskTest) wantLogWithoutValues() {
	values := []string{"Bedrijf", "Pierres", deskCity, deskNumber, "margaux", deskPassword, "zonen", d.Name(), os.TempDir()}
	if d.seed != "" {
		values = append(values, d.seed)
	}
	for _, value := range values {
		if strings.Contains(d.log.String(), value) {
			d.Errorf("the log holds %q:\n%s", value, d.log.String())
		}
	}
}
