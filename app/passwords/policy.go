package passwords

import "golang.org/x/text/unicode/norm"

// Profile is a set of rules. The numbers are frozen: they stand in signed policies.
type Profile uint8

// The profiles, closed (P8).
const (
	// House is what the product's owner asks for (B31 to B35): 12 characters, four
	// kinds of them, no names, no word of a dictionary, no repeats and runs. Two
	// of its rules are against the standards, and the manual says so: NIST SP
	// 800-63B-4 3.1.1.2 and OWASP ASVS 6.2.5 forbid rules on kinds of characters,
	// and NIST compares the entire password with the lists, never its parts. A
	// pass-phrase of dictionary words is therefore refused here, however long
	// (B34); whoever wants pass-phrases chooses NIST.
	House Profile = 1
	// NIST is SP 800-63B-4 3.1.1.2: 15 characters, or 8 beside a second factor, no
	// rule on kinds of characters, and the entire password compared with the common
	// ones and with what is known of the person. It also refuses a password that
	// is nothing but repeats or nothing but runs, which the standard leaves open.
	NIST Profile = 2
)

// Policy says which rules hold. An unknown profile, the zero one too, is House.
type Policy struct {
	Profile      Profile
	SecondFactor bool // the password is asked together with a second factor; House makes no use of it
}

// MinLength is the least number of characters: 12 for House, 15 for NIST, 8 for
// NIST beside a second factor.
func (p Policy) MinLength() int {
	switch {
	case p.Profile != NIST:
		return MinLength
	case p.SecondFactor:
		return besideLength
	}
	return aloneLength
}

// Check judges a password of the person about (P1 to P3, P8, P9).
//
// Names, Words and Common see through case, accents and signs in the place of
// letters (@ 4 a, 8 b, 3 € e, 9 g, 1 ! | i or l, 0 o, 5 $ s, 7 + t), but a word
// must be more than signs, and a sign between its letters parts it: «so-leil» is
// not «soleil». Of words that overlap, the longest is reported. Repeat and
// Sequence see through case.
//
// Only the first MaxLength characters are searched; a longer password is refused
// anyway. The first call loads the lists, see Load. Any input takes bounded time,
// a few milliseconds.
func (p Policy) Check(password string, about About) Report {
	password = norm.NFC.String(password)
	s, t := shapeOf(password), cells(cut(password, MaxLength))
	findings := []Finding{s.long(p.MinLength())}
	if p.Profile == NIST {
		findings = append(findings, whole(t, about)...)
	} else {
		findings = append(append(findings, s.kinds()...), parts(t, about)...)
	}
	return Report{s.tooLong(findings)}
}

// parts are the house's findings about what a password holds.
func parts(t []cell, about About) []Finding {
	own := longest(t, about.list(false).spans(t))
	runs := longest(t, sequences(t, 4))
	listed := longest(t, words().spans(t))
	return []Finding{
		found(Names, own, true, t),
		found(Words, without(without(listed, own), runs), true, t),
		common(t),
		found(Repeat, repeats(t, 3), false, t),
		found(Sequence, runs, false, t),
	}
}

// whole are NIST's findings about what a password is.
func whole(t []cell, about About) []Finding {
	names, own := Finding{Rule: Names, OK: true}, about.list(true)
	if own.covers(t) {
		names = found(Names, longest(t, own.spans(t)), true, t)
	}
	return []Finding{
		names,
		common(t),
		nothingBut(Repeat, repeats(t, 3), t),
		nothingBut(Sequence, longest(t, sequences(t, 4)), t),
	}
}

// nothingBut finds fault when the spans, which do not overlap, cover the password.
func nothingBut(rule Rule, spans []span, t []cell) Finding {
	covered := 0
	for _, s := range spans {
		covered += s.to - s.from
	}
	if covered < len(t) {
		spans = nil
	}
	return found(rule, spans, false, t)
}

func common(t []cell) Finding {
	f := Finding{Rule: Common, OK: true}
	if len(t) > 0 && commonPasswords().holds(hashOf(t)) {
		f.OK, f.Count = false, 1
	}
	return f
}

// found makes a finding of spans in the order typed.
func found(rule Rule, spans []span, read bool, t []cell) Finding {
	f := Finding{Rule: rule, OK: len(spans) == 0, Count: len(spans)}
	seen := map[string]bool{}
	for _, s := range spans {
		part := s.text
		if !read {
			part = typed(t[s.from:s.to])
		}
		if len(f.Parts) < maxParts && !seen[part] {
			seen[part] = true
			f.Parts = append(f.Parts, part)
		}
	}
	return f
}
