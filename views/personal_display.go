package views

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// personalDisplay is how the person likes his windows. Each choice acts at once.
type personalDisplay struct {
	page *kit.Page
	book personalBook
	spec personalSpec

	language, scale *kit.Choice
	theme           *kit.Segmented
	message         *kit.Message
	wish            access.Screen
	saving          bool
	acted           string // the control the person used last
}

func newPersonalDisplay(p *kit.Page, b personalBook, s personalSpec) *personalDisplay {
	w := &personalDisplay{page: p, book: b, spec: s, message: kit.NewMessage()}
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
	return w
}

// scales are the steps, and the one in force if it is none of them.
func (w *personalDisplay) scales(now int) []kit.Option {
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

func (w *personalDisplay) build() fyne.CanvasObject {
	t := w.page.T
	return kit.VStack(20, w.message, settingsList(
		setting(t("personal.language"), t("personal.language.text"), nil, kit.Fixed(160, 0, w.language)),
		setting(t("personal.theme"), t("personal.theme.text"), nil, w.theme),
		setting(t("personal.scale"), t("personal.scale.text"), nil, kit.Fixed(160, 0, w.scale)),
	))
}

// put shows a choice in the controls.
func (w *personalDisplay) put(s access.Screen) {
	w.wish = s
	w.language.SetKey(s.Language)
	w.theme.SetKey(s.Theme)
	w.scale.SetKey(strconv.Itoa(s.Scale))
}

// change keeps a new choice and then lets it act. What is chosen while another
// choice is being kept follows it; a failure puts the controls back.
func (w *personalDisplay) change(control string, set func(*access.Screen)) {
	set(&w.wish)
	w.acted = control
	w.message.Clear()
	if !w.saving {
		w.save()
	}
}

func (w *personalDisplay) save() {
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

// focus puts the keyboard where the person was.
func (w *personalDisplay) focus() {
	c := w.page.Window.Canvas()
	switch w.acted {
	case "theme":
		c.Focus(w.theme)
	case "scale":
		c.Focus(w.scale)
	default:
		c.Focus(w.language)
	}
}
