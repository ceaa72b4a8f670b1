package access_test

import (
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// signInFloor is how much longer a sign-in may take than the two Argon2id runs
// it cannot do without (DESIGN 10).
const signInFloor = 1.2

// benchRounds are measured at least, however short -benchtime is: fewer have no
// median worth the name.
const benchRounds = 15

// BenchmarkSignIn measures a whole sign-in, written to the disk, against its two
// bare Argon2id runs, in turn and in the same weather.
func BenchmarkSignIn(b *testing.B) {
	for _, c := range []struct {
		name   string
		factor bool
	}{{"password", false}, {"password-and-code", true}} {
		b.Run(c.name, func(b *testing.B) {
			w := realWorld(b, c.factor)
			var ours, floor []time.Duration
			for b.Loop() {
				for range benchRounds {
					w.pass(time.Minute)
					var s *access.Session
					ours = append(ours, timed(b, func() error { s = w.signIn(); return nil }))
					floor = append(floor, timed(b, func() error { bare(); return nil }))
					if err := s.Close(w.ctx()); err != nil {
						b.Fatal(err)
					}
				}
			}
			report(b, median(ours), median(floor), signInFloor)
		})
	}
}

// BenchmarkUnknownAddress measures the refusal of an unknown address against that
// of a wrong password: 1 is what nobody can tell apart.
func BenchmarkUnknownAddress(b *testing.B) {
	w := realWorld(b, false)
	var unknown, wrong []time.Duration
	for b.Loop() {
		for range benchRounds {
			w.pass(20 * time.Minute)
			unknown = append(unknown, timed(b, func() error { w.mustBeWrong(b, "nobody@bedrijf-zonen.be"); return nil }))
			wrong = append(wrong, timed(b, func() error { w.mustBeWrong(b, ownerEmail); return nil }))
		}
	}
	report(b, median(unknown), median(wrong), 0)
}

func (w *world) mustBeWrong(b *testing.B, email string) {
	if w.wrong(email) == nil {
		b.Fatal("a wrong password opened")
	}
}

func bare() {
	salt := make([]byte, keys.SaltSize)
	keys.Argon2id{}.Lookup([]byte(ownerEmail), salt)
	keys.Argon2id{}.Stretch([]byte(ownerPassword), salt, keys.Floor())
}

func report(b *testing.B, ours, floor time.Duration, most float64) {
	ratio := float64(ours) / float64(floor)
	b.ReportMetric(float64(ours.Microseconds())/1000, "ours-ms")
	b.ReportMetric(float64(floor.Microseconds())/1000, "floor-ms")
	b.ReportMetric(ratio, "ratio")
	b.ReportMetric(0, "ns/op") // of both together: says nothing
	if most > 0 && ratio > most {
		b.Logf("ratio %.2f, at most %.2f is promised", ratio, most)
	}
}
