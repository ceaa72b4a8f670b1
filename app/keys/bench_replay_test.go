package keys

import "testing"

// BenchmarkReplayMembers judges 10,000 statements about members: the price of a sign-in
// behind no checkpoint. Beside it, the bare signatures.
func BenchmarkReplayMembers(b *testing.B) {
	c := aCrew(b)
	chain := []Signed{}
	base := c.s.Clone()
	say := func(signed Signed, err error) {
		c.say(signed, err)
		chain = append(chain, signed)
	}
	for i := range 2_500 {
		id := ID(run(byte(i), 16))
		id[0], id[1] = byte(i>>8), 0xfe
		one := must(oneTime(append(run(byte(i), 19), byte(i>>8))))(b)
		invite := must(NewInvite(one))(b)
		invite.Kind, invite.Rights, invite.Ends = Internal, []string{"customers.view"}, c.now+day
		say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
		own := Identity{Encryption: append(run(byte(i), 31), byte(i>>8)), Signing: append(run(byte(i+1), 31), byte(i>>8))}
		say(SignAccept(&own, c.s, id, c.now, one))
		say(SignGrant(&c.owner, c.s, aMember, c.now, Grant{Member: id, Kind: Internal, Rights: []string{"customers.edit", "customers.view"}}))
		say(SignRevoke(&c.owner, c.s, aMember, c.now, Revoke{Target: id, What: LoseEntry}))
	}
	b.Run("replay", func(b *testing.B) {
		for b.Loop() {
			s := base.Clone()
			for _, signed := range chain {
				if err := s.Apply(signed); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("signatures", func(b *testing.B) {
		public := must(c.owner.SigningKey())(b)
		for b.Loop() {
			for _, signed := range chain {
				_ = signed.verify(tagStatement, public) // the work is the same for a wrong one
			}
		}
	})
	b.Run("clone", func(b *testing.B) {
		for b.Loop() {
			c.s.Clone()
		}
	})
}
