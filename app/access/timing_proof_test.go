package access_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// countingKDF notes what it is asked to do.
type countingKDF struct {
	keystest.KDF
	asked *[]string
}

func (k countingKDF) Stretch(password, salt []byte, p keys.Params) []byte {
	*k.asked = append(*k.asked, fmt.Sprintf("stretch %d bytes of salt, %+v", len(salt), p))
	return k.KDF.Stretch(password, salt, p)
}

func (k countingKDF) Lookup(email, salt []byte) []byte {
	*k.asked = append(*k.asked, fmt.Sprintf("lookup %d bytes of salt", len(salt)))
	return k.KDF.Lookup(email, salt)
}

// An unknown address costs the same derivations as a wrong password and as the
// right one: one look-up and one stretch with the same costs (F1, ASVS 6.3.8).
func TestTheSameWorkForUnknownAndWrong(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	var asked []string
	o := w.options()
	o.KDF = countingKDF{asked: &asked}
	door := access.New(w.file, o)
	var want []string
	for _, c := range []struct{ name, email, password string }{
		{"right", ownerEmail, ownerPassword}, {"wrong password", ownerEmail, wrongPassword},
		{"unknown address", "nobody@bedrijf-zonen.be", wrongPassword}, {"no address", "nobody", ""},
	} {
		asked = nil
		_, err := door.Password(w.ctx(), c.email, c.password)
		if c.name == "right" {
			if want = asked; err != nil || len(want) != 2 {
				t.Fatal(want, err)
			}
			continue
		}
		if !slices.Equal(asked, want) {
			t.Errorf("%s: %v, want %v", c.name, asked, want)
		}
		if err == nil || err.Error() != (&access.WrongError{}).Error() {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// real is a world whose door uses the product's own key derivation.
func realWorld(t testing.TB, withFactor bool) *world {
	t.Helper()
	w := newWorld(t)
	o := w.options()
	o.KDF = keys.Argon2id{}
	w.door = access.New(w.file, o)
	w.found(withFactor).Close(w.ctx())
	return w
}

func timed(t testing.TB, work func() error) time.Duration {
	t.Helper()
	begun := time.Now()
	if err := work(); err != nil {
		t.Fatal(err)
	}
	return time.Since(begun)
}

func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}

// With the real Argon2id the two take the same time (F1: within a fifth). They
// take turns and the medians count, so that a busy moment of the machine meets
// both; the few rounds of the short form tell only what is far off.
func TestTheSameTimeForUnknownAndWrong(t *testing.T) {
	n, least, most := times(5, 61), 0.5, 2.0
	if long() {
		least, most = 0.8, 1.25
	}
	if raced(1, 0) == 1 {
		t.Skip("the race detector makes every time its own; the run without it measures")
	}
	w := realWorld(t, false)
	var unknown, wrong []time.Duration
	try := func(email string, into *[]time.Duration) {
		*into = append(*into, timed(t, func() error {
			if err := w.wrong(email); err == nil {
				return data.ErrInvalid
			}
			return nil
		}))
	}
	for round := range n {
		w.pass(20 * time.Minute) // never waiting
		if round%2 == 0 {
			try("nobody@bedrijf-zonen.be", &unknown)
		}
		try(ownerEmail, &wrong)
		if round%2 == 1 {
			try("nobody@bedrijf-zonen.be", &unknown)
		}
	}
	ratio := float64(median(unknown)) / float64(median(wrong))
	figure(t, "unknown address %v, wrong password %v (medians of %d): ratio %.3f", median(unknown), median(wrong), n, ratio)
	if ratio < least || ratio > most {
		t.Errorf("the time tells which addresses exist: ratio %.2f", ratio)
	}
}
