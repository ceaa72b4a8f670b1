package views

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"trousseau/app/access"
	"trousseau/app/paper"
	"trousseau/views/kit"
)

// kitPrinter sends a PDF to the system's printer. An error says that it did not
// take it; that the sheet lies in the tray, nobody can tell.
type kitPrinter interface {
	Print(ctx context.Context, title string, pdf []byte) error
}

var errKitPrint = errors.New("print: not taken")

// kitPrinterHere gives the printer of this computer, nil where there is no
// printing program (CUPS: lp).
func kitPrinterHere() kitPrinter {
	program, err := exec.LookPath("lp")
	if err != nil {
		return nil
	}
	return lpPrinter{program}
}

// lpPrinter prints by CUPS. The sheet goes through a pipe and touches no disk of
// ours.
type lpPrinter struct{ program string }

// Print implements kitPrinter.
func (l lpPrinter) Print(ctx context.Context, title string, pdf []byte) error {
	// The arguments are ours alone: a title never begins with a hyphen here.
	cmd := exec.CommandContext(ctx, l.program, "-s", "-t", title)
	cmd.Stdin = bytes.NewReader(pdf)
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%w: %w", errKitPrint, err)
	}
	return nil
}

// kitPaper is a recovery kit as a sheet: what the person is called and what the
// kit says.
type kitPaper struct {
	Company, Owner, Email string
	Kit                   access.Kit
	Date                  time.Time
}

// name is the proposed name of the PDF, without its folder.
func (k kitPaper) name() string { return "Trousseau-kit-" + strconv.Itoa(k.Kit.Number()) + ".pdf" }

// pdf draws the sheet in the page's language.
func (k kitPaper) pdf(p *kit.Page) ([]byte, error) {
	identity, err := k.Kit.Identity()
	if err != nil {
		return nil, fmt.Errorf("kit paper: %w", err)
	}
	return paper.Kit(paper.KitSheet{
		Words: kitPaperWords(p.T), Company: k.Company, Owner: k.Owner, Email: k.Email,
		Date: k.Date.Format(time.DateOnly), Number: strconv.Itoa(k.Kit.Number()),
		Payload: k.Kit.QR(), Code: k.Kit.Code(), Age: identity,
		// The toolkit's own letters: TrueType, and they reach beyond Western Europe.
		Font: theme.DefaultTheme().Font(fyne.TextStyle{}).Content(),
		Bold: theme.DefaultTheme().Font(fyne.TextStyle{Bold: true}).Content(),
	})
}

func kitPaperWords(t func(string, ...any) string) paper.KitWords {
	return paper.KitWords{
		Lang: t("kit.lang"), Title: t("kit.title"), Intro: t("kit.intro"),
		Company: t("kit.company"), Owner: t("kit.owner"), Email: t("kit.email"), Date: t("kit.date"),
		Number: t("kit.number"), Code: t("kit.code"), Age: t("kit.age"),
		Steps:  []string{t("kit.step.keep"), t("kit.step.open"), t("kit.step.scan"), t("kit.step.new")},
		Footer: t("kit.footer"),
	}
}
