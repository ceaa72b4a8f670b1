package access

import (
	"context"
	"errors"

	"trousseau/app/keys"
)

// Removal is what became of a person in one company.
type Removal struct {
	Company, Name string // id, and name as far as it is known
	Removed       bool
	// Absent says that nobody of that address is a member there.
	Absent bool
	// Err is why he stays: ErrForbidden, ErrSelf, ErrOwners, ErrLastOwner, ErrNoAccess,
	// ErrTampered, ErrAmbiguous where two members have the address.
	Err error
}

// RemoveFrom ends the access of the person with this address in several companies of
// the one signed in, in one transaction, with one line in each where he was removed
// (M4). Each is judged by itself: what he may not do in one keeps nothing from being
// done in another. One outcome a company, in the order asked. Errors: *InputError of
// the fields "company" and "email", ErrDuty, ErrEnded, those of the file; then
// nothing was done.
func (s *Session) RemoveFrom(ctx context.Context, companies []string, email string) ([]Removal, error) {
	ids := make([]keys.ID, len(companies))
	for i, text := range companies {
		id, err := companyID(text)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	address := normalEmail(email)
	if address == "" {
		return nil, &InputError{Field: "email", Err: ErrEmpty}
	}
	var out []Removal
	err := unlessSame(s.do(ctx, act{name: actRemove}, func(w *writer) (*change, error) {
		out, w.each = nil, map[keys.ID]entry{}
		for _, id := range ids {
			one, err := w.removeFrom(id, address)
			if err != nil {
				return nil, err
			}
			out = append(out, one)
		}
		if len(w.each) == 0 {
			return nil, errSame
		}
		return nil, nil
	}))
	if err != nil {
		return nil, err
	}
	return out, nil
}

// removeFrom judges one company and removes the person there.
func (w *writer) removeFrom(company keys.ID, address string) (Removal, error) {
	out := Removal{Company: company.String()}
	if m, ok := w.ring.Membership(company); ok {
		out.Name = m.Name
	}
	r := w.room(company)
	if r == nil {
		out.Err = w.outside(company)
		return out, nil
	}
	if out.Err = r.may(keys.RightDelete); out.Err != nil {
		return out, nil
	}
	member, found, err := w.byEmail(r, address)
	if broken(err) || errors.Is(err, ErrForbidden) || errors.Is(err, ErrAmbiguous) {
		out.Err = err
		return out, nil
	}
	if err != nil || !found {
		out.Absent = !found
		return out, err
	}
	if member, out.Err = r.other(member.ID); out.Err == nil && r.lastOwner(member) {
		out.Err = ErrLastOwner
	}
	if out.Err != nil {
		return out, nil
	}
	if err := w.renewKeysOf(r); err != nil {
		return out, err
	}
	c, err := w.revoke(r, &w.ring.Identity, r.member, member, keys.Revoke{Target: member.ID, What: keys.LoseMember, Rights: []string{}})
	if err != nil {
		return out, err
	}
	w.each[company] = entry{act: act{name: actRemove, subject: member.ID}, change: c}
	out.Removed = true
	return out, nil
}

// room finds the room of a company; nil where there is none.
func (w *writer) room(company keys.ID) *room {
	for _, r := range w.rooms {
		if r.state.Company == company {
			return r
		}
	}
	return nil
}

// byEmail finds the member with an address: that of his own report, or the one under
// which he was taken in. A report is its member's own word: where it makes them two,
// none of them is meant (ErrAmbiguous).
func (w *writer) byEmail(r *room, address string) (keys.Member, bool, error) {
	records, err := r.records(w.tx)
	if err != nil {
		return keys.Member{}, false, err
	}
	var found []keys.Member
	for _, m := range r.state.Members() {
		p, err := r.personOf(w.tx, m, records[m.ID])
		if err != nil {
			return m, false, err
		}
		if normalEmail(p.Email) == address || normalEmail(records[m.ID].Email) == address {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 0:
		return keys.Member{}, false, nil
	case 1:
		return found[0], true, nil
	}
	return keys.Member{}, false, ErrAmbiguous
}
