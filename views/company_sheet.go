package views

import (
	"context"
	"errors"
	"maps"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// companySheetSpec is a short form of the company's settings that is saved as a whole.
// Values are texts by the field names of access.InputError. Name is its table in a
// question about what was changed elsewhere; Fault is said where it could not be read,
// Locked to who may not change it. Read tells whether he may; Above, if any, gives what
// stands over the form.
type companySheetSpec struct {
	Name, Icon, Tab, Text, Fault, Locked string

	Fields  []companySheetField
	Rows    func(at func(field string) fyne.CanvasObject) fyne.CanvasObject
	Read    func(ctx context.Context) (values map[string]string, may bool, err error)
	Write   func(ctx context.Context, was, now map[string]string) error
	Above   func(values map[string]string) fyne.CanvasObject
	OnSaved func()
}

// companySheetField is one line: a choice where it has options, a switch of yes and no
// where Tick says so, a line of text otherwise. Show and Take turn the value that is
// kept into what is typed and back; nil: they are the same.
type companySheetField struct {
	Field, Hint string
	Options     []kit.Option
	Tick        bool
	Show, Take  func(string) string
}

// companySheet is such a tab. For who may only read it is a list of facts.
type companySheet struct {
	window *companyWindow
	spec   companySheetSpec

	kept    map[string]string
	may     bool
	entries map[string]*kit.Entry
	choices map[string]*kit.Choice
	ticks   map[string]*kit.Check
	fields  map[string]*kit.Field
	filling bool

	inside *fyne.Container
	faces  *kit.Faces
	fault  *kit.Message
	reason *kit.Text
	save   *kit.Button
	foot   *fyne.Container
	typed  map[string]string // a draft that waits for the data
	asked  bool
}

func newCompanySheet(w *companyWindow, s companySheetSpec) *companySheet {
	c := &companySheet{window: w, spec: s, fault: kit.NewMessage(), inside: kit.VStack(0), entries: map[string]*kit.Entry{},
		choices: map[string]*kit.Choice{}, ticks: map[string]*kit.Check{}, fields: map[string]*kit.Field{}}
	c.faces = kit.NewFaces(w.page.Runner, c.inside)
	c.reason = kit.Caption(w.page.T("company.unchanged"))
	c.save = kit.NewButton(kit.Main, w.page.T("company.save"), c.submit)
	c.save.Disable()
	c.foot = kit.VStack(0, settingsFoot(c.fault, c.reason, c.save))
	c.foot.Hide()
	for _, f := range s.Fields {
		c.add(f)
	}
	return c
}

// add makes a field's control.
func (c *companySheet) add(f companySheetField) {
	label := c.label(f.Field)
	switch {
	case f.Tick:
		c.ticks[f.Field] = kit.NewCheck(label, func(bool) { c.hear(f.Field) })
		return
	case f.Options != nil:
		c.choices[f.Field] = kit.NewChoice(f.Options, func(string) { c.hear(f.Field) })
		c.fields[f.Field] = kit.NewField(label, c.choices[f.Field])
	default:
		e := kit.NewEntry()
		e.OnChanged = func(string) { c.hear(f.Field) }
		e.OnSubmitted = func(string) { c.submit() }
		c.entries[f.Field], c.fields[f.Field] = e, kit.NewField(label, e)
	}
	if f.Hint != "" {
		c.fields[f.Field].SetHint(f.Hint)
	}
}

func (c *companySheet) label(field string) string {
	return c.window.fieldName(access.FieldChange{Table: c.spec.Name, Field: field})
}

// at is a field's control as it stands in the form.
func (c *companySheet) at(field string) fyne.CanvasObject {
	if tick := c.ticks[field]; tick != nil {
		return tick
	}
	return c.fields[field]
}

func (c *companySheet) hear(field string) {
	if f := c.fields[field]; f != nil {
		f.SetFault("")
	}
	if !c.filling {
		c.judge()
	}
}

func (c *companySheet) page() settingsTab {
	return settingsTab{icon: c.spec.Icon, name: c.spec.Tab, text: c.spec.Text, body: c.faces, foot: c.foot}
}

func (c *companySheet) arrive() {
	if !c.asked {
		c.load()
	}
}

// companySheetRead is what the tab shows.
type companySheetRead struct {
	values map[string]string
	may    bool
}

func (c *companySheet) load() {
	c.asked = true
	c.faces.ShowLoading()
	kit.Load(c.window.page, func(ctx context.Context) (r companySheetRead, err error) {
		r.values, r.may, err = c.spec.Read(ctx)
		return r, err
	}, c.show, func(err error) {
		c.faces.ShowFault(c.window.unread(c.spec.Fault, err, c.load))
	})
}

func (c *companySheet) show(r companySheetRead) {
	c.kept, c.may = r.values, r.may
	body := kit.VStack(20)
	if c.spec.Above != nil {
		if above := c.spec.Above(r.values); above != nil {
			body.Add(above)
		}
	}
	if !r.may {
		c.typed = nil
		c.foot.Hide()
		body.Add(c.reading())
	} else {
		c.set(c.shown(r.values))
		body.Add(c.spec.Rows(c.at))
		c.foot.Show()
	}
	c.inside.Objects = []fyne.CanvasObject{body}
	c.faces.ShowContent()
	if c.typed != nil {
		c.restore(c.typed)
		c.typed = nil
	}
	c.judge()
	c.window.settle(c)
}

// reading shows what is kept to who may not change it.
func (c *companySheet) reading() fyne.CanvasObject {
	t, shown := c.window.page.T, c.shown(c.kept)
	facts, some := make([]companyFact, 0, len(c.spec.Fields)), false
	for _, f := range c.spec.Fields {
		value := shown[f.Field]
		switch {
		case f.Tick && value == "true":
			value = t("sheet.yes")
		case f.Tick:
			value = t("sheet.no")
		case f.Options != nil:
			value = optionText(f.Options, value)
		}
		facts = append(facts, companyFact{c.label(f.Field), value})
		some = some || shown[f.Field] != "" && !f.Tick
	}
	note := kit.LeftMax(kit.FormWidth, settingsNote(c.spec.Locked))
	if !some {
		return note
	}
	return kit.VStack(16, note, companyFacts(facts...))
}

// shown and taken turn all values.
func (c *companySheet) shown(values map[string]string) map[string]string {
	out := maps.Clone(values)
	for _, f := range c.spec.Fields {
		if f.Show != nil {
			out[f.Field] = f.Show(values[f.Field])
		}
	}
	return out
}

func (c *companySheet) taken() map[string]string {
	out := c.text()
	for _, f := range c.spec.Fields {
		if f.Take != nil {
			out[f.Field] = f.Take(out[f.Field])
		}
	}
	return out
}

// text is what stands in the form.
func (c *companySheet) text() map[string]string {
	out := map[string]string{}
	for field, e := range c.entries {
		out[field] = e.Text
	}
	for field, choice := range c.choices {
		out[field] = choice.Key()
	}
	for field, tick := range c.ticks {
		out[field] = boolText(tick.On())
	}
	return out
}

func boolText(on bool) string {
	if on {
		return "true"
	}
	return "false"
}

// set fills the form and forgets every fault.
func (c *companySheet) set(text map[string]string) {
	c.filling = true
	defer func() { c.filling = false }()
	for field, e := range c.entries {
		if e.Text != text[field] {
			e.SetText(text[field])
		}
	}
	for field, choice := range c.choices {
		choice.SetKey(text[field])
	}
	for field, tick := range c.ticks {
		tick.SetOn(text[field] == "true")
	}
	for _, f := range c.fields {
		f.SetFault("")
	}
}

func (c *companySheet) judge() {
	c.fault.Clear()
	setEnabled(c.save, c.changed())
	if c.changed() {
		c.reason.Hide()
	} else {
		c.reason.Show()
	}
}

func (c *companySheet) changed() bool {
	return c.typed != nil || c.may && c.kept != nil && !maps.Equal(c.text(), c.shown(c.kept))
}

func (c *companySheet) draft() map[string]string {
	if c.typed != nil {
		return c.typed
	}
	if !c.changed() {
		return nil
	}
	return c.text()
}

func (c *companySheet) restore(d map[string]string) {
	if c.kept == nil {
		c.typed = d
		return
	}
	text := c.text()
	maps.Copy(text, d)
	c.set(text)
	c.judge()
}

func (c *companySheet) focus() {
	for _, f := range c.spec.Fields {
		if e := c.entries[f.Field]; c.may && e != nil {
			c.window.page.Window.Canvas().Focus(e)
			return
		}
	}
}

func (c *companySheet) submit() {
	if !c.may || !c.changed() || c.save.Working() {
		return
	}
	c.fault.Clear()
	was, now := c.kept, c.taken()
	kit.Do(c.window.page, c.save, func(ctx context.Context) error { return c.spec.Write(ctx, was, now) }, func(err error) {
		switch {
		case err == nil:
			c.window.page.Toasts.Show(kit.ToneSuccess, c.window.page.T("company.saved"), "", nil)
			c.kept = nil // read again in the form that the file has
			c.typed = nil
			c.load()
			if c.spec.OnSaved != nil {
				c.spec.OnSaved()
			}
		case errors.Is(err, access.ErrChanged):
			c.overtaken()
		default:
			c.refuse(err)
		}
	})
}

func (c *companySheet) refuse(err error) {
	var input *access.InputError
	if errors.As(err, &input) && c.fields[input.Field] != nil {
		c.fields[input.Field].SetFault(c.window.page.Explain(err))
		kit.FocusFault(c.window.page.Window, c.fields[input.Field])
		return
	}
	c.fault.Set(kit.ToneError, "", c.window.page.Explain(err))
}

// overtaken asks what to do where another window saved other values since these were
// read. What was typed stays until that is answered.
func (c *companySheet) overtaken() {
	kit.Load(c.window.page, func(ctx context.Context) (r companySheetRead, err error) {
		r.values, r.may, err = c.spec.Read(ctx)
		return r, err
	}, func(r companySheetRead) {
		var order []string
		for _, f := range c.spec.Fields {
			order = append(order, f.Field)
		}
		fields := changedFields{was: c.shown(c.kept), mine: c.text(), theirs: c.shown(r.values)}
		take := func(text map[string]string) {
			c.kept = r.values
			c.set(text)
			c.judge()
		}
		askChanged(c.window, changedQuestion{Table: c.spec.Name, Order: order, Fields: fields,
			OnMine: func() {
				take(fields.merged())
				c.submit()
			},
			OnTheirs: func() { take(fields.theirs) }})
	}, c.refuse)
}

// dayTyped writes a civil day as people of a language do: 22/11/2026, 22.11.2026.
func dayTyped(lang string) func(day string) string {
	return func(day string) string {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return day
		}
		if lang == "de" {
			return at.Format("02.01.2006")
		}
		return at.Format("02/01/2006")
	}
}

// dayTaken reads a day in any of the usual spellings; what is none stays as typed, for
// the services to refuse.
func dayTaken(typed string) string {
	for _, layout := range []string{"2/1/2006", "2.1.2006", "2-1-2006", time.DateOnly} {
		if at, err := time.Parse(layout, typed); err == nil {
			return at.Format(time.DateOnly)
		}
	}
	return typed
}
