package access

import (
	"context"
	"errors"
	"strings"

	"trousseau/app/keys"
	"trousseau/data"
)

// Acts of whoever helps a member who lost his password or his phone. Their subject
// is that member.
const (
	actResetPassword = "reset.password"
	actResetFactor   = "reset.factor"
	actResetCancel   = "reset.cancel"
)

// ErrRecord says that a member's second factor is not known to whoever would reset
// his password, so that it could not be asked any more (F16): another owner knows it
// perhaps, or his second factor is reset first.
var ErrRecord = errors.New("access: second factor not known")

// ResetPassword makes a code with which a member who lost his password chooses a new
// one at the door (F16). Nobody learns or sets it for him, and his second factor is
// asked all the same. His open code of the same kind is worth nothing any more. Days,
// 1 to 30, 0: 7. It asks users.reset_password, own password and code. Errors: those of
// a proof (see Proof), *InputError ("member", "days"), ErrSelf, ErrOwners, ErrBeyond
// for somebody who may stay longer, ErrRecord, ErrForbidden, ErrEnded.
func (s *Session) ResetPassword(ctx context.Context, p Proof, member string, days int) (Slip, error) {
	return s.reset(ctx, p, member, days, keys.ResetPassword)
}

// ResetFactor makes a code with which a member who lost his phone enrols another one
// at his next sign-in, after his password (F14). Until then the old one still works.
// It asks users.reset_2fa, own password and code. Errors as ResetPassword.
func (s *Session) ResetFactor(ctx context.Context, p Proof, member string, days int) (Slip, error) {
	return s.reset(ctx, p, member, days, keys.ResetFactor)
}

func (s *Session) reset(ctx context.Context, p Proof, member string, days int, what keys.ResetKind) (Slip, error) {
	id, err := memberID(member)
	if err != nil {
		return Slip{}, err
	}
	if days, err = checkDays(days); err != nil {
		return Slip{}, err
	}
	people, err := newInvitees(s.door, []string{""})
	if err != nil {
		return Slip{}, err
	}
	defer people[0].one.Wipe()
	a := act{name: actResetPassword, right: keys.RightResetPassword, subject: id}
	if what == keys.ResetFactor {
		a.name, a.right = actResetFactor, keys.RightResetFactor
	}
	var slip Slip
	err = s.doProved(ctx, p, a, func(w *writer) (*change, error) {
		r := w.rooms[0]
		m, err := r.resettable(id, what, w.now)
		if err != nil {
			return nil, err
		}
		slip, err = w.reset(r, m, people[0], what, days)
		return nil, err
	})
	if err != nil {
		return Slip{}, err
	}
	return slip, nil
}

// resettable finds a member whom the acting one may help, in words of our own before
// the replay refuses.
func (r *room) resettable(id keys.ID, what keys.ResetKind, now int64) (keys.Member, error) {
	m, err := r.other(id)
	if err != nil {
		return m, err
	}
	me, _ := r.state.Member(r.member)
	switch {
	case !m.Standing(max(now, r.state.Time)):
		return m, &InputError{Field: "member", Err: ErrOdd}
	case what == keys.ResetPassword && !me.Owner && me.Until != "" && (m.Until == "" || m.Until > me.Until):
		return m, ErrBeyond
	}
	return m, nil
}

// reset signs the reset of a member and leaves for its code what it opens: the note,
// and for a password the keys of the rights that both hold, and the second factor.
func (w *writer) reset(r *room, m keys.Member, who invitee, what keys.ResetKind, days int) (Slip, error) {
	body, err := keys.NewReset(who.one)
	if err != nil {
		return Slip{}, err
	}
	body.Target, body.What, body.Ends = m.ID, what, w.signing(r)+int64(days)*day.Milliseconds()
	waiting := r.codes()
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignReset(&w.ring.Identity, r.state, r.member, w.signing(r), body)
	}); err != nil {
		return Slip{}, err
	}
	if err := w.forgetCodes(r, waiting); err != nil { // of the reset that this one replaces
		return Slip{}, err
	}
	note, slip, err := w.resetNote(r, m, who)
	if err != nil {
		return Slip{}, err
	}
	slip.Ends = body.Ends
	if what == keys.ResetPassword {
		pending, _ := r.state.PasswordReset(m.ID)
		if err := w.wrapAll(r, pending.Domains, body.Encryption); err != nil {
			return Slip{}, err
		}
		if note.Factor, err = w.passFactor(r, m, body.Encryption); err != nil {
			return Slip{}, err
		}
	}
	sealed, err := who.one.SealNote(w.door.random, note)
	if err != nil {
		return Slip{}, err
	}
	return slip, w.tx.PutNote(data.Note{Company: r.state.Company[:], Code: body.ID[:], Sealed: sealed})
}

