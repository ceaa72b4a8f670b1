package checks

import (
	"strings"
	"unicode"
)

// IBANError is the only error of IBAN. Its reasons are those of NumberError:
// Letters, Country (it begins with no country that has IBANs), Length, CheckDigit.
type IBANError struct{ Reason Reason }

// Error names the reason, never the number.
func (e *IBANError) Error() string { return "checks: IBAN: " + e.Reason.String() }

// ibanLengths holds, after each country's letters, the count of characters of its
// IBANs: IBAN Registry of SWIFT, the registration authority of ISO 13616. Overseas
// parts of France, the Channel Islands and others use the letters of FR, GB, FI.
const ibanLengths = " AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18" +
	" DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26" +
	" IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18" +
	" NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23" +
	" TN24 TR26 UA29 VA22 VG24 XK20 YE30 "

// IBAN checks an account number by ISO 13616 (check digits by ISO 7064 MOD 97-10)
// and returns it in upper case without separators. Spaces and hyphens are
// tolerated in any place. Empty text is allowed and gives "". Every error is an
// *IBANError.
//
// Any one wrong digit is found. What a bank's own country adds to the rule (an
// inner key, letters in some places only) is not looked at, and whether the
// account exists takes a network.
func IBAN(typed string) (canonical string, err error) {
	number, ok := joined(typed)
	switch {
	case !ok:
		return "", &IBANError{Letters}
	case number == "":
		return "", nil
	}
	if reason := iban(number); reason != 0 {
		return "", &IBANError{reason}
	}
	return number, nil
}

// iban says why s, ASCII letters and digits, is no IBAN, or 0.
func iban(s string) Reason {
	if len(s) < 4 {
		return Length
	}
	at := strings.Index(ibanLengths, " "+s[:2])
	switch {
	case at < 0:
		return Country
	case !allDigits(s[2:4]):
		return Letters
	case len(s) != value(ibanLengths[at+3:at+5]):
		return Length
	// 98 minus a remainder is 02 to 98; 00, 01 and 99 would be second spellings of 97, 98 and 02.
	case s[2:4] < "02" || s[2:4] > "98" || !mod97(s[4:]+s[:4]):
		return CheckDigit
	}
	return 0
}

// GroupIBAN writes an IBAN as it stands on paper, in groups of four with a space
// between (ISO 13616-1). It checks nothing; grouped once more, the text stays.
func GroupIBAN(iban string) string {
	var b strings.Builder
	n := 0
	for _, r := range iban {
		if unicode.IsSpace(r) {
			continue
		}
		if n > 0 && n%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// joined drops spaces and hyphens, those of typesetting too, and upper-cases;
// false when anything but ASCII letters and digits is left.
func joined(text string) (string, bool) {
	return strip(strings.Map(func(r rune) rune {
		switch r {
		case '\u2010', '\u2011': // hyphens that a copied PDF holds
			return '-'
		case '.', '/', '·': // strip drops them for the administrations' numbers; banks write none
			return unicode.ReplacementChar
		}
		return r
	}, text))
}
