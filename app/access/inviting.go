package access

import (
	"slices"
	"strings"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// chosen gives the rooms of these companies; none: the current one. What is due in
// another than the current one begins first, as before every act.
func (w *writer) chosen(companies []keys.ID) ([]*room, error) {
	if len(companies) == 0 {
		return w.rooms[:1], nil
	}
	var out []*room
	for _, id := range companies {
		n := slices.IndexFunc(w.rooms, func(r *room) bool { return r.state.Company == id })
		if n < 0 {
			return nil, w.outside(id)
		}
		r := w.rooms[n]
		if err := r.may(keys.RightInvite); err != nil {
			return nil, err
		}
		if n > 0 {
			due, err := w.rotateDue(r)
			if err == nil && len(due) > 0 {
				err = w.line(r, act{name: actRotate}.rotated(due), nil)
			}
			if err != nil {
				return nil, err
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// inviteAll invites everybody into one company.
func (w *writer) inviteAll(r *room, n NewInvitation, people []invitee, slips []Slip) error {
	if err := r.may(keys.RightInvite); err != nil {
		return err
	}
	at := w.signing(r)
	if err := r.mayInvite(n, at); err != nil {
		return err
	}
	taken, err := r.addresses(w.tx, at)
	if err != nil {
		return err
	}
	_, c, err := companyRow(w.tx, r)
	if err != nil {
		return err
	}
	for i, who := range people {
		if taken[who.email] {
			return &InputError{Field: "emails", Err: &AddressError{Address: who.email, Err: ErrTaken}}
		}
		if err := w.inviteOne(r, act{name: actInvite}, n, who, c.Name); err != nil {
			return err
		}
		slips[i].add(c, at+int64(n.Days)*day.Milliseconds())
	}
	return nil
}

// add says that a slip is good in one more company.
func (s *Slip) add(c Company, ends int64) {
	if s.Company == "" {
		s.Company, s.Color, s.Ends = c.Name, c.Color, ends
		return
	}
	s.Company, s.Ends = s.Company+", "+c.Name, min(s.Ends, ends)
}

// inviteOne signs one invitation, keeps who is invited, and leaves for his code what
// it opens: the note with root and heads, and the keys of his rights.
func (w *writer) inviteOne(r *room, a act, n NewInvitation, who invitee, company string) error {
	body, err := keys.NewInvite(who.one)
	if err != nil {
		return err
	}
	body.Kind, body.Owner, body.Rights, body.Until = keys.External, n.Owner, n.Rights, n.Until
	if n.Internal {
		body.Kind = keys.Internal
	}
	body.Ends = w.signing(r) + int64(n.Days)*day.Milliseconds()
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignInvite(&w.ring.Identity, r.state, r.member, w.signing(r), body)
	}); err != nil {
		return err
	}
	if err := w.wrapAll(r, keys.DomainsFor(n.Rights, n.Owner), body.Encryption); err != nil {
		return err
	}
	if err := w.addMember(r, body.Invitation, memberRecord{Kind: uint8(body.Kind), Email: who.email, Since: w.at,
		First: n.First, Last: n.Last, Language: n.Language}); err != nil {
		return err
	}
	note := keys.Note{Company: r.state.Company, Root: r.state.Root, Statement: r.state.Head, Line: r.line, Name: company,
		Person: keys.Person{First: n.First, Last: n.Last, Email: who.email}, Language: n.Language, By: w.myName()}
	sealed, err := who.one.SealNote(w.door.random, note)
	if err != nil {
		return err
	}
	if err := w.tx.PutNote(data.Note{Company: r.state.Company[:], Code: body.Invitation[:], Sealed: sealed}); err != nil {
		return err
	}
	a.subject = body.Invitation
	return w.line(r, a, &change{domain: keys.People, before: map[string]string{}, after: invited(n, who.email, body)})
}

// invited is what the line of an invitation says.
func invited(n NewInvitation, email string, body keys.Invite) map[string]string {
	out := standingFields(keys.Member{Owner: n.Owner, Kind: body.Kind, Until: n.Until})
	delete(out, "state")
	out["email"], out["language"] = email, n.Language
	out["ends"] = unixMilli(body.Ends).UTC().Format(time.RFC3339)
	for name, value := range map[string]string{"first": n.First, "last": n.Last} {
		if value != "" {
			out[name] = value
		}
	}
	for _, right := range n.Rights {
		out[right] = "yes"
	}
	return out
}

// myName is what the person is called.
func (w *writer) myName() string {
	return strings.TrimSpace(w.ring.Person.First + " " + w.ring.Person.Last)
}
