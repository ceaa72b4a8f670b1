package access

import (
	"context"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// UserState is how somebody stands in a company (U4).
type UserState string

// The states. Expired and cancelled are invitations that nobody accepted.
const (
	UserActive    UserState = "active"
	UserInvited   UserState = "invited"
	UserExpired   UserState = "expired"
	UserCancelled UserState = "cancelled"
	UserDisabled  UserState = "disabled"
	UserEnded     UserState = "ended" // his last day is over
)

// keptCancelled is how long a cancelled invitation stays in the list.
const keptCancelled = 30 * day

// User is a member, or somebody who was invited, as the list of users shows him (U1).
type User struct {
	Person
	State     UserState
	Rights    []string // ascending; of an owner none are listed
	Suspended []string // rights that wait for somebody to give them again after a reset
	Until     string   // last day of an external user, YYYY-MM-DD; empty: no end
	Since     int64    // since when he is a member, or was invited, Unix ms
	Ends      int64    // until when his invitation is good, Unix ms; 0: he is a member
	Language  string   // in which an invited person is spoken to
	InvitedBy string   // id of a member; empty: the founder
	// PasswordReset and FactorReset are until when the code of a reset is good that
	// waits for him; 0: none.
	PasswordReset, FactorReset int64
}

// Users lists members and invitations of the current company: owners first, then
// members, then those invited, each by name. Cancelled invitations stay for 30 days.
// It asks users.view. Errors: ErrForbidden, ErrTampered, ErrEnded.
func (s *Session) Users(ctx context.Context) ([]User, error) {
	var out []User
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightSeeUsers); err != nil {
			return err
		}
		records, err := r.records(tx)
		if err != nil {
			return err
		}
		reported, err := r.reported(tx)
		if err != nil {
			return err
		}
		now := s.door.now()
		for _, m := range r.state.Members() {
			p, err := r.person(tx, m, records[m.ID], reported[m.ID])
			if err != nil {
				return err
			}
			out = append(out, r.user(p, m, now))
		}
		for _, i := range r.state.Invitations() {
			if i.Cancelled == 0 || now-i.Cancelled < keptCancelled.Milliseconds() {
				out = append(out, invitedUser(i, records[i.Invite.Invitation], now))
			}
		}
		return nil
	})
	slices.SortStableFunc(out, compareUsers)
	return out, err
}

// user puts together what the list shows of a member.
func (r *room) user(p Person, m keys.Member, now int64) User {
	u := User{Person: p, State: UserActive, Rights: m.Rights, Suspended: m.Suspended, Until: m.Until, Since: m.Since}
	switch {
	case m.Disabled:
		u.State = UserDisabled
	case !m.Standing(now):
		u.State = UserEnded
	}
	if m.Invited != (keys.ID{}) {
		u.InvitedBy = m.Invited.String()
	}
	if reset, ok := r.state.PasswordReset(m.ID); ok && reset.Open(now) {
		u.PasswordReset = reset.Ends
	}
	if reset, ok := r.state.FactorReset(m.ID); ok && reset.Open(now) {
		u.FactorReset = reset.Ends
	}
	return u
}

// invitedUser is somebody who was invited and is no member.
func invitedUser(i keys.Invitation, record memberRecord, now int64) User {
	u := User{Person: Person{ID: i.Invite.Invitation.String(), First: record.First, Last: record.Last, Email: record.Email,
		Internal: i.Kind != keys.External, Owner: i.Owner}, State: UserInvited, Rights: i.Rights, Until: i.Until,
		Since: i.Time, Ends: i.Ends, Language: record.Language, InvitedBy: i.Author.String()}
	switch {
	case i.Cancelled != 0:
		u.State = UserCancelled
	case !i.Open(now):
		u.State = UserExpired
	}
	return u
}

// Waiting tells that the user is no member: he was invited.
func (u User) Waiting() bool {
	return u.State == UserInvited || u.State == UserExpired || u.State == UserCancelled
}

func compareUsers(a, b User) int {
	if a.Waiting() != b.Waiting() {
		if b.Waiting() {
			return -1
		}
		return 1
	}
	return comparePeople(a.Person, b.Person)
}
