package views

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// verify goes through the whole chain in the background and tells how far it is.
func (w *journalWindow) verify() {
	t, page := w.page.T, w.page
	progress := kit.NewProgress()
	w.seal.Set(kit.Fixed(240, 0, progress))
	progress.Set(0, t("journal.verifying"), "")
	kit.Load(page, func(ctx context.Context) (access.JournalVerdict, error) {
		last := time.Time{}
		return w.book.VerifyJournal(ctx, func(done, all uint64) {
			if now := time.Now(); all > 0 && now.Sub(last) > 100*time.Millisecond {
				last = now
				page.Runner.Later(func() {
					progress.Set(float32(done)/float32(all), t("journal.verifying"), strconv.FormatUint(done*100/all, 10)+" %")
				})
			}
		})
	}, w.verdict, func(err error) {
		w.seal.Set(kit.Badge(kit.ToneWarning, "", t("journal.unverified")))
		if !errors.Is(err, context.Canceled) {
			page.Fail(err)
		}
	})
}

// verdict shows the outcome; the first broken line is named.
func (w *journalWindow) verdict(v access.JournalVerdict) {
	t := w.page.T
	if v.Whole {
		w.seal.Set(kit.Badge(kit.ToneSuccess, "verified", t("journal.verified", "Count", int(v.Lines))))
		return
	}
	why := t("journal.broken." + string(v.Fault)) // words: journal.broken.* order author signature row contents
	w.seal.Set(kit.Badge(kit.ToneError, "warning", t("journal.broken", "Line", strconv.FormatUint(v.Broken+1, 10), "Why", why)))
}

// askFormat offers the formats of an export.
func (w *journalWindow) askFormat() {
	t := w.page.T
	kit.Menu(w.page.Window, w.export, kit.MenuSpec{ByKey: true, Items: []kit.MenuItem{
		{Icon: "download", Text: t("journal.export.csv"), Hint: ".csv", OnTap: func() { w.save(access.FormatCSV) }},
		{Icon: "download", Text: t("journal.export.json"), Hint: ".json", OnTap: func() { w.save(access.FormatJSON) }},
	}})
}

// save writes what is shown, all of it, to a file; the journal has a line of it.
func (w *journalWindow) save(format string) {
	p := w.page
	name := "Trousseau-journal-" + w.spec.Now().Format(time.DateOnly) + "." + format
	rows := 0
	filesSave(p, filesSaveSpec{Title: p.T("journal.export.title"), Text: p.T("journal.export.text"), Path: filepath.Join(filesStart(), name), Extension: "." + format,
		Write: func(ctx context.Context, path string) error {
			return filesStream(path, func(out io.Writer) (err error) {
				rows, err = w.book.ExportJournal(ctx, w.query(), format, out)
				return err
			})
		},
		OnDone: func(path string) {
			p.Toasts.Show(kit.ToneSuccess, p.T("journal.exported", "Count", rows, "Name", filepath.Base(path)), "", nil)
			w.ask()
		}})
}
