package views

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/views/kit"
)

// moneyCurrencies are the currencies to choose from (ISO 4217), the nearest first.
const moneyCurrencies = "EUR CHF GBP USD DKK NOK SEK BGN CZK HUF PLN RON ISK ALL RSD TRY UAH XPF"

// moneyForm is the money settings to fill in.
type moneyForm struct {
	page     *kit.Page
	onChange func()

	iban      *leavingEntry
	bic, vat  *kit.Entry
	days, pre *kit.Entry
	currency  *kit.Choice
	fields    map[string]*kit.Field // by the field names of access.InputError
	filling   bool
}

// newMoneyForm offers the currency in force with the others.
func newMoneyForm(p *kit.Page, currency string, onChange, onSubmit func()) *moneyForm {
	f := &moneyForm{page: p, onChange: onChange, bic: kit.NewEntry(), vat: kit.NewEntry(), days: kit.NewEntry(), pre: kit.NewEntry()}
	f.iban = newLeavingEntry(func() { f.judgeIBAN(true) })
	var currencies []kit.Option
	for _, code := range withOne(strings.Fields(moneyCurrencies), currency) {
		currencies = append(currencies, kit.Option{Key: code, Text: code})
	}
	f.currency = kit.NewChoice(currencies, func(string) { f.changed("currency") })
	f.fields = map[string]*kit.Field{
		"iban": kit.NewField(p.T("money.iban"), f.iban), "bic": kit.NewField(p.T("money.bic"), f.bic),
		"currency": kit.NewField(p.T("money.currency"), f.currency), "vat": kit.NewField(p.T("money.vat"), f.vat),
		"days": kit.NewField(p.T("money.days"), f.days), "prefix": kit.NewField(p.T("money.prefix"), f.pre),
	}
	f.fields["bic"].SetHint(p.T("money.bic.hint"))
	f.fields["vat"].SetHint(p.T("money.vat.hint"))
	f.fields["days"].SetHint(p.T("money.days.hint"))
	f.fields["prefix"].SetHint(p.T("money.prefix.hint"))
	for field, e := range map[string]*kit.Entry{"bic": f.bic, "vat": f.vat, "days": f.days, "prefix": f.pre} {
		e.OnChanged = func(string) { f.changed(field) }
		e.OnSubmitted = func(string) { onSubmit() }
	}
	f.iban.OnChanged = func(string) {
		f.group()
		f.judgeIBAN(false)
		f.tell()
	}
	f.iban.OnSubmitted = func(string) { onSubmit() }
	return f
}

func (f *moneyForm) build() fyne.CanvasObject {
	return kit.Form(
		f.fields["iban"],
		kit.Columns(16, f.fields["bic"], f.fields["currency"]),
		kit.Pair(16, f.fields["vat"], f.fields["days"]),
		f.fields["prefix"],
	)
}

func (f *moneyForm) changed(field string) {
	f.fields[field].SetFault("")
	f.tell()
}

func (f *moneyForm) tell() {
	if !f.filling {
		f.onChange()
	}
}

// group puts a space after each four characters while they are typed; the cursor
// stays behind the character it stood behind.
func (f *moneyForm) group() {
	typed := []rune(f.iban.Text)
	behind := 0
	for i, r := range typed {
		if i < f.iban.CursorColumn && !unicode.IsSpace(r) {
			behind++
		}
	}
	grouped := checks.GroupIBAN(strings.ToUpper(string(typed)))
	if grouped == string(typed) {
		return
	}
	hear := f.iban.OnChanged
	f.iban.OnChanged = nil
	f.iban.SetText(grouped)
	f.iban.OnChanged = hear
	f.iban.CursorColumn = behind + max(behind-1, 0)/4
	f.iban.Refresh()
}

// judgeIBAN says what is known of the number: while it is typed, what no further
// character can mend, and when it is left, all.
func (f *moneyForm) judgeIBAN(left bool) {
	field := f.fields["iban"]
	canonical, err := checks.IBAN(f.iban.Text)
	var iban *checks.IBANError
	switch {
	case err == nil && canonical == "":
		field.SetFault("")
		field.SetHint(f.page.T("money.iban.hint"))
	case err == nil:
		field.SetFault("")
		field.SetRight(f.page.T("money.iban.right"))
	case !left && errors.As(err, &iban) && iban.Reason == checks.Length:
		field.SetFault("")
		field.SetHint(f.page.T("money.iban.hint"))
	default:
		field.SetFault(f.page.Explain(&access.InputError{Field: "iban", Err: err}))
	}
}

// text is what stands in the form.
func (f *moneyForm) text() map[string]string {
	return map[string]string{"iban": f.iban.Text, "bic": f.bic.Text, "currency": f.currency.Key(), "vat": f.vat.Text, "days": f.days.Text, "prefix": f.pre.Text}
}

// set fills the form and forgets every fault.
func (f *moneyForm) set(text map[string]string) {
	f.filling = true
	defer func() { f.filling = false }()
	f.currency.SetKey(text["currency"])
	for field, e := range map[string]*kit.Entry{"iban": &f.iban.Entry, "bic": f.bic, "vat": f.vat, "days": f.days, "prefix": f.pre} {
		if e.Text != text[field] {
			e.SetText(text[field])
		}
	}
	for _, field := range f.fields {
		field.SetFault("")
	}
	f.judgeIBAN(true)
}

// restore takes what text gave.
func (f *moneyForm) restore(d map[string]string) {
	text := f.text()
	for field := range text {
		if typed, ok := d[field]; ok {
			text[field] = typed
		}
	}
	f.set(text)
}

// check gives the settings in their normal form, or shows the fault at its field
// and returns false.
func (f *moneyForm) check() (access.Money, bool) {
	m := access.Money{IBAN: f.iban.Text, BIC: f.bic.Text, Currency: f.currency.Key(), Prefix: f.pre.Text}
	var err error
	if m.VAT, err = vatOf(f.vat.Text); err != nil {
		f.point("vat", f.page.T("money.vat.odd"))
		return m, false
	}
	days, err := strconv.ParseUint(strings.TrimSpace(f.days.Text), 10, 16)
	if err != nil || days > 365 {
		f.point("days", f.page.T("money.days.odd"))
		return m, false
	}
	m.Days = uint16(days)
	if m, err = m.Check(); err != nil {
		f.refuse(err)
		return m, false
	}
	return m, true
}

// refuse shows a refused field; false when the error is about none of this form.
func (f *moneyForm) refuse(err error) bool {
	var input *access.InputError
	if !errors.As(err, &input) || f.fields[input.Field] == nil {
		return false
	}
	f.point(input.Field, f.page.Explain(err))
	return true
}

func (f *moneyForm) point(field, fault string) {
	f.fields[field].SetFault(fault)
	kit.FocusFault(f.page.Window, f.fields[field])
}

// vatText writes hundredths of a percent as people do: 21, 5,5.
func vatText(lang string, hundredths uint16) string {
	return decimal(lang, float64(hundredths)/100)
}

// vatOf reads a percentage with at most two decimals, with a comma or a point.
func vatOf(typed string) (uint16, error) {
	typed = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(typed), "%"))
	whole, part, _ := strings.Cut(strings.Replace(typed, ",", ".", 1), ".")
	if len(part) > 2 {
		return 0, errMoney
	}
	part += "00"[len(part):]
	n, err := strconv.ParseUint(whole+part, 10, 16)
	if err != nil || whole == "" || n > 10000 {
		return 0, errMoney
	}
	return uint16(n), nil
}
