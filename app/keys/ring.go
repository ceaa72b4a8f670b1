package keys

import (
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// RingKey is RK, the random key that seals a ring. Sessions keep it, not the
// key made from the password.
type RingKey struct{ secret []byte }

// NewRingKey draws an RK.
func NewRingKey(random io.Reader) (*RingKey, error) {
	secret, err := draw(random, keySize)
	if err != nil {
		return nil, err
	}
	return &RingKey{secret: secret}, nil
}

// Wipe drops RK from memory as far as the runtime allows.
func (k *RingKey) Wipe() { Wipe(k.secret) }

// Ring is everything one person owns besides rows: his keys, his second factor
// and what he last saw of each company. It is stored as one sealed, versioned
// blob. Field numbers are never reused; 14 is kept for later.
type Ring struct {
	Format    uint8        `cbor:"1,keyasint"`
	Account   ID           `cbor:"2,keyasint"`
	Identity  Identity     `cbor:"3,keyasint"`
	Factor    *Factor      `cbor:"4,keyasint,omitempty"`
	Password  PasswordFact `cbor:"5,keyasint"`
	Person    Person       `cbor:"6,keyasint"`
	Screen    Screen       `cbor:"7,keyasint"`
	Kit       KitFact      `cbor:"8,keyasint"`
	SignIns   []SignIn     `cbor:"9,keyasint,omitempty"`
	Companies []Membership `cbor:"10,keyasint,omitempty"`
	Slots     []SlotFact   `cbor:"11,keyasint,omitempty"`
	History   *History     `cbor:"12,keyasint,omitempty"`
	Recovery  *Recovery    `cbor:"13,keyasint,omitempty"`
	Events    []Event      `cbor:"15,keyasint,omitempty"` // oldest first, at most 50
	Trusted   int64        `cbor:"16,keyasint,omitempty"` // newest time that nobody doubted, Unix ms (DESIGN 5)
	// Former are pairs of keys that were replaced while a company did not let their
	// owner in: there they still count, until he comes back. Oldest first, at most 8.
	Former []Identity `cbor:"17,keyasint,omitempty"`
}

// Retire keeps the present keys among the former ones, before new ones take their
// place; the oldest of more than eight are wiped and forgotten.
func (r *Ring) Retire() {
	r.Former = append(slices.Clip(r.Former), r.Identity)
	for len(r.Former) > maxFormer {
		r.Former[0].Wipe()
		r.Former = r.Former[1:]
	}
}

// SlotFact pins a slot in the ring that it opens: an older slot put back would
// revive an older password, a removed one would silence a recovery kit.
type SlotFact struct {
	Kind SlotKind `cbor:"1,keyasint"`
	Hash Hash     `cbor:"2,keyasint"`
}

// Pinned tells whether the ring pins exactly this slot.
func (r *Ring) Pinned(s Slot) bool {
	return slices.Contains(r.Slots, s.Fact())
}

// Factor is the time-based one-time password (RFC 6238): seed, last accepted
// counter, and when it was enrolled (Unix ms).
type Factor struct {
	Seed  []byte `cbor:"1,keyasint"`
	Last  uint64 `cbor:"2,keyasint"`
	Since int64  `cbor:"3,keyasint"`
}

// PasswordFact says how the password was judged when it was set, never the
// password: class 1 to 5, the version of the rules, and two Unix-ms dates.
type PasswordFact struct {
	Class   uint8 `cbor:"1,keyasint"`
	Rules   uint8 `cbor:"2,keyasint"`
	Set     int64 `cbor:"3,keyasint"`
	Consent int64 `cbor:"4,keyasint"`
}

// Person is the owner of the ring.
type Person struct {
	First string `cbor:"1,keyasint"`
	Last  string `cbor:"2,keyasint"`
	Email string `cbor:"3,keyasint"`
}

// Screen is how he likes his windows; scale in percent, theme is light, dark or system.
type Screen struct {
	Language string `cbor:"1,keyasint"`
	Theme    string `cbor:"2,keyasint"`
	Scale    uint16 `cbor:"3,keyasint"`
}

// KitFact names the recovery kit in force: its number, its age recipient, its date (Unix ms).
type KitFact struct {
	Number    uint32 `cbor:"1,keyasint"`
	Recipient string `cbor:"2,keyasint"`
	Made      int64  `cbor:"3,keyasint"`
}

// SignIn is one entry of the account's own list: when, and how many tries
// failed since the one before; Kit of them were tries of a recovery kit.
type SignIn struct {
	Time   int64  `cbor:"1,keyasint"`
	Failed uint32 `cbor:"2,keyasint"`
	Kit    uint32 `cbor:"3,keyasint,omitempty"`
}

// Membership is what the ring pins of one company: the root it trusts and the
// newest heads it saw, with the set hashes at that journal head, the last known
// duties (nil: none known yet) and the last known name: a company that does not
// open any more still counts, and is called by it.
type Membership struct {
	Company   ID        `cbor:"1,keyasint"`
	Member    ID        `cbor:"2,keyasint"`
	Root      Hash      `cbor:"3,keyasint"`
	Statement Head      `cbor:"4,keyasint"`
	Line      Head      `cbor:"5,keyasint"`
	Sets      []SetHash `cbor:"6,keyasint,omitempty"`
	Duties    *Duties   `cbor:"7,keyasint,omitempty"`
	Name      string    `cbor:"8,keyasint,omitempty"`
	// Alerts are what an owner has not ticked off yet (P6), oldest first, at most 50.
	Alerts []Alert `cbor:"9,keyasint,omitempty"`
	// Record names the factor record that was written last; nil: none.
	Record *RecordFact `cbor:"10,keyasint,omitempty"`
}

// Alert tells an owner that something happened which he shall look at: ID is that
// of the journal line, Who the member who wrote it, Time in Unix ms.
type Alert struct {
	ID   ID        `cbor:"1,keyasint"`
	Time int64     `cbor:"2,keyasint"`
	Who  ID        `cbor:"3,keyasint"`
	Kind AlertKind `cbor:"4,keyasint"`
}

// AlertKind says what an alert is about.
type AlertKind uint8

// AlertKnown: a member said that his password is known. The number is frozen.
const AlertKnown AlertKind = 1

// maxAlerts is how many are kept of a company.
const maxAlerts = 50

// Alert keeps an alert once, and the newest fifty.
func (m *Membership) Alert(a Alert) {
	if slices.ContainsFunc(m.Alerts, func(b Alert) bool { return a.ID == b.ID }) {
		return
	}
	m.Alerts = append(slices.Clip(m.Alerts), a)
	m.Alerts = m.Alerts[max(0, len(m.Alerts)-maxAlerts):]
}

// RecordFact says of a member's factor record which version was written last, and
// what it holds, without telling it: a row put back or gone out of date is seen.
type RecordFact struct {
	Version uint64 `cbor:"1,keyasint"`
	Holds   Hash   `cbor:"2,keyasint"`
}

// maxFormer is how many former pairs of keys a ring keeps.
const maxFormer = 8

// Head is the newest element of a chain: its number and its hash.
type Head struct {
	Seq  uint64 `cbor:"1,keyasint"`
	Hash Hash   `cbor:"2,keyasint"`
}

const formatRing = 1

// SealRing seals the ring as its given version. A ring whose keys, second factor
// or recovery codes were wiped, or one beyond its bounds, is ErrFormat: stored, it
// would replace a good one for ever.
func (k *RingKey) SealRing(random io.Reader, r *Ring, version uint64) ([]byte, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	// Judged here alone: everybody knows the codes of a wiped seed, but a ring that
	// has one must still open.
	if r.Factor != nil && spent(r.Factor.Seed) || r.Recovery.wiped() {
		return nil, ErrFormat
	}
	r.Format = formatRing
	plain, err := encode(r)
	if err != nil {
		return nil, err
	}
	defer Wipe(plain)
	key, err := derive(k.secret, infoRing, keySize)
	if err != nil {
		return nil, err
	}
	return seal(random, key, ringBound(r.Account, version), plain)
}

// OpenRing opens the ring of that account at exactly that version; otherwise ErrOpen.
func (k *RingKey) OpenRing(account ID, version uint64, sealed []byte) (*Ring, error) {
	key, err := derive(k.secret, infoRing, keySize)
	if err != nil {
		return nil, err
	}
	plain, err := open(key, ringBound(account, version), sealed)
	if err != nil {
		return nil, err
	}
	defer Wipe(plain)
	var r Ring
	if err := decode(plain, &r); err != nil {
		return nil, err
	}
	if r.Format != formatRing || r.Account != account {
		return nil, ErrFormat
	}
	if err := r.check(); err != nil {
		return nil, err
	}
	return &r, nil
}

// check refuses what no ring of this version holds (ErrFormat).
func (r *Ring) check() error {
	for _, m := range r.Companies {
		if m.Duties != nil && m.Duties.check() != nil || len(m.Alerts) > maxAlerts ||
			slices.ContainsFunc(m.Alerts, func(a Alert) bool { return a.Kind != AlertKnown }) {
			return ErrFormat
		}
	}
	if len(r.Former) > maxFormer || slices.ContainsFunc(r.Former, func(i Identity) bool { return i.check() != nil }) {
		return ErrFormat
	}
	return errors.Join(r.Identity.check(), r.History.check(), r.Recovery.check(), checkEvents(r.Events))
}

func ringBound(account ID, version uint64) []byte {
	b := append([]byte(tagRing), formatRing)
	b = append(b, account[:]...)
	return binary.BigEndian.AppendUint64(b, version)
}

// SealDraft seals unsaved typing while the program is locked; it never reaches the file.
func (k *RingKey) SealDraft(random io.Reader, account ID, plain []byte) ([]byte, error) {
	key, err := derive(k.secret, infoDraft, keySize)
	if err != nil {
		return nil, err
	}
	return seal(random, key, append([]byte(tagDraft), account[:]...), plain)
}

// OpenDraft gives back what SealDraft took, for the same account.
func (k *RingKey) OpenDraft(account ID, sealed []byte) ([]byte, error) {
	key, err := derive(k.secret, infoDraft, keySize)
	if err != nil {
		return nil, err
	}
	return open(key, append([]byte(tagDraft), account[:]...), sealed)
}

// Membership finds what the ring holds of a company.
func (r *Ring) Membership(company ID) (*Membership, bool) {
	for i := range r.Companies {
		if r.Companies[i].Company == company {
			return &r.Companies[i], true
		}
	}
	return nil, false
}

// Wipe overwrites the secrets of the ring.
func (r *Ring) Wipe() {
	r.Identity.Wipe()
	for _, i := range r.Former {
		i.Wipe()
	}
	if r.Factor != nil {
		Wipe(r.Factor.Seed)
	}
	r.History.wipe()
	r.Recovery.wipe()
}