// resetNote puts together what the member's slip and the note of its code say.
func (w *writer) resetNote(r *room, m keys.Member, who invitee) (keys.Note, Slip, error) {
	records, err := r.records(w.tx)
	if err != nil {
		return keys.Note{}, Slip{}, err
	}
	record := records[m.ID]
	p, err := r.personOf(w.tx, m, record)
	if err != nil {
		return keys.Note{}, Slip{}, err
	}
	if p.Unreadable || p.Email == "" { // what the inviter knew of him
		p.First, p.Last, p.Email = record.First, record.Last, record.Email
	}
	_, c, err := companyRow(w.tx, r)
	if err != nil {
		return keys.Note{}, Slip{}, err
	}
	language, me := record.Language, w.ring.Person
	if language == "" {
		language = c.Language
	}
	note := keys.Note{Company: r.state.Company, Root: r.state.Root, Statement: r.state.Head, Line: r.line, Name: c.Name,
		Person: keys.Person{First: p.First, Last: p.Last, Email: p.Email}, Language: language}
	return note, Slip{ID: m.ID.String(), Email: p.Email, First: p.First, Last: p.Last, Company: c.Name, Color: c.Color, Language: language,
		Code: who.code.Code(), QR: who.code.QR(), By: strings.TrimSpace(me.First + " " + me.Last)}, nil
}

// passFactor hands a member's second factor on to the code of his password reset,
// and tells what the code will ask. ErrRecord where he has one that the acting member
// does not know, unless the factor is being reset too.
func (w *writer) passFactor(r *room, m keys.Member, public []byte) (keys.NoteFactor, error) {
	record, signed, err := r.record(w.tx, m, &w.ring.Identity)
	if err == nil {
		defer record.Wipe()
		defer keys.Wipe(signed.Bytes)
		return keys.NoteRecord, w.passRecord(r, m.ID, record.Version, public, signed)
	}
	if !errors.Is(err, errNoRecord) && !errors.Is(err, ErrTampered) {
		return 0, err
	}
	said, telling := r.reported(w.tx)
	if telling != nil {
		return 0, telling
	}
	want := said[m.ID].want // a report that is gone or was put back tells nothing
	profile, reading := r.profile(w.tx, m)
	switch {
	case errors.Is(err, errNoRecord) && errors.Is(reading, data.ErrNotFound) && want == 0:
		return keys.NoteNoFactor, nil // he never signed in
	case errors.Is(err, errNoRecord) && reading == nil && profile.Factor == 0 && (want == 0 || profile.Version == want):
		return keys.NoteNoFactor, nil
	case reading != nil && !missing(reading):
		return 0, reading
	}
	if pending, ok := r.state.FactorReset(m.ID); ok && pending.Open(w.now) {
		return keys.NoteNewFactor, nil
	}
	return 0, ErrRecord
}

// CancelReset takes the code of a pending reset back: of the second factor, or of the
// password. It asks the right that making it asks. Errors: *InputError ("member"),
// ErrNoCode where none is pending, ErrSelf, ErrOwners, ErrForbidden, ErrEnded.
func (s *Session) CancelReset(ctx context.Context, member string, factor bool) error {
	id, err := memberID(member)
	if err != nil {
		return err
	}
	a := act{name: actResetCancel, right: keys.RightResetPassword, subject: id}
	if factor {
		a.right = keys.RightResetFactor
	}
	return s.do(ctx, a, func(w *writer) (*change, error) {
		r := w.rooms[0]
		if _, err := r.other(id); err != nil {
			return nil, err
		}
		pending, ok := r.state.PasswordReset(id)
		if factor {
			pending, ok = r.state.FactorReset(id)
		}
		if !ok {
			return nil, ErrNoCode
		}
		waiting := r.codes()
		if err := w.state(r, func() (keys.Signed, error) {
			return keys.SignRevoke(&w.ring.Identity, r.state, r.member, w.signing(r),
				keys.Revoke{Target: pending.ID, What: keys.LoseWaiting, Rights: []string{}})
		}); err != nil {
			return nil, err
		}
		return nil, w.forgetCodes(r, waiting)
	})
}
