package access

import (
	"errors"
	"maps"
	"strconv"

	"trousseau/app/keys"
	"trousseau/data"
)

// profile reports the account's state to a company: what its owners see of the
// member, signed and sealed to the people letterbox. It carries the version of
// the ring written with it, which only rises: a row taken away or put back
// cannot make it start anew. The line of the same act names that version, see
// reporting.
func (w *writer) profile(r *room, version uint64) error {
	fact, ok := r.state.Epoch(keys.People)
	if !ok {
		return tampered("people has no epoch")
	}
	before, err := w.tx.Row(data.TableProfiles, r.state.Company[:], r.member[:])
	missing := errors.Is(err, data.ErrNotFound)
	if err != nil && !missing {
		return err
	}
	if !missing && before.Version >= version {
		if err := w.clearRaised(r, before); err != nil {
			return err
		}
		missing = true
	}
	p := keys.Profile{Company: r.state.Company, Member: r.member, Version: version,
		Person: w.ring.Person, Password: w.ring.Password}
	if w.ring.Factor != nil {
		p.Factor = w.ring.Factor.Since
	}
	if n := len(w.ring.SignIns); n > 0 {
		p.SignIn = w.ring.SignIns[n-1].Time
	}
	sealed, err := w.ring.Identity.SealProfile(fact, p)
	if err != nil {
		return err
	}
	out := data.Row{Company: r.state.Company[:], ID: r.member[:], Version: version,
		Domain: uint8(keys.People), Epoch: fact.Epoch, Sealed: sealed}
	if missing {
		return w.tx.AddRow(data.TableProfiles, out)
	}
	return w.tx.UpdateRow(data.TableProfiles, out, before.Version)
}

// clearRaised takes away a report that claims to be newer than what is written now: a
// number raised by hand must not shut a member out of writing. He is told. One that
// opens as his own is the work of his program, so that his ring is an older one put
// back: ErrTampered. Who lacks the key of people cannot tell the two apart; to him
// it makes no difference, as the row could have been deleted as well.
func (w *writer) clearRaised(r *room, stored data.Row) error {
	m, _ := r.state.Member(r.member)
	_, err := r.openProfile(w.tx, m, stored)
	if err == nil {
		return tampered("profile newer than its ring")
	}
	if !errors.Is(err, ErrTampered) && !errors.Is(err, ErrForbidden) {
		return err
	}
	w.note(keys.EventReport)
	return w.tx.RemoveRow(data.TableProfiles, stored.Company, stored.ID)
}

// reporting adds to an act on the account the version of the report that it
// writes: by it a report that was put back is known (people.go).
func reporting(a act, version uint64) act {
	facts := map[string]string{factProfile: strconv.FormatUint(version, 10)}
	maps.Copy(facts, a.facts)
	a.facts = facts
	return a
}
