package access

import (
	"context"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

const (
	actAgreement     = "agreement.change"
	settingAgreement = "agreement" // frozen
)

// Agreement is the acquirer agreement of a company (C5): with which bank, under which
// reference, between which days, and whether payouts stand on it. From and To are
// YYYY-MM-DD; an empty To is no end. The zero value: there is none.
type Agreement struct {
	Bank, Reference string
	From, To        string
	Payouts         bool
}

// agreementRecord is what the statement of an agreement commits to.
type agreementRecord struct {
	Bank      string `cbor:"1,keyasint"`
	Reference string `cbor:"2,keyasint"`
}

// Check gives the agreement in its normal form, or an *InputError of the field
// "bank", "reference", "from" or "to".
func (a Agreement) Check() (Agreement, error) {
	if a == (Agreement{}) {
		return a, nil
	}
	if err := checkText("bank", &a.Bank, true); err != nil {
		return a, err
	}
	if err := checkText("reference", &a.Reference, true); err != nil {
		return a, err
	}
	if a.From == "" {
		return a, &InputError{Field: "from", Err: ErrEmpty}
	}
	if _, err := time.Parse(time.DateOnly, a.From); err != nil {
		return a, &InputError{Field: "from", Err: ErrOdd}
	}
	if a.To == "" {
		return a, nil
	}
	if _, err := time.Parse(time.DateOnly, a.To); err != nil || a.To < a.From {
		return a, &InputError{Field: "to", Err: ErrOdd}
	}
	return a, nil
}

func (a Agreement) fields() map[string]string {
	return map[string]string{"bank": a.Bank, "reference": a.Reference, "from": a.From, "to": a.To, "payouts": yesNo(a.Payouts)}
}

// agreementOf opens the agreement and holds its row against the signed statement.
func agreementOf(tx *data.Tx, r *room) (*row, Agreement, error) {
	before, value, err := settingRow(tx, r, settingAgreement)
	if err != nil {
		return nil, Agreement{}, err
	}
	signed, ok := r.state.Agreement()
	if ok != (len(value) > 0) {
		return nil, Agreement{}, tampered("agreement differs from its statement")
	}
	if !ok {
		return before, Agreement{}, nil
	}
	var record agreementRecord
	err = damaged(keys.Unsalted(value, signed.Record, &record))
	return before, Agreement{Bank: record.Bank, Reference: record.Reference, From: signed.From, To: signed.To, Payouts: signed.Payouts}, err
}

// Agreement reads the acquirer agreement of the current company. Every member may.
func (s *Session) Agreement(ctx context.Context) (Agreement, error) {
	var a Agreement
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		_, a, err = agreementOf(tx, r)
		return err
	})
	return a, err
}

// ChangeAgreement writes the agreement with the statement that commits to it; was is
// what the person had read, the zero value of a takes it away. Owners only. What
// stands already writes nothing. Errors: *InputError, ErrForbidden, ErrChanged as
// ChangeCompany.
func (s *Session) ChangeAgreement(ctx context.Context, was, a Agreement) error {
	a, err := a.Check()
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actAgreement, right: rightOwner}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, old, err := agreementOf(w.tx, r)
		if err != nil {
			return nil, err
		}
		if err := unchanged(old == a, old == was); err != nil {
			return nil, err
		}
		var salted []byte
		var body keys.Agreement
		if a != (Agreement{}) {
			body = keys.Agreement{From: a.From, To: a.To, Payouts: a.Payouts}
			if salted, body.Record, err = keys.Salted(w.door.random, agreementRecord{Bank: a.Bank, Reference: a.Reference}); err != nil {
				return nil, err
			}
		}
		if err := w.putSetting(r, settingAgreement, before, salted); err != nil {
			return nil, err
		}
		from, to := differences(old.fields(), a.fields())
		return &change{domain: keys.Common, before: from, after: to}, w.state(r, func() (keys.Signed, error) {
			return keys.SignSetAgreement(&w.ring.Identity, r.state, r.member, w.signing(r), body)
		})
	}))
}

// Gates are what two of the seven rights wait for besides being given (R12, R13).
type Gates struct {
	Agreement bool // an agreement that supports payouts holds today: payouts (R6)
	Live      bool // the company is in production: sync (R7)
}

// Gates reads them; today is by this computer's calendar. Every member may.
func (s *Session) Gates(ctx context.Context) (Gates, error) {
	var out Gates
	err := s.read(ctx, func(_ *data.Tx, r *room) error {
		out = r.gates(s.door.clock())
		return nil
	})
	return out, err
}

// gates judges by the signed statements alone.
func (r *room) gates(now time.Time) Gates {
	a, ok := r.state.Agreement()
	return Gates{Agreement: ok && a.Holds(now.Format(time.DateOnly)), Live: r.state.Live()}
}
