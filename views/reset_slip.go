package views

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"trousseau/app/access"
	"trousseau/app/paper"
	"trousseau/views/kit"
)

// resetSlipSpec is what the slip of a reset shows. Factor: it is for a second factor,
// not for a password. Printer may be nil.
type resetSlipSpec struct {
	Slip      access.Slip
	Factor    bool
	Words     func(time.Time) string
	Now       func() time.Time
	Clipboard *kit.Clipboard
	Printer   kitPrinter
}

// resetSlip shows the code of a reset once, to be handed over: as text, as QR code, on
// paper.
type resetSlip struct {
	page   *kit.Page
	spec   resetSlipSpec
	print  *kit.Button
	said   *kit.Message
	dialog *kit.Dialog
}

func newResetSlip(p *kit.Page, s resetSlipSpec) *resetSlip {
	v := &resetSlip{page: p, spec: s, said: kit.NewMessage()}
	v.dialog = kit.ShowDialog(p.Window, 560, companyColor(s.Slip.Color), v.body(), v.close)
	return v
}

// key is a word of the slip's kind.
func (v *resetSlip) key(end string) string {
	if v.spec.Factor {
		return v.page.T("reset.slip.factor." + end) // words: reset.slip.factor.* title text step
	}
	return v.page.T("reset.slip.password." + end) // words: reset.slip.password.* title text step
}

func (v *resetSlip) name() string {
	return personName(access.Person{First: v.spec.Slip.First, Last: v.spec.Slip.Last, Email: v.spec.Slip.Email})
}

func (v *resetSlip) body() fyne.CanvasObject {
	t, s := v.page.T, v.spec.Slip
	code := kit.VStack(4)
	for _, line := range kitLines(s.Code) {
		code.Add(kit.MonoLarge(line))
	}
	until := t("reset.slip.until", "Date", v.spec.Words(time.UnixMilli(s.Ends)))
	words := kit.VStack(10, kit.Body(v.name()).Bold(), code, kit.Muted(until))
	v.print = kit.NewButton(kit.Normal, t("setup.kit.print"), v.printPDF).SetIcon("print")
	if v.spec.Printer == nil {
		v.print.Hide()
	}
	save := kit.NewButton(kit.Normal, t("setup.kit.save"), v.savePDF).SetIcon("download")
	copied := kit.NewButton(kit.Normal, t("reset.slip.copy"), v.copy).SetIcon("copy")
	done := kit.NewButton(kit.Main, t("reset.slip.close"), v.close)
	return kit.VStack(20,
		kit.VStack(8, kit.HStack(8, kit.Dot(companyColor(s.Color)), kit.Caption(s.Company).Single()),
			kit.Section(v.key("title")), kit.Muted(v.key("text"))),
		kit.HStackTop(20, kit.NewQRCard(s.QR), words),
		v.said,
		kit.Foot(8, kit.HStack(8, save, v.print, copied), kit.Spacer(), done))
}

func (v *resetSlip) close() { v.dialog.Hide() }

func (v *resetSlip) copy() {
	v.spec.Clipboard.Copy(v.spec.Slip.Code)
	v.say(kit.ToneSuccess, v.page.T("reset.slip.copied"))
}

func (v *resetSlip) say(tone kit.Tone, text string) {
	v.said.Set(tone, "", text)
	v.dialog.Refresh()
	v.dialog.Refresh() // its texts know their width now
}

// paperName is the proposed name of the PDF: it names nobody.
func (v *resetSlip) paperName() string {
	return "Trousseau-code-" + v.spec.Now().Format(time.DateOnly) + ".pdf"
}

func (v *resetSlip) pdf() ([]byte, error) {
	t, s := v.page.T, v.spec.Slip
	return paper.Slip(paper.SlipSheet{
		Words: paper.SlipWords{Lang: t("kit.lang"), Title: v.key("title"), Intro: v.key("text"), Person: t("reset.slip.person"),
			Email: t("kit.email"), Until: t("reset.slip.good"), By: t("reset.slip.by"), Date: t("kit.date"), Code: t("reset.label"),
			Steps: []string{t("reset.slip.step.open"), v.key("step"), t("reset.slip.step.away")}, Footer: t("kit.footer")},
		Company: paper.Company{Name: s.Company, Color: s.Color, Mark: kit.Initials(s.Company)},
		Person:  v.name(), Email: s.Email, Until: v.spec.Words(time.UnixMilli(s.Ends)), By: s.By, Date: v.spec.Now().Format(time.DateOnly),
		Payload: s.QR, Code: s.Code,
		// The toolkit's own letters, as on the kit's sheet.
		Font: theme.DefaultTheme().Font(fyne.TextStyle{}).Content(),
		Bold: theme.DefaultTheme().Font(fyne.TextStyle{Bold: true}).Content(),
	})
}

func (v *resetSlip) savePDF() {
	p := v.page
	filesSave(p, filesSaveSpec{
		Title: p.T("reset.slip.save"), Path: filepath.Join(filesStart(), v.paperName()), Extension: ".pdf",
		Write: func(_ context.Context, path string) error {
			pdf, err := v.pdf()
			if err != nil {
				return err
			}
			return filesWrite(path, pdf)
		},
		OnDone: func(path string) {
			v.say(kit.ToneSuccess, p.T("setup.kit.saved", "Name", filepath.Base(path)))
		},
	})
}

func (v *resetSlip) printPDF() {
	kit.Do(v.page, v.print, func(ctx context.Context) error {
		pdf, err := v.pdf()
		if err != nil {
			return err
		}
		return v.spec.Printer.Print(ctx, v.paperName(), pdf)
	}, func(err error) {
		if err != nil {
			v.say(kit.ToneError, v.page.T("setup.kit.unprinted"))
			return
		}
		v.say(kit.ToneSuccess, v.page.T("setup.kit.printed"))
	})
}
