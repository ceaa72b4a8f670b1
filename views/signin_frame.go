package views

import (
	"strings"

	"fyne.io/fyne/v2"

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
	doorRoom  = 512 // a column with its message: what the height of its head goes by
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

// around puts the column into the window, its head always at the same height: what
// is said in the card makes it grow downward. A short window scrolls.
func (d *doorParts) around(column fyne.CanvasObject) fyne.CanvasObject {
	top := kit.HStack(0, kit.Spacer())
	if d.langs != nil {
		top.Add(d.langs)
	}
	l := &doorLayout{
		top:    kit.Pad(24, 32, 0, 32, top),
		column: kit.Pad(16, 32, 24, 32, kit.MaxWidth(doorWidth, column)),
		foot:   kit.Pad(0, 32, 24, 32, d.foot()),
	}
	d.content = &fyne.Container{Layout: l, Objects: []fyne.CanvasObject{l.top, l.column, l.foot}}
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

// doorLayout is the column between top and foot. It begins where one of doorRoom
// units would stand in the middle; only one that is too high for that moves up.
type doorLayout struct{ top, column, foot fyne.CanvasObject }

func (l *doorLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	top, column, foot := l.top.MinSize(), l.column.MinSize(), l.foot.MinSize()
	return fyne.NewSize(max(top.Width, column.Width, foot.Width), top.Height+column.Height+foot.Height)
}

func (l *doorLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	high := func(o fyne.CanvasObject) float32 {
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height)) // the width first, so that its texts break
		o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		return o.Size().Height
	}
	top, column, foot := high(l.top), high(l.column), high(l.foot)
	at := min((size.Height-kit.U(doorRoom))/2, size.Height-foot-column)
	l.top.Move(fyne.NewPos(0, 0))
	l.column.Move(fyne.NewPos(0, max(at, top)))
	l.foot.Move(fyne.NewPos(0, size.Height-foot))
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
	return kit.VStack(14, kit.Center(brandMark(doorMark)), kit.MaxWidth(doorWords, words))
}

// doorColumn is head, card and the plain ways below it.
func doorColumn(head, form fyne.CanvasObject, rows ...*kit.Row) fyne.CanvasObject {
	column := kit.VStack(0, head, kit.Gap(28), kit.Card(form, 24))
	if len(rows) > 0 {
		column.Add(kit.Pad(12, 12, 0, 12, kit.Rows(rows...)))
	}
	return column
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
