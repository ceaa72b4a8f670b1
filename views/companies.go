package views

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// companiesBook is what the person's companies are read and entered by.
type companiesBook interface {
	Companies(ctx context.Context) ([]access.CompanyCard, error)
	Switch(ctx context.Context, company string) error
	Backups() ([]app.Backup, error)
}

// companiesSpec is where the list of companies stands and leads to. OnNew is nil for
// somebody who may open no further company, OnFile where there is no way to another
// file. OnEntered follows a switch; OnMany leads to what is done in several companies
// at once; OnBroken tells what to do about one that does not open.
type companiesSpec struct {
	Person, Email  string
	Lang           string
	Words          companyWords
	Now            func() time.Time
	OnNew, OnFile  func()
	Settle         func(proceed func()) // lets the windows of the open company be left
	OnMany         func([]access.CompanyCard)
	OnBroken       func(access.CompanyCard)
	OnEntered      func()
	OnBack         func()
	OnPersonal     func()
	OnLock, OnQuit func()
}

// companiesRead is what is shown.
type companiesRead struct {
	cards  []access.CompanyCard
	copied time.Time // of the newest copy of the file; zero: there is none
}

// companiesWindow is the person's companies (M1, M4): cards, or a table of the same.
// No company is open in it, so it has no strip.
type companiesWindow struct {
	page *kit.Page
	book companiesBook
	spec companiesSpec

	read   companiesRead
	shown  []access.CompanyCard
	known  bool
	words  companiesWords
	title  *kit.Text
	copied *kit.Slot
	search *kit.Search
	chips  *kit.Chips
	sort   *kit.Choice
	look   *kit.Segmented
	many   *kit.Button
	tiles  *kit.Tiles
	tileOf map[string]*kit.Tile // by the company's id
	grid   *kit.Grid
	faces  *kit.Faces
	list   *kit.Slot // cards or table
	person *kit.PersonButton
	menu   *kit.OpenMenu
	worker *companiesWorker
}

// The ways to order and to look.
const (
	sortNeed   = "need"
	sortName   = "name"
	sortRecent = "recent"
	lookCards  = "cards"
	lookTable  = "table"
)

func newCompanies(p *kit.Page, b companiesBook, s companiesSpec) *companiesWindow {
	t := p.T
	w := &companiesWindow{page: p, book: b, spec: s, title: kit.Muted(""), copied: kit.NewSlot(), worker: &companiesWorker{},
		words: companiesWords{t: t, lang: s.Lang, now: s.Now}}
	w.search = kit.NewSearch(t("companies.search"), func(string) { w.arrange() })
	w.chips = kit.NewChips(w.words.chips(nil), func(string) { w.arrange() })
	w.sort = kit.NewChoice([]kit.Option{{Key: sortNeed, Text: t("companies.sort.need")}, {Key: sortName, Text: t("companies.sort.name")},
		{Key: sortRecent, Text: t("companies.sort.recent")}}, func(string) { w.arrange() })
	w.look = kit.NewSegmented([]kit.Option{{Key: lookCards, Text: t("companies.look.cards")}, {Key: lookTable, Text: t("companies.look.table")}},
		func(string) { w.arrange() })
	w.sort.SetKey(sortNeed)
	w.many = kit.NewButton(kit.Normal, t("companies.many"), func() { s.OnMany(w.read.cards) })
	w.many.Hide()
	w.tiles = kit.NewTiles()
	w.grid = w.newGrid()
	w.list = kit.NewSlot()
	w.faces = kit.NewFaces(p.Runner, w.list)
	w.person = kit.NewPersonButton(kit.Initials(s.Person), s.Email, w.openMenu)
	w.load()
	return w
}

func (w *companiesWindow) build() fyne.CanvasObject {
	t := w.page.T
	brand := kit.HStack(12, brandMark(32), kit.Label("Trousseau"))
	bar := kit.VStack(0, kit.Fixed(0, 55, kit.Pad(0, 26, 0, 32, kit.HStack(16, brand, kit.Spacer(), w.person))), kit.Divider())
	buttons := kit.HStack(8, w.many)
	if w.spec.OnFile != nil {
		buttons.Add(kit.NewButton(kit.Normal, t("companies.file"), w.spec.OnFile).SetIcon("folder"))
	}
	if w.spec.OnNew != nil {
		buttons.Add(kit.NewButton(kit.Main, t("companies.new"), w.spec.OnNew).SetIcon("add"))
	}
	head := kit.VStack(16,
		kit.Ends(16, kit.VStack(2, kit.Title(t("companies.title")), w.title), buttons),
		w.copied,
		kit.Ends(16, kit.HStack(8, kit.Fixed(264, 0, w.search), w.chips), kit.HStack(8, w.look, kit.Fixed(196, 0, w.sort))))
	inside := kit.Scroll(kit.MaxWidth(houseWidth+2*32, kit.Pad(24, 32, 32, 32, kit.VStack(16, head, w.faces))))
	return kit.AtLeast(1024, 680, belowHead(bar, inside))
}

