package access

import (
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

// profile reports the account's state to a company: what its owners see of the
// member, signed and sealed to the people letterbox.
func (w *writer) profile(r *room) error {
	fact, ok := r.state.Epoch(keys.People)
	if !ok {
		return tampered("people has no epoch")
	}
	before, err := w.tx.Row(data.TableProfiles, r.state.Company[:], r.member[:])
	version := before.Version + 1
	if errors.Is(err, data.ErrNotFound) {
		version = 1
	} else if err != nil {
		return err
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
	if version == 1 {
		return w.tx.AddRow(data.TableProfiles, out)
	}
	return w.tx.UpdateRow(data.TableProfiles, out, before.Version)
}
