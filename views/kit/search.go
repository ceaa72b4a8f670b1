package kit

import "fyne.io/fyne/v2"

// Search is an entry with a magnifier that filters while one types. Escape empties it; when it is empty the window gets
// Escape.
type Search struct {
	Entry

	// OnDown, if set, takes the arrow down: it leads to what was found.
	OnDown func()
}

// NewSearch returns an empty one that says in muted words what is searched; onChange gets what stands in it at every change.
func NewSearch(hint string, onChange func(string)) *Search {
	s := &Search{}
	s.become(s)
	s.SetPlaceHolder(hint)
	s.Icon = IconIn("search", ColorMuted)
	s.OnChanged = onChange
	return s
}

// TypedKey implements fyne.Focusable.
func (s *Search) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && s.Text != "":
		Active()
		s.SetText("")
	case e.Name == fyne.KeyDown && s.OnDown != nil:
		Active()
		s.OnDown()
	default:
		s.Entry.TypedKey(e)
	}
}
