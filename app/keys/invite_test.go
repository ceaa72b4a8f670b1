package keys

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestJoin(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	invite, code := c.open(3, "sales.view", RightInvite)
	invite.Kind, invite.Until = External, "2099-12-31"
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
	waiting := c.s.Invitations()
	if len(waiting) != 1 || !reflect.DeepEqual(waiting[0], Invitation{Invite: invite, Author: aMember, Time: c.s.Time}) {
		t.Fatalf("%+v", waiting)
	}
	if i := waiting[0]; !i.Open(i.Ends) || i.Open(i.Ends+1) {
		t.Error("an invitation ends at another time")
	}
	before := c.s.Clone()
	guest := must(NewIdentity(stream(77)))(t)
	c.say(SignAccept(&guest, c.s, guestID, c.now, code))
	m, ok := c.s.Member(guestID)
	want := Member{
		ID: guestID, Signing: must(guest.SigningKey())(t), Encryption: must(guest.EncryptionKey())(t), Kind: External,
		Rights: invite.Rights, Until: "2099-12-31", Invited: aMember, Since: c.s.Time,
	}
	if !ok || !reflect.DeepEqual(m, want) || len(c.s.Invitations()) != 0 {
		t.Errorf("%+v", m)
	}
	if all := c.s.Members(); len(all) != 2 || all[0].ID != guestID || all[1].ID != aMember || all[1].Kind != Internal || all[1].Since != founded || all[1].Invited != (ID{}) {
		t.Errorf("%+v", all)
	}
	if len(before.Members()) != 1 || len(before.Invitations()) != 1 {
		t.Error("the copy and its origin are one")
	}
	founder, _ := c.s.Member(aMember)
	for right, holds := range map[string]bool{"sales.view": true, RightInvite: true, "sales": false, "sales.view2": false, "": false} {
		if m.Has(right) != holds || !founder.Has(right) {
			t.Errorf("%q: %v", right, m.Has(right))
		}
	}
	line := must(SignLine(&guest, Line{Company: aCompany, Actor: guestID}))(t)
	if _, err := c.s.FollowsLine(Head{}, true, line); err != nil {
		t.Errorf("his journal line: %v", err)
	}
}

func TestEnded(t *testing.T) {
	t.Parallel()
	const over = 1_798_804_800_000 // 2027-01-01 12:00 UTC, when 31 December ends in the last zone
	for _, c := range []struct {
		until string
		time  int64
		want  bool
	}{{"", 1 << 60, false}, {"2026-12-31", over - 1, false}, {"2026-12-31", over, true}, {"2026-12-31", -1, false}, {"2026-13-31", 0, true}} {
		if got := (Member{Until: c.until}).Ended(c.time); got != c.want {
			t.Errorf("%q at %d: %v", c.until, c.time, got)
		}
	}
}

// goodInvites is what an invitation may say, up to its bounds.
func goodInvites(now int64) map[string]func(i *Invite) {
	return map[string]func(i *Invite){
		"honest":               func(*Invite) {},
		"external":             func(i *Invite) { i.Kind = External },
		"external with an end": func(i *Invite) { i.Kind, i.Until = External, "2028-02-29" },
		"an owner":             func(i *Invite) { i.Owner = true },
		"an external owner":    func(i *Invite) { i.Owner, i.Kind = true, External },
		"30 days":              func(i *Invite) { i.Ends = now + 30*day },
		"one millisecond":      func(i *Invite) { i.Ends = now + 1 },
		"64 rights":            func(i *Invite) { i.Rights = manyRights(64) },
		"a right of 40":        func(i *Invite) { i.Rights = []string{strings.Repeat("a", 40)} },
		"all letters":          func(i *Invite) { i.Rights = []string{".", "0", "9", "_", "a", "z"} },
	}
}

