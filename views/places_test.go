package views

// Where things stand, as far as the eye would notice.

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// columnTop is where the column of a door begins.
func columnTop(t *testing.T, parts *doorParts) float32 {
	t.Helper()
	l, ok := parts.content.Layout.(*doorLayout)
	if !ok {
		t.Fatalf("%T", parts.content.Layout)
	}
	return l.column.Position().Y
}

// The head of a door stays where it is, whatever is said below it and whichever
// step comes next.
func TestDoorHeadStays(t *testing.T) {
	for _, height := range []float32{800, 680} {
		d := newDoorTest(t, testScreen{Lang: "fr", Mode: kit.ModeLight, Scale: 1, Width: 1280, Height: height})
		v, _ := d.signIn(&fakeDoor{answers: []error{wrong(4)}}, "fr")
		d.show(v)
		before := columnTop(t, v.parts)
		doorFill(v.email, "margaux@bedrijf-zonen.be")
		doorFill(&v.password.Entry, "not this one")
		v.submit()
		wantText(t, d.page.Window, "Encore 4 essais.")
		if after := columnTop(t, v.parts); after != before {
			t.Errorf("%v high: a message moves the head from %v to %v", height, before, after)
		}
		c, _ := d.code(&fakeEntry{}, "fr")
		d.show(c)
		if after := columnTop(t, c.parts); after != before {
			t.Errorf("%v high: the code moves the head from %v to %v", height, before, after)
		}
	}
}

// The enrolment's window is as high as its steps, and grows for a line more.
func TestEnrolGrows(t *testing.T) {
	e := newEnrolTest(t, testScreen{Lang: "fr", Mode: kit.ModeLight, Scale: 1, Width: 800, Height: enrolHeight}, false)
	inner, ok := test.WidgetRenderer(e.view.scroll).Objects()[0].(*container.Scroll)
	if !ok {
		t.Fatal("the steps do not scroll where the screen is small")
	}
	scrolls := func() bool { return inner.Content.MinSize().Height > inner.Size().Height+0.5 }
	if scrolls() {
		t.Error("the steps do not fit into the window")
	}
	e.book.answers = []error{&access.WrongError{Code: true}}
	typeText(t, e.page.Window, "287082")
	e.view.submit()
	if got := e.page.Window.Canvas().Size().Height; got <= enrolHeight || got > enrolMost || scrolls() {
		t.Errorf("%v high with a fault, scrolls %v", got, scrolls())
	}
}

// The foot of the set-up has the same room above and below its buttons.
func TestSetupFootIsEven(t *testing.T) {
	s := newSetupTest(t, testScreen{Lang: "fr", Mode: kit.ModeLight, Scale: 1, Width: setupWidth, Height: setupHeight})
	high := func() float32 { return s.frame.foot.Size().Height }
	if want := float32(1 + 16 + 36 + 16); high() != want {
		t.Errorf("%v high, want %v", high(), want)
	}
	plain := high()
	s.frame.tell("Le disque est plein.")
	if high() <= plain {
		t.Error("a message has no place")
	}
	s.frame.tell("")
	if high() != plain {
		t.Errorf("%v high after the message, want %v", high(), plain)
	}
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	bottom := place(s.frame.foot).Y + s.frame.foot.Size().Height
	if below := bottom - place(s.frame.main).Y - s.frame.main.Size().Height; below != 16 {
		t.Errorf("%v below the button", below)
	}
}
