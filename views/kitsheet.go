package views

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// kitSheetSpec is what a recovery kit is shown with. Paper is its sheet, and only
// asked once Drawn, or with a nil Drawn; Printer may be nil. OnChange is called
// when the kit was kept or its last group typed, OnSubmit by Enter, OnHeight when
// the sheet takes another height.
type kitSheetSpec struct {
	Paper    func() kitPaper
	Drawn    func() bool
	Printer  kitPrinter
	OnChange func()
	OnSubmit func()
	OnHeight func()
}

// kitSheet shows a recovery kit: it must be on paper or in a file, and read there,
// before it counts. The set-up, the way back in and the personal settings share it.
type kitSheet struct {
	page        *kit.Page
	spec        kitSheetSpec
	save, print *kit.Button
	told        *kit.Message
	keptFor     string // whom the sheet names that was saved or printed
	group       *kit.Entry
	field       *kit.Field
}

// kitGroup is the length of a group of the code.
const kitGroup = 4

func newKitSheet(p *kit.Page, s kitSheetSpec) *kitSheet {
	if s.Drawn == nil {
		s.Drawn = func() bool { return true }
	}
	k := &kitSheet{page: p, spec: s, told: kit.NewMessage(), group: kit.NewEntry().Mono()}
	k.save = kit.NewButton(kit.Normal, p.T("setup.kit.save"), k.savePDF).SetIcon("download")
	k.print = kit.NewButton(kit.Normal, p.T("setup.kit.print"), k.printPDF).SetIcon("print")
	if s.Printer == nil {
		k.print.Hide()
	}
	k.field = kit.NewField(p.T("setup.kit.group"), kit.Left(kit.Fixed(160, 0, k.group)))
	k.field.SetHint(p.T("setup.kit.group.hint"))
	k.group.OnChanged = func(string) { k.judge() }
	k.group.OnSubmitted = func(string) { s.OnSubmit() }
	return k
}

func (k *kitSheet) build() fyne.CanvasObject {
	t := k.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.Pad(1, 0, 0, 0, kit.NewGlyph(icon, kit.ColorMuted, 18)), kit.Body(text), kit.Spacer())
	}
	facts := kit.VStack(8, fact("key", t("setup.kit.opens")), fact("lock", t("setup.kit.apart")), fact("shield", t("setup.kit.once")))
	words := kit.VStack(12)
	if k.spec.Drawn() {
		drawn := k.spec.Paper().Kit
		if older := drawn.Number() - 1; older > 0 { // its copies for elsewhere stay its own (DESIGN 11)
			facts.Add(fact("info", t("setup.kit.older", "Number", older)))
		}
		code := kit.VStack(4)
		for _, line := range kitLines(drawn.Code()) {
			code.Add(kit.MonoLarge(line))
		}
		words.Add(kit.Section(t("setup.kit.number", "Number", drawn.Number())))
		words.Add(code)
	}
	card := kit.Card(kit.HStackTop(20, kit.Fixed(56, 56, kit.KeyTile("key")), words), 20)
	return kit.VStack(24, facts, kit.VStack(16, card, kit.Left(kit.HStack(8, k.save, k.print)), k.told), k.field)
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

// person is whom the sheet names.
func (k *kitSheet) person() string {
	s := k.spec.Paper()
	return s.Company + "\n" + s.Owner + "\n" + s.Email
}

// recheck forgets a sheet that names somebody else by now.
func (k *kitSheet) recheck() {
	if k.kept() && k.keptFor != k.person() {
		k.keptFor = ""
		k.told.Clear()
	}
}

func (k *kitSheet) savePDF() {
	p, sheet := k.page, k.spec.Paper()
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

func (k *kitSheet) printPDF() {
	p, sheet := k.page, k.spec.Paper()
	kit.Do(p, k.print, func(ctx context.Context) error {
		pdf, err := sheet.pdf(p)
		if err != nil {
			return err
		}
		return k.spec.Printer.Print(ctx, sheet.name(), pdf)
	}, func(err error) {
		if err != nil {
			k.told.Set(kit.ToneError, "print", p.T("setup.kit.unprinted"))
			k.spec.OnHeight()
			return
		}
		k.keep(p.T("setup.kit.printed"))
	})
}

// keep notes that the sheet is out of this window, and leads on to the check.
func (k *kitSheet) keep(text string) {
	k.keptFor = k.person()
	k.told.Set(kit.ToneSuccess, "", text)
	k.spec.OnHeight()
	k.page.Window.Canvas().Focus(k.group)
	k.spec.OnChange()
}

// kept tells whether the sheet was saved or printed.
func (k *kitSheet) kept() bool { return k.keptFor != "" }

// right tells whether the last group was read from the sheet.
func (k *kitSheet) right() bool {
	return k.spec.Drawn() && k.spec.Paper().Kit.LastGroup(k.group.Text)
}

// judge answers once a whole group is typed.
func (k *kitSheet) judge() {
	t := k.page.T
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
	k.spec.OnChange()
}

// reason says what is missing before the kit counts, "" when nothing is.
func (k *kitSheet) reason() string {
	switch {
	case !k.kept() && k.spec.Printer == nil:
		return k.page.T("setup.kit.locked.save")
	case !k.kept():
		return k.page.T("setup.kit.locked.keep")
	case !k.right():
		return k.page.T("setup.kit.locked.group")
	}
	return ""
}

// focus puts the keyboard where something is missing.
func (k *kitSheet) focus() {
	if !k.kept() {
		k.page.Window.Canvas().Focus(k.save)
		return
	}
	k.page.Window.Canvas().Focus(k.group)
}

// draftKept is the key of a draft under which stands that something was kept.
const draftKept = "kept"

// draft is what was done and typed, never the kit.
func (k *kitSheet) draft() map[string]string {
	d := map[string]string{}
	if k.kept() {
		d[draftKept] = k.keptFor
	}
	if k.group.Text != "" {
		d["group"] = k.group.Text
	}
	return d
}

func (k *kitSheet) restore(d map[string]string) {
	if k.keptFor = d[draftKept]; k.kept() {
		k.told.Set(kit.ToneSuccess, "", k.page.T("setup.kit.kept"))
	}
	doorFill(k.group, d["group"])
}
