package keys

import (
	"slices"
	"testing"
	"time"
)

// BenchmarkReplayMembers judges 10,000 statements about members: the price of a sign-in
// behind no checkpoint, against the bare signatures, in turn.
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
		public := must(c.owner.SigningKey())(b)
		var ours, floor []time.Duration
		for b.Loop() {
			ours = append(ours, timeOf(func() {
				s := base.Clone()
				for _, signed := range chain {
					if err := s.Apply(signed); err != nil {
						b.Fatal(err)
					}
				}
			}))
			floor = append(floor, timeOf(func() {
				for i, signed := range chain {
					_ = signed.verify(tagStatement, public) // the work is the same for a wrong one
					if i%4 == 1 {
						_ = signed.verify(tagAccept, public) // an accept has two
					}
				}
			}))
		}
		ratio := float64(middle(ours)) / float64(middle(floor))
		b.ReportMetric(float64(middle(ours).Microseconds())/1000, "ours-ms")
		b.ReportMetric(float64(middle(floor).Microseconds())/1000, "floor-ms")
		b.ReportMetric(ratio, "ratio")
		b.ReportMetric(0, "ns/op") // of both together: says nothing
		if ratio > replayFloor {
			b.Logf("ratio %.2f, at most %.2f is promised", ratio, replayFloor)
		}
	})
	b.Run("clone", func(b *testing.B) {
		for b.Loop() {
			c.s.Clone()
		}
	})
}

// replayFloor is how much longer a replay may take than its bare signatures.
const replayFloor = 1.5

func timeOf(work func()) time.Duration {
	begun := time.Now()
	work()
	return time.Since(begun)
}

func middle(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}
