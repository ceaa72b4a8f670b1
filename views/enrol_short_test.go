package views

import (
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// A wrong code is told where it can be read, in a window too short for all.
func TestEnrolShowsItsFaultInAShortWindow(t *testing.T) {
	for _, lang := range doorLangs {
		e := newEnrolTest(t, testScreen{Lang: lang, Mode: kit.ModeLight, Scale: 2, Width: 1120, Height: 700}, true)
		if e.view.scroll.Offset() != 0 {
			t.Error("the QR code is out of sight")
		}
		e.book.answers = []error{&access.WrongError{Code: true}}
		typeText(t, e.page.Window, "287082")
		if e.view.scroll.Offset() == 0 {
			t.Error("the boxes are out of sight")
		}
		pressKey(e.page.Window, fyne.KeyReturn)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		message, seen := e.view.steps.message, e.view.scroll
		if bottom := at(message).Y + message.Size().Height; bottom > at(seen).Y+seen.Size().Height || at(message).Y < at(seen).Y {
			t.Errorf("%s: the message lies from %v to %v", lang, at(message).Y, bottom)
		}
	}
}

// The sentence in the foot never is a column of single words.
func TestEnrolFootHasRoom(t *testing.T) {
	for _, s := range []testScreen{
		{"fr", kit.ModeLight, 1, 800, 596}, {"fr", kit.ModeLight, 2, 800, 596}, {"fr", kit.ModeLight, 2, 1120, 700}, {"en", kit.ModeDark, 2, 1024, 680},
	} {
		e := newEnrolTest(t, s, true)
		eachShown(e.page.Window.Content(), func(o fyne.CanvasObject) {
			if text, ok := o.(*kit.Text); ok && text.Text() == e.page.T("enrol.nothing") && text.MinSize().Height > kit.U(2*17) {
				t.Errorf("%v: %v high at %v", s, text.MinSize().Height, text.Size().Width)
			}
		})
		wantInside(t, e.page.Window)
	}
}
