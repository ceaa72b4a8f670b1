package access_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// atOnce runs both and gives what each of them said.
func atOnce(both ...func() error) []error {
	out := make([]error, len(both))
	var wait sync.WaitGroup
	for i, f := range both {
		wait.Go(func() { out[i] = f() })
	}
	wait.Wait()
	return out
}

// Two owners in two programs act against each other at the same moment: one of them
// is too late, nobody is left without an owner, and the file agrees.
func TestTwoOwnersAtOnce(t *testing.T) {
	for name, act := range map[string]func(s *access.Session, other string) error{
		"remove":  func(s *access.Session, other string) error { return s.Remove(t.Context(), other) },
		"disable": func(s *access.Session, other string) error { return s.Disable(t.Context(), other) },
		"demote": func(s *access.Session, other string) error {
			return s.Demote(t.Context(), other, []string{"users.view"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			joris := w.secondOwner(s)
			mine, his := userOf(t, s, ownerEmail).ID, userOf(t, s, jorisEmail).ID
			other := &person{world: w.another(data.Options{}), email: joris.email, password: joris.password}
			theirs := other.enter()
			out := atOnce(func() error { return act(s, his) }, func() error { return act(theirs, mine) })
			if (out[0] == nil) == (out[1] == nil) {
				t.Fatal("both or neither:", out)
			}
			late, left := out[0], theirs
			if out[0] == nil {
				late, left = out[1], s
			}
			if !errors.Is(late, access.ErrEnded) && !errors.Is(late, access.ErrForbidden) {
				t.Error("too late:", late)
			}
			if !left.Standing().Owner {
				t.Error("nobody is an owner")
			}
			whole(t, w, left)
		})
	}
}

// A member who is removed while his own program writes: what he wrote came before, or
// it is not there; his invitation goes with him.
func TestRemovedWhileWriting(t *testing.T) {
	for range times(5, 40) {
		w := newWorld(t)
		s := w.found(false)
		elise := w.elise(s, []string{"users.invite", "users.view"}, keys.Common, keys.People)
		other := &person{world: w.another(data.Options{}), email: elise.email, password: elise.password}
		his := other.enter()
		id := userOf(t, s, eliseEmail).ID
		out := atOnce(func() error { return s.Remove(t.Context(), id) }, func() error {
			_, err := his.Invite(t.Context(), access.NewInvitation{Emails: []string{"accomplice@kantoor.be"}, Language: "fr", Until: "2027-01-31", Rights: []string{"users.view"}})
			return err
		})
		if out[0] != nil || out[1] != nil && !errors.Is(out[1], access.ErrEnded) {
			t.Fatal(out)
		}
		for _, u := range must(s.Users(w.ctx()))(t) {
			if u.State == access.UserInvited {
				t.Errorf("an invitation of hers is open: %+v", u)
			}
		}
		if n := w.peekLive(`SELECT COUNT(*) FROM notes`); n != int64(0) {
			t.Error("its note is still there")
		}
		whole(t, w, s)
	}
}

// One code in two programs at the same moment makes one member.
func TestOneCodeInTwoPrograms(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	code := w.invite(s, invitation(eliseEmail)).Code
	w.pass(time.Minute)
	b := w.another(data.Options{})
	accept := func(w *world) func() error {
		inv := must(w.door.Invitation(w.ctx(), code))(t)
		answer := w.answer(inv)
		return func() error { _, err := w.door.Accept(t.Context(), inv, answer); return err }
	}
	out := atOnce(accept(w), accept(b))
	if (out[0] == nil) == (out[1] == nil) {
		t.Fatal("both or neither:", out)
	}
	if got := must(s.Users(w.ctx()))(t); len(got) != 2 || got[1].State != access.UserActive {
		t.Errorf("%+v", got)
	}
	whole(t, w, s)
}

// Rights are taken from a member while his program gives what he has to another: the
// other has it only where he gave it before.
func TestARightPassedOnWhileItIsTaken(t *testing.T) {
	for range times(5, 40) {
		w := newWorld(t)
		s := w.found(false)
		joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"payouts.view", "users.edit_rights", "users.view"}}, keys.Common, keys.People, keys.Treasury)
		w.elise(s, nil, keys.Common)
		other := &person{world: w.another(data.Options{}), email: joris.email, password: joris.password}
		his := other.enter()
		u, j := userOf(t, his, eliseEmail), userOf(t, s, jorisEmail)
		out := atOnce(func() error { return grants(t, s, j, "users.edit_rights", "users.view") }, func() error { return grants(t, his, u, "payouts.view") })
		if out[0] != nil || out[1] != nil && !errors.Is(out[1], access.ErrBeyond) {
			t.Fatal(out)
		}
		if given := len(userOf(t, s, eliseEmail).Rights) > 0; given != (out[1] == nil) {
			t.Error("told otherwise than done:", given, out[1])
		}
		whole(t, w, s)
	}
}
