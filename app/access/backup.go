package access

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// factMade tells in the journal when a copy was made, RFC 3339 in UTC.
const factMade = "made"

// RecordBackup writes the journal line of a copy that was made (B2). It asks no
// right: whoever may open the file may copy it. Errors: ErrEnded, ErrDuty,
// *ClockError, those of the file.
func (s *Session) RecordBackup(ctx context.Context, made time.Time) error {
	facts := map[string]string{factMade: made.UTC().Format(time.RFC3339)}
	return s.do(ctx, act{name: actBackup, facts: facts}, func(*writer) (*change, error) { return nil, nil })
}

// RecordOffSite writes the journal line of a copy that was sealed for another
// place (B2); the line does not tell where. Errors as RecordBackup.
func (s *Session) RecordOffSite(ctx context.Context) error {
	return s.do(ctx, act{name: actOffSite}, func(*writer) (*change, error) { return nil, nil })
}

// KitRecipient is the age recipient (age1…) of the recovery kit in force, to
// which off-site copies are sealed, as the file has it: another program may have
// renewed the kit. Errors: ErrEnded, those of the file.
func (s *Session) KitRecipient(ctx context.Context) (recipient string, err error) {
	err = s.look(ctx, func(tx *data.Tx, _ []*room) error {
		ring, _, err := s.freshRing(tx)
		if err != nil {
			return err
		}
		defer ring.Wipe()
		recipient = ring.Kit.Recipient
		return nil
	})
	return recipient, err
}

// KitIdentity gives the age identity (AGE-SECRET-KEY-1…) of a kit as typed or
// scanned. It is a secret. *InputError of the field "kit" for a mistyped code.
func KitIdentity(typed string) (string, error) {
	kit, err := keys.ParseKit(typed)
	if err != nil {
		return "", &InputError{Field: "kit", Err: err}
	}
	defer kit.Wipe()
	identity, _, err := kit.Age()
	return identity, err
}

// OpenCopy opens in a copy of the file all that this session's keys open, and
// keeps nothing: the wraps, the account's ring and slots, the members with what
// they report, and every line of the journal. The company's own data is left to
// PreviewCopy. What nobody can judge any more is left out: a ring from before
// the last use of a kit, the salt of a password or a kit changed since. Errors:
// ErrTampered for the first thing that does not open, *LineError where that is a
// line of the journal, those of the file.
func (s *Session) OpenCopy(ctx context.Context, from *data.File) error {
	return s.read(ctx, func(now *data.Tx, r *room) error {
		return from.Read(ctx, func(tx *data.Tx) error {
			c, err := copiedRoom(tx, r)
			if err != nil {
				return err
			}
			defer c.wipe()
			if err := c.openKeys(tx, &s.ring.Identity); err != nil {
				return err
			}
			if err := sameSalts(now, tx, s.account); err != nil {
				return err
			}
			if err := s.openAccount(tx, c.latest); err != nil {
				return err
			}
			if err := c.openMembers(tx); err != nil {
				return err
			}
			return c.openLines(tx)
		})
	})
}

// copiedRoom replays the company of a room in a copy; no key is opened.
func copiedRoom(tx *data.Tx, r *room) (*room, error) {
	chain, err := statements(tx, r.state.Company, 0)
	if err != nil {
		return nil, err
	}
	c := newRoom(r.member)
	if c.state, err = keys.Replay(r.state.Company, r.state.Root, chain); err != nil {
		return nil, damaged(err)
	}
	return c, c.followLines(tx)
}

