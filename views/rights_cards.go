package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// meansCard says in plain words what rights let somebody read and do, with the keys
// that they bring (picture 07).
func meansCard(t translate, name string, rights []string, owner bool) fyne.CanvasObject {
	title, held, unseen := consequenceHeads(t, name)
	says := consequencesOf(t, rights, owner)
	card := kit.VStack(14, kit.Section(title))
	badges := kit.VStack(6, kit.Muted(held))
	line := kit.HStack(8)
	for _, key := range says.Keys {
		if len(line.Objects) == 3 { // a line holds three in every language
			badges.Add(kit.Left(line))
			line = kit.HStack(8)
		}
		line.Add(kit.Badge(kit.ToneKey, "key", key.Name))
	}
	badges.Add(kit.Left(line))
	card.Add(badges)
	can := kit.VStack(8)
	for _, sentence := range says.Can {
		can.Add(iconLine("check", kit.ColorSuccess, sentence))
	}
	card.Add(can)
	if says.Unseen != "" {
		card.Add(kit.Divider())
		card.Add(kit.VStack(4, kit.Label(unseen), kit.Muted(says.Unseen)))
	}
	return kit.Card(card, 20)
}

// changesCard lists what saving would change.
func changesCard(t translate, added, removed []string) fyne.CanvasObject {
	list := kit.VStack(8, kit.Section(t("rights.changes")))
	for _, right := range added {
		list.Add(iconLine("added", kit.ColorSuccess, rightInFull(t, right)))
	}
	for _, right := range removed {
		list.Add(iconLine("removed", kit.ColorError, rightInFull(t, right)))
	}
	return kit.Card(list, 20)
}

// rightInFull is what a right is called where its group does not stand over it.
func rightInFull(t translate, right string) string { return rightLabel(t, right) }

// iconLine is a line of text behind an icon that stays beside its first line.
func iconLine(icon string, color fyne.ThemeColorName, text string) fyne.CanvasObject {
	return kit.HStackTop(10, kit.Fixed(0, 20, kit.Middle(kit.NewGlyph(icon, color, 18))), kit.Body(text))
}

// sideColumn is how wide the cards beside the groups are, and least how wide both
// together must be to stand beside each other, in units.
const (
	sideColumn = 376
	sideLeast  = 860
	sideGap    = 24
)

// sideBySide gives the second object a column of its own at the right; where there is
// no room for both it stands under the first.
func sideBySide(main, side fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &sideLayout{}, Objects: []fyne.CanvasObject{main, side}}
}

// sideLayout remembers the width it was last laid out at: its height depends on it.
type sideLayout struct{ width float32 }

func (l *sideLayout) MinSize(objs []fyne.CanvasObject) fyne.Size {
	main, side := objs[0].MinSize(), objs[1].MinSize()
	wide := max(main.Width, side.Width)
	if l.width >= kit.U(sideLeast) {
		return fyne.NewSize(wide, max(main.Height, side.Height))
	}
	return fyne.NewSize(wide, main.Height+kit.U(sideGap)+side.Height)
}

func (l *sideLayout) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	main, side := objs[0], objs[1]
	put := func(o fyne.CanvasObject, x, y, width float32) float32 {
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // its texts break at this width
		high := o.MinSize().Height
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, high))
		return high
	}
	if size.Width < kit.U(sideLeast) {
		high := put(main, 0, 0, size.Width)
		put(side, 0, high+kit.U(sideGap), size.Width)
		return
	}
	wide := size.Width - kit.U(sideColumn+sideGap)
	put(main, 0, 0, wide)
	put(side, wide+kit.U(sideGap), 0, kit.U(sideColumn))
}
