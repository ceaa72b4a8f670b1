package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// overviewBook is the reach of the overview.
type overviewBook interface {
	Overview(ctx context.Context) (access.Overview, error)
}

// overviewWords says days as people do; *Words does.
type overviewWords interface {
	Date(t time.Time) string
}

// overviewSpec is what the overview is given beside its book. Now also tells the
// zone in which times are shown.
type overviewSpec struct {
	Words   overviewWords
	Now     func() time.Time
	OnEnrol func()
}

// overviewPage is the state of the door: one sentence, then a card for each thing
// worth knowing, those that need a hand first.
type overviewPage struct {
	page *kit.Page
	book overviewBook
	spec overviewSpec

	sentence *kit.Text
	notes    *fyne.Container
	cards    *fyne.Container
	content  *fyne.Container
	faces    *kit.Faces
}

func newOverview(p *kit.Page, b overviewBook, s overviewSpec) *overviewPage {
	o := &overviewPage{page: p, book: b, spec: s}
	o.sentence = kit.Muted("")
	o.notes = kit.VStack(8)
	o.notes.Hide()
	o.cards = kit.Grid3(16)
	o.content = kit.VStack(24, o.notes, o.cards)
	o.faces = kit.NewFaces(p.Runner, o.content)
	o.load()
	return o
}

func (o *overviewPage) build() fyne.CanvasObject {
	return kit.VStack(24,
		kit.VStack(2, kit.Title(o.page.T("overview.title")), o.sentence),
		o.faces,
	)
}

func (o *overviewPage) load() {
	o.faces.ShowLoading()
	kit.Load(o.page, o.book.Overview, o.show, o.fail)
}

func (o *overviewPage) fail(err error) {
	t := o.page.T
	o.sentence.SetText("")
	o.faces.ShowFault(kit.Fault("fault", t("overview.fault"), o.page.Explain(err),
		kit.NewButton(kit.Normal, t("overview.retry"), o.load)))
}

func (o *overviewPage) show(a access.Overview) {
	r := overviewReader{page: o.page, words: o.spec.Words, now: o.spec.Now()}
	cards := r.cards(a)
	o.sentence.SetText(r.sentence(cards))
	o.notes.Objects = nil
	if a.KitFault {
		o.note(kit.ToneWarning, o.page.T("overview.kit"))
	}
	if a.AnchorFault {
		o.note(kit.ToneWarning, o.page.T("overview.anchor"))
	}
	if a.FirstHere {
		o.note(kit.ToneInfo, o.page.T("overview.firstHere"))
	}
	o.notes.Hidden = len(o.notes.Objects) == 0
	o.cards.Objects = nil
	for _, c := range cards {
		o.cards.Add(o.card(c))
	}
	o.content.Refresh()
	o.faces.ShowContent()
}

func (o *overviewPage) note(tone kit.Tone, text string) {
	m := kit.NewMessage()
	m.Set(tone, "", text)
	o.notes.Add(m)
}

// card draws one card; only what needs a hand has a link.
func (o *overviewPage) card(c overviewCard) fyne.CanvasObject {
	head := kit.HStack(8, kit.NewGlyph(c.icon, kit.ColorMuted, 18), kit.Muted(c.name).Single(), kit.Spacer())
	if mark, ink := c.state.mark(); mark != "" {
		head.Add(kit.NewGlyph(mark, ink, 18))
	}
	value := kit.VStack(0, kit.Section(c.value))
	if c.class > 0 {
		value = kit.HStack(12, kit.Section(c.value), kit.StrengthDashes(c.class, ""), kit.Spacer())
	}
	body := kit.VStack(0, kit.Fixed(0, 22, head), kit.Gap(12), value, kit.Gap(2))
	for _, line := range []string{c.text, c.more} {
		if line != "" {
			body.Add(kit.Muted(line))
		}
	}
	if c.link != "" {
		body.Add(kit.Gap(12))
		body.Add(kit.Left(kit.NewLink(c.link, o.spec.OnEnrol)))
	}
	return kit.Card(body, 20)
}

// The overview keeps nothing: it is read again.
func (o *overviewPage) draft() map[string]string  { return nil }
func (o *overviewPage) restore(map[string]string) {}
func (o *overviewPage) focus()                    { o.page.Window.Canvas().Unfocus() }
