package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/keys"
	"trousseau/views/kit"
)

// rightsGroup is one of the seven groups: its row with a box of three states, and the
// boxes of its rights under it.
type rightsGroup struct {
	form  *rightsForm
	group keys.Group
	row   *kit.Disclosure
	boxes map[string]*rightBox
	names []string // of its rights, in their order
}

// rightBox is the box of one right, with a badge where it differs from what stands.
type rightBox struct {
	check *kit.Check
	badge *kit.Slot
}

func newRightsGroup(f *rightsForm, group keys.Group) *rightsGroup {
	g := &rightsGroup{form: f, group: group, boxes: map[string]*rightBox{}}
	for _, right := range keys.Catalogue() {
		if right.Group == group {
			g.names = append(g.names, right.Name)
		}
	}
	body := kit.VStack(12, kit.Caption(groupHelp(f.page.T, group)))
	if group == keys.GroupRecords {
		body.Add(g.records())
	} else {
		body.Add(g.list())
	}
	g.row = kit.NewDisclosure(groupTitle(f.page.T, group), body, g.all)
	return g
}

// box is the box of a right; with a label it says its name.
func (g *rightsGroup) box(right, label string) *rightBox {
	b := &rightBox{badge: kit.NewSlot()}
	b.check = kit.NewCheck(label, func(on bool) { g.form.turn(right, on) })
	if g.form.spec.Locked || !g.form.may(right) {
		b.check.Disable()
	}
	g.boxes[right] = b
	return b
}

// list shows rights two beside each other, each with its line of help.
func (g *rightsGroup) list() fyne.CanvasObject {
	rows := kit.VStack(14)
	var before fyne.CanvasObject
	for _, right := range g.names {
		b := g.box(right, rightLabel(g.form.page.T, right))
		cell := kit.VStack(2, kit.HStackTop(8, b.check, b.badge, kit.Spacer()),
			kit.Pad(0, 0, 0, 30, kit.Caption(rightHelp(g.form.page.T, right))))
		if before == nil {
			before = cell
			continue
		}
		rows.Add(kit.Pair(16, before, cell))
		before = nil
	}
	if before != nil {
		rows.Add(kit.Pair(16, before, kit.VStack(0)))
	}
	return rows
}

// Widths of the two columns of R2, in units.
const (
	viewColumn = 72
	editColumn = 84
)

// records shows view and edit of each record in two columns (B14).
func (g *rightsGroup) records() fyne.CanvasObject {
	t := g.form.page.T
	view, edit := rightColumns(t)
	head := func(text string, width float32) fyne.CanvasObject {
		return kit.Fixed(width, 0, kit.CaptionBold(text).Align(fyne.TextAlignCenter))
	}
	rows := kit.VStack(8, kit.HStack(8, kit.Spacer(), head(view, viewColumn), head(edit, editColumn)))
	for _, noun := range recordNouns() {
		rows.Add(kit.Divider())
		rows.Add(g.record(noun))
	}
	return rows
}

// record is the line of one record: what it is, what editing it means, two boxes.
func (g *rightsGroup) record(noun string) fyne.CanvasObject {
	t := g.form.page.T
	look, change := noun+".view", noun+".edit"
	help := rightHelp(t, look)
	seen := g.box(look, "")
	line := kit.HStack(8)
	badges := kit.HStack(4, seen.badge)
	second := fyne.CanvasObject(kit.Fixed(editColumn, 24, nil))
	if knownRight(change) {
		help = rightHelp(t, change)
		edited := g.box(change, "")
		badges.Add(edited.badge)
		second = kit.Fixed(editColumn, 0, edited.check)
	}
	line.Add(kit.VStack(0, kit.Body(rightSubject(t, look)), kit.Caption(help)))
	line.Add(kit.Spacer())
	line.Add(badges)
	line.Add(kit.Fixed(viewColumn, 0, seen.check))
	line.Add(second)
	return line
}

// all ticks every right of the group, or clears them.
func (g *rightsGroup) all(on bool) {
	rights := append([]string{}, g.form.rights...)
	for _, right := range g.names {
		if on {
			rights = append(rights, right)
		} else {
			rights = keys.Drop(rights, right)
		}
	}
	g.form.set(rights)
}

// held counts the rights of the group that are ticked.
func (g *rightsGroup) held() (n int) {
	for _, right := range g.names {
		if g.form.has(right) {
			n++
		}
	}
	return n
}

// settle brings boxes and captions up to what is ticked.
func (g *rightsGroup) settle() {
	f, t := g.form, g.form.page.T
	added, removed := f.changed()
	for right, b := range g.boxes {
		b.check.SetOn(f.has(right))
		b.mark(t, f.spec.New, contains(added, right), contains(removed, right))
	}
	held, state := g.held(), kit.Partly
	switch held {
	case 0:
		state = kit.Unchecked
	case len(g.names):
		state = kit.Checked
	}
	g.row.SetState(state)
	g.row.SetLocked(f.spec.Locked)
	icon, caption := "", t("rights.of", "Held", held, "All", len(g.names))
	if gate := groupGate(t, g.group, f.spec.Gates.Agreement, f.spec.Gates.Live); gate != "" {
		icon, caption = "info", gate
	}
	g.row.SetCaption(icon, caption)
}

// mark says beside a box that it differs from what stands.
func (b *rightBox) mark(t translate, fresh, added, removed bool) {
	switch {
	case fresh || !added && !removed:
		b.badge.Hide()
		return
	case added:
		b.badge.Set(kit.Badge(kit.ToneSuccess, "", t("rights.added")))
	default:
		b.badge.Set(kit.Badge(kit.ToneWarning, "", t("rights.removed")))
	}
	b.badge.Show()
}

func contains(list []string, one string) bool {
	return strings.Contains(" "+strings.Join(list, " ")+" ", " "+one+" ")
}
