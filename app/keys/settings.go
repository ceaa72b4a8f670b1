package keys

import "cmp"

// Set is the body of a setting that must not be editable in the file. Value is
// the canonical encoding of what the name asks for.
type Set struct {
	Name  string `cbor:"1,keyasint"`
	Value []byte `cbor:"2,keyasint"`
}

// The names of this version; an unknown one is refused (ErrChainKind).
const (
	// SetClock is an owner's word that the time of the chain was wrong; its value
	// is its own time. It alone may carry an earlier time than the statement before it.
	SetClock = "clock"
	// SetPolicy is the password profile (P9): a Policy.
	SetPolicy = "policy"
	// SetLock is the idle time after which the program locks: minutes, 1 to 60.
	SetLock = "lock"
	// SetFactor tells whether a second factor is a duty for everybody (F9): a bool.
	SetFactor = "factor"
	// SetMoney is the salted commitment of the row with the money settings: a Hash.
	SetMoney = "money"
	// SetLinks tells whether a link asks for the recipient's address first (L2): a bool.
	SetLinks = "links"
	// SetAgreement is the acquirer agreement on which payouts stand (C5): an Agreement.
	SetAgreement = "agreement"
	// SetLive takes the company from test to live (C4): true, once.
	SetLive = "live"
	// SetReview is an access review that was done (U12): a Review.
	SetReview = "review"
)

// The password profiles; the numbers are frozen.
const (
	ProfileHouse uint8 = 1
	ProfileNIST  uint8 = 2
)

// The idle lock, in minutes: its default and its bound.
const (
	defaultLock uint8 = 5
	maxLock     uint8 = 60
)

// Policy is the value of SetPolicy. Reason is the salted commitment of the
// owner's words, which stand sealed in the journal; the house rules need none
// (zeros), another profile does.
type Policy struct {
	Profile uint8 `cbor:"1,keyasint"`
	Reason  Hash  `cbor:"2,keyasint"`
}

// Duties is what a company asks of its members: password profile, idle lock in
// minutes, mandatory second factor. The ring keeps the last known ones.
type Duties struct {
	Profile uint8 `cbor:"1,keyasint"`
	Lock    uint8 `cbor:"2,keyasint"`
	Factor  bool  `cbor:"3,keyasint"`
}

// check refuses duties that no chain can come to (ErrFormat).
func (d Duties) check() error {
	if d.Profile != ProfileHouse && d.Profile != ProfileNIST || d.Lock < 1 || d.Lock > maxLock {
		return ErrFormat
	}
	return nil
}

// settings is what the replay keeps of them; a zero is a default.
type settings struct {
	profile, lock uint8
	factor        bool
	money         Hash
	open          bool // links do not ask for the address
	agreement     Agreement
	live          bool
	review        Review
	since         map[string]int64
	clock         uint64 // number of the newest set clock; 0 = none
}

// Duties gives the company's duties: house rules, five minutes and no mandatory
// second factor until an owner sets others.
func (s *State) Duties() Duties {
	return Duties{Profile: cmp.Or(s.settings.profile, ProfileHouse), Lock: cmp.Or(s.settings.lock, defaultLock), Factor: s.settings.factor}
}

// Money gives the commitment of the money settings; false when none was ever set.
func (s *State) Money() (Hash, bool) { return s.settings.money, s.Since(SetMoney) != 0 }

// Since tells when the setting of that name was last set, Unix ms; 0 = never.
func (s *State) Since(name string) int64 { return s.settings.since[name] }

// ClockSet is the number of the statement in which an owner last said what time
// it is; 0 = never.
func (s *State) ClockSet() uint64 { return s.settings.clock }

// set takes in a setting; only owners set.
func (s *State) set(st Statement, author Member) error {
	if !author.Owner {
		return ErrChainAuthor
	}
	var body Set
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	after := s.settings
	if err := after.take(st.Time, body); err != nil {
		return err
	}
	if body.Name == SetClock {
		after.clock = st.Seq
		s.lowered(st.Time)
	} else if err := s.onTime(st); err != nil {
		return err
	}
	s.settings = after
	s.settings.since[body.Name] = st.Time
	return nil
}

// take reads the value that the name asks for. Errors: ErrChainKind for an
// unknown name, ErrFormat, ErrChainContents.
func (v *settings) take(time int64, body Set) error {
	switch body.Name {
	case SetClock:
		return takeValue(body.Value, func(value int64) bool { return value == time && value > 0 })
	case SetPolicy:
		return takeValue(body.Value, func(value Policy) bool {
			v.profile = value.Profile
			return value.Profile == ProfileHouse || value.Profile == ProfileNIST && value.Reason != Hash{}
		})
	case SetLock:
		return takeValue(body.Value, func(value int64) bool {
			v.lock = uint8(value) // kept only when the bounds hold
			return value >= 1 && value <= int64(maxLock)
		})
	case SetFactor:
		return takeValue(body.Value, func(value bool) bool {
			v.factor = value
			return true
		})
	case SetMoney:
		return takeValue(body.Value, func(value Hash) bool {
			v.money = value
			return value != Hash{}
		})
	}
	return v.takeCompany(body)
}

func takeValue[T any](b []byte, possible func(T) bool) error {
	var value T
	if err := decode(b, &value); err != nil {
		return err
	}
	if !possible(value) {
		return ErrChainContents
	}
	return nil
}

// SignSetClock writes and signs the owner's word that it is now time (Unix ms),
// to stand behind the head of s.
func SignSetClock(i *Identity, s *State, author ID, time int64) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetClock, time)
}

// SignSetPolicy writes and signs the choice of a password profile at time (Unix
// ms), to stand behind the head of s. It does not judge: Apply does.
func SignSetPolicy(i *Identity, s *State, author ID, time int64, value Policy) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetPolicy, value)
}

// SignSetLock does the same for the idle lock, in minutes.
func SignSetLock(i *Identity, s *State, author ID, time int64, minutes uint8) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetLock, minutes)
}

// SignSetFactor does the same for the mandatory second factor.
func SignSetFactor(i *Identity, s *State, author ID, time int64, mandatory bool) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetFactor, mandatory)
}

// SignSetMoney does the same for the commitment (Salted) of the money settings.
func SignSetMoney(i *Identity, s *State, author ID, time int64, commitment Hash) (Signed, error) {
	return signSet(i, s.next(KindSet, author, time), SetMoney, commitment)
}

func signSet(i *Identity, st Statement, name string, value any) (Signed, error) {
	b, err := encode(value)
	if err != nil {
		return Signed{}, err
	}
	return signStatement(i, st, Set{Name: name, Value: b})
}
