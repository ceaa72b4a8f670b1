package views

import (
	"slices"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// locked says why nothing can be changed here; empty when it can.
func (w *rightsWindow) locked() string {
	t, me := w.page.T, w.spec.Standing
	switch {
	case me.As != "":
		return t("fault.viewing")
	case w.user.Me:
		return t("fault.self")
	case w.user.Owner && !me.Owner:
		return t("fault.owners")
	case w.user.Owner:
		return t("rights.owner")
	case !me.May(keys.RightEditRights):
		return t("fault.forbidden")
	case w.user.State == access.UserDisabled:
		return t("rights.disabled")
	}
	return ""
}

// suspended names the rights that a reset left for somebody to give again.
func (w *rightsWindow) suspended() fyne.CanvasObject {
	note := kit.NewMessage()
	var names string
	for i, right := range inOrder(slices.Clone(w.user.Suspended)) {
		if i > 0 {
			names += ", "
		}
		names += rightLabel(w.page.T, right)
	}
	note.Set(kit.ToneWarning, "", w.page.T("rights.suspended", "List", names))
	return note
}

// head is who it is about, the template, and the ways to look at it otherwise.
func (w *rightsWindow) head() fyne.CanvasObject {
	t := w.page.T
	name := kit.HStack(16, kit.Person(kit.Initials(fullName(w.user)), 48),
		kit.VStack(0, kit.Title(fullName(w.user)), kit.Caption(t("rights.of.whom", "Email", w.user.Email, "Company", w.spec.Company))))
	ways := kit.Foot(8, kit.NewButton(kit.Low, t("rights.compare"), func() { w.compare(nil) }).SetIcon("compare"),
		kit.NewButton(kit.Low, t("rights.why"), func() { w.explain("") }).SetIcon("help"))
	if w.form == nil {
		return kit.VStack(12, name, ways)
	}
	if w.spec.Standing.As == "" && w.spec.Standing.May(keys.RightEditRights) {
		ways.Add(kit.NewButton(kit.Low, t("rights.templates"), w.templates).SetIcon("edit"))
	}
	return kit.VStack(12, kit.Ends(16, name, w.form.template()), ways)
}

// fullName is how a user is called; one without a name by his address.
func fullName(u access.User) string {
	if name := joined(u.First, u.Last); name != "" {
		return name
	}
	return u.Email
}

// firstName is how he is called where the whole name would be too much.
func firstName(u access.User) string {
	if u.First != "" {
		return u.First
	}
	return fullName(u)
}

func joined(first, last string) string {
	switch {
	case first == "":
		return last
	case last == "":
		return first
	}
	return first + " " + last
}
