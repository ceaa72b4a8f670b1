package views

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakeJournal is a journal in memory, with the newest line last.
type fakeJournal struct {
	lines    []access.JournalLine
	names    map[string]string
	verdict  access.JournalVerdict
	read     error
	verified error
	exported []string
	pages    int // lines a page; 0: all
}

func (f *fakeJournal) Journal(_ context.Context, q access.JournalQuery) (access.JournalPage, error) {
	page := access.JournalPage{Total: uint64(len(f.lines))}
	end := uint64(len(f.lines))
	if q.Before > 0 {
		end = q.Before
	}
	for i := int(end) - 1; i >= 0; i-- {
		l := f.lines[i]
		if (q.From == 0 || l.Time >= q.From) && (q.Match == nil || q.Match(l)) {
			page.Lines = append(page.Lines, l)
		}
		if len(page.Lines) == f.pages && f.pages > 0 {
			page.Next = uint64(i)
			break
		}
	}
	return page, f.read
}

func (f *fakeJournal) JournalNames(context.Context) (map[string]string, error) {
	return f.names, f.read
}

func (f *fakeJournal) VerifyJournal(_ context.Context, progress func(done, all uint64)) (access.JournalVerdict, error) {
	progress(1, 2)
	return f.verdict, f.verified
}

func (f *fakeJournal) ExportJournal(_ context.Context, _ access.JournalQuery, format string, out io.Writer) (int, error) {
	f.exported = append(f.exported, format)
	_, err := io.WriteString(out, "rows")
	return len(f.lines), errors.Join(err, f.read)
}

var journalNow = time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)

// aJournal is some days of a bakery.
func aJournal() *fakeJournal {
	const margaux, joris, elise = "aa01", "bb02", "cc03"
	f := &fakeJournal{names: map[string]string{margaux: "Margaux Bedrijf", joris: "Joris Bedrijf", elise: "Élise Lefèvre"},
		verdict: access.JournalVerdict{Whole: true, Lines: 4812}}
	add := func(before time.Duration, l access.JournalLine) {
		l.Seq, l.Time = uint64(len(f.lines)), journalNow.Add(-before).UnixMilli()
		l.Hash = strings.Repeat("9f2c41d7a05e88b3", 4)
		if l.Subject == "" {
			l.Subject = l.Actor
		}
		f.lines = append(f.lines, l)
	}
	add(50*time.Hour, access.JournalLine{Actor: margaux, Act: "company.create"})
	add(49*time.Hour, access.JournalLine{Actor: margaux, Subject: joris, Act: "member.invite"})
	add(48*time.Hour, access.JournalLine{Actor: joris, Act: "member.accept"})
	add(25*time.Hour, access.JournalLine{Actor: margaux, Subject: elise, Act: "member.grant", Before: map[string]string{"customers.edit": "no", "reports.export": "yes"},
		After: map[string]string{"customers.edit": "yes", "reports.export": "no"}})
	add(24*time.Hour, access.JournalLine{Actor: margaux, Act: "backup.make", Facts: map[string]string{"made": "2026-11-21T18:00:00Z"}})
	add(9*time.Hour, access.JournalLine{Actor: "dd04", Act: "support.open", Facts: map[string]string{"name": "Ann", "ticket": "4711"}})
	add(8*time.Hour, access.JournalLine{Actor: joris, Act: "session.open", Facts: map[string]string{"failed": "3"}})
	add(7*time.Hour, access.JournalLine{Actor: elise, Act: "money.change", Sealed: true})
	add(6*time.Hour, access.JournalLine{Actor: elise, Unreadable: true})
	add(time.Hour, access.JournalLine{Actor: margaux, Act: "company.change", Before: map[string]string{"city": "Namur", "street": "Rue de Fer 1"}, After: map[string]string{"city": "Gent", "street": "Korte Meer 12"}})
	return f
}

func journalOn(t testing.TB, f *fakeJournal, s testScreen) (*journalWindow, *kit.Page) {
	t.Helper()
	p, runner := newTestPageOn(t, s)
	words, err := NewWords(assets.Translation, assets.Languages(), s.Lang)
	if err != nil {
		t.Fatal(err)
	}
	w := newJournal(p, f, journalSpec{Company: "Boulangerie Bedrijf & Zonen", Color: "#9A4A2C", Lang: s.Lang, Words: words,
		Now: func() time.Time { return journalNow }, Clipboard: kit.NewClipboard(fyne.CurrentApp().Clipboard(), runner), OnClose: func() {}})
	showView(p, w)
	return w, p
}