// badInvites is what it may not, one thing each.
func badInvites(now int64) map[string]func(i *Invite) {
	return map[string]func(i *Invite){
		"kind 0":                  func(i *Invite) { i.Kind = 0 },
		"kind 4":                  func(i *Invite) { i.Kind = 4 },
		"kind 255":                func(i *Invite) { i.Kind = 255 },
		"ends now":                func(i *Invite) { i.Ends = now },
		"ended":                   func(i *Invite) { i.Ends = 1 },
		"ends before time":        func(i *Invite) { i.Ends = -1 << 63 },
		"30 days and more":        func(i *Invite) { i.Ends = now + 30*day + 1 },
		"without end":             func(i *Invite) { i.Ends = 1<<63 - 1 },
		"internal with an end":    func(i *Invite) { i.Until = "2028-02-29" },
		"an owner with an end":    func(i *Invite) { i.Kind, i.Owner, i.Until = External, true, "2028-02-29" },
		"no such day":             func(i *Invite) { i.Kind, i.Until = External, "2027-02-29" },
		"day in another spelling": func(i *Invite) { i.Kind, i.Until = External, "2028-2-29" },
		"day with a time":         func(i *Invite) { i.Kind, i.Until = External, "2028-02-29T00:00:00Z" },
		"a day that is over":      func(i *Invite) { i.Kind, i.Until = External, "2020-01-01" },
		"65 rights":               func(i *Invite) { i.Rights = manyRights(65) },
		"rights out of order":     func(i *Invite) { i.Rights = []string{"b", "a"} },
		"a right twice":           func(i *Invite) { i.Rights = []string{"a", "a"} },
		"an empty right":          func(i *Invite) { i.Rights = []string{""} },
		"a right of 41":           func(i *Invite) { i.Rights = []string{strings.Repeat("a", 41)} },
		"a right in capitals":     func(i *Invite) { i.Rights = []string{"Users"} },
		"a right with a space":    func(i *Invite) { i.Rights = []string{"a b"} },
		"a right with an accent":  func(i *Invite) { i.Rights = []string{"é"} },
		"a right with a hyphen":   func(i *Invite) { i.Rights = []string{"a-b"} },
	}
}

func manyRights(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("right.%03d", i))
	}
	return out
}

// TestInviteIsJudged: invitations in an owner's name that are wrong in one thing.
func TestInviteIsJudged(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	waiting, _ := c.open(50)
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, waiting))
	spent, code := c.open(51)
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, spent))
	guest := must(NewIdentity(stream(77)))(t)
	c.say(SignAccept(&guest, c.s, guestID, c.now, code))
	good, bad := goodInvites(c.now), badInvites(c.now)
	for what, change := range map[string]func(i *Invite){
		"the id of an open one":    func(i *Invite) { i.Invitation = waiting.Invitation },
		"the id of a spent one":    func(i *Invite) { i.Invitation = spent.Invitation },
		"signs as an open one":     func(i *Invite) { i.Signing = waiting.Signing },
		"receives as an open one":  func(i *Invite) { i.Encryption = waiting.Encryption },
		"signs as a spent one":     func(i *Invite) { i.Signing = spent.Signing },
		"receives as a spent one":  func(i *Invite) { i.Encryption = spent.Encryption },
		"signs as the owner":       func(i *Invite) { i.Signing, _ = c.owner.SigningKey() },
		"receives as the owner":    func(i *Invite) { i.Encryption, _ = c.owner.EncryptionKey() },
		"signs as the guest":       func(i *Invite) { i.Signing, _ = guest.SigningKey() },
		"receives as the guest":    func(i *Invite) { i.Encryption, _ = guest.EncryptionKey() },
		"no signing key":           func(i *Invite) { i.Signing = nil },
		"long signing key":         func(i *Invite) { i.Signing = append(bytes.Clone(i.Signing), 0) },
		"short encryption key":     func(i *Invite) { i.Encryption = i.Encryption[:31] },
		"small-order signing key":  func(i *Invite) { i.Signing = bytes.Clone(smallOrder[3]) },
		"low-order encryption key": func(i *Invite) { i.Encryption = make([]byte, 32) },
	} {
		bad[what] = change
	}
	for what, change := range good {
		invite, _ := c.open(9)
		change(&invite)
		copied := &company{t: t, s: c.s.Clone(), owner: c.owner}
		copied.say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
		if len(copied.s.Invitations()) != 2 {
			t.Errorf("%s is not kept", what)
		}
	}
	for what, change := range bad {
		invite, _ := c.open(9)
		change(&invite)
		c.refused(what, ErrChainContents)(SignInvite(&c.owner, c.s, aMember, c.now, invite))
	}
	c.refused("no invite", ErrFormat)(signStatement(&c.owner, c.s.next(KindInvite, aMember, c.now), Accept{}))
}

