package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// overviewBook is the reach of the overview.
type overviewBook interface {
	Overview(ctx context.Context) (access.Overview, error)
	News(ctx context.Context) ([]access.News, error)
	People(ctx context.Context) ([]access.Person, error)
	ConfirmTime(ctx context.Context) error
	Alerts(ctx context.Context) ([]access.Alert, error)
	TickAlert(ctx context.Context, id string) error
}

// overviewWords says days as people do; *Words does.
type overviewWords interface {
	Date(t time.Time) string
}

// overviewCopies are the copies of the file. Kept lists them, newest first, from
// any goroutine; State tells whether one is being made, and what stood in the way
// of the last.
type overviewCopies interface {
	Kept() ([]app.Backup, error)
	State() (running bool, fault error)
}

// overviewSpec is what the overview is given beside its book. Now also tells the
// zone in which times are shown. Each way sets one thing right; OnTime follows
// the word that the time is right.
type overviewSpec struct {
	Words  overviewWords
	Now    func() time.Time
	Copies overviewCopies
	Twins  []time.Time // since when other programs are at work on this account; see tell

	OnEnrol, OnPassword, OnCodes, OnKit, OnCopy, OnTime, OnReview func()
}

// overviewRead is what the overview shows, as it was read.
type overviewRead struct {
	state   access.Overview
	news    []access.News
	alerts  []access.Alert
	names   map[string]string // of the members in the news, by their id
	copies  []app.Backup
	copying bool
	fault   error // of the copies
}

// overviewPage is the state of the door: one sentence, a card for each thing
// worth knowing, those that need a hand first, and what changed since the last
// sign-in.
type overviewPage struct {
	page *kit.Page
	book overviewBook
	spec overviewSpec

	twins []time.Time
	shown *overviewRead // what was read last, nil before

	sentence *kit.Text
	notes    *fyne.Container
	cards    *fyne.Container
	news     *fyne.Container
	content  *fyne.Container
	faces    *kit.Faces
}

func newOverview(p *kit.Page, b overviewBook, s overviewSpec) *overviewPage {
	o := &overviewPage{page: p, book: b, spec: s, twins: s.Twins}
	o.sentence = kit.Muted("")
	o.notes = kit.VStack(8)
	o.notes.Hide()
	o.cards = kit.Grid3(16)
	o.news = kit.VStack(12)
	o.news.Hide()
	o.content = kit.VStack(24, o.notes, o.cards, o.news)
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

// load reads again what is shown; of a page that is gone it does nothing.
func (o *overviewPage) load() {
	if o.page.Closed() {
		return
	}
	o.faces.ShowLoading()
	kit.Load(o.page, o.read, o.show, o.fail)
}

// read asks for everything at once, so that nothing jumps. Copies that cannot be
// listed are told on their card; the rest stands without them.
func (o *overviewPage) read(ctx context.Context) (r overviewRead, err error) {
	if r.state, err = o.book.Overview(ctx); err != nil {
		return r, err
	}
	if r.news, err = o.book.News(ctx); err != nil {
		return r, err
	}
	if r.alerts, err = o.book.Alerts(ctx); err != nil {
		return r, err
	}
	who := r.news
	for _, a := range r.alerts {
		who = append(who, access.News{Who: a.Who})
	}
	r.names = o.names(ctx, who)
	r.copies, r.fault = o.spec.Copies.Kept()
	return r, nil
}

// names tells who the members in the news are, as far as the person may know.
func (o *overviewPage) names(ctx context.Context, news []access.News) map[string]string {
	names := map[string]string{}
	for _, n := range news {
		if n.Who == "" {
			continue
		}
		people, err := o.book.People(ctx)
		if err != nil {
			return names // without the right the news still says what happened
		}
		for _, p := range people {
			names[p.ID] = o.page.T("overview.person.name", "First", p.First, "Last", p.Last)
			if p.First == "" && p.Last == "" {
				names[p.ID] = p.Email
			}
		}
		return names
	}
	return names
}

func (o *overviewPage) fail(err error) {
	t := o.page.T
	o.sentence.SetText("")
	o.faces.ShowFault(kit.Fault("fault", t("overview.fault"), o.page.Explain(err),
		kit.NewButton(kit.Normal, t("overview.retry"), o.load)))
}

func (o *overviewPage) show(a overviewRead) {
	o.shown = &a
	running, fault := o.spec.Copies.State()
	if a.copying = running; a.fault == nil {
		a.fault = fault
	}
	r := overviewReader{page: o.page, words: o.spec.Words, now: o.spec.Now()}
	cards := r.cards(a)
	o.sentence.SetText(r.sentence(cards, o.warnings(a.state.AnchorFault)+len(a.alerts)))
	o.notes.Objects = nil
	o.alertNotes(r, a)
	o.twinNote(r)
	if a.state.AnchorFault {
		o.note(kit.ToneWarning, o.page.T("overview.anchor"))
	}
	o.passwordNote(a.state)
	if a.state.FirstHere {
		o.note(kit.ToneInfo, o.page.T("overview.firstHere"))
	}
	o.notes.Hidden = len(o.notes.Objects) == 0
	o.cards.Objects = nil
	for _, c := range cards {
		o.cards.Add(o.card(c))
	}
	o.news.Objects = nil
	if rows := r.news(a); len(rows) > 0 {
		o.news.Add(kit.Section(o.page.T("overview.news")))
		o.news.Add(newsCard(rows))
	}
	o.news.Hidden = len(o.news.Objects) == 0
	o.content.Refresh()
	o.faces.ShowContent()
}

func (o *overviewPage) note(tone kit.Tone, text string) *kit.Message {
	m := kit.NewMessage()
	m.Set(tone, "", text)
	o.notes.Add(m)
	return m
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
	for _, line := range c.lines {
		body.Add(kit.Muted(line))
	}
	if c.link != "" {
		body.Add(kit.Gap(12))
		body.Add(kit.Left(kit.NewLink(c.link, o.way(c.way))))
	}
	return kit.Card(body, 20)
}

// way is what a card's link does.
func (o *overviewPage) way(w overviewWay) func() {
	switch w {
	case wayPassword:
		return o.spec.OnPassword
	case wayCodes:
		return o.spec.OnCodes
	case wayKit:
		return o.spec.OnKit
	case wayCopy:
		return o.spec.OnCopy
	case wayTime:
		return o.confirmTime
	case wayReview:
		return o.spec.OnReview
	}
	return o.spec.OnEnrol
}

// confirmTime is the person's word that the time is right.
func (o *overviewPage) confirmTime() {
	kit.Do(o.page, nil, o.book.ConfirmTime, func(err error) {
		if err != nil {
			o.page.Fail(err)
			return
		}
		o.spec.OnTime()
	})
}

// The overview keeps nothing: it is read again.
func (o *overviewPage) draft() map[string]string  { return nil }
func (o *overviewPage) restore(map[string]string) {}
func (o *overviewPage) focus()                    { o.page.Window.Canvas().Unfocus() }
