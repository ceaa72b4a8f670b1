package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// rightsFormSpec is what the boxes of the rights are given. Name is how the card calls
// the person. Kept are the rights that he has now; none for somebody who is invited.
// May tells what the acting person may pass on (nil: everything). Locked locks every
// box. OnChange follows each change of the person's.
type rightsFormSpec struct {
	Name      string
	Templates []access.Template
	Gates     access.Gates
	Kept      []string
	New       bool // nobody has anything yet: nothing is marked as added
	May       func(right string) bool
	Locked    bool
	OnChange  func()
}

// rightsForm is the seven groups of rights with their boxes, the choice of a template
// and, beside them, what they mean in plain words (B10 to B20, R1 to R8, R16). The
// rights editor and «Add users» both show it.
type rightsForm struct {
	page *kit.Page
	spec rightsFormSpec

	rights  []string // complete, ascending
	groups  []*rightsGroup
	choice  *kit.Choice
	far     *kit.Text // from the template
	back    *kit.Button
	nearest access.Template
	means   *kit.Slot
	changes *kit.Slot
	whole   fyne.CanvasObject // laid out again when a card grows; nil before build
}

func newRightsForm(p *kit.Page, s rightsFormSpec) *rightsForm {
	f := &rightsForm{page: p, spec: s, means: kit.NewSlot(), changes: kit.NewSlot(), far: kit.Caption("")}
	f.rights = keys.Complete(s.Kept)
	var options []kit.Option
	for _, one := range s.Templates {
		if !one.Owner {
			options = append(options, kit.Option{Key: one.Key, Text: templateName(p.T, one)})
		}
	}
	f.choice = kit.NewChoice(options, f.take)
	f.choice.SetHint(p.T("template.none"))
	f.back = kit.NewButton(kit.Normal, p.T("rights.back"), func() { f.take(f.nearest.Key) })
	for group := keys.GroupUsers; group <= keys.GroupSync; group++ {
		f.groups = append(f.groups, newRightsGroup(f, group))
	}
	if s.Locked {
		f.choice.Disable()
	}
	f.open()
	f.settle()
	return f
}

// open shows the groups that somebody holds something of, the records where he holds
// nothing yet.
func (f *rightsForm) open() {
	any := false
	for _, g := range f.groups {
		on := g.held() > 0
		g.row.SetOpen(on)
		any = any || on
	}
	if !any {
		f.groups[keys.GroupRecords-1].row.SetOpen(true)
	}
}

// build stands the groups beside what they mean, and other cards under that.
func (f *rightsForm) build(below ...fyne.CanvasObject) fyne.CanvasObject {
	cards := f.cards()
	for _, card := range below {
		cards.Add(card)
	}
	whole := sideBySide(f.boxes(), cards)
	f.whole = whole
	return whole
}

// cards are what the rights mean, and what has changed.
func (f *rightsForm) cards() *fyne.Container {
	cards := kit.VStack(16, f.means, f.changes)
	f.whole = cards
	return cards
}

// boxes are the seven groups, in the order of the source (B12).
func (f *rightsForm) boxes() fyne.CanvasObject {
	rows := make([]*kit.Disclosure, len(f.groups))
	for i, g := range f.groups {
		rows[i] = g.row
	}
	return kit.Disclosures(rows...)
}

// template is the choice of a set of rights to begin with.
func (f *rightsForm) template() fyne.CanvasObject {
	return kit.Ends(12, kit.HStack(12, f.far, f.back), kit.HStack(12, kit.Muted(f.page.T("rights.template")), kit.Fixed(220, 0, f.choice)))
}

// may tells whether a box of that right can be ticked: what one lacks oneself can stay
// and cannot be given (R11).
func (f *rightsForm) may(right string) bool {
	return f.spec.May == nil || f.spec.May(right) || slices.Contains(f.spec.Kept, right)
}

// has tells whether a right is ticked.
func (f *rightsForm) has(right string) bool {
	_, found := slices.BinarySearch(f.rights, right)
	return found
}

