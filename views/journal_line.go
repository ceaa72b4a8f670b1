package views

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// How a line of the journal stands in the list and beside it.

// day names the day of a line: today, yesterday, or weekday and date.
func (w *journalWindow) day(l access.JournalLine) string {
	t, now := w.page.T, w.spec.Now()
	at := time.UnixMilli(l.Time).In(now.Location())
	switch daysBetween(at, now) {
	case 0:
		return t("journal.today")
	case 1:
		return t("journal.yesterday")
	}
	weekday := t("when.weekday." + strconv.Itoa(int(at.Weekday()))) // words: when.weekday.* 0 1 2 3 4 5 6
	return t("journal.day", "Weekday", upperFirst(weekday), "Date", w.spec.Words.Date(at))
}

// daysBetween counts the nights between two moments of one zone.
func daysBetween(from, to time.Time) int {
	day := func(x time.Time) time.Time {
		y, m, d := x.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}

func (w *journalWindow) heading(i int) (string, string, bool) {
	return w.rows[i].day, "", w.rows[i].day != ""
}

// row makes the cells of a line and what fills them.
func (w *journalWindow) row() kit.GridRow {
	what, when := kit.NewEventCell(), kit.NewTextCell().Muted().End()
	return kit.GridRow{Cells: []fyne.CanvasObject{what, when}, Show: func(i int) {
		l := w.rows[i].line
		icon, tone, sentence := w.told(l)
		what.SetEvent(tone, icon, w.actor(l), sentence)
		when.Set(clock(w.moment(l)), "")
	}}
}

func (w *journalWindow) moment(l access.JournalLine) time.Time {
	return time.UnixMilli(l.Time).In(w.spec.Now().Location())
}

// actor names who wrote a line. Support is no member: its lines carry its name.
func (w *journalWindow) actor(l access.JournalLine) string {
	if name := w.names[l.Actor]; name != "" {
		return name
	}
	if strings.HasPrefix(l.Act, "support.") {
		return w.page.T("journal.support")
	}
	return w.page.T("journal.former", "Number", shortID(l.Actor))
}

// shortID is enough of an id to tell two apart.
func shortID(id string) string { return id[:min(len(id), 6)] }

// told says what a line tells; red only for refusals.
func (w *journalWindow) told(l access.JournalLine) (icon string, tone kit.Tone, sentence string) {
	if l.Unreadable {
		return "warning", kit.ToneError, w.page.T("journal.unreadable")
	}
	icon, class, sentence := actWords(w.page.T, l.Act, w.actor(l), w.subject(l), l.Facts)
	if l.Refused() || class == classRefusal {
		return "refused", kit.ToneError, sentence
	}
	return icon, kit.ToneNeutral, sentence
}

// subject names on whom an act was; empty for one on oneself.
func (w *journalWindow) subject(l access.JournalLine) string {
	if l.Subject == l.Actor {
		return ""
	}
	return w.names[l.Subject]
}

// choose shows a line beside the list.
func (w *journalWindow) choose(i int) {
	if i < 0 || i >= len(w.rows) || w.rows[i].day != "" {
		return
	}
	w.line = w.rows[i].line.Seq
	w.detail.Set(w.card(w.rows[i].line))
}

func (w *journalWindow) facts() factWords {
	return factWords{T: w.page.T, Words: w.spec.Words, Lang: w.spec.Lang, Zone: w.spec.Now().Location()}
}

// card is everything a line says.
func (w *journalWindow) card(l access.JournalLine) fyne.CanvasObject {
	t := w.page.T
	icon, tone, sentence := w.told(l)
	mark := kit.IconTile(icon, tone)
	if tone == kit.ToneNeutral && classOf(l.Act) == classRights {
		mark = kit.KeyTile(icon)
	}
	copied := kit.NewIconButton(kit.Low, "copy", func() {
		w.spec.Clipboard.Copy(w.text(l))
		w.page.Toasts.Show(kit.ToneSuccess, t("journal.copied"), "", nil)
	})
	head := kit.Ends(12, kit.HStackTop(12, mark, kit.VStack(2, kit.Section(sentence), kit.Muted(t("journal.by", "Name", w.actor(l))))), copied)
	facts := []fyne.CanvasObject{w.fact(t("journal.when"), w.spec.Words.DateTime(w.moment(l))+w.moment(l).Format(":05")), w.fact(t("journal.line"), strconv.FormatUint(l.Seq+1, 10))}
	words := w.facts()
	for _, f := range words.facts(l.Act, l.Facts) {
		facts = append(facts, w.fact(f.Label, f.Value))
	}
	parts := []fyne.CanvasObject{head, kit.VStack(10, facts...)}
	switch changes := words.changes(l.Act, l.Before, l.After); {
	case l.Unreadable:
		m := kit.NewMessage()
		m.Set(kit.ToneError, "", t("journal.unreadable.text"))
		parts = append(parts, m)
	case l.Sealed:
		m := kit.NewMessage()
		m.Set(kit.ToneInfo, "lock", t("journal.sealed"))
		parts = append(parts, m)
	case len(changes) > 0:
		parts = append(parts, w.changes(changes))
	}
	parts = append(parts, w.signed(l))
	return kit.Card(kit.Scroll(kit.Pad(4, 12, 4, 4, kit.VStack(20, parts...))), 20)
}

func (w *journalWindow) fact(label, value string) fyne.CanvasObject {
	return kit.HStackTop(0, kit.Fixed(112, 0, kit.Muted(label)), kit.Body(value))
}

// changes is the table of before and after.
func (w *journalWindow) changes(changes []factChange) fyne.CanvasObject {
	t := w.page.T
	table := kit.NewTable(kit.TableColumn{Title: t("journal.field")}, kit.TableColumn{Title: t("journal.before"), Width: 112}, kit.TableColumn{Title: t("journal.after"), Width: 128})
	for _, c := range changes {
		after := fyne.CanvasObject(kit.Body(c.After))
		if c.Right {
			icon, ink := "added", kit.ToneSuccess
			if !c.Given {
				icon, ink = "removed", kit.ToneError
			}
			after = kit.HStack(8, kit.NewGlyph(icon, ink.Ink(), 18), kit.Label(c.After).In(ink.Ink()))
		}
		table.AddRow(kit.Body(c.Label), kit.Muted(c.Before), after)
	}
	return table
}

// signed tells by whom the line is signed, and its number in the chain.
func (w *journalWindow) signed(l access.JournalLine) fyne.CanvasObject {
	return kit.Ground(kit.Pad(12, 16, 12, 12, kit.HStackTop(12, kit.NewGlyph("verified", kit.ToneSuccess.Ink(), 18),
		kit.VStack(4, kit.Label(w.page.T("journal.signed", "Name", w.actor(l))), kit.Mono(grouped(l.Hash))))))
}

// grouped shows the beginning and the end of a hash in groups of four.
func grouped(hash string) string {
	if len(hash) < 24 {
		return hash
	}
	var parts []string
	for i := 0; i < 16; i += 4 {
		parts = append(parts, hash[i:i+4])
	}
	return strings.Join(parts, " ") + " … " + hash[len(hash)-8:len(hash)-4] + " " + hash[len(hash)-4:]
}

// text is a line as it is copied.
func (w *journalWindow) text(l access.JournalLine) string {
	_, _, sentence := w.told(l)
	words := w.facts()
	out := []string{w.spec.Company, w.spec.Words.DateTime(w.moment(l)), w.actor(l) + ": " + sentence}
	for _, f := range words.facts(l.Act, l.Facts) {
		out = append(out, f.Label+": "+f.Value)
	}
	for _, c := range words.changes(l.Act, l.Before, l.After) {
		out = append(out, c.Label+": "+c.Before+" → "+c.After)
	}
	return strings.Join(append(out, l.Hash), "\n")
}

// besideList lays a list and its detail out beside each other: the list takes what
// the picture gives it, and less where the detail would become too narrow to read.
// Where both have no room, as at twice the scale, the detail stands below.
type besideList struct{ width float32 }

const (
	besideGap    = 24
	besideMost   = 504
	besideDetail = 400
	besideLeast  = 360
	besideHigh   = 320 // of each, below each other
)

func (b *besideList) below() bool {
	return b.width > 0 && b.width < kit.U(besideLeast+besideGap+besideDetail)
}

// MinSize implements fyne.Layout.
func (b *besideList) MinSize(objs []fyne.CanvasObject) fyne.Size {
	list, detail := objs[0].MinSize(), objs[1].MinSize()
	if b.below() {
		return fyne.NewSize(max(list.Width, detail.Width), 2*kit.U(besideHigh)+kit.U(besideGap))
	}
	return fyne.NewSize(max(list.Width, detail.Width), max(list.Height, detail.Height))
}

// Layout implements fyne.Layout.
func (b *besideList) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	was := b.below()
	b.width = size.Width
	gap := kit.U(besideGap)
	list := fyne.NewSize(min(kit.U(besideMost), size.Width-gap-kit.U(besideDetail)), size.Height)
	rest, detail := fyne.NewSize(size.Width-list.Width-gap, size.Height), fyne.NewPos(list.Width+gap, 0)
	if b.below() {
		list = fyne.NewSize(size.Width, (size.Height-gap)/2)
		rest, detail = list, fyne.NewPos(0, list.Height+gap)
	}
	for i, o := range objs {
		o.Resize([]fyne.Size{list, rest}[i])
		o.Move([]fyne.Position{{}, detail}[i])
	}
	if was != b.below() {
		objs[0].Refresh() // its height is another one now
	}
}
