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

// supportGroups is a code with spaces between its groups, which break before the
// groups do.
func supportGroups(code string) string { return strings.ReplaceAll(code, "-", " ") }

// showReport lists the visits of support for an owner: who said he was, what he
// looked at, how long (S5).
func (s *gdprSupport) showReport() {
	w, t := s.tab.window, s.tab.window.page.T
	list := kit.VStack(16)
	if len(s.kept.Visits) == 0 {
		list.Add(kit.Muted(t("gdpr.report.none")))
	}
	for i, v := range s.kept.Visits {
		if i > 0 {
			list.Add(kit.Divider())
		}
		list.Add(s.visit(v))
	}
	showHelp(w, t("gdpr.report.title"), t("gdpr.report.text"), list)
}

func (s *gdprSupport) visit(v access.SupportVisit) fyne.CanvasObject {
	w, t := s.tab.window, s.tab.window.page.T
	from := w.momentOf(time.UnixMilli(v.Time))
	minutes := int((time.Duration(v.Last-v.Time)*time.Millisecond + 30*time.Second) / time.Minute)
	lasted := t("gdpr.visit.lasted", "Time", from, "Count", minutes)
	if minutes < 1 {
		lasted = t("gdpr.visit.short", "Time", from)
	}
	card := kit.VStack(4,
		kit.HStack(8, kit.Label(v.Name), kit.Muted(t("gdpr.visit.ticket", "Ticket", v.Ticket)), kit.Spacer()),
		kit.Muted(lasted), kit.Body(s.seen(v.Views)))
	if v.Failed > 0 {
		card.Add(kit.Caption(t("gdpr.visit.failed", "Count", v.Failed)).In(kit.ColorWarning))
	}
	return card
}

// seen says what a visit looked at, each thing once.
func (s *gdprSupport) seen(views []string) string {
	t := s.tab.window.page.T
	company, bundle := false, false
	for _, view := range views {
		company = company || view == "company"
		bundle = bundle || view == "diagnostics"
	}
	switch {
	case company && bundle:
		return t("gdpr.visit.both")
	case company:
		return t("gdpr.visit.company")
	case bundle:
		return t("gdpr.visit.diagnostics")
	}
	return t("gdpr.visit.nothing")
}

// showBundle makes the diagnostic bundle and shows it before it can be saved (S6).
func (s *gdprSupport) showBundle() {
	w := s.tab.window
	s.message.Clear()
	kit.Load(w.page, s.book.Diagnostics, func(d access.Diagnostics) {
		showDiagnostics(w.page, diagnosticsSpec{Bundle: d.With("program", w.spec.Version), Now: w.spec.Now,
			Note: func(ctx context.Context, format string) error {
				return s.tab.book.NoteExport(ctx, access.ExportDiagnostics, format, len(d.Facts))
			}})
	}, func(err error) { s.message.Set(kit.ToneError, "", w.page.Explain(err)) })
}

// diagnosticsSpec is a bundle to look through and to save. Note, unless nil, writes
// the line of the journal before it is saved.
type diagnosticsSpec struct {
	Bundle access.Diagnostics
	Now    func() time.Time
	Note   func(ctx context.Context, format string) error
}

// showDiagnostics shows the whole of what a saved bundle will hold.
func showDiagnostics(p *kit.Page, s diagnosticsSpec) {
	t := p.T
	var d *kit.Dialog
	gone := func() { d.Hide() }
	facts := kit.VStack(2)
	for _, f := range s.Bundle.Facts {
		facts.Add(kit.HStackTop(12, kit.Fixed(168, 0, kit.Caption(f.Name)), kit.Caption(f.Value).In(kit.ColorForeground), kit.Spacer()))
	}
	save := func(format string) func() {
		return func() {
			gone()
			saveDiagnostics(p, s, format)
		}
	}
	text := kit.NewButton(kit.Main, t("diagnostics.text.save"), save("txt"))
	body := kit.VStack(20,
		kit.VStack(8, kit.Section(t("diagnostics.title")), kit.Muted(t("diagnostics.text"))),
		kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("company.close"), gone), kit.NewButton(kit.Normal, t("diagnostics.json.save"), save("json")), text),
		kit.Card(facts, 16)) // under the buttons, which then stay in sight
	d = kit.ShowDialog(p.Window, 520, nil, body, gone)
	p.Window.Canvas().Focus(text)
}

// saveDiagnostics asks where to write it.
func saveDiagnostics(p *kit.Page, s diagnosticsSpec, format string) {
	name := "Trousseau-diagnostics-" + s.Now().Format(time.DateOnly) + "." + format
	filesSave(p, filesSaveSpec{Title: p.T("diagnostics.save.title"), Path: filepath.Join(filesStart(), name), Extension: "." + format,
		Write: func(ctx context.Context, path string) error {
			content := []byte(s.Bundle.Text())
			if format == "json" {
				var err error
				if content, err = s.Bundle.JSON(); err != nil {
					return err
				}
			}
			if s.Note != nil {
				if err := s.Note(ctx, format); err != nil {
					return err
				}
			}
			return filesWrite(path, content)
		},
		OnDone: func(path string) {
			p.Toasts.Show(kit.ToneSuccess, p.T("diagnostics.saved", "Name", filepath.Base(path)), "", nil)
		}})
}
