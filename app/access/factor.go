package access

import (
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"trousseau/app/keys"
)

// The time-based one-time password every phone application computes: RFC 6238,
// SHA-1, six digits, 30 seconds, a seed of 160 bits.
const (
	factorStep   = 30 * time.Second
	factorSeed   = 20
	signInReach  = 1  // steps around now, at sign-in
	enrolReach   = 5  // steps around now, at enrolment
	searchReach  = 20 // steps searched, without accepting, after a wrong code
	factorDigits = otp.DigitsSix
)

// seedText is base32 without padding, as authenticators take it.
func seedText(seed []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(seed)
}

// step is the counter of a moment (RFC 6238, 4.2).
func step(now int64) int64 { return now / factorStep.Milliseconds() }

// codeAt computes the code of a counter; before 1970 there is none.
func codeAt(seed []byte, counter int64) (string, error) {
	if counter < 0 {
		return "", nil
	}
	code, err := hotp.GenerateCodeCustom(seedText(seed), uint64(counter), hotp.ValidateOpts{Digits: factorDigits, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return "", fmt.Errorf("access: compute code: %w", err)
	}
	return code, nil
}

// search looks for a code within reach steps of centre. All candidates are
// computed and compared in constant time, so that a hit takes as long as a miss.
func search(seed []byte, code string, centre, reach int64) (counter int64, found bool, err error) {
	typed := normalCode(code)
	for c := centre - reach; c <= centre+reach; c++ {
		want, err := codeAt(seed, c)
		if err != nil {
			return 0, false, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(typed)) == 1 && want != "" && !found {
			counter, found = c, true
		}
	}
	return counter, found, nil
}

// normalCode keeps the digits of what was typed or pasted ("417 233").
func normalCode(code string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return r
	}, code)
}

// NewFactor is a second factor that is shown and not yet active. It lives in
// memory only: dropped before a right code, nothing has changed (F5).
type NewFactor struct {
	seed    []byte
	issuer  string
	account string
	codes   *RecoverySet // of an enrolment by a session; nil at a set-up
	counter int64
	offset  int64
	proved  bool
}

// newFactor draws a seed. Issuer is the company's name, account the e-mail address.
func newFactor(random io.Reader, issuer, account string) (*NewFactor, error) {
	seed := make([]byte, factorSeed)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, fmt.Errorf("access: draw seed: %w", err)
	}
	return &NewFactor{seed: seed, issuer: issuer, account: account}, nil
}

// URI is the otpauth address of the QR code. It is built here because the
// library leaves & unescaped, and «Bedrijf & Zonen» must scan; the label drops
// the colon, which separates issuer and account (Key URI format).
func (f *NewFactor) URI() string {
	issuer := escape(labelText(f.issuer, "Trousseau"))
	return "otpauth://totp/" + issuer + ":" + escape(labelText(f.account, "")) +
		"?secret=" + seedText(f.seed) + "&issuer=" + issuer + "&algorithm=SHA1&digits=6&period=30"
}

// Key is the seed as text in groups of four, for people without a camera.
func (f *NewFactor) Key() string {
	var groups []string
	for text := seedText(f.seed); text != ""; text = text[min(4, len(text)):] {
		groups = append(groups, text[:min(4, len(text))])
	}
	return strings.Join(groups, " ")
}

// labelText drops colons and folds the white space this leaves.
func labelText(s, fallback string) string {
	s = strings.Join(strings.Fields(strings.ReplaceAll(s, ":", " ")), " ")
	if s == "" {
		return fallback
	}
	return s
}

func escape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// prove accepts a code within five steps and learns the clock's offset (F7).
func (f *NewFactor) prove(code string, now int64) (bool, error) {
	// The nearest step wins, so that the learnt offset is the smallest that fits.
	for reach := int64(0); reach <= enrolReach; reach++ {
		counter, found, err := search(f.seed, code, step(now), reach)
		if err != nil {
			return false, err
		}
		if found {
			f.counter, f.offset, f.proved = counter, counter-step(now), true
			if f.offset >= -signInReach && f.offset <= signInReach {
				f.offset = 0 // a code typed at the end of its time tells nothing about the clock
			}
			return true, nil
		}
	}
	return false, nil
}

// record is the factor as the ring keeps it; the counter that proved it is spent.
func (f *NewFactor) record(now int64) *keys.Factor {
	return &keys.Factor{Seed: append([]byte(nil), f.seed...), Last: uint64(max(0, f.counter)), Since: now}
}

// Wipe drops the seed and the codes drawn with it.
func (f *NewFactor) Wipe() {
	keys.Wipe(f.seed)
	if f.codes != nil {
		f.codes.Wipe()
	}
}
