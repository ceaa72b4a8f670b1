package keys

// Agreement is the value of SetAgreement: the salted commitment of the record
// with bank and reference, the days between which it holds, and whether it
// supports payouts. All empty: there is none any more.
type Agreement struct {
	Record  Hash   `cbor:"1,keyasint"`
	From    string `cbor:"2,keyasint"` // YYYY-MM-DD
	To      string `cbor:"3,keyasint"` // last day; "" = no end
	Payouts bool   `cbor:"4,keyasint"`
}

// Review is the value of SetReview: the day of an access review and the hash of
// its sheet.
type Review struct {
	Date  string `cbor:"1,keyasint"` // YYYY-MM-DD
	Sheet Hash   `cbor:"2,keyasint"`
}

// Links tells whether links ask for the recipient's address first: yes until an
// owner switches it off.
func (s *State) Links() bool { return !s.settings.open }

// Agreement gives the acquirer agreement; false when there is none.
func (s *State) Agreement() (Agreement, bool) {
	return s.settings.agreement, s.settings.agreement != Agreement{}
}

// Holds tells whether the agreement supports payouts on that day (YYYY-MM-DD; R12).
func (a Agreement) Holds(date string) bool {
	_, ok := civilDay(date)
	return ok && a.Payouts && a.From <= date && (a.To == "" || date <= a.To)
}

// Live tells whether the company is in production.
func (s *State) Live() bool { return s.settings.live }

// Review gives the last access review; false when there was none.
func (s *State) Review() (Review, bool) { return s.settings.review, s.settings.review != Review{} }

// takeCompany reads the values that say what the company is and has.
func (v *settings) takeCompany(body Set) error {
	switch body.Name {
	case SetLinks:
		return takeValue(body.Value, func(value bool) bool {
			v.open = !value
			return true
		})
	case SetAgreement:
		return takeValue(body.Value, func(value Agreement) bool {
			v.agreement = value
			return value == Agreement{} || value.possible()
		})
	case SetLive:
		was := v.live
		return takeValue(body.Value, func(value bool) bool {
			v.live = true
			return value && !was
		})
	case SetReview:
		return takeValue(body.Value, func(value Review) bool {
			v.review = value
			_, ok := civilDay(value.Date)
			return ok && value.Sheet != Hash{}
		})
	}
	return ErrChainKind
}

func (a Agreement) possible() bool {
	_, from := civilDay(a.From)
	_, to := civilDay(a.To)
	return a.Record != Hash{} && from && (a.To == "" || to && a.To >= a.From)
}

// SignSetLinks writes and signs whether links ask for the address, at time (Unix
// ms), to stand behind the head of s. It does not judge: Apply does.
func SignSetLinks(i *Identity, s *State, author ID, time int64, protected bool) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetLinks, protected)
}

// SignSetAgreement does the same for the acquirer agreement.
func SignSetAgreement(i *Identity, s *State, author ID, time int64, value Agreement) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetAgreement, value)
}

// SignSetLive does the same for the one way from test to live.
func SignSetLive(i *Identity, s *State, author ID, time int64) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetLive, true)
}

// SignSetReview does the same for an access review.
func SignSetReview(i *Identity, s *State, author ID, time int64, value Review) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetReview, value)
}
