package access_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"trousseau/app/access"
	"trousseau/data"
)

// crew is what a file under fire must hold of who may enter: by address the state,
// and whether he may export reports; and whether support access is on. The child
// says it whole before each act, as it will be.
type crew struct {
	States  map[string]access.UserState
	Export  map[string]bool
	Support bool
	Links   bool
	Next    int // number of the next address
}

func (c crew) copied() crew {
	c.States, c.Export = maps.Clone(c.States), maps.Clone(c.Export)
	return c
}

func (c crew) same(d crew) bool {
	return c.Support == d.Support && c.Links == d.Links && maps.Equal(c.States, d.States) && maps.Equal(c.Export, d.Export)
}

// hiring is a child that invites, accepts, grants, takes away, removes, and turns
// support access on and off.
type hiring struct {
	*player
	crew  crew
	slips map[string]string // codes of the open invitations that it made itself
}

func (p *player) members(ctx context.Context) error {
	h := &hiring{player: p, slips: map[string]string{}}
	b, err := os.ReadFile(p.Path + ".model")
	if err == nil {
		err = json.Unmarshal(b, &h.crew)
	}
	if err != nil {
		return err
	}
	s, err := p.enter(ctx)
	if err != nil {
		return err
	}
	p.steps = 0
	for say("ready"); ; {
		if err := h.act(ctx, s); err != nil {
			return fmt.Errorf("members: %w", err)
		}
	}
}

// will announces an act and its outcome.
func (h *hiring) will(name string, after crew) {
	b, err := json.Marshal(after)
	if err != nil {
		panic(err)
	}
	h.begin(name, string(b))
}

// done tells that an act came to its end.
func (h *hiring) done(after crew, err error) error {
	if err == nil {
		h.crew = after
		say("ack")
	}
	return err
}

// one picks somebody in a state, the same dice always the same.
func (h *hiring) one(states ...access.UserState) (string, bool) {
	var all []string
	for _, email := range slices.Sorted(maps.Keys(h.crew.States)) {
		if slices.Contains(states, h.crew.States[email]) {
			all = append(all, email)
		}
	}
	if len(all) == 0 {
		return "", false
	}
	return all[h.dice.IntN(len(all))], true
}

func standingUser(ctx context.Context, s *access.Session, email string) (access.User, error) {
	users, err := s.Users(ctx)
	if err != nil {
		return access.User{}, err
	}
	for _, u := range users {
		if u.Email == email && u.State != access.UserCancelled {
			return u, nil
		}
	}
	return access.User{}, errors.New("nobody of that address")
}

func (h *hiring) act(ctx context.Context, s *access.Session) error {
	after := h.crew.copied()
	switch h.dice.IntN(7) {
	case 0:
		email := fmt.Sprintf("user%d@bedrijf-zonen.be", after.Next)
		after.Next++
		after.States[email], after.Export[email] = access.UserInvited, false
		h.will("invite", after)
		slips, err := s.Invite(ctx, access.NewInvitation{Emails: []string{email}, Internal: true, Language: "fr", Rights: []string{"customers.view"}})
		if err == nil {
			h.slips[email] = slips[0].Code
		}
		return h.done(after, err)
	case 1:
		return h.accept(ctx, after)
	case 2, 3:
		if email, ok := h.one(access.UserActive, access.UserDisabled); ok {
			return h.change(ctx, s, email, after)
		}
	case 4:
		if email, ok := h.one(access.UserActive, access.UserDisabled, access.UserInvited); ok {
			return h.remove(ctx, s, email, after)
		}
	case 5:
		after.Support = !after.Support
		h.will("support", after)
		if !after.Support {
			return h.done(after, s.SupportOff(ctx))
		}
		code, err := h.code()
		if err != nil {
			return err
		}
		_, err = s.SupportOn(ctx, access.Proof{Password: ownerPassword, Code: code}, access.SupportScope{Customers: true, Documents: true, Hours: 1})
		return h.done(after, err)
	case 6:
		after.Links = !after.Links
		h.will("links", after)
		return h.done(after, s.SetLinkProtection(ctx, after.Links))
	}
	return nil
}

// change gives a right, takes it, disables or enables.
func (h *hiring) change(ctx context.Context, s *access.Session, email string, after crew) error {
	u, err := standingUser(ctx, s, email)
	if err != nil {
		return err
	}
	switch {
	case u.State == access.UserDisabled:
		after.States[email] = access.UserActive
		h.will("enable", after)
		err = s.Enable(ctx, u.ID)
	case h.dice.IntN(3) == 0:
		after.States[email] = access.UserDisabled
		h.will("disable", after)
		err = s.Disable(ctx, u.ID)
	default:
		after.Export[email] = !after.Export[email]
		rights := []string{"customers.view"}
		if after.Export[email] {
			rights = append(rights, "reports.export")
		}
		h.will("grant", after)
		err = s.Grant(ctx, u, access.GrantTo{Member: u.ID, Internal: true, Rights: rights})
	}
	return h.done(after, err)
}

func (h *hiring) remove(ctx context.Context, s *access.Session, email string, after crew) error {
	u, err := standingUser(ctx, s, email)
	if err != nil {
		return err
	}
	delete(after.States, email)
	delete(after.Export, email)
	h.will("remove", after)
	if u.State == access.UserInvited {
		err = s.CancelInvitation(ctx, u.ID)
	} else {
		err = s.Remove(ctx, u.ID)
	}
	delete(h.slips, email)
	return h.done(after, err)
}

