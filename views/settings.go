package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// settingsTab is a page of a settings window: its entry in the tab column, its
// title, the sentence under it, what is set there, and what stands under it
// whatever is scrolled, if anything.
type settingsTab struct {
	icon, name, text string
	body, foot       fyne.CanvasObject
}

// settingsTabs is a tab column with the page of the chosen tab beside it.
type settingsTabs struct {
	head    fyne.CanvasObject
	tabs    []settingsTab
	entries []*kit.Nav
	pages   []fyne.CanvasObject
	chosen  int
	// onChoose, if set, is told each choice of a tab, the same one again too.
	onChoose func(i int)
}

// newSettingsTabs shows the first tab.
func newSettingsTabs(head fyne.CanvasObject, tabs ...settingsTab) *settingsTabs {
	s := &settingsTabs{head: head, tabs: tabs}
	for i, tab := range tabs {
		s.entries = append(s.entries, kit.NavItem(tab.icon, tab.name, "", func() { s.choose(i) }))
		title := kit.VStack(2, kit.Title(tab.name))
		if tab.text != "" {
			title.Add(kit.Muted(tab.text))
		}
		var page fyne.CanvasObject = kit.Scroll(kit.MaxWidth(houseWidth, kit.Pad(28, 32, 32, 32, kit.VStack(24, title, tab.body))))
		if tab.foot != nil {
			page = aboveFoot(page, tab.foot)
		}
		s.pages = append(s.pages, page)
	}
	s.choose(0)
	return s
}

func (s *settingsTabs) choose(i int) {
	if i < 0 || i >= len(s.pages) {
		return
	}
	s.chosen = i
	for j, page := range s.pages {
		s.entries[j].SetSelected(j == i)
		if j == i {
			page.Show()
		} else {
			page.Hide()
		}
	}
	if s.onChoose != nil {
		s.onChoose(i)
	}
}

// settingsFoot is a form's foot: what went wrong above, and at the right why the
// button is locked, and the button.
func settingsFoot(fault *kit.Message, reason *kit.Text, save *kit.Button) fyne.CanvasObject {
	return kit.VStack(0, kit.Divider(), kit.Pad(16, 32, 16, 32, kit.VStack(12, fault, kit.HStack(16, kit.Spacer(), reason, save))))
}

// build puts the column at the left and foot, unless nil, under the pages.
func (s *settingsTabs) build(foot fyne.CanvasObject) fyne.CanvasObject {
	items := make([]fyne.CanvasObject, 0, len(s.entries))
	for _, e := range s.entries {
		items = append(items, e)
	}
	pages := kit.Over(s.pages...)
	if foot != nil {
		pages = aboveFoot(pages, kit.VStack(0, kit.Divider(), foot))
	}
	return kit.AtLeast(640, 480, kit.Beside(kit.NewSideNav(s.head, items), pages))
}

// setting is one thing to set: what it is and, where known, how it stands at the
// left, the control at the right, or below where the room is short.
func setting(title, text string, state, control fyne.CanvasObject) fyne.CanvasObject {
	words := kit.VStack(2, kit.Section(title), kit.LeftMax(560, kit.Muted(text)))
	if state != nil {
		words.Add(kit.Gap(4))
		words.Add(kit.Left(state))
	}
	l := &settingLayout{words: words, control: control}
	return &fyne.Container{Layout: l, Objects: []fyne.CanvasObject{words, control}}
}

// settingLayout remembers its width, because its height depends on it.
type settingLayout struct {
	words, control fyne.CanvasObject
	width          float32
}

func (l *settingLayout) beside() bool { return l.width == 0 || 2*l.control.MinSize().Width <= l.width }

func (l *settingLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	words, control := l.words.MinSize(), l.control.MinSize()
	least := fyne.NewSize(max(words.Width, control.Width), max(words.Height, control.Height))
	if !l.beside() {
		least.Height = words.Height + kit.U(12) + control.Height
	}
	return least
}

func (l *settingLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	control, width := l.control.MinSize(), size.Width
	if l.beside() {
		width -= control.Width + kit.U(24)
	}
	l.words.Resize(fyne.NewSize(width, l.words.MinSize().Height)) // the width first, so that its texts break
	l.words.Resize(fyne.NewSize(width, l.words.MinSize().Height))
	at := fyne.NewPos(0, l.words.Size().Height+kit.U(12))
	if l.beside() {
		at = fyne.NewPos(size.Width-control.Width, kit.U(2))
	}
	l.control.Move(at)
	l.control.Resize(control)
}

// settingsList stacks settings with lines between.
func settingsList(settings ...fyne.CanvasObject) fyne.CanvasObject {
	list := kit.VStack(20)
	for i, s := range settings {
		if i > 0 {
			list.Add(kit.Divider())
		}
		list.Add(s)
	}
	return list
}

// settingsNote is a line that tells who may change what stands below.
func settingsNote(text string) fyne.CanvasObject {
	note := kit.NewMessage()
	note.Set(kit.ToneInfo, "lock", text)
	return note
}