func light(lang string) testScreen {
	return testScreen{Lang: lang, Mode: kit.ModeLight, Scale: 1, Width: 1200, Height: 760}
}

func TestJournalFaces(t *testing.T) {
	for name, s := range sheetScreens(1200, 760) {
		t.Run(name, func(t *testing.T) {
			w, p := journalOn(t, aJournal(), s)
			shootPage(t, p, "journal-"+name)
			wantInside(t, p.Window)
			wantNoHoles(t, p.Window)
			for i, row := range w.rows {
				if row.line.Act == "member.grant" {
					w.grid.Choose(i)
					w.choose(i)
				}
			}
			shootPage(t, p, "journal-grant-"+name)
			wantInside(t, p.Window)
			wantNoHoles(t, p.Window)
		})
	}
}

func TestJournalShowsWhatIsAsked(t *testing.T) {
	w, p := journalOn(t, aJournal(), light("en"))
	if texts := shownTexts(p.Window); !strings.Contains(texts, "Chain verified, 4812 lines") || !strings.Contains(texts, "Today") || !strings.Contains(texts, "Yesterday") {
		t.Error(texts)
	}
	for name, c := range map[string]struct {
		ask  func()
		want int
	}{
		"refusals":  {func() { w.chips.SetKey(string(classRefusal)); w.ask() }, 2}, // the tries, and the unreadable line
		"rights":    {func() { w.chips.SetKey(string(classRights)); w.ask() }, 3},
		"text":      {func() { w.search.SetText("elise lefe") }, 3},
		"value":     {func() { w.search.SetText("korte meer") }, 1},
		"today":     {func() { w.dates.SetKey(spanToday); w.ask() }, 5},
		"something": {func() { w.search.SetText("nothing of that kind") }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w.all()
			c.ask()
			if len(w.lines) != c.want {
				t.Errorf("%d lines", len(w.lines))
			}
		})
	}
	if texts := shownTexts(p.Window); strings.Contains(texts, "⟦") {
		t.Error(texts)
	}
}

func TestJournalReadsOn(t *testing.T) {
	f := aJournal()
	f.pages = 4
	w, p := journalOn(t, f, light("fr"))
	if len(w.lines) != 4 || !w.more.Visible() {
		t.Fatalf("%d lines", len(w.lines))
	}
	w.readOn()
	w.readOn()
	if len(w.lines) != len(f.lines) || w.more.Visible() {
		t.Errorf("%d lines", len(w.lines))
	}
	wantInside(t, p.Window)
}

func TestJournalFaults(t *testing.T) {
	f := aJournal()
	f.verdict = access.JournalVerdict{Broken: 4805, Fault: access.FaultSignature}
	_, p := journalOn(t, f, light("en"))
	if texts := shownTexts(p.Window); !strings.Contains(texts, "Chain broken at line 4806: changed after it was signed") {
		t.Error(texts)
	}
	wantInside(t, p.Window)
	f = aJournal()
	f.read = access.ErrForbidden
	w, p := journalOn(t, f, light("en"))
	if texts := shownTexts(p.Window); !strings.Contains(texts, "The journal does not open") {
		t.Error(texts)
	}
	wantInside(t, p.Window)
	f.read = nil
	w.load()
	if len(w.lines) == 0 {
		t.Error("it is not read again")
	}
}

func TestJournalIsWrittenToAFile(t *testing.T) {
	f := aJournal()
	w, p := journalOn(t, f, light("en"))
	path := filepath.Join(t.TempDir(), "journal.csv")
	w.save(access.FormatCSV)
	wantNoHoles(t, p.Window)
	wantInside(t, p.Window)
	if err := filesStream(path, func(out io.Writer) error {
		_, err := w.book.ExportJournal(t.Context(), w.query(), access.FormatCSV, out)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "rows" {
		t.Errorf("%q, %v", b, err)
	}
	f.read = access.ErrEnded
	gone := filepath.Join(filepath.Dir(path), "gone.csv")
	if err := filesStream(gone, func(out io.Writer) error {
		_, err := w.book.ExportJournal(t.Context(), w.query(), access.FormatCSV, out)
		return err
	}); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("half a file is left: %v", left)
	}
}
