package views

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// fakeOwners is the book of the questions about ownership.
type fakeOwners struct {
	answers      []error
	mine, theirs []access.Proof
	demoted      [][]string
}

func (f *fakeOwners) answer() error {
	if len(f.answers) == 0 {
		return nil
	}
	err := f.answers[0]
	f.answers = f.answers[1:]
	return err
}

func (f *fakeOwners) ShareOwnership(context.Context, access.Proof, string) error { return f.answer() }

func (f *fakeOwners) Transfer(_ context.Context, mine access.Proof, _ string, theirs access.Proof) error {
	f.mine, f.theirs = append(f.mine, mine), append(f.theirs, theirs)
	return f.answer()
}

func (f *fakeOwners) Demote(_ context.Context, _ string, rights []string) error {
	f.demoted = append(f.demoted, rights)
	return f.answer()
}

// Both sign a transfer; what was wrong is said of the one whose it was, and only that
// is taken away.
func TestTransferAsksBoth(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	p.SetContent(kit.Center(kit.Body("")))
	book := &fakeOwners{answers: []error{&access.OtherError{Err: &access.WrongError{Code: true}}, &access.WrongError{}, errors.New("disk")}}
	done := 0
	joris := rightsPeople()[2]
	joris.Factor = true
	q := askTransfer(p, book, transferSpec{Company: "Boulangerie Bedrijf & Zonen", Color: companyColor("#9A4A2C"), User: joris, Code: true, OnDone: func() { done++ }})
	q.submit()
	if len(book.mine) != 0 {
		t.Fatal("nothing was typed")
	}
	q.mine.password.SetText("mine")
	p.Window.Canvas().Focus(q.mine.boxes)
	typeText(t, p.Window, "123456")
	q.theirs.password.SetText("theirs")
	p.Window.Canvas().Focus(q.theirs.boxes)
	typeText(t, p.Window, "654321")
	if len(book.mine) != 1 {
		q.submit()
	}
	if book.mine[0] != (access.Proof{Password: "mine", Code: "123456"}) || book.theirs[0] != (access.Proof{Password: "theirs", Code: "654321"}) {
		t.Fatalf("%+v %+v", book.mine, book.theirs)
	}
	if q.theirs.boxes.Code() != "" || q.mine.boxes.Code() == "" || !q.says.Visible() || done != 0 {
		t.Error("his code stays, or mine is gone")
	}
	typeText(t, p.Window, "777777")
	if len(book.mine) == 1 {
		q.submit()
	}
	if q.mine.password.Text != "" || q.theirs.password.Text != "theirs" {
		t.Error("the password of the other one is gone")
	}
	q.mine.password.SetText("mine")
	q.submit()
	q.submit()
	if done != 1 || q.dialog.Shown() || q.theirs.password.Text != "" {
		t.Error("not done", done)
	}
}

// Who loses the ownership keeps what is chosen.
func TestDemoteAsksWhatStays(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	p.SetContent(kit.Center(kit.Body("")))
	book := &fakeOwners{}
	done := 0
	ask := func() {
		askDemoteOf(p, book, askSpec{Company: "Boulangerie", Title: "x", Verb: "Retirer la propriété", OnDone: func() { done++ }}, rightsPeople()[2], access.BuiltInTemplates())
	}
	ask()
	pressKey(p.Window, fyne.KeyEscape)
	if len(book.demoted) != 0 {
		t.Fatal("a question that was not answered acts")
	}
	ask()
	pressTab(p.Window) // from Cancel to the choice, and to the verb
	pressTab(p.Window)
	pressKey(p.Window, fyne.KeyReturn)
	if len(book.demoted) != 1 || len(book.demoted[0]) != 0 || done != 1 {
		t.Errorf("%v", book.demoted)
	}
}

// The questions and the banner can be seen whole in every size, language and theme.
func TestOwnersQuestionsFit(t *testing.T) {
	for name, s := range sheetScreens(1280, 800) {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPageOn(t, s)
			c := p.T
			joris := rightsPeople()[2]
			joris.Factor = true
			p.SetContent(kit.VStack(0, kit.NewBanner(kit.ToneError, "reveal", c("rights.view.banner", "Name", fullName(joris)), c("rights.view.end"), nil)))
			wantInside(t, p.Window)
			shootPage(t, p, "07-view-banner-"+name)
			q := askTransfer(p, &fakeOwners{}, transferSpec{Company: "Boulangerie Bedrijf & Zonen", Color: companyColor("#9A4A2C"), User: joris, Code: true})
			wantInside(t, p.Window)
			shootPage(t, p, "07-transfer-"+name)
			q.close()
			askDemoteOf(p, &fakeOwners{}, askSpec{Company: "Boulangerie Bedrijf & Zonen", Color: companyColor("#9A4A2C"),
				Title: c("rights.demote.title", "Name", fullName(joris)), Text: c("rights.demote.text", "Name", fullName(joris)), Verb: c("rights.demote.verb")},
				joris, access.BuiltInTemplates())
			wantInside(t, p.Window)
			shootPage(t, p, "07-demote-"+name)
		})
	}
}

// A day is read as people write it, and one that is none is refused.
func TestReadDay(t *testing.T) {
	for text, want := range map[string]string{"31/12/2027": "2027-12-31", "1.2.2028": "2028-02-01", " 2028-02-01 ": "2028-02-01", "31/02/2028": "", "12": "", "": ""} {
		if got, ok := readDay(text); got != want || ok != (want != "") {
			t.Errorf("%q: %q", text, got)
		}
	}
	if typedDay("2027-12-31") != "31/12/2027" || typedDay("") != "" {
		t.Error("typed")
	}
	if !slices.Equal(inOrder([]string{"sync.use", "x.unknown", "users.view"}), []string{"users.view", "sync.use", "x.unknown"}) {
		t.Error("order")
	}
}
