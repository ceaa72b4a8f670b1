package keys

import "testing"

// A line of a member names the statement that made him one, or a later one.
func TestJoined(t *testing.T) {
	c := aCrew(t)
	if got := c.s.Joined(aMember); got != 0 {
		t.Errorf("the founder: %d", got)
	}
	one := must(oneTime(run(0x31, 20)))(t)
	invite := must(NewInvite(one))(t)
	invite.Kind, invite.Ends = Internal, c.now+day
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
	id, own := ID(run(0x32, 16)), Identity{Encryption: run(0x33, 32), Signing: run(0x34, 32)}
	if got := c.s.Joined(id); got != 0 {
		t.Errorf("who is invited only: %d", got)
	}
	c.say(SignAccept(&own, c.s, id, c.now, one))
	joined := c.s.Head.Seq
	c.say(SignRevoke(&c.owner, c.s, aMember, c.now, Revoke{Target: id, What: LoseEntry}))
	if got := c.s.Joined(id); got != joined || joined == 0 {
		t.Errorf("%d, want %d", got, joined)
	}
}
