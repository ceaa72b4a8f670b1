package views

import (
	"context"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// journalBook is what the journal is read by.
type journalBook interface {
	Journal(ctx context.Context, q access.JournalQuery) (access.JournalPage, error)
	JournalNames(ctx context.Context) (map[string]string, error)
	VerifyJournal(ctx context.Context, progress func(done, all uint64)) (access.JournalVerdict, error)
	ExportJournal(ctx context.Context, q access.JournalQuery, format string, out io.Writer) (int, error)
}

// journalSpec is where the journal stands. Now also tells the zone of its times.
type journalSpec struct {
	Company, Color string
	Lang           string
	Words          companyWords
	Now            func() time.Time
	Clipboard      *kit.Clipboard
	OnClose        func()
}

// journalWindow shows who did what when (X1), newest first, and beside it the line
// that is chosen. The chain is verified in the background (X2).
type journalWindow struct {
	page *kit.Page
	book journalBook
	spec journalSpec

	names map[string]string
	lines []access.JournalLine // read and wanted, newest first
	rows  []journalRow         // as they stand in the list, with the days between
	next  uint64               // where to read on; 0: there is no more
	round int                  // of the question: what an older one still brings is dropped
	line  uint64               // number of the line that is shown

	reading bool
	search  *kit.Search
	chips   *kit.Chips
	dates   *kit.Choice
	grid    *kit.Grid
	more    *kit.Button
	detail  *kit.Slot
	seal    *kit.Slot
	export  *kit.Button
}

// journalRow is a day, or a line of it.
type journalRow struct {
	day  string
	line access.JournalLine
}

// The spans of time that can be asked for.
const (
	spanAll   = "all"
	spanToday = "today"
	spanWeek  = "week"
	spanMonth = "month"
)

const classAll = "all"

func newJournal(p *kit.Page, b journalBook, s journalSpec) *journalWindow {
	t := p.T
	w := &journalWindow{page: p, book: b, spec: s, detail: kit.NewSlot(), seal: kit.NewSlot(), names: map[string]string{}}
	w.search = kit.NewSearch(t("journal.search"), func(string) { w.ask() })
	chips := []kit.Chip{{Key: classAll, Text: t("journal.all"), Count: -1}}
	for _, c := range actClasses() {
		if c != classDocuments { // nothing writes documents yet
			chips = append(chips, kit.Chip{Key: string(c), Text: className(t, c), Count: -1})
		}
	}
	w.chips = kit.NewChips(chips, func(string) { w.ask() })
	w.dates = kit.NewChoice([]kit.Option{{Key: spanAll, Text: t("journal.span.all")}, {Key: spanToday, Text: t("journal.span.today")},
		{Key: spanWeek, Text: t("journal.span.week")}, {Key: spanMonth, Text: t("journal.span.month")}}, func(string) { w.ask() })
	w.dates.SetKey(spanAll)
	w.more = kit.NewButton(kit.Normal, t("journal.more"), w.readOn)
	w.export = kit.NewButton(kit.Normal, t("journal.export"), w.askFormat).SetIcon("download")
	w.grid = kit.NewGrid(kit.GridSpec{Runner: p.Runner, High: 52, Plain: true, Columns: []kit.GridColumn{{Key: "what"}, {Key: "when", Width: 52, End: true}},
		Row: w.row, Heading: w.heading, OnChoose: w.choose, OnOpen: w.choose})
	w.load()
	return w
}

func (w *journalWindow) build() fyne.CanvasObject {
	t := w.page.T
	head := kit.Ends(16, kit.VStack(2, kit.Title(t("journal.title")), kit.Caption(w.spec.Company)), kit.HStack(16, w.seal, w.export))
	tools := kit.Ends(16, kit.HStack(8, kit.Fixed(264, 0, w.search), w.chips), kit.Fixed(176, 0, w.dates))
	list := kit.Fill(8, w.grid, w.grid, kit.HStack(0, kit.Spacer(), w.more, kit.Spacer()))
	inside := kit.Pad(20, 32, 20, 32, kit.VStack(16, head, tools))
	strip := kit.Strip(companyColor(w.spec.Color))
	return kit.AtLeast(1024, 680, belowHead(strip, kit.Scroll(belowHead(inside,
		kit.Pad(0, 32, 24, 32, &fyne.Container{Layout: &besideList{}, Objects: []fyne.CanvasObject{list, w.detail}})))))
}

// load reads the names and the first lines, then begins to verify.
func (w *journalWindow) load() {
	w.grid.ShowLoading()
	w.more.Hide()
	kit.Load(w.page, w.book.JournalNames, func(names map[string]string) {
		w.names = names
		w.ask()
		w.verify()
	}, w.fault)
}

func (w *journalWindow) fault(err error) {
	w.grid.ShowFault(kit.Fault("fault", w.page.T("journal.fault"), w.page.Explain(err), kit.NewButton(kit.Normal, w.page.T("company.retry"), w.load)))
	w.detail.Set(kit.Gap(0))
}

// query is what search, chips and dates ask for.
func (w *journalWindow) query() access.JournalQuery {
	q := access.JournalQuery{}
	now := w.spec.Now()
	begin := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch w.dates.Key() {
	case spanToday:
		q.From = begin.UnixMilli()
	case spanWeek:
		q.From = begin.AddDate(0, 0, -6).UnixMilli()
	case spanMonth:
		q.From = begin.AddDate(0, -1, 0).UnixMilli()
	}
	text, class := plainText(strings.TrimSpace(w.search.Text)), w.chips.Key()
	names, t := w.names, w.page.T // asked from another goroutine: neither changes
	q.Match = func(l access.JournalLine) bool {
		if class != classAll && !inClass(l, actClass(class)) {
			return false
		}
		return text == "" || strings.Contains(plainText(journalText(t, names, l)), text)
	}
	return q
}

// inClass tells whether a line belongs under a chip: tries that failed are refusals
// as well as what they came before.
func inClass(l access.JournalLine, c actClass) bool {
	if c == classRefusal {
		return l.Refused() || l.Unreadable || classOf(l.Act) == classRefusal
	}
	return !l.Unreadable && classOf(l.Act) == c
}

// journalText is everything of a line that a person would look for.
func journalText(t translate, names map[string]string, l access.JournalLine) string {
	actor, subject := names[l.Actor], names[l.Subject]
	_, _, sentence := actWords(t, l.Act, actor, subject, l.Facts)
	parts := []string{actor, subject, sentence, l.Act}
	for _, m := range []map[string]string{l.Facts, l.Before, l.After} {
		for _, value := range m {
			parts = append(parts, value)
		}
	}
	return strings.Join(parts, "\n")
}

// ask reads from the newest line what is wanted now.
func (w *journalWindow) ask() {
	w.round++
	w.lines, w.next, w.reading = nil, 0, false
	w.read(w.query(), true)
}

// readOn reads further back.
func (w *journalWindow) readOn() {
	q := w.query()
	q.Before = w.next
	w.read(q, false)
}

func (w *journalWindow) read(q access.JournalQuery, first bool) {
	if w.reading {
		return
	}
	w.reading = true
	round := w.round
	w.more.SetWorking(!first)
	kit.Load(w.page, func(ctx context.Context) (access.JournalPage, error) { return w.book.Journal(ctx, q) }, func(page access.JournalPage) {
		if round != w.round {
			return
		}
		w.reading = false
		w.more.SetWorking(false)
		w.lines, w.next = append(w.lines, page.Lines...), page.Next
		w.show(first)
	}, func(err error) {
		if round != w.round {
			return
		}
		w.reading = false
		w.more.SetWorking(false)
		w.fault(err)
	})
}

// show lays the lines out under their days.
func (w *journalWindow) show(first bool) {
	t := w.page.T
	w.rows = nil
	day := ""
	for _, l := range w.lines {
		if d := w.day(l); d != day {
			day = d
			w.rows = append(w.rows, journalRow{day: d})
		}
		w.rows = append(w.rows, journalRow{line: l})
	}
	if w.next > 0 {
		w.more.Show()
	} else {
		w.more.Hide()
	}
	if len(w.lines) == 0 && w.next == 0 {
		w.grid.ShowEmpty(kit.Empty("no-match", t("journal.none"), t("journal.none.text"), kit.NewButton(kit.Normal, t("journal.none.verb"), w.all)))
		w.detail.Set(kit.Gap(0))
		return
	}
	w.grid.SetRows(len(w.rows))
	if first {
		w.grid.Top()
	}
	for i, row := range w.rows {
		if row.day == "" && (w.line == 0 || row.line.Seq == w.line || first && !w.has(w.line)) {
			w.grid.Choose(i)
			w.choose(i)
			return
		}
	}
}

func (w *journalWindow) has(seq uint64) bool {
	for _, l := range w.lines {
		if l.Seq == seq {
			return true
		}
	}
	return false
}

// all takes every filter away.
func (w *journalWindow) all() {
	w.search.SetText("")
	w.chips.SetKey(classAll)
	w.dates.SetKey(spanAll)
	w.ask()
}

func (w *journalWindow) draft() map[string]string {
	return map[string]string{"search": w.search.Text, "class": w.chips.Key(), "span": w.dates.Key()}
}

func (w *journalWindow) restore(d map[string]string) {
	w.search.SetText(d["search"])
	w.chips.SetKey(d["class"])
	w.dates.SetKey(d["span"])
	w.ask()
}

func (w *journalWindow) focus() { w.page.Window.Canvas().Focus(w.search) }

// keys closes the window on Escape.
func (w *journalWindow) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	w.spec.OnClose()
	return true
}
