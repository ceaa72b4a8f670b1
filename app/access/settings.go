package access

import (
	"bytes"
	"context"
	"image/png"
	"strconv"
	"strings"

	"trousseau/app/checks"
	"trousseau/app/keys"
	"trousseau/data"
)

// setting is one row of the table settings (domain common): its name, and its
// value, salted where a signed statement commits to it.
type setting struct {
	Name  string `cbor:"1,keyasint"`
	Value []byte `cbor:"2,keyasint"`
}

// The names of settings; frozen.
const (
	settingMoney = "money"
	settingLogo  = "logo"
	settingTerms = "terms"
)

// Money is what decides where money goes and what it is called on paper: each
// change is a signed statement of an owner, so that an edited file sends nobody's
// payment elsewhere. VAT in hundredths of a percent, Days of the payment term.
type Money struct {
	IBAN     string `cbor:"1,keyasint"`
	BIC      string `cbor:"2,keyasint"`
	Currency string `cbor:"3,keyasint"` // ISO 4217
	VAT      uint16 `cbor:"4,keyasint"`
	Days     uint16 `cbor:"5,keyasint"`
	Prefix   string `cbor:"6,keyasint"` // of invoice numbers
}

// NewMoney is what a company begins with: euro, 21 %, 30 days, INV (FEATURES 1C).
func NewMoney() Money { return Money{Currency: "EUR", VAT: 2100, Days: 30, Prefix: "INV"} }

// Check gives the money settings in their normal form, or an *InputError.
func (m Money) Check() (Money, error) {
	var err error
	if m.IBAN, err = checks.IBAN(m.IBAN); err != nil {
		return m, &InputError{Field: "iban", Err: err}
	}
	if m.BIC, err = checks.BIC(m.BIC); err != nil {
		return m, &InputError{Field: "bic", Err: err}
	}
	if len(m.Currency) != 3 || strings.Trim(m.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return m, &InputError{Field: "currency", Err: ErrOdd}
	}
	if m.VAT > 10000 {
		return m, &InputError{Field: "vat", Err: ErrOdd}
	}
	if m.Days > 365 {
		return m, &InputError{Field: "days", Err: ErrOdd}
	}
	if err := checkText("prefix", &m.Prefix, true); err != nil {
		return m, err
	}
	if len([]rune(m.Prefix)) > 10 {
		return m, &InputError{Field: "prefix", Err: ErrLong}
	}
	return m, nil
}

func (m Money) fields() map[string]string {
	return map[string]string{"iban": m.IBAN, "bic": m.BIC, "currency": m.Currency, "vat": strconv.Itoa(int(m.VAT)),
		"days": strconv.Itoa(int(m.Days)), "prefix": m.Prefix}
}

// settingRow opens the row of a name; missing is no error and gives nil.
func settingRow(tx *data.Tx, r *room, name string) (*row, []byte, error) {
	rows, err := r.load(tx, data.TableSettings, keys.Common)
	if err != nil {
		return nil, nil, err
	}
	for i := range rows {
		var s setting
		if err := keys.Decode(rows[i].plain, &s); err != nil {
			return nil, nil, damaged(err)
		}
		if s.Name == name {
			return &rows[i], s.Value, nil
		}
	}
	return nil, nil, nil
}

// putSetting writes the row of a name.
func (w *writer) putSetting(r *room, name string, before *row, value []byte) error {
	plain, err := keys.Encode(setting{Name: name, Value: value})
	if err != nil {
		return err
	}
	if before != nil {
		return w.put(r, data.TableSettings, keys.Common, before, before.id, plain)
	}
	id, err := keys.NewID(w.door.random)
	if err != nil {
		return err
	}
	return w.put(r, data.TableSettings, keys.Common, nil, id, plain)
}

// moneyOf opens the money settings and holds them against the signed statement.
func moneyOf(tx *data.Tx, r *room) (*row, Money, error) {
	before, value, err := settingRow(tx, r, settingMoney)
	if err != nil {
		return nil, Money{}, err
	}
	commitment, signed := r.state.Money()
	if !signed && before == nil {
		return nil, NewMoney(), nil
	}
	var m Money
	if !signed || before == nil {
		return nil, m, tampered("money settings differ from their statement")
	}
	return before, m, damaged(keys.Unsalted(value, commitment, &m))
}

