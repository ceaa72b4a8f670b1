package views

// The windows and questions that change what guards a person's access.

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// fakePassword answers a change of the password with the next of its errors.
type fakePassword struct {
	answers []error
	changes [][2]string
	rules   error
}

func (f *fakePassword) Rules(context.Context) (access.Rules, error) { return houseRules(), f.rules }

func (f *fakePassword) ChangePassword(_ context.Context, old, password string, consent bool) error {
	if !consent {
		return &access.InputError{Field: "consent", Err: access.ErrEmpty}
	}
	f.changes = append(f.changes, [2]string{old, password})
	if len(f.answers) == 0 {
		return nil
	}
	err := f.answers[0]
	f.answers = f.answers[1:]
	return err
}

type passwordTest struct {
	*passwordWindow
	book       *fakePassword
	runner     *kit.InlineRunner
	done, gone int
}

func newPasswordTestOn(t *testing.T, s testScreen, book *fakePassword, typed *passwordTyped) *passwordTest {
	t.Helper()
	p, runner := newTestPageOn(t, s)
	w := &passwordTest{book: book, runner: runner}
	w.passwordWindow = newPasswordWindow(p, book, passwordSpec{Company: "Boulangerie Bedrijf & Zonen", Color: enrolBrown,
		Clipboard: kit.NewClipboard(test.NewClipboard(), runner), Typed: typed,
		Now:    func() time.Time { return doorStart.Add(runner.Elapsed()) },
		OnDone: func() { w.done++ }, OnCancel: func() { w.gone++ }})
	showView(p, w)
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { w.keys(e) })
	return w
}

func actScreen(lang string) testScreen { return testScreen{lang, kit.ModeLight, 1, actWidth, 760} }

// fill types what a person types.
func (w *passwordTest) fill(old, password string) {
	w.old.SetText(old)
	w.panel.setPassword(password)
	w.panel.promise.SetOn(true)
	w.judge()
}

func TestPasswordWindow(t *testing.T) {
	w := newPasswordTestOn(t, actScreen("fr"), &fakePassword{}, nil)
	p := w.page
	if focused(p.Window) != fyne.Focusable(w.old) || !w.frame.main.Disabled() {
		t.Fatalf("the keyboard is in %T", focused(p.Window))
	}
	wantText(t, p.Window, "Tapez d’abord le mot de passe actuel.")
	typeText(t, p.Window, "Soleil")
	wantText(t, p.Window, w.panel.reason())
	pressKey(p.Window, fyne.KeyReturn)
	if focused(p.Window) != fyne.Focusable(w.panel.entry) {
		t.Errorf("Enter leads to %T", focused(p.Window))
	}
	w.fill("Soleil", goodPassword)
	if w.frame.main.Disabled() || w.frame.reason.Text() != "" {
		t.Fatal("locked:", w.frame.reason.Text())
	}
	wantNoHoles(t, p.Window)
	w.panel.focus()
	pressKey(p.Window, fyne.KeyReturn)
	if w.done != 1 || len(w.book.changes) != 1 || w.book.changes[0] != [2]string{"Soleil", goodPassword} {
		t.Errorf("done %d, %d changes", w.done, len(w.book.changes))
	}
	if *w.spec.Typed != (passwordTyped{}) {
		t.Error("the passwords are kept")
	}
}

// What is wrong is told at its place, and what was right stays.
func TestPasswordWindowRefusals(t *testing.T) {
	book := &fakePassword{answers: []error{wrong(4), &access.InputError{Field: "password", Err: access.ErrReused}, errors.New("full"),
		&access.LockedError{Wait: 30 * time.Second}}}
	w := newPasswordTestOn(t, actScreen("fr"), book, nil)
	p := w.page
	w.fill("Soleil", goodPassword)
	w.submit()
	wantText(t, p.Window, "Mot de passe inexact. Encore 4 essais.")
	if w.old.Text != "" || w.panel.password() != goodPassword || focused(p.Window) != fyne.Focusable(w.old) || !w.frame.main.Disabled() {
		t.Error("the wrong password stays, or the new one went")
	}
	w.fill("Lune", goodPassword)
	w.submit()
	if w.panel.field.Fault() == "" || w.old.Text != "Lune" {
		t.Error("a used password is not told")
	}
	w.fill("Lune", goodPassword)
	w.submit()
	wantText(t, p.Window, "fault: full")
	w.submit()
	if !w.frame.main.Disabled() {
		t.Error("no wait")
	}
	w.submit()
	if len(book.changes) != 4 {
		t.Errorf("%d tries during a wait", len(book.changes))
	}
	w.runner.Advance(31 * time.Second)
	w.submit()
	if w.done != 1 {
		t.Error("not changed after the wait")
	}
}

