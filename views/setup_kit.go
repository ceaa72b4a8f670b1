package views

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// kitHost is what the page of a new recovery kit needs of the window it is a page
// of: the set-up, or the way back in with an older kit. Draw draws the kit once;
// paper is its sheet from then on. Printer may be nil.
type kitHost struct {
	page                    *kit.Page
	printer                 kitPrinter
	draw                    func() error
	drawn                   func() bool
	paper                   func() kitPaper
	next, changed, relayout func()
}

// setupKit is the last page: the recovery kit, which must be on paper or in a
// file, and read there, before anything is written.
type setupKit struct {
	host        kitHost
	code        *fyne.Container
	number      *kit.Text
	save, print *kit.Button
	kept        *kit.Message
	keptFor     string // whom the sheet names that was saved or printed
	group       *kit.Entry
	field       *kit.Field
}

// kitGroup is the length of a group of the code.
const kitGroup = 4

// newSetupKit makes the page of the set-up.
func newSetupKit(v *setup) *setupKit {
	secrets := v.spec.Secrets
	return newKitPage(kitHost{
		page: v.page, printer: v.spec.Printer, next: v.next, changed: v.changed, relayout: v.frame.relayout,
		drawn: func() bool { return secrets.drawn },
		draw: func() (err error) {
			if !secrets.drawn {
				secrets.kit, err = v.book.NewKit()
				secrets.drawn = err == nil
			}
			return err
		},
		paper: func() kitPaper {
			owner := v.owner.value()
			return kitPaper{Company: v.company.form.value().Name, Owner: strings.TrimSpace(owner.First + " " + owner.Last),
				Email: owner.Email, Kit: secrets.kit, Date: v.spec.Now()}
		},
	})
}

func newKitPage(h kitHost) *setupKit {
	t := h.page.T
	k := &setupKit{host: h, code: kit.VStack(4), number: kit.Section(""), kept: kit.NewMessage(), group: kit.NewEntry().Mono()}
	k.save = kit.NewButton(kit.Normal, t("setup.kit.save"), k.savePDF).SetIcon("download")
	k.print = kit.NewButton(kit.Normal, t("setup.kit.print"), k.printPDF).SetIcon("print")
	if h.printer == nil {
		k.print.Hide()
	}
	k.field = kit.NewField(t("setup.kit.group"), kit.Left(kit.Fixed(160, 0, k.group)))
	k.group.OnChanged = func(string) { k.judge() }
	k.group.OnSubmitted = func(string) { h.next() }
	k.judge()
	return k
}

func (k *setupKit) title() (title, text string) {
	return k.host.page.T("setup.kit"), k.host.page.T("setup.kit.text")
}

// arrive draws the kit once.
func (k *setupKit) arrive() error {
	if err := k.host.draw(); err != nil {
		return err
	}
	drawn := k.host.paper().Kit
	k.number.SetText(k.host.page.T("setup.kit.number", "Number", drawn.Number()))
	k.code.Objects = nil
	for _, line := range kitLines(drawn.Code()) {
		k.code.Add(kit.MonoLarge(line))
	}
	if k.keptFor != "" && k.keptFor != k.person() {
		k.keptFor = "" // the sheet names somebody else
		k.kept.Clear()
	}
	return nil
}

// kitLines sets a code's groups three beside each other.
func kitLines(code string) []string {
	groups := strings.Split(code, "-")
	var lines []string
	for from := 0; from < len(groups); from += 3 {
		lines = append(lines, strings.Join(groups[from:min(from+3, len(groups))], "  "))
	}
	return lines
}

