package views

import (
	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// rightsCompare stands two users' rights side by side and copies the one's to the
// other (R19).
type rightsCompare struct {
	window *rightsWindow
	choice *kit.Choice
	table  *kit.Slot
	copy   *kit.Button
	dialog *kit.Dialog
	with   access.User
}

// compare opens the comparison, with a user chosen already unless nil.
func (w *rightsWindow) compare(with *access.User) *rightsCompare {
	c := &rightsCompare{window: w, table: kit.NewSlot()}
	t := w.page.T
	var options []kit.Option
	for _, u := range w.users {
		if u.ID != w.user.ID && !u.Waiting() {
			options = append(options, kit.Option{Key: u.ID, Text: fullName(u)})
		}
	}
	c.choice = kit.NewChoice(options, c.choose)
	c.choice.SetHint(t("rights.compare.hint"))
	c.copy = kit.NewButton(kit.Main, t("rights.compare.copy"), c.take)
	c.copy.Disable()
	foot := kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("rights.close"), c.close))
	if w.form != nil && w.locked() == "" {
		foot.Add(c.copy)
	}
	c.table.Set(kit.Muted(t("rights.compare.text", "Name", fullName(w.user))))
	c.dialog = kit.ShowDialog(w.page.Window, 640, companyColor(w.spec.Color),
		kit.VStack(20, kit.Section(t("rights.compare.title", "Name", fullName(w.user))), kit.NewField(t("rights.compare.with"), c.choice), c.table, foot), c.close)
	if with != nil {
		c.choice.SetKey(with.ID)
		c.choose(with.ID)
	}
	w.page.Window.Canvas().Focus(c.choice)
	return c
}

func (c *rightsCompare) close() { c.dialog.Hide() }

// choose shows what only one of the two may do.
func (c *rightsCompare) choose(id string) {
	w, t := c.window, c.window.page.T
	for _, u := range w.users {
		if u.ID == id {
			c.with = u
		}
	}
	mine, theirs := heldRights(w.user), heldRights(c.with)
	if w.form != nil {
		mine = w.form.rights
	}
	table := kit.NewTable(kit.TableColumn{Title: t("rights.compare.right")}, kit.TableColumn{Title: firstName(w.user), Width: 112},
		kit.TableColumn{Title: firstName(c.with), Width: 112})
	rows := 0
	for group := keys.GroupUsers; group <= keys.GroupSync; group++ {
		headed := false
		for _, right := range keys.Catalogue() {
			a, b := contains(mine, right.Name), contains(theirs, right.Name)
			if right.Group != group || a == b {
				continue
			}
			if !headed {
				table.AddGroup(groupTitle(t, group), "")
				headed = true
			}
			table.AddRow(kit.Body(rightLabel(t, right.Name)), heldMark(t, a), heldMark(t, b))
			rows++
		}
	}
	if rows == 0 {
		c.table.Set(kit.Muted(t("rights.compare.same")))
		c.copy.Disable()
	} else {
		c.table.Set(table)
		c.copy.Enable()
	}
	c.dialog.Refresh()
	c.dialog.Refresh() // its texts know their width now
}

// take ticks what the other one has; saving is another step.
func (c *rightsCompare) take() {
	c.close()
	c.window.form.set(heldRights(c.with))
	c.window.focus()
}

// heldRights are a user's, of an owner all there are.
func heldRights(u access.User) []string {
	if !u.Owner {
		return u.Rights
	}
	var all []string
	for _, right := range keys.Catalogue() {
		all = append(all, right.Name)
	}
	return all
}

func heldMark(t translate, held bool) fyne.CanvasObject {
	if held {
		return kit.PlainBadge("check", t("rights.yes"), kit.ToneSuccess)
	}
	return kit.PlainBadge("minus", t("rights.no"), kit.ToneNeutral)
}