// A change of language keeps what was typed, in memory; a draft holds no password.
func TestPasswordWindowKeepsWhatIsTyped(t *testing.T) {
	typed := &passwordTyped{}
	w := newPasswordTestOn(t, actScreen("fr"), &fakePassword{}, typed)
	w.fill("Soleil", goodPassword)
	draft := w.draft()
	for key, value := range draft {
		if value == "Soleil" || value == goodPassword {
			t.Error("a password in the draft:", key)
		}
	}
	again := newPasswordTestOn(t, actScreen("en"), &fakePassword{}, typed)
	again.restore(draft)
	if again.old.Text != "Soleil" || again.panel.password() != goodPassword || !again.panel.consent() || again.frame.main.Disabled() {
		t.Error("what was typed is lost")
	}
	again.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if again.gone != 1 || *typed != (passwordTyped{}) {
		t.Error("Escape does not close, or keeps the passwords")
	}
}

func TestPasswordWindowFault(t *testing.T) {
	book := &fakePassword{rules: errors.New("busy")}
	w := newPasswordTestOn(t, actScreen("en"), book, nil)
	wantText(t, w.page.Window, "fault: busy")
	w.submit()
	book.rules = nil
	find(w.page.Window, "Try again").Tapped(&fyne.PointEvent{})
	if w.panel == nil || focused(w.page.Window) == nil {
		t.Error("no second reading")
	}
}

func TestPasswordWindowFitsEveryScreen(t *testing.T) {
	for name, s := range everyScreen(actWidth, 760) {
		w := newPasswordTestOn(t, s, &fakePassword{}, nil)
		w.old.SetText("Soleil")
		w.panel.setPassword("Soleil-Bruges-47")
		w.says.fail(wrong(4))
		wantNoHoles(t, w.page.Window)
		wantInside(t, w.page.Window)
		shootPage(t, w.page, "08b-password-"+name)
	}
}

// fakeRenewal answers a new kit with the next of its errors.
type fakeRenewal struct {
	answers []error
	kits    []access.Kit
}

func (f *fakeRenewal) RenewKit(_ context.Context, k access.Kit) error {
	f.kits = append(f.kits, k)
	if len(f.answers) == 0 {
		return nil
	}
	err := f.answers[0]
	f.answers = f.answers[1:]
	return err
}

type renewTest struct {
	*renewKit
	book       *fakeRenewal
	printer    *setupTestPrinter
	done, gone int
}

func newRenewTest(t *testing.T, s testScreen) *renewTest {
	t.Helper()
	p, _ := newTestPageOn(t, s)
	w := &renewTest{book: &fakeRenewal{}, printer: &setupTestPrinter{}}
	w.renewKit = newRenewKit(p, w.book, renewSpec{Paper: testKitPaper(t), Color: enrolBrown, Printer: w.printer,
		OnDone: func() { w.done++ }, OnCancel: func() { w.gone++ }})
	showView(p, w)
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { w.keys(e) })
	return w
}

func (w *renewTest) lastGroup() string {
	code := w.spec.Paper.Kit.Code()
	return code[len(code)-kitGroup:]
}

func TestRenewKit(t *testing.T) {
	w := newRenewTest(t, actScreen("fr"))
	p := w.page
	if focused(p.Window) != fyne.Focusable(w.sheet.save) || !w.frame.main.Disabled() || len(w.draft()) != 0 {
		t.Fatalf("the keyboard is in %T, draft %v", focused(p.Window), w.draft())
	}
	w.printer.err = errors.New("no paper")
	w.sheet.print.Tapped(nil)
	wantText(t, p.Window, "L’imprimante n’a pas pris la feuille.")
	w.submit()
	w.printer.err = nil
	w.sheet.print.Tapped(nil)
	if len(w.printer.pdf) == 0 || focused(p.Window) != fyne.Focusable(w.sheet.group) || !w.frame.main.Disabled() {
		t.Fatal("not printed, or no check")
	}
	typeText(t, p.Window, "0000")
	wantText(t, p.Window, "Ce n’est pas le dernier groupe.")
	pressKey(p.Window, fyne.KeyReturn)
	if len(w.book.kits) != 0 {
		t.Fatal("renewed without the check")
	}
	w.sheet.group.SetText(w.lastGroup())
	w.book.answers = []error{access.ErrChanged}
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "fault: "+access.ErrChanged.Error())
	w.submit()
	if w.done != 1 || len(w.book.kits) != 2 || w.book.kits[1].Code() != w.spec.Paper.Kit.Code() {
		t.Errorf("done %d, %d renewals", w.done, len(w.book.kits))
	}
}