func (w *companiesWindow) load() {
	w.faces.ShowLoading()
	kit.Load(w.page, w.reading, w.show, func(err error) {
		w.faces.ShowFault(kit.Fault("fault", w.page.T("companies.fault"), w.page.Explain(err), kit.NewButton(kit.Normal, w.page.T("company.retry"), w.load)))
	})
}

func (w *companiesWindow) reading(ctx context.Context) (r companiesRead, err error) {
	if r.cards, err = w.book.Companies(ctx); err != nil {
		return r, err
	}
	copies, err := w.book.Backups()
	if newest, ok := newestCopy(copies, w.spec.Now()); ok && err == nil {
		r.copied = newest.Made
	}
	return r, nil // a folder of copies that cannot be read is told in the overview
}

// refresh implements refresher: what is the same stays as it stands, with the keyboard.
func (w *companiesWindow) refresh() {
	kit.Load(w.page, w.reading, func(r companiesRead) {
		if !w.known || !slices.Equal(r.cards, w.read.cards) || !r.copied.Equal(w.read.copied) {
			w.show(r)
		}
	}, func(error) {}) // the next look tells it, where it stays so
}

func (w *companiesWindow) show(r companiesRead) {
	first := !w.known
	w.read, w.known = r, true
	need, mayMany := 0, 0
	for _, c := range r.cards {
		if w.words.needs(c) {
			need++
		}
		if c.MayInvite || c.MayRemove {
			mayMany++
		}
	}
	w.title.SetText(w.words.sum(len(r.cards), need))
	w.copied.Set(w.words.copied(r.copied))
	if w.spec.OnMany != nil && mayMany > 1 {
		w.many.Show()
	}
	w.chips.Set(w.words.chips(r.cards))
	w.arrange()
	if first {
		w.focus()
	}
}

// enter opens a company, or tells about one that does not open.
func (w *companiesWindow) enter(c access.CompanyCard) {
	switch {
	case c.Fault:
		w.spec.OnBroken(c)
	case c.Current:
		w.spec.OnBack()
	case !w.worker.busy:
		w.spec.Settle(func() { w.turn(c) })
	}
}

func (w *companiesWindow) turn(c access.CompanyCard) {
	kit.Do(w.page, w.worker, func(ctx context.Context) error { return w.book.Switch(ctx, c.ID) }, func(err error) {
		if err != nil {
			w.page.Fail(err)
			w.load()
			return
		}
		w.spec.OnEntered()
	})
}

// companiesWorker keeps a second company from being opened while one is.
type companiesWorker struct{ busy bool }

// SetWorking implements kit.Worker.
func (w *companiesWorker) SetWorking(on bool) { w.busy = on }

func (w *companiesWindow) openMenu(byKey bool) {
	s, t := w.spec, w.page.T
	w.person.SetOpen(true)
	w.menu = kit.Menu(w.page.Window, w.person, kit.MenuSpec{
		Header: kit.HStack(12, kit.Person(kit.Initials(s.Person), 40), kit.VStack(2, kit.Label(s.Person).Single(), kit.Caption(s.Email))),
		ByKey:  byKey, OnClose: func() { w.person.SetOpen(false) },
		Items: []kit.MenuItem{
			{Icon: "person", Text: t("menu.personal"), OnTap: s.OnPersonal},
			{Divider: true},
			{Icon: "lock", Text: t("menu.lock"), Hint: t("menu.lock.keys"), OnTap: s.OnLock},
			{Icon: "logout", Text: t("menu.leave"), OnTap: s.OnQuit},
		},
	})
}

func (w *companiesWindow) draft() map[string]string {
	return map[string]string{"search": w.search.Text, "chip": w.chips.Key(), "sort": w.sort.Key(), "look": w.look.Key()}
}

func (w *companiesWindow) restore(d map[string]string) {
	w.search.SetText(d["search"])
	w.chips.SetKey(d["chip"])
	w.sort.SetKey(d["sort"])
	w.look.SetKey(d["look"])
	w.arrange()
}

// focus puts the keyboard on the companies, so that arrows and Enter work at once.
func (w *companiesWindow) focus() {
	switch {
	case len(w.shown) == 0:
		w.page.Window.Canvas().Focus(w.search)
	case w.look.Key() == lookTable:
		w.grid.FocusRows(w.page.Window)
	default:
		kit.FocusFirst(w.page.Window, w.tiles)
	}
}

// keys leads back to the open company on Escape.
func (w *companiesWindow) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	w.spec.OnBack()
	return true
}
