package access

import (
	"context"

	"trousseau/app/checks"
	"trousseau/app/keys"
	"trousseau/data"
)

const (
	actBilling     = "billing.change"
	settingBilling = "billing" // frozen
	// rightBilling is the right to see and change the billing details of the account.
	rightBilling = "account.billing"
)

// Billing is to whom the account of the company is billed (R1): its own name and
// address for that, which need not be those of its documents. Country is ISO 3166-1
// alpha-2; VAT in its canonical form; Reference is the company's own, for the bill.
type Billing struct {
	Name      string `cbor:"1,keyasint"`
	Street    string `cbor:"2,keyasint"`
	PostCode  string `cbor:"3,keyasint"`
	City      string `cbor:"4,keyasint"`
	Country   string `cbor:"5,keyasint"`
	VAT       string `cbor:"6,keyasint,omitempty"`
	Email     string `cbor:"7,keyasint,omitempty"`
	Reference string `cbor:"8,keyasint,omitempty"`
}

// Check gives the details in their normal form, or an *InputError. What is not known
// yet may stay empty; see Missing.
func (b Billing) Check() (Billing, error) {
	for _, f := range []struct {
		name string
		text *string
	}{{"name", &b.Name}, {"street", &b.Street}, {"postcode", &b.PostCode}, {"city", &b.City}, {"country", &b.Country}, {"reference", &b.Reference}} {
		if err := checkText(f.name, f.text, false); err != nil {
			return b, err
		}
	}
	var err error
	if b.VAT, err = checks.EnterpriseNumber(b.Country, b.VAT); err != nil {
		return b, &InputError{Field: "vat", Err: err}
	}
	if b.Email != "" {
		if b.Email, err = checks.Email(b.Email); err != nil {
			return b, &InputError{Field: "email", Err: err}
		}
	}
	return b, nil
}

// Missing names the fields that must be there before the company goes live, in the
// order of the form; none: the details are complete.
func (b Billing) Missing() []string {
	var out []string
	for _, f := range [][2]string{{"name", b.Name}, {"street", b.Street}, {"postcode", b.PostCode}, {"city", b.City},
		{"country", b.Country}, {"email", b.Email}} {
		if f[1] == "" {
			out = append(out, f[0])
		}
	}
	return out
}

func (b Billing) fields() map[string]string {
	return map[string]string{"name": b.Name, "street": b.Street, "postcode": b.PostCode, "city": b.City, "country": b.Country,
		"vat": b.VAT, "email": b.Email, "reference": b.Reference}
}

// billingOf opens the billing details; nothing saved yet gives none.
func billingOf(tx *data.Tx, r *room) (*row, Billing, error) {
	before, value, err := settingRow(tx, r, settingBilling)
	if err != nil || len(value) == 0 {
		return before, Billing{}, err
	}
	var b Billing
	return before, b, damaged(keys.Decode(value, &b))
}

// Billing reads the billing details of the current company; the zero value where
// none were saved. It asks account.billing. Errors: ErrForbidden, ErrTampered,
// ErrDuty, ErrEnded.
func (s *Session) Billing(ctx context.Context) (Billing, error) {
	var b Billing
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		if err = r.may(rightBilling); err != nil {
			return err
		}
		_, b, err = billingOf(tx, r)
		return err
	})
	return b, err
}

// ChangeBilling writes the billing details; was is what the person had read. It asks
// account.billing. Once live they stay complete: *InputError of the field "billing"
// with a *MissingError. What stands already writes nothing. Errors: *InputError,
// ErrForbidden, ErrChanged as ChangeCompany.
func (s *Session) ChangeBilling(ctx context.Context, was, b Billing) error {
	b, err := b.Check()
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actBilling, right: rightBilling}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, old, err := billingOf(w.tx, r)
		if err != nil {
			return nil, err
		}
		if err := unchanged(old == b, old == was); err != nil {
			return nil, err
		}
		if missing := b.Missing(); r.state.Live() && len(missing) > 0 {
			return nil, &InputError{Field: "billing", Err: &MissingError{Fields: missing}}
		}
		plain, err := keys.Encode(b)
		if err != nil {
			return nil, err
		}
		from, to := differences(old.fields(), b.fields())
		return &change{domain: keys.Common, before: from, after: to}, w.putSetting(r, settingBilling, before, plain)
	}))
}
