package keystest

import (
	"fmt"
	"io"

	"trousseau/app/keys"
)

// Author is a member who invites, with his keys.
type Author struct {
	ID       keys.ID
	Identity keys.Identity
}

// Newcomer is a member made through real statements: the two that made him, to
// be stored in this order, and his keys.
type Newcomer struct {
	Author
	Invite, Accept keys.Signed
	Code           keys.OneTime
}

// Join invites somebody in the author's name and accepts for him, both at time
// (Unix ms), and takes both statements into s. Of the invite the caller fills in
// kind, rights, owner and last day; an end of zero becomes an hour.
func Join(random io.Reader, s *keys.State, by Author, time int64, as keys.Invite) (Newcomer, error) {
	n, err := draw(random)
	if err != nil {
		return n, err
	}
	drawn, err := keys.NewInvite(n.Code)
	if err != nil {
		return n, err
	}
	as.Invitation, as.Signing, as.Encryption = drawn.Invitation, drawn.Signing, drawn.Encryption
	if as.Ends == 0 {
		as.Ends = time + 3_600_000
	}
	if n.Invite, err = keys.SignInvite(&by.Identity, s, by.ID, time, as); err != nil {
		return n, err
	}
	if err := s.Apply(n.Invite); err != nil {
		return n, fmt.Errorf("invite: %w", err)
	}
	if n.Accept, err = keys.SignAccept(&n.Identity, s, n.ID, time, n.Code); err != nil {
		return n, err
	}
	if err := s.Apply(n.Accept); err != nil {
		return n, fmt.Errorf("accept: %w", err)
	}
	return n, nil
}

// draw makes ids and keys, those of the invitation's code included.
func draw(random io.Reader) (Newcomer, error) {
	var n Newcomer
	for _, id := range []*keys.ID{&n.ID, &n.Code.Invitation} {
		drawn, err := keys.NewID(random)
		if err != nil {
			return n, err
		}
		*id = drawn
	}
	for _, identity := range []*keys.Identity{&n.Identity, &n.Code.Keys} {
		drawn, err := keys.NewIdentity(random)
		if err != nil {
			return n, err
		}
		*identity = drawn
	}
	return n, nil
}
