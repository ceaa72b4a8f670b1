package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// agreementBook is the reach of the acquirer agreement (C5). Security tells whether
// the person may change it.
type agreementBook interface {
	Agreement(ctx context.Context) (access.Agreement, error)
	ChangeAgreement(ctx context.Context, was, a access.Agreement) error
	Gates(ctx context.Context) (access.Gates, error)
	Security(ctx context.Context) (access.Security, error)
}

// newAgreement is the tab of the acquirer agreement: on it payouts stand.
func newAgreement(w *companyWindow, b agreementBook) *companySheet {
	t, lang := w.page.T, w.spec.Lang
	var gates access.Gates
	return newCompanySheet(w, companySheetSpec{Name: "agreement", Icon: "agreement",
		Tab: t("agreement.tab"), Text: t("agreement.text"), Fault: t("agreement.fault"), Locked: t("agreement.locked"),
		Fields: []companySheetField{{Field: "bank"}, {Field: "reference"}, {Field: "from", Show: dayTyped(lang), Take: dayTaken},
			{Field: "to", Hint: t("agreement.to.hint"), Show: dayTyped(lang), Take: dayTaken}, {Field: "payouts", Tick: true}},
		Rows: func(at func(string) fyne.CanvasObject) fyne.CanvasObject {
			return kit.Form(at("bank"), at("reference"), kit.Columns(16, at("from"), at("to")), at("payouts"))
		},
		Read: func(ctx context.Context) (map[string]string, bool, error) {
			s, err := b.Security(ctx)
			if err != nil {
				return nil, false, err
			}
			if gates, err = b.Gates(ctx); err != nil {
				return nil, false, err
			}
			a, err := b.Agreement(ctx)
			return agreementText(a), s.Mine, err
		},
		Write: func(ctx context.Context, was, now map[string]string) error {
			return b.ChangeAgreement(ctx, agreementOf(was), agreementOf(now))
		},
		Above: func(values map[string]string) fyne.CanvasObject {
			return kit.LeftMax(kit.FormWidth, agreementState(w, gates.Agreement, agreementOf(values)))
		},
	})
}

// agreementState says what follows from the agreement for payouts.
func agreementState(w *companyWindow, holds bool, a access.Agreement) fyne.CanvasObject {
	line, t := kit.NewMessage(), w.page.T
	switch {
	case holds:
		line.Set(kit.ToneSuccess, "", t("agreement.holds"))
	case a == (access.Agreement{}):
		line.Set(kit.ToneInfo, "", t("agreement.none"))
	case !a.Payouts:
		line.Set(kit.ToneInfo, "", t("agreement.without"))
	case a.From > w.spec.Now().Format(time.DateOnly):
		line.Set(kit.ToneInfo, "", t("agreement.later", "Date", dayTyped(w.spec.Lang)(a.From)))
	default:
		line.Set(kit.ToneWarning, "", t("agreement.over", "Date", dayTyped(w.spec.Lang)(a.To)))
	}
	return line
}

func agreementText(a access.Agreement) map[string]string {
	return map[string]string{"bank": a.Bank, "reference": a.Reference, "from": a.From, "to": a.To, "payouts": boolText(a.Payouts)}
}

func agreementOf(text map[string]string) access.Agreement {
	return access.Agreement{Bank: text["bank"], Reference: text["reference"], From: text["from"], To: text["to"], Payouts: text["payouts"] == "true"}
}
