package access_test

import (
	"testing"
	"time"

	"trousseau/app/access"
)

// listFloor is how much longer a list may take than the bare reading and opening of
// what it shows (DESIGN 10).
const listFloor = 1.5

const (
	crowd   = 10_000
	journal = 100_000
)

// BenchmarkCrowd measures the list of users, and a sign-in, in a company of 10,000
// members: the one against scan and open of its rows and lines, the other against
// the signatures of its 20,000 statements. The sign-in derives no password here:
// BenchmarkSignIn measures that.
func BenchmarkCrowd(b *testing.B) {
	w := newWorld(b)
	s := w.found(false)
	if err := s.Crowd(w.ctx(), crowd); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(w.ctx()); err != nil {
		b.Fatal(err)
	}
	b.Run("sign-in", func(b *testing.B) {
		const rounds = 3
		var ours, floor []time.Duration
		for b.Loop() {
			for range rounds {
				w.pass(time.Minute)
				var s *access.Session
				ours = append(ours, timed(b, func() error { s = w.signIn(); return nil }))
				floor = append(floor, timed(b, func() error { return some(access.BareSignatures(b.Context(), s))(3 * crowd) }))
				if err := s.Close(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		}
		report(b, median(ours), median(floor), listFloor)
	})
	b.Run("users", func(b *testing.B) {
		const rounds = 3
		w.pass(time.Minute)
		s := w.signIn()
		var ours, floor []time.Duration
		for b.Loop() {
			for range rounds {
				ours = append(ours, timed(b, func() error {
					users, err := s.Users(b.Context())
					return some(len(users), err)(crowd)
				}))
				floor = append(floor, timed(b, func() error { return some(access.BareUsers(b.Context(), s))(2 * crowd) }))
			}
		}
		report(b, median(ours), median(floor), listFloor)
	})
}

// BenchmarkJournal measures the first page of a long journal against the bare reading
// and opening of its lines.
func BenchmarkJournal(b *testing.B) {
	const page = 200
	w := newWorld(b)
	s := w.found(false)
	if err := s.Fill(w.ctx(), journal); err != nil {
		b.Fatal(err)
	}
	if err := s.Work(w.ctx(), page); err != nil {
		b.Fatal(err)
	}
	var ours, floor []time.Duration
	for b.Loop() {
		for range benchRounds {
			ours = append(ours, timed(b, func() error {
				found, err := s.Journal(b.Context(), access.JournalQuery{})
				if err == nil && found.Lines[page-1].Unreadable {
					b.Fatal("the page is not of lines that open")
				}
				return some(len(found.Lines), err)(page)
			}))
			floor = append(floor, timed(b, func() error { return access.BareLines(b.Context(), s, page) }))
		}
	}
	report(b, median(ours), median(floor), listFloor)
}

// some holds that there was as much as expected.
func some(n int, err error) func(least int) error {
	return func(least int) error {
		if err == nil && n < least {
			err = access.ErrTampered
		}
		return err
	}
}
