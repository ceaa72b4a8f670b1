package kit

import "fyne.io/fyne/v2"

// Slot is a place whose object is replaced while its window stays: the head of a column, for one.
type Slot struct {
	shell
	box     *fyne.Container
	compact bool
}

// NewSlot returns an empty place.
func NewSlot() *Slot {
	s := &Slot{box: Over()}
	s.wrap(s, s.box)
	return s
}

// Set puts an object into the place of the one before.
func (s *Slot) Set(obj fyne.CanvasObject) {
	s.box.Objects = []fyne.CanvasObject{obj}
	s.setCompact(s.compact)
	s.Refresh()
}

func (s *Slot) setCompact(on bool) {
	s.compact = on
	for _, o := range s.box.Objects {
		if c, ok := o.(interface{ setCompact(bool) }); ok {
			c.setCompact(on)
		}
	}
}
