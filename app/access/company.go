package access

import (
	"context"
	"fmt"
	"strings"

	"trousseau/app/checks"
	"trousseau/app/keys"
	"trousseau/data"
)

// Company is a company's own data (domain common). Number is the enterprise or
// VAT number in its canonical form and may be empty; Country is ISO 3166-1
// alpha-2; Language is one of the program's; Color is #RRGGBB.
type Company struct {
	Name     string `cbor:"1,keyasint"`
	Country  string `cbor:"2,keyasint"`
	Language string `cbor:"3,keyasint"`
	Number   string `cbor:"4,keyasint"`
	Street   string `cbor:"5,keyasint"`
	PostCode string `cbor:"6,keyasint"`
	City     string `cbor:"7,keyasint"`
	Color    string `cbor:"8,keyasint"`
	// Later fields; a company founded before has them empty.
	Street2  string `cbor:"9,keyasint,omitempty"`
	VAT      string `cbor:"10,keyasint,omitempty"` // VAT number where it differs from Number
	Email    string `cbor:"11,keyasint,omitempty"`
	Phone    string `cbor:"12,keyasint,omitempty"`
	Website  string `cbor:"13,keyasint,omitempty"`
	Timezone string `cbor:"14,keyasint,omitempty"` // IANA name
}

// The bounds of what a person may type, in characters.
const (
	longestName = 80
	longestText = 200
)

// InputError names the one field that was refused; Err says why.
type InputError struct {
	Field string
	Err   error
}

// Error implements error.
func (e *InputError) Error() string { return fmt.Sprintf("%v: %s", ErrInput, e.Field) }

// Unwrap makes it ErrInput and the reason.
func (e *InputError) Unwrap() []error { return []error{ErrInput, e.Err} }

// What can be wrong with a typed text.
var (
	ErrEmpty = fmt.Errorf("%w: empty", ErrInput)
	ErrLong  = fmt.Errorf("%w: too long", ErrInput)
	ErrOdd   = fmt.Errorf("%w: not one of the choices", ErrInput)
)

// Check gives the company with every text trimmed and the number canonical, or
// an *InputError for the first field that cannot stay.
func (c Company) Check() (Company, error) {
	for _, f := range []struct {
		name string
		text *string
		must bool
	}{{"name", &c.Name, true}, {"country", &c.Country, true}, {"language", &c.Language, true},
		{"street", &c.Street, false}, {"postcode", &c.PostCode, false}, {"city", &c.City, false},
		{"street2", &c.Street2, false}, {"phone", &c.Phone, false}, {"website", &c.Website, false}, {"timezone", &c.Timezone, false}} {
		if err := checkText(f.name, f.text, f.must); err != nil {
			return c, err
		}
	}
	number, err := checks.EnterpriseNumber(c.Country, c.Number)
	if err != nil {
		return c, &InputError{Field: "number", Err: err}
	}
	c.Number = number
	if c.VAT, err = checks.EnterpriseNumber(c.Country, c.VAT); err != nil {
		return c, &InputError{Field: "vat", Err: err}
	}
	if c.Email != "" {
		if c.Email, err = checks.Email(c.Email); err != nil {
			return c, &InputError{Field: "email", Err: err}
		}
	}
	if c.Phone, err = checks.Phone(c.Phone); err != nil {
		return c, &InputError{Field: "phone", Err: err}
	}
	if c.Website, err = checks.Website(c.Website); err != nil {
		return c, &InputError{Field: "website", Err: err}
	}
	if !isColor(c.Color) {
		return c, &InputError{Field: "color", Err: ErrOdd}
	}
	return c, nil
}

func checkText(field string, text *string, must bool) error {
	*text = strings.Join(strings.Fields(*text), " ")
	n := len([]rune(*text))
	longest := longestText
	if field == "name" || field == "first" || field == "last" {
		longest = longestName
	}
	switch {
	case n == 0 && must:
		return &InputError{Field: field, Err: ErrEmpty}
	case n > longest:
		return &InputError{Field: field, Err: ErrLong}
	}
	return nil
}

func isColor(s string) bool {
	if len(s) != 7 || s[0] != '#' {
		return false
	}
	return strings.Trim(s[1:], "0123456789ABCDEFabcdef") == ""
}

// fields gives the company as before/after of the journal.
func (c Company) fields() map[string]string {
	return map[string]string{"name": c.Name, "country": c.Country, "language": c.Language, "number": c.Number,
		"street": c.Street, "postcode": c.PostCode, "city": c.City, "color": c.Color,
		"street2": c.Street2, "vat": c.VAT, "email": c.Email, "phone": c.Phone, "website": c.Website, "timezone": c.Timezone}
}

// differences keeps the fields that differ.
func differences(before, after map[string]string) (map[string]string, map[string]string) {
	b, a := map[string]string{}, map[string]string{}
	for k, v := range after {
		if before[k] != v {
			b[k], a[k] = before[k], v
		}
	}
	return b, a
}

// companyRow opens the one row of a company's data.
func companyRow(tx *data.Tx, r *room) (row, Company, error) {
	rows, err := r.load(tx, data.TableCompany, keys.Common)
	if err != nil {
		return row{}, Company{}, err
	}
	if len(rows) != 1 || rows[0].id != r.state.Company {
		return row{}, Company{}, tampered("company data missing")
	}
	var c Company
	if err := keys.Decode(rows[0].plain, &c); err != nil {
		return row{}, Company{}, damaged(err)
	}
	return rows[0], c, nil
}

// Company reads the current company's data.
func (s *Session) Company(ctx context.Context) (Company, error) {
	var c Company
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		_, c, err = companyRow(tx, r)
		return err
	})
	return c, err
}

// ChangeCompany writes the current company's data; was is what the person had
// read. It asks settings.company. What stands already writes nothing. Errors:
// *InputError, ErrForbidden, ErrChanged where neither was nor c is stored any
// more, ErrEnded.
func (s *Session) ChangeCompany(ctx context.Context, was, c Company) error {
	c, err := c.Check()
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actCompany, right: rightCompany}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		old, before, err := companyRow(w.tx, r)
		if err != nil {
			return nil, err
		}
		if err := unchanged(before == c, before == was); err != nil {
			return nil, err
		}
		plain, err := keys.Encode(c)
		if err != nil {
			return nil, err
		}
		b, a := differences(before.fields(), c.fields())
		return &change{domain: keys.Common, before: b, after: a},
			w.put(r, data.TableCompany, keys.Common, &old, old.id, plain)
	}))
}

// unchanged judges what is stored before it is replaced: errSame where it is what
// shall be stored, ErrChanged where it is not what the person had read, so that
// two windows do not undo each other's work unseen.
func unchanged(same, read bool) error {
	switch {
	case same:
		return errSame
	case !read:
		return ErrChanged
	}
	return nil
}

// MayChangeCompany tells whether the person may write the company's data.
func (s *Session) MayChangeCompany() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.company()
	return err == nil && r.may(rightCompany) == nil
}