// accept takes an invitation of this child's own, whose code it still knows.
func (h *hiring) accept(ctx context.Context, after crew) error {
	emails := slices.Sorted(maps.Keys(h.slips))
	if len(emails) == 0 {
		return nil
	}
	email := emails[h.dice.IntN(len(emails))]
	i, err := h.door.Invitation(ctx, h.slips[email])
	if err != nil {
		return err
	}
	defer i.Drop()
	kit, err := i.NewKit()
	if err != nil {
		return err
	}
	after.States[email] = access.UserActive
	h.will("accept", after)
	his, err := h.door.Accept(ctx, i, access.Acceptance{First: "Noor", Last: "Claes", Password: elisePassword, Consent: true,
		Screen: access.Screen{Language: "fr", Theme: "light", Scale: 100}, Kit: kit})
	if err := h.done(after, err); err != nil {
		return err
	}
	delete(h.slips, email)
	return his.Close(ctx)
}

// code is what the owner's phone shows.
func (h *hiring) code() (string, error) { return phoneCode(h.Seed, h.now()) }

// besieged is an arena whose model is a crew.
type besieged struct {
	*arena
	truth crew
}

func (b *besieged) hears(said []string) *crew {
	b.t.Helper()
	var open *crew
	for _, s := range said {
		if s == "ack" {
			if open != nil {
				b.truth = *open
			}
			open = nil
			b.kills.acked.Add(1)
			continue
		}
		var name, value string
		if _, err := fmt.Sscanf(s, "begin %d %s %q", &b.tick, &name, &value); err != nil {
			b.t.Fatalf("%q: %v", s, err)
		}
		if open = nil; name != "open" {
			open = &crew{}
			if err := json.Unmarshal([]byte(value), open); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	return open
}

// stands wants the file whole, and who may enter to be as acknowledged, or that
// with the whole act under way.
func (b *besieged) stands(open *crew) {
	b.t.Helper()
	b.use(must(data.Open(b.ctx(), b.path, data.Options{}))(b.t))
	must(access.Check(b.ctx(), b.file))(b.t)
	b.tick += 2
	b.now = moment(b.tick)
	e := must(b.door.Password(b.ctx(), ownerEmail, ownerPassword))(b.t)
	s := must(e.Code(b.ctx(), b.code(0)))(b.t)
	found := crew{States: map[string]access.UserState{}, Export: map[string]bool{}, Next: b.truth.Next}
	for _, u := range must(s.Users(b.ctx()))(b.t) {
		if u.Owner || u.State == access.UserCancelled {
			continue
		}
		if u.Unreadable || u.Stale {
			b.t.Fatalf("after a kill %+v", u)
		}
		found.States[u.Email], found.Export[u.Email] = u.State, slices.Contains(u.Rights, "reports.export")
	}
	found.Support = must(s.Support(b.ctx()))(b.t).On
	found.Links = must(s.Security(b.ctx()))(b.t).Links
	switch {
	case found.same(b.truth):
		b.kills.before.Add(1)
	case open != nil && found.same(*open):
		b.truth = *open
		b.kills.after.Add(1)
	default:
		b.t.Fatalf("after a kill %+v; acknowledged %+v, under way %+v", found, b.truth, open)
	}
	b.entrances()
	if err := errors.Join(s.Close(b.ctx()), b.file.Close()); err != nil {
		b.t.Fatal(err)
	}
}

// entrances tries the door of one who may and of one who may not.
func (b *besieged) entrances() {
	b.t.Helper()
	tried := map[access.UserState]bool{}
	for _, email := range slices.Sorted(maps.Keys(b.truth.States)) {
		state := b.truth.States[email]
		if tried[state] || state == access.UserInvited {
			continue
		}
		tried[state] = true
		e := must(b.door.Password(b.ctx(), email, elisePassword))(b.t)
		s, err := e.Enter(b.ctx())
		if state == access.UserDisabled {
			if !errors.Is(err, access.ErrNoAccess) {
				b.t.Fatalf("somebody disabled at the door: %v", err)
			}
			continue
		}
		if err != nil {
			b.t.Fatal("somebody active at the door:", err)
		}
		if err := s.Close(b.ctx()); err != nil {
			b.t.Fatal(err)
		}
	}
}

// A program killed while it invites, accepts, grants, takes away with new keys,
// removes or turns support on and off has lost nothing that was acknowledged and
// left nothing half done.
func TestKilledMembers(t *testing.T) {
	var kills tally
	arenas, each := raced(2, times(4, 40)), raced(2, times(6, 22))
	t.Run("acts", func(t *testing.T) {
		for i := range arenas {
			t.Run(fmt.Sprint(i), func(t *testing.T) {
				t.Parallel()
				b := &besieged{arena: newArena(t, uint64(9000+i), &kills), truth: crew{States: map[string]access.UserState{}, Export: map[string]bool{}, Links: true}}
				for range each {
					write(t, b.path+".model", must(json.Marshal(b.truth))(t))
					b.stands(b.hears(b.round("members", 400)))
				}
			})
		}
	})
	figure(t, "%d kills among members' acts: %d acknowledged acts, 0 lost, 0 half (the act under way: %d times absent or none, %d times whole)",
		kills.kills.Load(), kills.acked.Load(), kills.before.Load(), kills.after.Load())
	if n := kills.kills.Load(); long() && n < 800 {
		t.Fatalf("%d kills are too few to say anything", n)
	}
}
