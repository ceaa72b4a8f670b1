package views

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"trousseau/app/access"
)

func testKitPaper(t *testing.T) kitPaper {
	t.Helper()
	drawn, err := access.NewSetup(access.Options{Clock: setupTestNow}).NewKit()
	if err != nil {
		t.Fatal(err)
	}
	return kitPaper{Company: "Boulangerie Bedrijf & Zonen", Owner: "Zoë Łukasiewicz", Email: "zoe@bedrijf-zonen.be",
		Kit: drawn, Date: setupTestNow()}
}

func TestKitPaperInBothLanguages(t *testing.T) {
	for lang, title := range map[string]string{"fr": "Trousse de secours", "en": "Recovery kit"} {
		p, _ := newTestPage(t, lang)
		sheet := testKitPaper(t)
		pdf, err := sheet.pdf(p)
		if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") || len(pdf) > 200_000 {
			t.Fatalf("%s: %d bytes, %v", lang, len(pdf), err)
		}
		if sheet.name() != "Trousseau-kit-1.pdf" {
			t.Error(sheet.name())
		}
		file := filepath.Join(t.TempDir(), sheet.name())
		if err := filesWrite(file, pdf); err != nil {
			t.Fatal(err)
		}
		reader, err := exec.LookPath("pdftotext")
		if err != nil {
			t.Skip("no independent reader of PDF here")
		}
		out, err := exec.Command(reader, file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(out)), " ")
		for _, want := range append(strings.Split(sheet.Kit.Code(), "-"), title, sheet.Company, sheet.Owner, sheet.Email, "2026-11-22", "AGE-SECRET-KEY-1") {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the sheet", lang, want)
			}
		}
		if strings.Contains(text, "⟦") {
			t.Error("a word is missing")
		}
		if dir := os.Getenv("TROUSSEAU_SHEET"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "kit-"+lang+".pdf"), pdf, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// The printing program gets the sheet through its standard input.
func TestKitPrinter(t *testing.T) {
	folder := t.TempDir()
	program := filepath.Join(folder, "lp")
	script := "#!/bin/sh\ncat > " + filepath.Join(folder, "paper") + "\necho \"$@\" > " + filepath.Join(folder, "said") + "\n"
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":/usr/bin:/bin")
	printer := kitPrinterHere()
	if printer == nil {
		t.Fatal("not found")
	}
	if err := printer.Print(context.Background(), "Trousseau-kit-1.pdf", []byte("sheet")); err != nil {
		t.Fatal(err)
	}
	paper, err := os.ReadFile(filepath.Join(folder, "paper"))
	if err != nil || string(paper) != "sheet" {
		t.Error(string(paper), err)
	}
	if said, err := os.ReadFile(filepath.Join(folder, "said")); err != nil || string(said) != "-s -t Trousseau-kit-1.pdf\n" {
		t.Error(string(said), err)
	}
	if err := os.WriteFile(program, []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := printer.Print(context.Background(), "x", nil); err == nil {
		t.Error("a refused sheet counts as printed")
	}
	t.Setenv("PATH", t.TempDir())
	if kitPrinterHere() != nil {
		t.Error("a printer out of nothing")
	}
}
