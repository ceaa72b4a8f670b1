package views

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"trousseau/assets"
	"trousseau/views/kit"
)

// doorFrame is what stands around every door: the languages at the top right, the
// file and the way to another one at the foot. What is empty is absent.
type doorFrame struct {
	FileName, Version string
	Langs             []string
	Lang              string
	OnLang            func(string)
	OnOther           func()
}

// The measures of a door, in units.
const (
	doorWidth = 400
	doorWords = 344
	doorMark  = 56
)

// doorParts are the components of a frame that have to be reached again.
type doorParts struct {
	page  *kit.Page
	frame doorFrame
	langs *kit.Segmented
	other *kit.Link

	content *fyne.Container
	scroll  *kit.Scroller
}

func newDoorParts(p *kit.Page, f doorFrame) *doorParts {
	d := &doorParts{page: p, frame: f}
	if len(f.Langs) > 1 {
		var options []kit.Option
		for _, lang := range f.Langs {
			options = append(options, kit.Option{Key: lang, Text: strings.ToUpper(lang)})
		}
		d.langs = kit.NewSegmented(options, f.OnLang)
		d.langs.SetKey(f.Lang)
	}
	if f.OnOther != nil {
		d.other = kit.NewLink(p.T("signin.other"), f.OnOther).Small()
	}
	return d
}

// around puts the column in the middle of the window; a short window scrolls.
func (d *doorParts) around(column fyne.CanvasObject) fyne.CanvasObject {
	top := kit.HStack(0, kit.Spacer())
	if d.langs != nil {
		top.Add(d.langs)
	}
	d.content = kit.VStack(0,
		kit.Pad(24, 32, 0, 32, top),
		kit.Spacer(),
		kit.Pad(16, 32, 24, 32, kit.MaxWidth(doorWidth, column)),
		kit.Spacer(),
		kit.Pad(0, 32, 24, 32, d.foot()),
	)
	d.scroll = kit.Scroll(d.content)
	return d.scroll
}

// settle lays the door out again after a line of it came, went or broke otherwise:
// once so that it learns its width, once so that what follows learns its height.
func (d *doorParts) settle() {
	if d.content == nil {
		return
	}
	d.content.Refresh()
	d.content.Refresh()
	d.scroll.Refresh()
}

func (d *doorParts) foot() fyne.CanvasObject {
	foot := kit.HStack(8)
	if d.frame.FileName != "" {
		foot.Add(kit.NewGlyph("lock", kit.ColorMuted, 14))
		foot.Add(kit.Caption(d.frame.FileName).Single())
	}
	if d.other != nil {
		foot.Add(kit.Pad(0, 0, 0, 8, d.other))
	}
	foot.Add(kit.Spacer())
	if d.frame.Version != "" {
		foot.Add(kit.Caption(d.page.T("signin.version", "Version", d.frame.Version)).Single())
	}
	return foot
}

// doorHead is the mark with title and sentence; what names a person stands under
// them in the colour of text.
func doorHead(title, text, person string) fyne.CanvasObject {
	centre := fyne.TextAlignCenter
	words := kit.VStack(0, kit.Title(title).Align(centre), kit.Gap(2), kit.Muted(text).Align(centre))
	if person != "" {
		words.Add(kit.Body(person).Align(centre))
	}
	return kit.VStack(14, kit.Center(appMark(doorMark)), kit.MaxWidth(doorWords, words))
}

// doorColumn is head, card and the plain ways below it.
func doorColumn(head, form fyne.CanvasObject, rows ...*kit.Row) fyne.CanvasObject {
	column := kit.VStack(0, head, kit.Gap(28), kit.Card(form, 24))
	if len(rows) > 0 {
		column.Add(kit.Pad(12, 12, 0, 12, kit.Rows(rows...)))
	}
	return column
}

// appMark is the program's own mark in its own colours, n units wide.
func appMark(n float32) fyne.CanvasObject {
	svg, _ := assets.Icon("app") // the icon test holds the list
	image := canvas.NewImageFromResource(fyne.NewStaticResource("app.svg", svg))
	image.FillMode = canvas.ImageFillContain
	return kit.Fixed(n, n, image)
}

// doorWork shows that a door works: the button turns, and the language stays,
// because the answer comes back to this instance of the view.
type doorWork struct {
	button *kit.Button
	parts  *doorParts
}

// SetWorking implements kit.Worker.
func (w doorWork) SetWorking(on bool) {
	w.button.SetWorking(on)
	if w.parts.langs == nil {
		return
	}
	if on {
		w.parts.langs.Disable()
	} else {
		w.parts.langs.Enable()
	}
}

// doorFill puts a text into an entry and the cursor behind it.
func doorFill(e *kit.Entry, text string) {
	e.SetText(text)
	e.CursorColumn = len([]rune(text))
	e.Refresh()
}

// tellCaps says under a password's field that Caps Lock is on.
func tellCaps(p *kit.Page, field *kit.Field, password *kit.Password) {
	password.OnCaps = func(on bool) {
		hint := ""
		if on {
			hint = p.T("signin.caps")
		}
		field.SetHint(hint)
	}
}
