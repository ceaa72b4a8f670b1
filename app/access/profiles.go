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
// reporting. A row that claims to be newer was written by hand, because a ring older
// than its member's lines never gets here (rejoin): it must not shut him out of
// writing, so his own takes its place and he is told.
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
		if err := w.tx.RemoveRow(data.TableProfiles, before.Company, before.ID); err != nil {
			return err
		}
		missing = true
		w.note(keys.EventReport)
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

// reporting adds to an act on the account the version of the report that it
// writes: by it a report that was put back is known (people.go).
func reporting(a act, version uint64) act {
	facts := map[string]string{factProfile: strconv.FormatUint(version, 10)}
	maps.Copy(facts, a.facts)
	a.facts = facts
	return a
}
