package views

import (
	"errors"

	"trousseau/app/access"
	"trousseau/app/checks"
)

// input explains a refused field: the sentence of its reason.
func (e explainer) input(i *access.InputError) string {
	var short *access.ShortError
	var address *access.AddressError
	switch {
	case errors.As(i.Err, &address) && errors.Is(address.Err, access.ErrTaken):
		return e.t("input.address.taken", "Email", address.Address)
	case errors.As(i.Err, &address):
		return e.t("input.address.form", "Email", address.Address)
	case errors.As(i.Err, &short):
		return e.t("input.short", "Least", short.Least)
	case errors.Is(i.Err, access.ErrEmpty):
		return e.t("input.empty")
	case errors.Is(i.Err, access.ErrLong):
		return e.t("input.long")
	case errors.Is(i.Err, access.ErrTaken):
		return e.t("input.taken")
	case errors.Is(i.Err, access.ErrFactorCode):
		return e.t("input.factorCode")
	case errors.Is(i.Err, access.ErrFixed):
		return e.t("input.fixed")
	case errors.Is(i.Err, access.ErrWeak):
		return e.t("input.weak")
	case errors.Is(i.Err, access.ErrReused):
		return e.t("input.reused")
	case i.Field == "kit": // what is wrong with a code does not help to type it
		return e.t("input.kit")
	case i.Field == "code":
		return e.t("input.code")
	case i.Field == "recovery":
		return e.t("input.recovery")
	}
	if text := e.checked(i.Err); text != "" {
		return text
	}
	return e.t("input.odd")
}

// checked explains what a check of package checks refused, "" for anything else.
func (e explainer) checked(err error) string {
	var (
		number  *checks.NumberError
		email   *checks.EmailError
		iban    *checks.IBANError
		bic     *checks.BICError
		phone   *checks.PhoneError
		website *checks.WebsiteError
	)
	switch {
	case errors.As(err, &number):
		return e.number(number.Reason)
	case errors.As(err, &email):
		return e.t("input.email")
	case errors.As(err, &iban):
		return e.iban(iban.Reason)
	case errors.As(err, &bic) && bic.Reason == checks.Length:
		return e.t("input.bic.length")
	case errors.As(err, &bic):
		return e.t("input.bic.letters")
	case errors.As(err, &phone) && phone.Reason == checks.Length:
		return e.t("input.phone.length")
	case errors.As(err, &phone):
		return e.t("input.phone.letters")
	case errors.As(err, &website):
		return e.website(website.Reason)
	}
	return ""
}

func (e explainer) number(r checks.Reason) string {
	switch r {
	case checks.Length:
		return e.t("input.number.length")
	case checks.Letters:
		return e.t("input.number.letters")
	case checks.CheckDigit:
		return e.t("input.number.digit")
	}
	return e.t("input.number.country")
}

func (e explainer) iban(r checks.Reason) string {
	switch r {
	case checks.Length:
		return e.t("input.iban.length")
	case checks.Letters:
		return e.t("input.iban.letters")
	case checks.CheckDigit:
		return e.t("input.iban.digit")
	}
	return e.t("input.iban.country")
}

func (e explainer) website(r checks.WebsiteReason) string {
	switch r {
	case checks.WebsiteCharacters:
		return e.t("input.website.characters")
	case checks.WebsiteScheme:
		return e.t("input.website.scheme")
	case checks.WebsiteUser:
		return e.t("input.website.user")
	case checks.WebsiteLength:
		return e.t("input.website.length")
	}
	return e.t("input.website")
}
