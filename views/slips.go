package views

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// slipsHand is by what slips leave the program. Printer may be nil. Open opens an
// address by the system's mail program; nil: there is none. Tongue gives the words of
// a language. FromName and FromEmail are who hands them over.
type slipsHand struct {
	Clipboard           *kit.Clipboard
	Printer             kitPrinter
	Open                func(address string) error
	Tongue              func(lang string) (*Words, error)
	FromName, FromEmail string
}

// slipsSpec is what the slips of invitations show and tell. OnKept follows the box
// «kept», OnHeight another height, OnDone the end.
type slipsSpec struct {
	Slips                    []access.Slip
	Words                    companyWords
	Now                      func() time.Time
	Hand                     slipsHand
	OnKept, OnHeight, OnDone func()
}

// slipsView shows the codes of invitations, once (U3): a card a person, to be printed,
// saved, put into a message or copied.
type slipsView struct {
	page        *kit.Page
	spec        slipsSpec
	print, save *kit.Button
	said        *kit.Message
	kept        *kit.Check
}

func newSlips(p *kit.Page, s slipsSpec) *slipsView {
	v := &slipsView{page: p, spec: s, said: kit.NewMessage()}
	t := p.T
	v.print = kit.NewButton(kit.Normal, t("slips.print", "Count", len(s.Slips)), v.printAll).SetIcon("print")
	v.save = kit.NewButton(kit.Normal, t("slips.save", "Count", len(s.Slips)), v.saveAll).SetIcon("download")
	if s.Hand.Printer == nil {
		v.print.Hide()
	}
	v.kept = kit.NewCheck(t("slips.kept", "Count", len(s.Slips)), func(bool) { s.OnKept() })
	return v
}

func (v *slipsView) build() fyne.CanvasObject {
	t := v.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.Pad(1, 0, 0, 0, kit.NewGlyph(icon, kit.ColorMuted, 18)), kit.Body(text), kit.Spacer())
	}
	cards := kit.VStack(16)
	for _, slip := range v.spec.Slips {
		cards.Add(v.card(slip))
	}
	return kit.VStack(20,
		kit.VStack(8, fact("shield", t("slips.hand")), fact("info", t("slips.once"))),
		kit.Foot(8, v.save, v.print, kit.Spacer()), v.said, cards, v.kept)
}

// card is one person's slip.
func (v *slipsView) card(s access.Slip) fyne.CanvasObject {
	t := v.page.T
	code := kit.VStack(2)
	for _, line := range kitLines(s.Code) {
		code.Add(kit.MonoLarge(line))
	}
	head := kit.VStack(0, kit.Label(slipName(s)))
	if slipName(s) != s.Email {
		head.Add(kit.Muted(s.Email))
	}
	copied := kit.NewButton(kit.Normal, t("slips.copy"), func() { v.copy(s) }).SetIcon("copy")
	message := kit.NewButton(kit.Normal, t("slips.eml"), func() { v.saveMessage(s) }).SetIcon("mail")
	words := kit.VStack(14, head, code, kit.Caption(t("slips.until", "Date", v.ends(s, v.spec.Words))), kit.Foot(8, copied, message))
	if v.spec.Hand.Open != nil {
		words.Add(kit.Left(kit.NewLink(t("slips.mail"), func() { v.mail(s) }).Small()))
	}
	return kit.Card(slipSides(kit.NewQRCard(s.QR), words), 20)
}

// slipName is what a slip calls its person: the address where no name is known.
func slipName(s access.Slip) string {
	if name := strings.TrimSpace(s.First + " " + s.Last); name != "" {
		return name
	}
	return s.Email
}

// slipSides puts a QR card beside the words, or above them where there is no room.
func slipSides(card, words fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &factorLayout{gap: 24}, Objects: []fyne.CanvasObject{card, words}}
}

func (v *slipsView) say(tone kit.Tone, text string) {
	v.said.Set(tone, "", text)
	v.spec.OnHeight()
	kit.RevealIn(v.page.Window, v.said)
}

func (v *slipsView) copy(s access.Slip) {
	v.spec.Hand.Clipboard.Copy(s.Code)
	v.page.Toasts.Show(kit.ToneInfo, v.page.T("slips.copied"), "", nil)
}

// paperName is the proposed name of a file: it names nobody.
func (v *slipsView) paperName(end string) string {
	return "Trousseau-invitation-" + v.spec.Now().Format(time.DateOnly) + end
}

func (v *slipsView) saveAll() {
	p := v.page
	filesSave(p, filesSaveSpec{
		Title: p.T("slips.save.title"), Path: filepath.Join(filesStart(), v.paperName(".pdf")), Extension: ".pdf",
		Write: func(_ context.Context, path string) error {
			pdf, err := v.pdf(v.spec.Slips)
			if err != nil {
				return err
			}
			return filesWrite(path, pdf)
		},
		OnDone: func(path string) { v.say(kit.ToneSuccess, p.T("setup.kit.saved", "Name", filepath.Base(path))) },
	})
}

func (v *slipsView) printAll() {
	p := v.page
	kit.Do(p, v.print, func(ctx context.Context) error {
		pdf, err := v.pdf(v.spec.Slips)
		if err != nil {
			return err
		}
		return v.spec.Hand.Printer.Print(ctx, v.paperName(".pdf"), pdf)
	}, func(err error) {
		if err != nil {
			v.say(kit.ToneError, p.T("setup.kit.unprinted"))
			return
		}
		v.say(kit.ToneSuccess, p.T("setup.kit.printed"))
	})
}

// saveMessage writes a message that the mail program opens as a draft, with the code
// and the slip in it.
func (v *slipsView) saveMessage(s access.Slip) {
	p := v.page
	filesSave(p, filesSaveSpec{
		Title: p.T("slips.eml.title"), Path: filepath.Join(filesStart(), v.paperName(".eml")), Extension: ".eml",
		Write: func(_ context.Context, path string) error {
			message, err := v.message(s)
			if err != nil {
				return err
			}
			return filesWrite(path, message)
		},
		OnDone: func(path string) { v.say(kit.ToneSuccess, p.T("setup.kit.saved", "Name", filepath.Base(path))) },
	})
}

// mail opens the mail program with a message without the code, which lies in the
// clipboard: what is handed to another program as its argument, every account of the
// computer may read.
func (v *slipsView) mail(s access.Slip) {
	address, err := v.mailto(s)
	if err == nil {
		err = v.spec.Hand.Open(address)
	}
	if err != nil {
		v.say(kit.ToneError, v.page.T("slips.mail.not"))
		return
	}
	v.spec.Hand.Clipboard.Copy(s.Code)
	v.page.Toasts.Show(kit.ToneInfo, v.page.T("slips.mail.paste"), "", nil)
}

// finish goes once the codes are kept, and otherwise shows what is missing.
func (v *slipsView) finish() {
	if v.kept.On() {
		v.spec.OnDone()
		return
	}
	v.kept.SetFault(true)
	v.page.Window.Canvas().Focus(v.kept)
	kit.RevealIn(v.page.Window, v.kept)
}

func (v *slipsView) focus() { v.page.Window.Canvas().Focus(v.save) }
