package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

func TestSetupFactor(t *testing.T) {
	s := newSetupTest(t, setupScreen("fr"))
	s.to(setupAtFactor)
	w := s.page.Window
	first := s.spec.Secrets.factor
	typeText(t, w, "000000")
	wantText(t, w, "Ce code n’est pas le bon.")
	if !s.frame.main.Disabled() || s.spec.Secrets.proved || focused(w) != s.factor.steps.boxes {
		t.Error("a wrong code counts")
	}
	s.back()
	s.next()
	if s.spec.Secrets.factor != first || s.book.drawn != 1 {
		t.Error("the code changed without reason")
	}
	typeText(t, w, s.code())
	wantText(t, w, "Le code est juste.")
	codes := s.spec.Secrets.codes.Codes()
	for _, code := range codes {
		wantText(t, w, code)
	}
	if !s.spec.Secrets.proved || s.frame.skip.Visible() || !s.frame.main.Disabled() || len(codes) != 10 {
		t.Error("a right code does not count, or its codes need not be kept")
	}
	s.next()
	if s.at != setupAtFactor || focused(w) != s.factor.codes.kept {
		t.Error("the codes may be passed by")
	}
	pressKey(w, fyne.KeySpace)
	if s.frame.main.Disabled() {
		t.Error("kept codes do not count")
	}
	s.back()
	s.owner.email.SetText("anna@bedrijf-zonen.be")
	s.next()
	if s.spec.Secrets.factor == first || s.spec.Secrets.proved || s.spec.Secrets.codes != nil || !s.frame.skip.Visible() {
		t.Error("another address keeps the factor")
	}
	s.frame.skip.Tapped(nil)
	if s.at != setupAtKit {
		t.Error("later")
	}
	s.keep()
	if s.done == nil || s.book.founding.Factor != nil || s.book.founding.Codes != nil {
		t.Error("a factor that was not proved is founded")
	}
}

// keep ends the last page.
func (s *setupTest) keep() {
	s.kit.print.Tapped(nil)
	s.kit.group.SetText(s.lastGroup())
	s.next()
}

func TestSetupKitMustBeKeptAndRead(t *testing.T) {
	s := newSetupTest(t, setupScreen("en"))
	s.to(setupAtKit)
	w := s.page.Window
	create := s.frame.main
	step := func(what string, locked bool) {
		t.Helper()
		if create.Disabled() != locked {
			t.Errorf("%s: locked is %v", what, create.Disabled())
		}
	}
	step("at first", true)
	s.kit.group.SetText(s.lastGroup())
	step("read, not kept", true)
	s.printer.err = errSetupTest
	s.kit.print.Tapped(nil)
	wantText(t, w, "The printer did not take the sheet.")
	step("printer failed", true)
	s.printer.err = nil
	s.kit.print.Tapped(nil)
	step("kept and read", false)
	s.kit.group.SetText("0000")
	wantText(t, w, "This is not the last group.")
	step("wrong group", true)
	s.kit.group.SetText(strings.ToLower(s.lastGroup()))
	step("small letters", false)
	s.back()
	s.back()
	s.owner.last.SetText("Roy")
	s.move(setupAtKit)
	step("the sheet names somebody else", true)
}

func TestSetupKitSavesItsSheet(t *testing.T) {
	s := newSetupTest(t, setupScreen("en"))
	s.to(setupAtKit)
	w := s.page.Window
	path := filepath.Join(t.TempDir(), "Trousseau-kit-1.pdf")
	s.kit.save.Tapped(nil)
	entry, ok := focused(w).(*kit.Entry)
	if !ok || !strings.HasSuffix(entry.Text, "Trousseau-kit-1.pdf") {
		t.Fatal("no path is proposed")
	}
	entry.SetText(filepath.Join(filepath.Dir(path), "nowhere", "kit.pdf"))
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "This file or folder does not exist.")
	entry.SetText(strings.TrimSuffix(path, ".pdf"))
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "Saved: Trousseau-kit-1.pdf")
	pdf, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Error(left, err)
	}
	if focused(w) != s.kit.group || s.kit.locked() != s.page.T("setup.kit.locked.group") {
		t.Error("saving does not lead on")
	}
}

func TestSetupWithoutPrinter(t *testing.T) {
	s := newSetupTest(t, setupScreen("en"))
	s.spec.Printer = nil
	s.again()
	s.to(setupAtKit)
	if s.kit.print.Visible() {
		t.Error("a print button without a printer")
	}
}