func (k *setupKit) build() fyne.CanvasObject {
	t := k.host.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.Pad(1, 0, 0, 0, kit.NewGlyph(icon, kit.ColorMuted, 18)), kit.Body(text), kit.Spacer())
	}
	sheet := kit.Card(kit.HStackTop(20, kit.Fixed(56, 56, kit.KeyTile("key")), kit.VStack(12, k.number, k.code)), 20)
	return kit.VStack(24,
		kit.VStack(8, fact("key", t("setup.kit.opens")), fact("lock", t("setup.kit.apart")), fact("shield", t("setup.kit.once"))),
		kit.VStack(16, sheet, kit.Left(kit.HStack(8, k.save, k.print)), k.kept),
		k.field)
}

func (k *setupKit) person() string {
	s := k.host.paper()
	return s.Company + "\n" + s.Owner + "\n" + s.Email
}

func (k *setupKit) savePDF() {
	p, sheet := k.host.page, k.host.paper()
	filesSave(p, filesSaveSpec{
		Title: p.T("setup.kit.save.title"), Path: filepath.Join(filesStart(), sheet.name()), Extension: ".pdf",
		Write: func(_ context.Context, path string) error {
			pdf, err := sheet.pdf(p)
			if err != nil {
				return err
			}
			return filesWrite(path, pdf)
		},
		OnDone: func(path string) { k.keep(p.T("setup.kit.saved", "Name", filepath.Base(path))) },
	})
}

func (k *setupKit) printPDF() {
	p, sheet := k.host.page, k.host.paper()
	kit.Do(p, k.print, func(ctx context.Context) error {
		pdf, err := sheet.pdf(p)
		if err != nil {
			return err
		}
		return k.host.printer.Print(ctx, sheet.name(), pdf)
	}, func(err error) {
		if err != nil {
			k.kept.Set(kit.ToneError, "print", p.T("setup.kit.unprinted"))
			k.host.relayout()
			return
		}
		k.keep(p.T("setup.kit.printed"))
	})
}

// keep notes that the sheet is out of this window, and leads on to the check.
func (k *setupKit) keep(text string) {
	k.keptFor = k.person()
	k.kept.Set(kit.ToneSuccess, "", text)
	k.host.relayout()
	k.host.page.Window.Canvas().Focus(k.group)
	k.host.changed()
}

// right tells whether the last group was read from the sheet.
func (k *setupKit) right() bool {
	return k.host.drawn() && k.host.paper().Kit.LastGroup(k.group.Text)
}

// judge answers once a whole group is typed.
func (k *setupKit) judge() {
	t := k.host.page.T
	typed := len([]rune(strings.TrimSpace(k.group.Text)))
	k.field.SetFault("")
	k.group.SetFault(false)
	switch {
	case k.right():
		k.field.SetRight(t("setup.kit.group.right"))
	case typed >= kitGroup:
		k.field.SetFault(t("setup.kit.group.wrong"))
		k.group.SetFault(true)
	default:
		k.field.SetHint(t("setup.kit.group.hint"))
	}
	k.host.changed()
}

func (k *setupKit) locked() string {
	t := k.host.page.T
	switch {
	case k.keptFor == "":
		return t("setup.kit.locked.keep")
	case !k.right():
		return t("setup.kit.locked.group")
	}
	return ""
}

func (k *setupKit) check() bool {
	if k.locked() == "" {
		return true
	}
	if k.keptFor == "" {
		k.host.page.Window.Canvas().Focus(k.save)
	}
	return false
}

func (k *setupKit) refuse(error) bool { return false }

func (k *setupKit) focus() {
	if k.keptFor == "" {
		k.host.page.Window.Canvas().Focus(k.save)
		return
	}
	k.host.page.Window.Canvas().Focus(k.group)
}

func (k *setupKit) draft() map[string]string {
	return map[string]string{"group": k.group.Text, "kept": k.keptFor, "said": k.kept.Text()}
}

func (k *setupKit) restore(d map[string]string) {
	k.keptFor = d["kept"]
	if k.keptFor != "" && d["said"] != "" {
		k.kept.Set(kit.ToneSuccess, "", k.host.page.T("setup.kit.kept"))
	}
	k.group.SetText(d["group"])
}
