package access

import (
	"context"
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

// After a rotation new rows are sealed under the new keys at once. The others are
// sealed anew in batches, so that a file copied later gives a removed key nothing
// to open; content, version and set hash stay, and so the journal has no line of
// it. What was begun goes on where it ended, also in another program.

// resealBatch is how many rows are sealed anew in one transaction.
const resealBatch = 200

// Resealing tells how far the sealing anew of rows under the newest keys has come.
type Resealing struct{ Done, Left int }

// behindNewest counts the rows that are still sealed under an older epoch, as far as
// the member holds their domain.
func (r *room) behindNewest(tx *data.Tx) (int, error) {
	if r.viewing() {
		return 0, nil // nothing is written then
	}
	var all int
	for d, k := range r.keys {
		for _, table := range data.Tables() {
			n, err := tx.CountBelow(table, r.state.Company[:], uint8(d), k.Epoch)
			if err != nil {
				return 0, err
			}
			all += n
		}
	}
	return all, nil
}

// reseal seals one batch of rows anew, contents and versions unchanged, and gives
// how many.
func (w *writer) reseal(r *room) (int, error) {
	for _, d := range keys.Domains() {
		k := r.keys[d]
		if k == nil {
			continue
		}
		for _, table := range data.Tables() {
			limit := resealBatch
			if table == data.TableProfiles {
				limit = -1 // any number of unreadable ones may stand before those that open
			}
			rows, err := w.tx.Below(table, r.state.Company[:], uint8(d), k.Epoch, limit)
			if err != nil {
				return 0, err
			}
			done := 0
			for _, stored := range rows {
				if done == resealBatch {
					break
				}
				ok, err := w.resealRow(r, k, table, stored)
				if err != nil {
					return 0, err
				}
				if ok {
					done++
				}
			}
			if done > 0 {
				return done, nil
			}
		}
	}
	return 0, nil
}

// resealRow seals one row anew; false for a member's report that does not open: it
// is shown as unreadable, and stays so.
func (w *writer) resealRow(r *room, k *keys.DomainKey, table data.Table, stored data.Row) (bool, error) {
	older, err := r.at(w.tx, k.Domain, stored.Epoch)
	if table == data.TableProfiles && errors.Is(err, ErrTampered) {
		return false, nil // of no epoch that there is
	}
	if err != nil {
		return false, err
	}
	id, err := keys.IDFrom(stored.ID)
	if err != nil {
		return false, damaged(err)
	}
	c := keys.Context{Company: r.state.Company, Table: table.Number(), Row: id, Version: stored.Version, Domain: k.Domain, Epoch: stored.Epoch}
	open, seal := older.OpenRow, func(c keys.Context, plain []byte) ([]byte, error) { return k.SealRow(w.door.random, c, plain) }
	if table == data.TableProfiles { // letters, which their members wrote without the key
		open = older.OpenLetter
		seal = func(c keys.Context, plain []byte) ([]byte, error) {
			fact, err := k.Fact()
			if err != nil {
				return nil, err
			}
			return keys.SealLetter(fact.Letterbox, c, plain)
		}
	}
	plain, err := open(c, stored.Sealed)
	if err != nil {
		if table == data.TableProfiles {
			return false, nil
		}
		return false, damaged(err)
	}
	c.Epoch, stored.Epoch = k.Epoch, k.Epoch
	if stored.Sealed, err = seal(c, plain); err != nil {
		return false, err
	}
	return true, w.tx.UpdateRow(table, stored, stored.Version)
}

// Reseal seals a batch of rows of the current company anew and tells how far it has
// come; Left is zero when there is nothing more to do, or nothing that this member
// can. Meant to be called until then, between other work. Errors: ErrEnded, ErrDuty,
// ErrTampered, those of the file.
func (s *Session) Reseal(ctx context.Context) (Resealing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out Resealing
	if s.rk == nil {
		return out, ErrEnded
	}
	if s.duty != NoDuty {
		return out, ErrDuty
	}
	err := s.door.file.Write(ctx, func(tx *data.Tx) error {
		w, err := s.writer(tx)
		if err != nil {
			return err
		}
		defer w.ring.Wipe()
		r := w.rooms[0]
		if err := r.ended(w.now); err != nil {
			return err
		}
		if r.viewing() {
			return nil
		}
		if out.Done, err = w.reseal(r); err != nil || out.Done == 0 {
			return err
		}
		out.Left, err = r.behindNewest(tx)
		return err
	})
	return out, err
}

// ToReseal counts the rows that are still sealed under an older key, as far as this
// member can seal them anew.
func (s *Session) ToReseal(ctx context.Context) (int, error) {
	var n int
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		n, err = r.behindNewest(tx)
		return err
	})
	return n, err
}
