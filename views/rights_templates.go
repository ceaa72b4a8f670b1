package views

import (
	"context"
	"slices"
	"strings"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// rightsTemplates keeps the company's own templates: what is ticked under a name, and
// those that are there to be taken away (R16).
type rightsTemplates struct {
	window *rightsWindow
	name   *kit.Entry
	field  *kit.Field
	save   *kit.Button
	says   *kit.Message
	dialog *kit.Dialog
}

func (w *rightsWindow) templates() {
	m := &rightsTemplates{window: w, name: kit.NewEntry(), says: kit.NewMessage()}
	t := w.page.T
	m.field = kit.NewField(t("rights.template.name"), m.name)
	m.name.OnChanged = func(string) { m.field.SetFault("") }
	m.name.OnSubmitted = func(string) { m.add() }
	m.name.OnEscape = m.close
	m.save = kit.NewButton(kit.Main, t("rights.template.save"), m.add)
	list := kit.VStack(8)
	for _, one := range w.own() {
		remove := kit.NewIconButton(kit.Low, "delete", func() { m.write(w.without(one.Key)) })
		list.Add(kit.HStack(8, kit.Body(one.Key), kit.Spacer(), remove))
	}
	if len(list.Objects) == 0 {
		list.Add(kit.Muted(t("rights.template.none")))
	}
	m.dialog = kit.ShowDialog(w.page.Window, 440, companyColor(w.spec.Color), kit.VStack(20,
		kit.VStack(8, kit.Section(t("rights.template.title")), kit.Muted(t("rights.template.text"))), list, m.field, m.says,
		kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("rights.close"), m.close), m.save)), m.close)
	w.page.Window.Canvas().Focus(m.name)
}

func (m *rightsTemplates) close() { m.dialog.Hide() }

// own are the templates of the company alone.
func (w *rightsWindow) own() []access.Template {
	return w.all[min(len(access.BuiltInTemplates()), len(w.all)):]
}

// without leaves one of them out.
func (w *rightsWindow) without(key string) []access.Template {
	return slices.DeleteFunc(slices.Clone(w.own()), func(t access.Template) bool { return t.Key == key })
}

// add keeps what is ticked under the name typed, in place of what had it.
func (m *rightsTemplates) add() {
	w, name := m.window, strings.Join(strings.Fields(m.name.Text), " ")
	if name == "" {
		m.field.SetFault(w.page.T("input.empty"))
		m.fit()
		return
	}
	m.write(append(w.without(name), access.Template{Key: name, Rights: slices.Clone(w.form.rights)}))
}

func (m *rightsTemplates) write(now []access.Template) {
	w := m.window
	kit.Do(w.page, m.save, func(ctx context.Context) error { return w.book.SetTemplates(ctx, w.own(), now) }, func(err error) {
		if err != nil {
			m.says.Set(kit.ToneError, "", w.page.Explain(err))
			m.fit()
			return
		}
		m.close()
		w.again(w.draft(), nil)
	})
}

// fit gives the dialog the height of what it says now.
func (m *rightsTemplates) fit() {
	m.dialog.Refresh()
	m.dialog.Refresh() // its texts know their width now
}