// A sheet that opens nothing is told before the window goes.
func TestRenewKitAsksBeforeItCloses(t *testing.T) {
	w := newRenewTest(t, actScreen("fr"))
	w.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.gone != 1 {
		t.Error("asks about nothing")
	}
	w.sheet.print.Tapped(nil)
	w.sheet.group.SetText("12")
	w.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	wantText(t, w.page.Window, "Fermer sans mettre en service ?")
	if w.gone != 1 {
		t.Error("closed unasked")
	}
	draft := w.draft()
	find(w.page.Window, "Fermer").Tapped(&fyne.PointEvent{})
	if w.gone != 2 {
		t.Error("not closed")
	}
	again := newRenewTest(t, actScreen("en"))
	again.restore(draft)
	if !again.sheet.kept() || again.sheet.group.Text != "12" {
		t.Error("what was done is lost")
	}
}

func TestRenewKitFitsEveryScreen(t *testing.T) {
	for name, s := range everyScreen(actWidth, 700) {
		w := newRenewTest(t, s)
		w.sheet.print.Tapped(nil)
		wantNoHoles(t, w.page.Window)
		wantInside(t, w.page.Window)
		shootPage(t, w.page, "08c-kit-"+name)
	}
}

// asked is a question that answers with the next of its errors.
func asked(t *testing.T, s testScreen, code bool, answers ...error) (q *askView, tries *[][2]string, done *int) {
	t.Helper()
	p, runner := newTestPageOn(t, s)
	tries, done = &[][2]string{}, new(int)
	p.SetContent(kit.Gap(10))
	q = ask(p, askSpec{Company: "Boulangerie Bedrijf & Zonen", Color: enrolBrown, Title: p.T("personal.off.title"), Text: p.T("personal.off.text"),
		Verb: p.T("personal.off.verb"), Danger: code, Code: code, Now: func() time.Time { return doorStart.Add(runner.Elapsed()) },
		Do: func(_ context.Context, password, typed string) error {
			*tries = append(*tries, [2]string{password, typed})
			if len(answers) == 0 {
				return nil
			}
			err := answers[0]
			answers = answers[1:]
			return err
		},
		OnDone: func() { *done++ }})
	return q, tries, done
}

func TestAskPasswordAndCode(t *testing.T) {
	q, tries, done := asked(t, actScreen("fr"), true, wrong(4), &access.WrongError{Code: true, Left: 3}, access.ErrEnforced)
	w := q.page.Window
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, q.page.T("signin.password.empty"))
	typeText(t, w, "Lune")
	pressKey(w, fyne.KeyReturn)
	if focused(w) != fyne.Focusable(q.boxes) {
		t.Fatalf("Enter leads to %T", focused(w))
	}
	pressKey(w, fyne.KeyReturn)
	typeText(t, w, "123456")
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "Mot de passe inexact. Encore 4 essais.")
	if q.password.Text != "" || q.boxes.Code() != "123456" || focused(w) != fyne.Focusable(q.password) {
		t.Error("the wrong one stays, or the other went")
	}
	typeText(t, w, "Soleil")
	pressKey(w, fyne.KeyReturn)
	if q.password.Text != "Soleil" || q.boxes.Code() != "" || focused(w) != fyne.Focusable(q.boxes) {
		t.Error("the wrong code stays, or the password went")
	}
	typeText(t, w, "654321")
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "fault: "+access.ErrEnforced.Error())
	if *done != 0 || len(*tries) != 3 || q.password.Text != "Soleil" || q.boxes.Code() != "654321" {
		t.Errorf("done %d after %d tries", *done, len(*tries))
	}
	pressKey(w, fyne.KeyReturn)
	if *done != 1 || q.dialog.Shown() || q.password.Text != "" || (*tries)[len(*tries)-1] != [2]string{"Soleil", "654321"} {
		t.Errorf("done %d, shown %v", *done, q.dialog.Shown())
	}
}

func TestAskIsGivenUp(t *testing.T) {
	q, tries, done := asked(t, actScreen("fr"), false)
	typeText(t, q.page.Window, "Soleil")
	pressKey(q.page.Window, fyne.KeyEscape)
	if q.dialog.Shown() || q.password.Text != "" || len(*tries)+*done != 0 {
		t.Error("Escape does not give up")
	}
}

func TestAskFitsEveryScreen(t *testing.T) {
	for name, s := range everyScreen(1120, 700) {
		q, _, _ := asked(t, s, true, wrong(4))
		q.password.SetText("Lune")
		q.boxes.TypedRune('1')
		wantNoHoles(t, q.page.Window)
		wantInside(t, q.page.Window)
		shootPage(t, q.page, "08d-off-"+name)
	}
}
