package access

import (
	"context"
	"crypto/sha256"
	"sync"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Names of the acts in the journal (DESIGN 13).
const (
	actOpen      = "session.open"
	actClose     = "session.close"
	actLock      = "session.lock"
	actUnlock    = "session.unlock"
	actFound     = "company.create"
	actCompany   = "company.change"
	actScreen    = "screen.change"
	actEnrol     = "factor.enrol"
	actReplace   = "factor.replace"
	actClock     = "clock.set"
	actTime      = "time.confirm"
	actPassword  = "password.change"
	actOff       = "factor.disable"
	actCodes     = "recovery.renew"
	actKitUsed   = "kit.use"
	actKitMade   = "kit.renew"
	actName      = "person.change"
	actMoney     = "money.change"
	actLogo      = "logo.change"
	actTerms     = "terms.change"
	actPolicy    = "policy.change"
	actIdle      = "lock.change"
	actRequire   = "factor.require"
	actRestored  = "backup.restore"
	actBackup    = "backup.make"
	actOffSite   = "backup.offsite"
	actRotate    = "keys.rotate"
	factFailed   = "failed"
	factBy       = "by"
	factProfile  = "profile"      // version of the report written with the line
	freshFactor  = 12 * time.Hour // after that, unlocking asks the code too
	keepSignIns  = 50
	scaleLeast   = 100
	scaleMost    = 200
	farewellWait = 2 * time.Second
)

// Session is a person signed in. It keeps the ring's key, never the password.
// Its methods may be called from any goroutine; they run one after the other.
type Session struct {
	door *Door

	mu      sync.Mutex
	account keys.ID
	lookup  []byte
	rk      *keys.RingKey
	ring    *keys.Ring
	version uint64
	rooms   []*room   // the current company first
	aside   []shut    // companies that do not open
	left    []keys.ID // companies that the person may not enter any more, as far as they were looked at

	duty        Duty      // what he must do before anything else
	strong      int64     // when the code, or a password that needs none, was last right
	factor      keys.Hash // of the seed in force then, zero for none; see sameFactor
	firstHere   bool      // this computer never saw the company before
	anchorFault error
	presence    *presence // set when the session opens
}

// company gives the current room; the caller holds the lock.
func (s *Session) company() (*room, error) {
	if s.rk == nil || len(s.rooms) == 0 {
		return nil, ErrEnded
	}
	return s.rooms[0], nil
}

// Close signs out: the journal line, the heads, then the keys are dropped,
// whether the file could be written or not.
func (s *Session) Close(ctx context.Context) error {
	return s.leave(ctx, actClose)
}

// leave writes a last line and drops every key. The keys go even when the file
// is busy or gone: leaving must not fail.
func (s *Session) leave(ctx context.Context, name string) error {
	defer s.presence.end() // after the lock is given back
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rk == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, farewellWait)
	defer cancel()
	s.presence.leaving()
	err := s.write(ctx, act{name: name, account: true}, func(w *writer) (*change, error) { return nil, s.presence.vanish(w.tx) })
	s.drop()
	return err
}

func (s *Session) drop() {
	for _, r := range s.rooms {
		r.wipe()
	}
	if s.ring != nil {
		s.ring.Wipe()
	}
	if s.rk != nil {
		s.rk.Wipe()
	}
	s.rk, s.ring, s.rooms = nil, nil, nil
}

// read runs f in a snapshot of the file, with the current room. Somebody with a
// duty reads nothing (ErrDuty).
func (s *Session) read(ctx context.Context, f func(*data.Tx, *room) error) error {
	return s.look(ctx, func(tx *data.Tx, rooms []*room) error {
		if s.duty != NoDuty {
			return ErrDuty
		}
		return f(tx, rooms[0])
	})
}

// look is read for what a duty itself needs: every room, whatever is due. The
// caller of f holds the lock.
func (s *Session) look(ctx context.Context, f func(*data.Tx, []*room) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.door.file.Read(ctx, func(tx *data.Tx) error {
		if _, err := s.company(); err != nil {
			return err
		}
		// A ring that was renewed, by a rescue, ends this session's reading too.
		ring, version, err := s.freshRing(tx)
		if err != nil {
			return err
		}
		defer ring.Wipe()
		fresh, aside, err := s.freshRooms(tx, ring, version)
		if err != nil {
			return err
		}
		if err := fresh[0].ended(s.door.now()); err != nil {
			return err
		}
		s.rooms, s.aside = fresh, aside
		return f(tx, fresh)
	})
}

// seedHash names a factor without telling it; none is zero.
func seedHash(f *keys.Factor) keys.Hash {
	if f == nil {
		return keys.Hash{}
	}
	return sha256.Sum256(f.Seed)
}

// sameFactor gives ErrFactor where the second factor in force is not the one that
// this session proved, because another program enrolled it since: who never had
// that phone must not replace it, nor draw what stands in for it. An unlocking asks
// its code, and then he may.
func (s *Session) sameFactor(w *writer) error {
	if f := w.ring.Factor; f != nil && seedHash(f) != s.factor {
		return ErrFactor
	}
	return nil
}

// Duty is what the person must do before anything else.
func (s *Session) Duty() Duty {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.duty
}

// settle judges the duties again after one was done; the caller holds the lock.
// A duty that came up since the sign-in waits for the next one (B25).
func (s *Session) settle() {
	if s.duty != NoDuty {
		s.duty = duty(s.ring, asked(s.rooms, s.aside), s.door.now())
	}
}

// Locked is what remains of a session behind the lock: no key, and what was
// typed only as ciphertext.
type Locked struct {
	door    *Door
	lookup  []byte
	account keys.ID
	email   string
	strong  int64
	duty    Duty
	draft   []byte
}

// Lock drops the keys. The draft is what was typed and not saved; it is sealed
// under the ring's key and comes back with Unlock. An error tells that the
// journal could not be written; the keys are gone all the same.
func (s *Session) Lock(ctx context.Context, draft []byte) (*Locked, error) {
	s.mu.Lock()
	if s.rk == nil {
		s.mu.Unlock()
		return nil, ErrEnded
	}
	l := &Locked{door: s.door, lookup: s.lookup, account: s.account, email: s.ring.Person.Email, strong: s.strong, duty: s.duty}
	var err error
	l.draft, err = s.rk.SealDraft(s.door.random, s.account, draft)
	s.mu.Unlock()
	if leaving := s.leave(ctx, actLock); err == nil {
		err = leaving
	}
	return l, err
}

// Email is the address of the person who may unlock.
func (l *Locked) Email() string { return l.email }

// Email is the address of the person signed in; empty when the session ended.
func (s *Session) Email() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ring == nil {
		return ""
	}
	return s.ring.Person.Email
}
