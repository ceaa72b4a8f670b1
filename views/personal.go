package views

import (
	"context"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// personalBook is the reach of the personal settings.
type personalBook interface {
	Screen() access.Screen
	ChangeScreen(ctx context.Context, choice access.Screen) error
	Factor() (on bool, since int64)
	Email() string
}

// personalSpec is what the personal settings are given beside their book.
// Name is the person's, for his mark; without it the mark comes from his address.
// OnScreen follows a kept choice: the windows change at once. OnEnrol leads to
// the enrolment, also of another phone; OnClose answers Escape.
type personalSpec struct {
	Name     string
	Langs    []string
	Words    overviewWords
	OnScreen func(access.Screen)
	OnEnrol  func()
	OnClose  func()
}

// personalWindow is the person's own settings. Each acts at once.
type personalWindow struct {
	page *kit.Page
	book personalBook
	spec personalSpec

	language, scale *kit.Choice
	theme           *kit.Segmented
	message         *kit.Message
	tabs            *settingsTabs
	wish            access.Screen
	saving          bool
	acted           string // the control the person used last
}

func newPersonal(p *kit.Page, b personalBook, s personalSpec) *personalWindow {
	w := &personalWindow{page: p, book: b, spec: s, message: kit.NewMessage()}
	screen := b.Screen()
	w.language = kit.NewChoice(tongueOptions(withOne(s.Langs, screen.Language)), func(key string) {
		w.change("language", func(c *access.Screen) { c.Language = key })
	})
	w.theme = kit.NewSegmented([]kit.Option{
		{Key: "system", Text: p.T("personal.theme.system")},
		{Key: "light", Text: p.T("personal.theme.light")},
		{Key: "dark", Text: p.T("personal.theme.dark")},
	}, func(key string) { w.change("theme", func(c *access.Screen) { c.Theme = key }) })
	w.scale = kit.NewChoice(w.scales(screen.Scale), func(key string) {
		percent, err := strconv.Atoi(key)
		if err == nil {
			w.change("scale", func(c *access.Screen) { c.Scale = percent })
		}
	})
	w.put(screen)
	name, email := s.Name, b.Email()
	if name == "" {
		name = email
	}
	head := kit.NavHead(kit.Person(kit.Initials(name), 32), p.T("personal.window"), email)
	w.tabs = newSettingsTabs(head,
		settingsTab{icon: "palette", name: p.T("personal.display"), text: p.T("personal.display.text"), body: w.display()},
		settingsTab{icon: "shield", name: p.T("personal.security"), text: p.T("personal.security.text"), body: w.security()})
	return w
}

// scales are the steps, and the one in force if it is none of them.
func (w *personalWindow) scales(now int) []kit.Option {
	steps := []int{100, 110, 125, 150, 175, 200}
	if now != 0 && !slices.Contains(steps, now) {
		steps = append(steps, now)
		slices.Sort(steps)
	}
	options := make([]kit.Option, 0, len(steps))
	for _, percent := range steps {
		options = append(options, kit.Option{Key: strconv.Itoa(percent), Text: w.page.T("personal.scale.percent", "Percent", percent)})
	}
	return options
}

func (w *personalWindow) build() fyne.CanvasObject { return w.tabs.build(nil) }

func (w *personalWindow) display() fyne.CanvasObject {
	t := w.page.T
	return kit.VStack(20, w.message, settingsList(
		setting(t("personal.language"), t("personal.language.text"), nil, kit.Fixed(160, 0, w.language)),
		setting(t("personal.theme"), t("personal.theme.text"), nil, w.theme),
		setting(t("personal.scale"), t("personal.scale.text"), nil, kit.Fixed(160, 0, w.scale)),
	))
}

func (w *personalWindow) security() fyne.CanvasObject {
	t := w.page.T
	on, since := w.book.Factor()
	if !on {
		return settingsList(setting(t("personal.factor"), t("personal.factor.off.text"),
			kit.Badge(kit.ToneWarning, "warning", t("personal.factor.off")),
			kit.NewButton(kit.Main, t("personal.factor.enrol"), w.spec.OnEnrol)))
	}
	date := w.spec.Words.Date(time.UnixMilli(since))
	return settingsList(setting(t("personal.factor"), t("personal.factor.since", "Date", date),
		kit.PlainBadge("shield-check", t("personal.factor.on"), kit.ToneSuccess),
		kit.NewButton(kit.Normal, t("personal.factor.replace"), w.spec.OnEnrol)))
}

// put shows a choice in the controls.
func (w *personalWindow) put(s access.Screen) {
	w.wish = s
	w.language.SetKey(s.Language)
	w.theme.SetKey(s.Theme)
	w.scale.SetKey(strconv.Itoa(s.Scale))
}

// change keeps a new choice and then lets it act. What is chosen while another
// choice is being kept follows it; a failure puts the controls back.
func (w *personalWindow) change(control string, set func(*access.Screen)) {
	set(&w.wish)
	w.acted = control
	w.message.Clear()
	if !w.saving {
		w.save()
	}
}

func (w *personalWindow) save() {
	w.saving = true
	choice := w.wish
	kit.Do(w.page, nil, func(ctx context.Context) error { return w.book.ChangeScreen(ctx, choice) }, func(err error) {
		w.saving = false
		switch {
		case err != nil:
			w.put(w.book.Screen())
			w.message.Set(kit.ToneError, "", w.page.Explain(err))
		case w.wish != choice:
			w.save()
		default:
			w.spec.OnScreen(choice)
		}
	})
}

// draft keeps which tab is open and which control was used: nothing is typed.
func (w *personalWindow) draft() map[string]string {
	d := map[string]string{}
	if w.tabs.chosen != 0 {
		d["tab"] = strconv.Itoa(w.tabs.chosen)
	}
	if w.acted != "" {
		d["control"] = w.acted
	}
	if len(d) == 0 {
		return nil
	}
	return d
}

func (w *personalWindow) restore(d map[string]string) {
	if tab, err := strconv.Atoi(d["tab"]); err == nil {
		w.tabs.choose(tab)
	}
	w.acted = d["control"]
}

func (w *personalWindow) focus() {
	c := w.page.Window.Canvas()
	switch {
	case w.tabs.chosen != 0:
		c.Focus(w.tabs.entries[w.tabs.chosen])
	case w.acted == "theme":
		c.Focus(w.theme)
	case w.acted == "scale":
		c.Focus(w.scale)
	default:
		c.Focus(w.language)
	}
}

// keys closes the window on Escape; nothing can be lost.
func (w *personalWindow) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	w.spec.OnClose()
	return true
}
