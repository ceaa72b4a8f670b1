package views

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"trousseau/assets"
	"trousseau/views/kit"
)

// The size of the first-run window, in units.
const firstRunWidth, firstRunHeight = 960, 640

// firstRunSpec is what the first run shows and leads to. Fault is the sentence
// on a file that could not be opened, "" when there simply is none yet. FileName
// is that of a file that is there: one with a fault, or without a company.
type firstRunSpec struct {
	Langs                          []string
	Lang, Version, Fault, FileName string
	OnLang                         func(lang string)
	OnCreate, OnOpen               func()
	OnDemo                         func() // a look around without a company of one's own, nil: absent
	OnCopies                       func() // to the copies of a file that is broken or gone, nil: absent
	OnInvited                      func() // to the file into which somebody was invited, nil: absent
}

// firstRun is the window of a program that has no company to show: create one,
// open a file that has one, or look at a demo.
type firstRun struct {
	page         *kit.Page
	spec         firstRunSpec
	create, open *kit.Door
	copies       *kit.Door // nil where OnCopies is
	demo         *kit.Door // nil where OnDemo is
	langs        *kit.Segmented
	fault        *kit.Message
}

func newFirstRun(p *kit.Page, s firstRunSpec) *firstRun {
	f := &firstRun{page: p, spec: s, fault: kit.NewMessage()}
	f.create = kit.NewDoor("add-company", p.T("firstrun.create"), p.T("firstrun.create.text"), s.OnCreate)
	f.open = kit.NewDoor("folder", p.T("firstrun.open"), p.T("firstrun.open.text"), s.OnOpen)
	if s.OnCopies != nil {
		f.copies = kit.NewDoor("backup", p.T("firstrun.copies"), p.T("firstrun.copies.text"), s.OnCopies)
	}
	if s.OnDemo != nil {
		f.demo = kit.NewDoor("demo", p.T("firstrun.demo"), p.T("firstrun.demo.text"), s.OnDemo)
	}
	f.first().Primary()
	f.langs = kit.NewSegmented(languageCodes(s.Langs), s.OnLang)
	f.langs.SetKey(s.Lang)
	switch {
	case s.Fault != "":
		f.fault.Set(kit.ToneError, "", s.Fault)
	case s.FileName != "":
		f.fault.Set(kit.ToneInfo, "", p.T("firstrun.empty", "Name", s.FileName))
	}
	return f
}

// languageCodes are languages by their code, as short as a segmented choice
// wants them.
func languageCodes(langs []string) []kit.Option {
	options := make([]kit.Option, 0, len(langs))
	for _, lang := range langs {
		options = append(options, kit.Option{Key: lang, Text: strings.ToUpper(lang)})
	}
	return options
}

func (f *firstRun) build() fyne.CanvasObject {
	t := f.page.T
	head, above, below := kit.VStack(4, kit.Title(t("firstrun.title"))), float32(40), float32(32)
	if f.spec.Fault == "" {
		head.Add(kit.Muted(t("firstrun.text")))
	} else { // the fault says what to do, and every door stays in sight
		above, below = 24, 16
	}
	doors := kit.VStack(12, f.fault)
	if f.copies != nil {
		doors.Add(f.copies)
	}
	doors.Add(f.create)
	doors.Add(f.open)
	if f.demo != nil {
		doors.Add(f.demo)
	}
	content := kit.VStack(0,
		kit.HStack(0, kit.Spacer(), f.langs),
		kit.Gap(above), head, kit.Gap(28),
		kit.LeftMax(kit.FormWidth, doors),
		kit.Gap(below), kit.Spacer(),
		f.invited(),
		f.foot(),
	)
	body := kit.Scroll(kit.Pad(32, 40, 40, 40, content))
	return kit.AtLeast(640, 480, besidePanel(304, f.panel(), nil, body))
}

// first is the door most people want: a new company, or another file where one
// could not be opened, or a copy of it.
func (f *firstRun) first() *kit.Door {
	switch {
	case f.copies != nil:
		return f.copies
	case f.spec.Fault != "":
		return f.open
	}
	return f.create
}

// invited is the way of somebody who was invited: to the company's file, then to his
// code.
func (f *firstRun) invited() fyne.CanvasObject {
	if f.spec.OnInvited == nil {
		return kit.Gap(0)
	}
	t := f.page.T
	return kit.Pad(0, 0, 12, 0, kit.VStack(2, kit.Caption(t("accept.firstrun")), kit.Left(kit.NewLink(t("accept.firstrun.open"), f.spec.OnInvited).Small())))
}

// foot names the file that has a fault, as the sign-in names its own.
func (f *firstRun) foot() fyne.CanvasObject {
	foot := kit.HStack(8)
	if f.spec.Fault != "" && f.spec.FileName != "" {
		foot.Add(kit.NewGlyph("fault", kit.ColorMuted, 14))
		foot.Add(kit.Caption(f.spec.FileName).Single())
	}
	foot.Add(kit.Spacer())
	foot.Add(kit.Caption(f.page.T("firstrun.version", "Version", f.spec.Version)).Single())
	return foot
}

func (f *firstRun) panel() fyne.CanvasObject {
	t := f.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStack(12, kit.NewGlyph(icon, kit.ColorMuted, 18), kit.Muted(text))
	}
	return kit.Pad(40, 32, 32, 32, kit.VStack(0,
		kit.Left(brandMark(64)), kit.Gap(22),
		kit.Title(t("firstrun.brand")), kit.Gap(4), kit.Muted(t("firstrun.brand.text")),
		kit.Gap(24), kit.Spacer(),
		kit.VStack(12,
			fact("offline", t("firstrun.fact.offline")),
			fact("lock", t("firstrun.fact.file")),
			fact("key", t("firstrun.fact.keys"))),
	))
}

// brandMark is the program's own mark in its own colours, n units wide.
func brandMark(n float32) fyne.CanvasObject {
	svg, ok := assets.Icon("app")
	if !ok {
		return kit.Gap(n)
	}
	image := canvas.NewImageFromResource(fyne.NewStaticResource("app.svg", svg))
	image.FillMode = canvas.ImageFillContain
	return kit.Fixed(n, n, image)
}

func (f *firstRun) draft() map[string]string  { return nil }
func (f *firstRun) restore(map[string]string) {}

func (f *firstRun) focus() { f.page.Window.Canvas().Focus(f.first()) }
