package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// rightsExplain says for a user and an action whether it is allowed, and the rule and
// the statement that decide (R14).
type rightsExplain struct {
	window *rightsWindow
	answer *kit.Slot
	dialog *kit.Dialog
}

// explain opens the question, with an action asked already unless empty.
func (w *rightsWindow) explain(action string) {
	x := &rightsExplain{window: w, answer: kit.NewSlot()}
	t := w.page.T
	var options []kit.Option
	for _, right := range keys.Catalogue() {
		options = append(options, kit.Option{Key: right.Name, Text: rightLabel(t, right.Name)})
	}
	options = append(options, kit.Option{Key: access.OwnersAction, Text: t("rights.why.ownersact")})
	choice := kit.NewChoice(options, x.ask)
	choice.SetHint(t("rights.why.hint"))
	x.answer.Set(kit.Muted(t("rights.why.text")))
	x.dialog = kit.ShowDialog(w.page.Window, 520, companyColor(w.spec.Color), kit.VStack(20,
		kit.Section(t("rights.why.title", "Name", fullName(w.user))), kit.NewField(t("rights.why.action"), choice), x.answer,
		kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("rights.close"), x.close))), x.close)
	if action != "" {
		choice.SetKey(action)
		x.ask(action)
	}
	w.page.Window.Canvas().Focus(choice)
}

func (x *rightsExplain) close() { x.dialog.Hide() }

func (x *rightsExplain) ask(action string) {
	w := x.window
	kit.Load(w.page, func(ctx context.Context) (access.Explanation, error) { return w.book.Explain(ctx, w.user.ID, action) },
		func(e access.Explanation) { x.say(x.verdict(e)) },
		func(err error) { x.say(iconLine("fault", kit.ColorError, w.page.Explain(err))) })
}

func (x *rightsExplain) say(obj fyne.CanvasObject) {
	x.answer.Set(obj)
	x.dialog.Refresh()
	x.dialog.Refresh() // its texts know their width now
}

// verdict is yes or no, and why.
func (x *rightsExplain) verdict(e access.Explanation) fyne.CanvasObject {
	t := x.window.page.T
	icon, color, word := "refused", kit.ColorError, t("rights.why.refused")
	if e.Allowed {
		icon, color, word = "passed", kit.ColorSuccess, t("rights.why.allowed")
	}
	out := kit.VStack(6, kit.HStack(8, kit.NewGlyph(icon, color, 20), kit.Label(word), kit.Spacer()), kit.Body(x.window.reasonOf(e)))
	if e.By != "" {
		out.Add(kit.Caption(t("rights.why.statement", "Number", e.Statement, "Name", x.window.nameOf(e.By), "Date", x.window.when(e.Time))))
	}
	if e.Others && e.Allowed {
		out.Add(kit.Caption(t("rights.why.others")))
	}
	return out
}

// reasonOf is the sentence of the rule that decides.
func (w *rightsWindow) reasonOf(e access.Explanation) string {
	until := e.Until
	if at, err := time.Parse(time.DateOnly, e.Until); err == nil {
		until = w.spec.Words.Date(at)
	}
	// words: rights.why.* member owner given missing taken suspended owners disabled ended agreement live
	return w.page.T("rights.why."+string(e.Rule), "Name", fullName(w.user), "Date", until)
}

// nameOf is who signed something.
func (w *rightsWindow) nameOf(member string) string {
	for _, u := range w.users {
		if u.ID == member {
			return fullName(u)
		}
	}
	return w.page.T("rights.somebody")
}

func (w *rightsWindow) when(ms int64) string {
	return w.spec.Words.Date(time.UnixMilli(ms).In(w.spec.Now().Location()))
}