// Money reads the money settings of the current company.
func (s *Session) Money(ctx context.Context) (Money, error) {
	var m Money
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		_, m, err = moneyOf(tx, r)
		return err
	})
	return m, err
}

// ChangeMoney writes the money settings with the statement that commits to them;
// was is what the person had read. Owners only. What stands already writes
// nothing. Errors: *InputError, of the field "currency" with ErrFixed where another
// one is given to a company that is live; ErrForbidden, ErrChanged as ChangeCompany.
func (s *Session) ChangeMoney(ctx context.Context, was, m Money) error {
	m, err := m.Check()
	if err != nil {
		return err
	}
	err = s.do(ctx, act{name: actMoney, right: rightOwner}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, old, err := moneyOf(w.tx, r)
		if err != nil {
			return nil, err
		}
		if err := unchanged(old == m, old == was); err != nil {
			return nil, err
		}
		if r.state.Live() && m.Currency != old.Currency {
			return nil, &InputError{Field: "currency", Err: ErrFixed}
		}
		salted, commitment, err := keys.Salted(w.door.random, m)
		if err != nil {
			return nil, err
		}
		if err := w.putSetting(r, settingMoney, before, salted); err != nil {
			return nil, err
		}
		b, a := differences(old.fields(), m.fields())
		return &change{domain: keys.Common, before: b, after: a}, w.state(r, func() (keys.Signed, error) {
			return keys.SignSetMoney(&w.ring.Identity, r.state, r.member, w.signing(r), commitment)
		})
	})
	return unlessSame(err)
}

// LogoLimit bounds a logo: bytes of its PNG file, and pixels of each side.
const (
	LogoLimit = 256 << 10
	logoSide  = 2048
)

// Logo is the company's picture as a PNG file; nil: none.
func (s *Session) Logo(ctx context.Context) ([]byte, error) {
	var out []byte
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		_, out, err = settingRow(tx, r, settingLogo)
		return err
	})
	return out, err
}

// ChangeLogo keeps a PNG file as the company's picture, or none; was is the file
// that the person had read. It asks settings.company. Errors: *InputError of the
// field "logo", ErrForbidden, ErrChanged as ChangeCompany.
func (s *Session) ChangeLogo(ctx context.Context, was, file []byte) error {
	if len(file) > LogoLimit {
		return &InputError{Field: "logo", Err: ErrLong}
	}
	if len(file) > 0 {
		c, err := png.DecodeConfig(bytes.NewReader(file))
		if err != nil || c.Width > logoSide || c.Height > logoSide || c.Width == 0 || c.Height == 0 {
			return &InputError{Field: "logo", Err: ErrOdd}
		}
		if _, err := png.Decode(bytes.NewReader(file)); err != nil {
			return &InputError{Field: "logo", Err: ErrOdd}
		}
	}
	return s.changeSetting(ctx, actLogo, settingLogo, was, file)
}

// Terms are the company's terms of sale, as text.
func (s *Session) Terms(ctx context.Context) (string, error) {
	var out []byte
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		_, out, err = settingRow(tx, r, settingTerms)
		return err
	})
	return string(out), err
}

const longestTerms = 50_000 // bytes

// ChangeTerms writes the terms of sale; was is the text that the person had read.
// It asks settings.company. Errors: *InputError of the field "terms",
// ErrForbidden, ErrChanged as ChangeCompany.
func (s *Session) ChangeTerms(ctx context.Context, was, text string) error {
	if len(text) > longestTerms {
		return &InputError{Field: "terms", Err: ErrLong}
	}
	return s.changeSetting(ctx, actTerms, settingTerms, []byte(was), []byte(text))
}

// changeSetting writes one setting; the journal keeps its size, not its contents.
func (s *Session) changeSetting(ctx context.Context, name, key string, was, value []byte) error {
	return unlessSame(s.do(ctx, act{name: name, right: rightCompany}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, old, err := settingRow(w.tx, r, key)
		if err != nil {
			return nil, err
		}
		if err := unchanged(bytes.Equal(old, value), bytes.Equal(old, was)); err != nil {
			return nil, err
		}
		return &change{domain: keys.Common, before: map[string]string{key: bytesOf(old)}, after: map[string]string{key: bytesOf(value)}},
			w.putSetting(r, key, before, value)
	}))
}

// unlessSame makes an act that found nothing to change a success.
func unlessSame(err error) error {
	if err == errSame { //nolint:errorlint // it never leaves this package
		return nil
	}
	return err
}