// TestWhoInvites: an author passes on only what he holds.
func TestWhoInvites(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	authors := map[string]Identity{}
	for i, a := range []struct {
		name, until string
		rights      []string
	}{{"seller", "", []string{"sales.view"}}, {"clerk", "", []string{"sales.view", RightInvite}}, {"temp", "2026-12-31", []string{RightInvite}}} {
		authors[a.name] = c.join(ID(run(byte(i+1), 16)), byte(60+i), func(x *Invite) {
			if x.Rights, x.Until = a.rights, a.until; a.until != "" {
				x.Kind = External
			}
		})
	}
	ids := map[string]ID{"seller": ID(run(1, 16)), "clerk": ID(run(2, 16)), "temp": ID(run(3, 16))}
	last, _ := civilDay("2026-12-31")
	for _, x := range []struct {
		author, what string
		time         int64
		change       func(i *Invite)
		want         error
	}{
		{"seller", "without the right", c.now, func(*Invite) {}, ErrChainAuthor},
		{"clerk", "nothing", c.now, func(*Invite) {}, nil},
		{"clerk", "what he holds", c.now, func(i *Invite) { i.Rights = []string{"sales.view", RightInvite} }, nil},
		{"clerk", "what he lacks", c.now, func(i *Invite) { i.Rights = []string{"sales.edit"} }, ErrChainAuthor},
		{"clerk", "part of what he lacks", c.now, func(i *Invite) { i.Rights = []string{"sales.edit", "sales.view"} }, ErrChainAuthor},
		{"clerk", "an owner", c.now, func(i *Invite) { i.Owner = true }, ErrChainAuthor},
		{"clerk", "an end", c.now, func(i *Invite) { i.Kind, i.Until = External, "2030-01-01" }, nil},
		{"temp", "without an end", c.now, func(*Invite) {}, ErrChainAuthor},
		{"temp", "a later end", c.now, func(i *Invite) { i.Kind, i.Until = External, "2027-01-01" }, ErrChainAuthor},
		{"temp", "his own end", c.now, func(i *Invite) { i.Kind, i.Until = External, "2026-12-31" }, nil},
		{"temp", "on his last day", last + 36*hour - 1, func(i *Invite) { i.Kind, i.Until = External, "2026-12-31" }, nil},
		{"temp", "after his last day", last + 36*hour, func(i *Invite) { i.Kind, i.Until = External, "2026-12-31" }, ErrChainAuthor},
	} {
		by := authors[x.author]
		invite, _ := c.open(9)
		invite.Ends = x.time + day
		x.change(&invite)
		copied := &company{t: t, s: c.s.Clone()}
		if x.want == nil {
			copied.say(SignInvite(&by, c.s, ids[x.author], x.time, invite))
			continue
		}
		copied.refused(x.author+" passes on "+x.what, x.want)(SignInvite(&by, c.s, ids[x.author], x.time, invite))
	}
	clerk := authors["clerk"]
	invite, _ := c.open(9)
	c.refused("in the owner's name", ErrSignature)(SignInvite(&clerk, c.s, aMember, c.now, invite))
	c.refused("a stranger", ErrChainAuthor)(SignInvite(&clerk, c.s, anID, c.now, invite))
}