// turn ticks a right with the views that it needs, or clears it with what needs it (R8).
func (f *rightsForm) turn(right string, on bool) {
	if on {
		f.set(append(slices.Clone(f.rights), right))
		return
	}
	f.set(keys.Drop(f.rights, right))
}

// take ticks what a template holds, and nothing else.
func (f *rightsForm) take(key string) {
	for _, one := range f.spec.Templates {
		if one.Key == key {
			f.set(one.Rights)
		}
	}
}

// set ticks these rights, as far as they can be given. One that this version does not
// know stays with whoever has it.
func (f *rightsForm) set(rights []string) {
	rights = slices.DeleteFunc(keys.Complete(rights), func(right string) bool { return !f.may(right) })
	for _, right := range f.spec.Kept {
		if !knownRight(right) {
			rights = append(rights, right)
		}
	}
	f.rights = keys.Complete(rights)
	f.settle()
	if f.spec.OnChange != nil {
		f.spec.OnChange()
	}
}

// changed gives what is ticked beyond what stands, and what is not any more.
func (f *rightsForm) changed() (added, removed []string) {
	kept := keys.Complete(f.spec.Kept)
	for _, right := range f.rights {
		if !slices.Contains(kept, right) {
			added = append(added, right)
		}
	}
	for _, right := range kept {
		if !f.has(right) {
			removed = append(removed, right)
		}
	}
	return inOrder(added), inOrder(removed)
}

// inOrder sorts rights as the editor shows them; those unknown come last.
func inOrder(rights []string) []string {
	at := map[string]int{}
	for i, right := range keys.Catalogue() {
		at[right.Name] = i + 1
	}
	place := func(right string) int {
		if n := at[right]; n > 0 {
			return n
		}
		return len(at) + 1
	}
	slices.SortStableFunc(rights, func(a, b string) int { return place(a) - place(b) })
	return rights
}

// settle brings every box, caption and card up to what is ticked.
func (f *rightsForm) settle() {
	for _, g := range f.groups {
		g.settle()
	}
	nearest, added, removed := access.NearestTemplate(f.spec.Templates, f.rights, false)
	f.nearest = nearest
	f.choice.SetKey(nearest.Key)
	f.far.SetText(templateChanges(f.page.T, nearest, added+removed))
	if f.far.Text() == "" {
		f.far.Hide()
	} else {
		f.far.Show()
	}
	if nearest.Key != "" && added+removed > 0 && !f.spec.Locked {
		f.back.Show()
	} else {
		f.back.Hide()
	}
	f.means.Set(meansCard(f.page.T, f.spec.Name, f.rights, false))
	added1, removed1 := f.changed()
	f.changes.Set(changesCard(f.page.T, added1, removed1))
	if f.spec.New || len(added1)+len(removed1) == 0 {
		f.changes.Hide()
	} else {
		f.changes.Show()
	}
	if f.whole != nil {
		f.whole.Refresh()
	}
}

// The form's parts of a draft.
const (
	draftRights = "rights"
	draftGroups = "groups"
)

// draft is what is ticked and which groups are open; nil where nothing differs.
func (f *rightsForm) draft() map[string]string {
	if slices.Equal(f.rights, keys.Complete(f.spec.Kept)) {
		return nil
	}
	var open []string
	for _, g := range f.groups {
		if g.row.Open() {
			open = append(open, string('0'+rune(g.group)))
		}
	}
	return map[string]string{draftRights: strings.Join(f.rights, " "), draftGroups: strings.Join(open, " ")}
}

func (f *rightsForm) restore(d map[string]string) {
	rights, ok := d[draftRights]
	if !ok {
		return
	}
	f.set(strings.Fields(rights))
	open := strings.Fields(d[draftGroups])
	for _, g := range f.groups {
		g.row.SetOpen(slices.Contains(open, string('0'+rune(g.group))))
	}
}

// first is where the keyboard begins.
func (f *rightsForm) first() fyne.Focusable { return f.choice }
