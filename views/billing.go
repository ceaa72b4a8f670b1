package views

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// billingBook is the reach of the billing details of the account, and of the way from
// test to live, which needs them.
type billingBook interface {
	Billing(ctx context.Context) (access.Billing, error)
	ChangeBilling(ctx context.Context, was, b access.Billing) error
	Stage(ctx context.Context) (access.Stage, error)
	GoLive(ctx context.Context, p access.Proof) error
}

// newBilling is the tab of the billing details, with the card of test and live above
// it. Who lacks the right sees that card alone.
func newBilling(w *companyWindow, b billingBook) *companySheet {
	t := w.page.T
	var stage access.Stage
	var seen bool
	var tab *companySheet
	tab = newCompanySheet(w, companySheetSpec{Name: "billing", Icon: "invoices",
		Tab: t("billing.tab"), Text: t("billing.text"), Fault: t("billing.fault"), Locked: t("billing.locked"),
		Fields: []companySheetField{{Field: "name"}, {Field: "street"}, {Field: "postcode"}, {Field: "city"},
			{Field: "country", Options: append([]kit.Option{{Key: "", Text: t("billing.country.none")}}, companyCountries(w.spec.Lang, "")...)},
			{Field: "vat"}, {Field: "email"}, {Field: "reference", Hint: t("billing.reference.hint")}},
		Rows: func(at func(string) fyne.CanvasObject) fyne.CanvasObject {
			return kit.Form(at("name"), at("street"), kit.Columns(16, at("postcode"), at("city")), kit.Columns(16, at("country"), at("vat")), at("email"), at("reference"))
		},
		Read: func(ctx context.Context) (map[string]string, bool, error) {
			var err error
			if stage, err = b.Stage(ctx); err != nil {
				return nil, false, err
			}
			details, err := b.Billing(ctx)
			seen = err == nil
			if errors.Is(err, access.ErrForbidden) {
				err = nil
			}
			return billingText(details), seen, err
		},
		Write: func(ctx context.Context, was, now map[string]string) error {
			return b.ChangeBilling(ctx, billingOf(was), billingOf(now))
		},
		Above: func(map[string]string) fyne.CanvasObject { return stageCard(w, b, stage, func() { tab.again() }) },
	})
	return tab
}

// again reads the tab anew; what was typed stays.
func (c *companySheet) again() {
	c.typed = c.draft()
	c.kept = nil
	c.load()
}

// stageCard says whether the company is a test, what is missing before it can be taken
// live, and how; there is no way back.
func stageCard(w *companyWindow, b billingBook, s access.Stage, then func()) fyne.CanvasObject {
	t := w.page.T
	title, text := t("billing.stage.test"), t("billing.stage.test.text")
	if s.Live {
		title, text = t("billing.stage.live"), t("billing.stage.live.text", "Date", w.dateOf(s.Since))
	}
	body := kit.VStack(12, kit.VStack(2, kit.Section(title), kit.Muted(text)))
	switch {
	case s.Live:
	case !s.Mine:
		body.Add(kit.Caption(t("billing.stage.owners")))
	default:
		button := kit.NewButton(kit.Normal, t("billing.stage.verb"), func() { askLive(w, b, then) })
		line := kit.HStack(16, button, kit.Spacer())
		if len(s.Missing) > 0 {
			button.Disable()
			line = kit.HStack(16, button, kit.Caption(t("billing.stage.missing", "Fields", billingNames(w, s.Missing))))
		}
		body.Add(line)
	}
	return kit.LeftMax(kit.FormWidth, kit.Card(body, 20))
}

// billingNames names fields as the form does.
func billingNames(w *companyWindow, fields []string) string {
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = w.fieldName(access.FieldChange{Table: "billing", Field: field})
	}
	return strings.Join(names, ", ")
}

// askLive is the one way from test to live: the question, with password and code.
func askLive(w *companyWindow, b billingBook, then func()) {
	t := w.page.T
	ask(w.page, askSpec{Company: w.kept.Name, Color: companyColor(w.kept.Color), Title: t("billing.live.title", "Company", w.kept.Name),
		Text: t("billing.live.text"), Verb: t("billing.live.verb"), Code: w.spec.Code != nil && w.spec.Code(), Now: w.spec.Now,
		Do: func(ctx context.Context, password, code string) error {
			return b.GoLive(ctx, access.Proof{Password: password, Code: code})
		},
		OnDone: func() {
			w.page.Toasts.Show(kit.ToneSuccess, t("billing.live.done"), "", nil)
			then()
			w.spec.OnSaved(w.kept)
		}})
}

func billingText(b access.Billing) map[string]string {
	return map[string]string{"name": b.Name, "street": b.Street, "postcode": b.PostCode, "city": b.City, "country": b.Country,
		"vat": b.VAT, "email": b.Email, "reference": b.Reference}
}

func billingOf(text map[string]string) access.Billing {
	return access.Billing{Name: text["name"], Street: text["street"], PostCode: text["postcode"], City: text["city"], Country: text["country"],
		VAT: text["vat"], Email: text["email"], Reference: text["reference"]}
}
