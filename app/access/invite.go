package access

import (
	"context"
	"slices"
	"strings"
	"time"

	"trousseau/app/checks"
	"trousseau/app/keys"
)

// Acts about invitations. Their subject is the id of the invitation, which the
// person keeps as a member.
const (
	actInvite = "member.invite"
	actResend = "member.resend"
	actCancel = "invitation.cancel"
)

// Bounds of an invitation (U4); the replay holds the second too.
const (
	usualDays = 7
	mostDays  = 30
	mostAtOne = 100 // addresses
)

// NewInvitation is what «Add users» asks (U2): one or more addresses, and what each
// of these people gets. First and Last only go with a single address. Until is the
// last day of an external user, YYYY-MM-DD; empty: no end. Days is how long the codes
// are good, 1 to 30; 0: 7. The views that rights need come with them (R8); an owner
// has no list.
type NewInvitation struct {
	Emails      []string
	First, Last string
	Internal    bool
	Language    string
	Until       string
	Days        int
	Owner       bool
	Rights      []string
}

// Slip is what an invited person is handed (U3). Code and QR are secret and are
// nowhere else: who closes the window without them makes new ones by Resend.
type Slip struct {
	ID             string // of the invitation; later of the member
	Email          string
	First, Last    string // empty: not known
	Company, Color string // several companies stand with commas between
	Language       string
	Code, QR       string
	By             string // who invites
	Ends           int64  // Unix ms
}

// Addresses takes a pasted list apart: by lines, commas, semicolons and white space,
// of «Name <address>» the address alone. Nothing is judged; each stands once.
func Addresses(text string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\n\r,;\t", r) }) {
		if _, after, found := strings.Cut(part, "<"); found {
			part, _, _ = strings.Cut(after, ">")
		}
		for _, address := range strings.Fields(part) {
			if !slices.Contains(out, address) {
				out = append(out, address)
			}
		}
	}
	return out
}

// Check gives the invitation in its normal form, or an *InputError: of "emails" with
// an *AddressError where one of them is the fault.
func (n NewInvitation) Check() (NewInvitation, error) {
	var err error
	if n.Emails, err = checkAddresses(n.Emails); err != nil {
		return n, &InputError{Field: "emails", Err: err}
	}
	for _, f := range []struct {
		name string
		text *string
	}{{"first", &n.First}, {"last", &n.Last}} {
		if err := checkText(f.name, f.text, false); err != nil {
			return n, err
		}
		if *f.text != "" && len(n.Emails) > 1 {
			return n, &InputError{Field: f.name, Err: ErrOdd}
		}
	}
	if len(n.Language) != 2 {
		return n, &InputError{Field: "language", Err: ErrOdd}
	}
	if n.Days, err = checkDays(n.Days); err != nil {
		return n, err
	}
	if n.Until != "" {
		if _, err := time.Parse(time.DateOnly, n.Until); err != nil || n.Internal || n.Owner {
			return n, &InputError{Field: "until", Err: ErrOdd}
		}
	}
	if n.Owner {
		n.Rights = nil
	}
	n.Rights = listed(keys.Complete(n.Rights))
	if slices.ContainsFunc(n.Rights, func(right string) bool { return !known(right) }) {
		return n, &InputError{Field: "rights", Err: ErrOdd}
	}
	return n, nil
}

func checkAddresses(list []string) ([]string, error) {
	var out []string
	for _, typed := range list {
		email, err := checks.Email(typed)
		if err != nil {
			return nil, &AddressError{Address: typed, Err: err}
		}
		if !slices.Contains(out, email) {
			out = append(out, email)
		}
	}
	switch {
	case len(out) == 0:
		return nil, ErrEmpty
	case len(out) > mostAtOne:
		return nil, ErrLong
	}
	return out, nil
}

func checkDays(days int) (int, error) {
	if days == 0 {
		days = usualDays
	}
	if days < 1 || days > mostDays {
		return 0, &InputError{Field: "days", Err: ErrOdd}
	}
	return days, nil
}

// invitee is one person of an invitation, with the code that will be his.
type invitee struct {
	email string
	code  keys.InvitationCode
	one   keys.OneTime
}

func newInvitees(d *Door, emails []string) ([]invitee, error) {
	out := make([]invitee, 0, len(emails))
	for _, email := range emails {
		code, err := keys.NewInvitationCode(d.random)
		if err != nil {
			return nil, err
		}
		one, err := code.OneTime()
		if err != nil {
			return nil, err
		}
		out = append(out, invitee{email: email, code: code, one: one})
	}
	return out, nil
}

// Invite invites people into the current company: for each a signed statement, his
// record, the keys of his rights wrapped to his code, and a line of the journal; all
// of them or none. It asks users.invite. Errors: *InputError ("emails" with an
// *AddressError of ErrTaken for a member, or somebody whose invitation is open),
// ErrForbidden, ErrBeyond for a right or a last day that the person has not himself,
// ErrOwners, ErrDuty, ErrEnded, those of the file.
func (s *Session) Invite(ctx context.Context, n NewInvitation) ([]Slip, error) {
	return s.invite(ctx, nil, n)
}

// InviteTo invites people into several companies of the person at once, with one
// code each, which is good in all of them (M4). Errors as Invite; ErrNoAccess for a
// company that he may not enter, ErrTampered for one that does not open.
func (s *Session) InviteTo(ctx context.Context, companies []string, n NewInvitation) ([]Slip, error) {
	ids := make([]keys.ID, 0, len(companies))
	for _, text := range companies {
		id, err := companyID(text)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, &InputError{Field: "company", Err: ErrEmpty}
	}
	return s.invite(ctx, ids, n)
}

func (s *Session) invite(ctx context.Context, companies []keys.ID, n NewInvitation) ([]Slip, error) {
	n, err := n.Check()
	if err != nil {
		return nil, err
	}
	people, err := newInvitees(s.door, n.Emails)
	if err != nil {
		return nil, err
	}
	var slips []Slip
	err = s.do(ctx, act{name: actInvite}, func(w *writer) (*change, error) {
		rooms, err := w.chosen(companies)
		if err != nil {
			return nil, err
		}
		slips = newSlips(w, n, people)
		w.each = map[keys.ID]entry{} // a line a person, written on the way
		for _, r := range rooms {
			if err := w.inviteAll(r, n, people, slips); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	if err != nil {
		return nil, err
	}
	return slips, nil
}

func newSlips(w *writer, n NewInvitation, people []invitee) []Slip {
	out := make([]Slip, len(people))
	for i, who := range people {
		out[i] = Slip{ID: who.one.Invitation.String(), Email: who.email, First: n.First, Last: n.Last, Language: n.Language,
			Code: who.code.Code(), QR: who.code.QR(), By: w.myName()}
	}
	return out
}
