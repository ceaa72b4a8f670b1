package views

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// codesPanelSpec is what the recovery codes are shown with. Email and Company
// stand on the sheet, Made is its date. A nil Printer hides the button. OnKept is
// called whenever the person ticks, or unticks, that he has the codes: the window
// asks ready again. OnHeight is called when the panel takes another height. Both
// may be nil.
type codesPanelSpec struct {
	Codes          []string
	Company, Email string
	Made           time.Time
	Printer        kitPrinter
	Clipboard      *kit.Clipboard
	OnKept         func()
	OnHeight       func()
}

// codesPanel shows recovery codes, once: to be copied, printed or saved before
// the window goes on (F13).
type codesPanel struct {
	page        *kit.Page
	spec        codesPanelSpec
	copy        *kit.Button
	save, print *kit.Button
	told        *kit.Message
	kept        *kit.Check
	body        *fyne.Container
	asked       bool // whether to close without the codes: once is enough
	asking      *kit.Dialog
}

func newCodesPanel(p *kit.Page, s codesPanelSpec) *codesPanel {
	for _, f := range []*func(){&s.OnKept, &s.OnHeight} {
		if *f == nil {
			*f = func() {}
		}
	}
	t := p.T
	c := &codesPanel{page: p, spec: s, told: kit.NewMessage()}
	c.copy = kit.NewButton(kit.Normal, t("codes.copy"), c.copyAll).SetIcon("copy")
	c.save = kit.NewButton(kit.Normal, t("setup.kit.save"), c.savePDF).SetIcon("download")
	c.print = kit.NewButton(kit.Normal, t("setup.kit.print"), c.printPDF).SetIcon("print")
	if s.Printer == nil {
		c.print.Hide()
	}
	c.kept = kit.NewCheck(t("codes.kept"), func(bool) { c.spec.OnKept() })
	return c
}

func (c *codesPanel) build() fyne.CanvasObject {
	t := c.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.Pad(1, 0, 0, 0, kit.NewGlyph(icon, kit.ColorMuted, 18)), kit.Body(text), kit.Spacer())
	}
	c.body = kit.VStack(20,
		kit.VStack(8, fact("phone", t("codes.use")), fact("lock", t("codes.apart")), fact("info", t("codes.shown"))),
		kit.Card(c.sheet(), 20),
		kit.VStack(12, kit.Foot(8, c.save, c.print, c.copy, kit.Spacer()), c.told),
		c.kept)
	return c.body
}

// sheet is the codes in two columns, numbered downwards, or in one where there is
// no room for two.
func (c *codesPanel) sheet() fyne.CanvasObject {
	half := (len(c.spec.Codes) + 1) / 2
	column := func(from, to int) fyne.CanvasObject {
		lines := kit.VStack(4)
		for i := from; i < to; i++ {
			number := kit.Muted(strconv.Itoa(i + 1)).Align(fyne.TextAlignTrailing).Single()
			lines.Add(kit.HStackTop(12, kit.Fixed(20, 20, number), kit.Mono(c.spec.Codes[i]), kit.Spacer()))
		}
		return lines
	}
	return kit.Grid3(16, column(0, half), column(half, len(c.spec.Codes)))
}

// paper is the sheet of these codes.
func (c *codesPanel) paper() codesPaper {
	return codesPaper{Company: c.spec.Company, Email: c.spec.Email, Codes: c.spec.Codes, Date: c.spec.Made}
}

func (c *codesPanel) copyAll() {
	c.spec.Clipboard.Copy(strings.Join(c.spec.Codes, "\n"))
	c.page.Toasts.Show(kit.ToneInfo, c.page.T("enrol.copied"), "", nil)
}

func (c *codesPanel) savePDF() {
	p, sheet := c.page, c.paper()
	filesSave(p, filesSaveSpec{
		Title: p.T("codes.save.title"), Path: filepath.Join(filesStart(), sheet.name()), Extension: ".pdf",
		Write: func(_ context.Context, path string) error {
			pdf, err := sheet.pdf(p)
			if err != nil {
				return err
			}
			return filesWrite(path, pdf)
		},
		OnDone: func(path string) {
			c.tell(kit.ToneSuccess, "", p.T("setup.kit.saved", "Name", filepath.Base(path)))
			p.Window.Canvas().Focus(c.kept)
		},
	})
}

func (c *codesPanel) printPDF() {
	p, sheet := c.page, c.paper()
	kit.Do(p, c.print, func(ctx context.Context) error {
		pdf, err := sheet.pdf(p)
		if err != nil {
			return err
		}
		return c.spec.Printer.Print(ctx, sheet.name(), pdf)
	}, func(err error) {
		if err != nil {
			c.tell(kit.ToneError, "print", p.T("setup.kit.unprinted"))
			return
		}
		c.tell(kit.ToneSuccess, "", p.T("setup.kit.printed"))
		p.Window.Canvas().Focus(c.kept)
	})
}

func (c *codesPanel) tell(tone kit.Tone, icon, text string) {
	c.told.Set(tone, icon, text)
	if c.body != nil {
		c.body.Refresh()
		c.body.Refresh() // its texts know their width now
	}
	c.spec.OnHeight()
}

// ready tells whether the person says that he has the codes.
func (c *codesPanel) ready() bool { return c.kept.On() }

// reason says what is missing, "" when nothing is.
func (c *codesPanel) reason() string {
	if c.ready() {
		return ""
	}
	return c.page.T("codes.locked")
}

// reveal points at the box that is to be ticked.
func (c *codesPanel) reveal() {
	c.kept.SetFault(true)
	c.page.Window.Canvas().Focus(c.kept)
}

// leave asks, once, before the codes go without being kept; proceed then goes.
func (c *codesPanel) leave(proceed func()) {
	if c.ready() || c.asked {
		proceed()
		return
	}
	if c.asking != nil {
		c.asking.Hide()
	}
	t := c.page.T
	c.asking = kit.Confirm(c.page.Window, kit.ConfirmSpec{
		Title: t("codes.leave.title"), Text: t("codes.leave.text"), Verb: t("codes.leave.verb"), Cancel: t("setup.leave.stay"),
		OnDone: func(ok bool) {
			if ok {
				c.asked = true
				proceed()
			}
		},
	})
}

func (c *codesPanel) focus() { c.page.Window.Canvas().Focus(c.save) }

// draft is the tick alone: the codes are the window's to keep. An untouched panel
// has none.
func (c *codesPanel) draft() map[string]string {
	if !c.ready() {
		return nil
	}
	return map[string]string{draftKept: strconv.FormatBool(true)}
}

func (c *codesPanel) restore(d map[string]string) {
	c.kept.SetOn(d[draftKept] == strconv.FormatBool(true))
}
