package views

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// setupKit is the last page: the recovery kit, which must be on paper or in a
// file, and read there, before the company is created.
type setupKit struct {
	setup       *setup
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

func newSetupKit(v *setup) *setupKit {
	t := v.page.T
	k := &setupKit{setup: v, code: kit.VStack(4), number: kit.Section(""), kept: kit.NewMessage(), group: kit.NewEntry().Mono()}
	k.save = kit.NewButton(kit.Normal, t("setup.kit.save"), k.savePDF).SetIcon("download")
	k.print = kit.NewButton(kit.Normal, t("setup.kit.print"), k.printPDF).SetIcon("print")
	if v.spec.Printer == nil {
		k.print.Hide()
	}
	k.field = kit.NewField(t("setup.kit.group"), kit.Left(kit.Fixed(160, 0, k.group)))
	k.group.OnChanged = func(string) { k.judge() }
	k.group.OnSubmitted = func(string) { v.next() }
	k.judge()
	return k
}

func (k *setupKit) title() (title, text string) {
	return k.setup.page.T("setup.kit"), k.setup.page.T("setup.kit.text")
}

// arrive draws the kit once.
func (k *setupKit) arrive() error {
	secrets := k.setup.spec.Secrets
	if !secrets.drawn {
		drawn, err := k.setup.book.NewKit()
		if err != nil {
			return err
		}
		secrets.kit, secrets.drawn = drawn, true
	}
	k.number.SetText(k.setup.page.T("setup.kit.number", "Number", secrets.kit.Number()))
	k.code.Objects = nil
	for _, line := range kitLines(secrets.kit.Code()) {
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
	t := k.setup.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.NewGlyph(icon, kit.ColorMuted, 18), kit.Body(text), kit.Spacer())
	}
	sheet := kit.Card(kit.HStackTop(20, kit.Fixed(56, 56, kit.KeyTile("key")), kit.VStack(12, k.number, k.code)), 20)
	return kit.VStack(24,
		kit.VStack(8, fact("key", t("setup.kit.opens")), fact("lock", t("setup.kit.apart")), fact("shield", t("setup.kit.once"))),
		kit.VStack(16, sheet, kit.Left(kit.HStack(8, k.save, k.print)), k.kept),
		k.field)
}

// paper is the sheet of this kit.
func (k *setupKit) paper() kitPaper {
	v := k.setup
	owner := v.owner.value()
	return kitPaper{Company: v.company.form.value().Name, Owner: strings.TrimSpace(owner.First + " " + owner.Last),
		Email: owner.Email, Kit: v.spec.Secrets.kit, Date: v.spec.Now()}
}

func (k *setupKit) person() string {
	s := k.paper()
	return s.Company + "\n" + s.Owner + "\n" + s.Email
}

func (k *setupKit) savePDF() {
	p, sheet := k.setup.page, k.paper()
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
	p, sheet := k.setup.page, k.paper()
	kit.Do(p, k.print, func(ctx context.Context) error {
		pdf, err := sheet.pdf(p)
		if err != nil {
			return err
		}
		return k.setup.spec.Printer.Print(ctx, sheet.name(), pdf)
	}, func(err error) {
		if err != nil {
			k.kept.Set(kit.ToneError, "print", p.T("setup.kit.unprinted"))
			k.setup.frame.relayout()
			return
		}
		k.keep(p.T("setup.kit.printed"))
	})
}

// keep notes that the sheet is out of this window, and leads on to the check.
func (k *setupKit) keep(text string) {
	k.keptFor = k.person()
	k.kept.Set(kit.ToneSuccess, "", text)
	k.setup.frame.relayout()
	k.setup.page.Window.Canvas().Focus(k.group)
	k.setup.changed()
}

// right tells whether the last group was read from the sheet.
func (k *setupKit) right() bool {
	s := k.setup.spec.Secrets
	return s.drawn && s.kit.LastGroup(k.group.Text)
}

// judge answers once a whole group is typed.
func (k *setupKit) judge() {
	t := k.setup.page.T
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
	k.setup.changed()
}

func (k *setupKit) locked() string {
	t := k.setup.page.T
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
		k.setup.page.Window.Canvas().Focus(k.save)
	}
	return false
}

func (k *setupKit) refuse(error) bool { return false }

func (k *setupKit) focus() {
	if k.keptFor == "" {
		k.setup.page.Window.Canvas().Focus(k.save)
		return
	}
	k.setup.page.Window.Canvas().Focus(k.group)
}

func (k *setupKit) draft() map[string]string {
	return map[string]string{"group": k.group.Text, "kept": k.keptFor, "said": k.kept.Text()}
}

func (k *setupKit) restore(d map[string]string) {
	k.keptFor = d["kept"]
	if k.keptFor != "" && d["said"] != "" {
		k.kept.Set(kit.ToneSuccess, "", k.setup.page.T("setup.kit.kept"))
	}
	k.group.SetText(d["group"])
}