// sameSalts compares what no key covers, and no sign-in does without: the salt of
// the addresses, which a file keeps for ever, and what derives the key of a slot
// that is still the same.
func sameSalts(now, then *data.Tx, account keys.ID) error {
	salt, err := now.Salt()
	if err != nil {
		return err
	}
	copied, err := then.Salt()
	if err != nil {
		return damaged(err)
	}
	if !bytes.Equal(salt, copied) {
		return tampered("salt of the addresses differs")
	}
	for _, kind := range []keys.SlotKind{keys.SlotPassword, keys.SlotKit} {
		slot, err := slotOf(now, account[:], kind)
		if errors.Is(err, ErrTampered) {
			continue // the file in use lacks it: the Overview tells that
		}
		if err != nil {
			return err
		}
		copied, err := slotOf(then, account[:], kind)
		if err != nil {
			return err
		}
		if bytes.Equal(slot.Wrap, copied.Wrap) && !(bytes.Equal(slot.Salt, copied.Salt) && bytes.Equal(slot.Params, copied.Params)) {
			return tampered("slot differs in its salt")
		}
	}
	return nil
}

// openAccount opens the account's ring and compares its slots with it. latest is
// the time of the copy's newest line, Unix ms.
func (s *Session) openAccount(tx *data.Tx, latest int64) error {
	acct, err := tx.AccountByID(s.account[:])
	if err != nil {
		return damaged(err)
	}
	ring, err := s.rk.OpenRing(s.account, acct.Version, acct.Ring)
	if errors.Is(err, keys.ErrOpen) && s.renewedSince(latest) {
		return nil
	}
	if err != nil {
		return damaged(err)
	}
	defer ring.Wipe()
	for _, kind := range []keys.SlotKind{keys.SlotPassword, keys.SlotKit} {
		slot, err := slotOf(tx, s.account[:], kind)
		if err != nil {
			return err
		}
		if !ring.Pinned(slot) {
			return tampered("slot differs from its ring")
		}
	}
	return nil
}

// renewedSince tells whether a kit may have renewed the ring's key since a time
// (Unix ms): it was used since, or the list of events no longer goes back so far.
func (s *Session) renewedSince(time int64) bool {
	const kept = 50 // keys.Ring.Note
	events := s.ring.Events
	return len(events) >= kept && events[0].Time >= time ||
		slices.ContainsFunc(events, func(e keys.Event) bool { return e.Kind == keys.EventKitUsed && e.Time >= time })
}

// openMembers opens the records of the members and what each reports.
func (r *room) openMembers(tx *data.Tx) error {
	if r.keys[keys.People] == nil {
		return nil
	}
	if _, err := r.load(tx, data.TableMembers, keys.People); err != nil {
		return err
	}
	rows, err := tx.Rows(data.TableProfiles, r.state.Company[:])
	if err != nil {
		return err
	}
	for _, row := range rows {
		id, err := keys.IDFrom(row.ID)
		if err != nil {
			return damaged(err)
		}
		m, ok := r.state.Member(id)
		if !ok {
			continue // removed since
		}
		k, err := r.at(tx, keys.People, row.Epoch)
		if err != nil {
			return err
		}
		if _, err := k.OpenProfile(m, row.Version, row.Sealed); err != nil {
			return damaged(err)
		}
	}
	return nil
}

// openLines opens what every line of the journal says, and what it changed.
func (r *room) openLines(tx *data.Tx) error {
	for from := uint64(0); ; from += batch {
		rows, err := tx.Lines(r.state.Company[:], from, batch)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := r.openLine(tx, row); err != nil {
				return ofLine(row.Seq, damaged(err))
			}
		}
		if len(rows) < batch {
			return nil
		}
	}
}

func (r *room) openLine(tx *data.Tx, row data.Line) error {
	l, err := keys.ParseLine(row.Line)
	if err != nil {
		return err
	}
	if r.keys[keys.People] != nil {
		if _, err := r.body(tx, l, row); err != nil {
			return err
		}
	}
	if len(l.Change) == 0 || r.keys[keys.Domain(row.Change.Domain)] == nil {
		return nil
	}
	k, err := r.at(tx, keys.Domain(row.Change.Domain), row.Change.Epoch)
	if err != nil {
		return err
	}
	plain, err := k.OpenRow(lineContext(l, k.Domain, k.Epoch), row.Change.Bytes)
	if err != nil {
		return err
	}
	commitment, err := keys.HashFrom(l.Change)
	if err != nil {
		return err
	}
	return keys.Unsalted(plain, commitment, new(keys.Change))
}
