package views

import (
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// security is what guards the person's access: password, second factor, and the
// ways back in.
func (w *personalWindow) security(r personalRead) fyne.CanvasObject {
	a := r.state
	list := []fyne.CanvasObject{w.password(a), w.factor(a)}
	if !a.FactorSince.IsZero() {
		list = append(list, w.codes(a))
	}
	list = append(list, w.kit(a))
	if w.spec.OnKnown != nil {
		t := w.page.T
		list = append(list, setting(t("known.setting"), t("known.setting.text"), nil, kit.NewButton(kit.Normal, t("known.begin"), w.spec.OnKnown)))
	}
	return settingsList(list...)
}

func (w *personalWindow) reader() overviewReader {
	return overviewReader{page: w.page, words: w.spec.Words, now: w.spec.Now()}
}

func (w *personalWindow) password(a access.Overview) fyne.CanvasObject {
	t := w.page.T
	text := kit.VStack(2, kit.Muted(w.reader().passwordSince(a)))
	switch {
	case !a.PasswordExpires:
		text.Add(kit.Muted(t("personal.password.stays")))
	case a.TimeInDoubt:
		text.Add(kit.Muted(t("overview.password.waits")))
	case a.PasswordWarns:
		text.Add(kit.Gap(4))
		text.Add(kit.Left(kit.Badge(kit.ToneWarning, "warning", passwordDue(w.page, a.PasswordDays))))
	default:
		text.Add(kit.Muted(passwordDue(w.page, a.PasswordDays)))
	}
	state := kit.VStack(6, text,
		kit.Left(kit.StrengthDashes(a.PasswordClass, strengthWord(w.page, passwords.Class(a.PasswordClass)))))
	return setting(t("personal.password"), t("personal.password.text"), state,
		kit.NewButton(kit.Normal, t("personal.password.change"), w.spec.OnPassword))
}

// factor is the second factor; where a company asks it, it cannot be switched off.
func (w *personalWindow) factor(a access.Overview) fyne.CanvasObject {
	t := w.page.T
	if a.FactorSince.IsZero() {
		return setting(t("personal.factor"), t("personal.factor.off.text"),
			kit.Badge(kit.ToneWarning, "warning", t("personal.factor.off")),
			kit.NewButton(kit.Main, t("personal.factor.enrol"), w.spec.OnEnrol))
	}
	replace := kit.NewButton(kit.Normal, t("personal.factor.replace"), w.spec.OnEnrol)
	on := kit.PlainBadge("shield-check", t("personal.factor.on"), kit.ToneSuccess)
	text := t("personal.factor.since", "Date", w.date(a.FactorSince))
	if a.Mandatory {
		return setting(t("personal.factor"), text, kit.VStack(4, kit.Left(on), kit.Muted(t("personal.factor.mandatory"))), replace)
	}
	return setting(t("personal.factor"), text, on,
		kit.HStack(8, kit.NewButton(kit.Low, t("personal.factor.drop"), w.spec.OnOff), replace))
}

func (w *personalWindow) codes(a access.Overview) fyne.CanvasObject {
	t := w.page.T
	var state fyne.CanvasObject = kit.PlainBadge("passed", t("personal.codes.left", "Count", a.RecoveryLeft), kit.ToneSuccess)
	if a.RecoveryLeft <= fewCodes {
		state = kit.Badge(kit.ToneWarning, "warning", t("personal.codes.left", "Count", a.RecoveryLeft))
	}
	return setting(t("personal.codes"), t("personal.codes.text"), state,
		kit.NewButton(kit.Normal, t("personal.codes.new"), w.spec.OnCodes))
}

func (w *personalWindow) kit(a access.Overview) fyne.CanvasObject {
	t := w.page.T
	var state fyne.CanvasObject = kit.PlainBadge("key", t("personal.kit.state", "Number", a.KitNumber, "Date", w.date(a.KitMade)), kit.ToneKey)
	if a.KitFault {
		state = kit.Badge(kit.ToneError, "fault-filled", t("overview.kit.fault"))
	}
	return setting(t("personal.kit"), t("personal.kit.text"), state,
		kit.NewButton(kit.Normal, t("personal.kit.new"), w.spec.OnKit))
}

func (w *personalWindow) date(at time.Time) string { return w.reader().date(at) }
