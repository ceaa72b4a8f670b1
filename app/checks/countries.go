package checks

// belgian: ten digits, the first 0 or 1 (the 1-series since September 2023), the
// last two 97 minus the first eight modulo 97. Old numbers of nine digits get
// their leading 0. KBO/BCE.
func belgian(bare string, _ bool) (string, Reason) {
	if len(bare) == 9 && allDigits(bare) {
		bare = "0" + bare
	}
	if reason := digits(bare, 10); reason != 0 {
		return "", reason
	}
	if bare[0] > '1' || value(bare[8:]) != 97-value(bare[:8])%97 {
		return "", CheckDigit
	}
	return "BE" + bare, 0
}

// german: nine digits, not beginning with 0, the last by ISO 7064 MOD 11,10.
func german(bare string, _ bool) (string, Reason) {
	if reason := digits(bare, 9); reason != 0 {
		return "", reason
	}
	product := 10
	for i := range 8 {
		sum := (int(bare[i]-'0') + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = sum * 2 % 11
	}
	if bare[0] == '0' || int(bare[8]-'0') != (11-product)%10 {
		return "", CheckDigit
	}
	return "DE" + bare, 0
}

// french takes what French companies call their number: the VAT number (two
// characters of key and the SIREN), the SIREN (nine digits) or the SIRET
// (fourteen). Each stays what it is.
func french(bare string, own bool) (string, Reason) {
	switch {
	case len(bare) == 11:
		return frenchVAT(bare)
	case !own && len(bare) == 14:
		if reason := digits(bare, 14); reason != 0 {
			return "", reason
		}
		if !luhn(bare[:9]) || !luhn(bare) && !postal(bare) {
			return "", CheckDigit
		}
		return bare, 0
	case own:
		return "", either(bare, 11)
	}
	if reason := digits(bare, 9); reason != 0 {
		return "", reason
	}
	if !luhn(bare) {
		return "", CheckDigit
	}
	return bare, 0
}

// frenchVAT checks the key where it is two digits: (12 + 3·(SIREN mod 97)) mod 97.
// A key with a letter is taken as it is: no rule for it is published.
func frenchVAT(bare string) (string, Reason) {
	key, siren := bare[:2], bare[2:]
	if reason := digits(siren, 9); reason != 0 {
		return "", reason
	}
	for i := range 2 {
		if key[i] == 'I' || key[i] == 'O' {
			return "", Letters // left out of keys, since they look like digits
		}
	}
	if allDigits(key) && value(key) != (12+3*(value(siren)%97))%97 {
		return "", CheckDigit
	}
	// Monaco shares the letters FR; its numbers begin with 000 and are no SIREN.
	if siren[:3] != "000" && !luhn(siren) {
		return "", CheckDigit
	}
	return "FR" + bare, 0
}

// either tells a strange character from a wrong length.
func either(s string, n int) Reason {
	if reason := digits(s, n); reason != 0 {
		return reason
	}
	return Length
}

// postal holds for the establishments of La Poste (SIREN 356000000), which
// outgrew the Luhn rule: the sum of their digits is a multiple of 5.
func postal(siret string) bool {
	sum := 0
	for i := range len(siret) {
		sum += int(siret[i] - '0')
	}
	return siret[:9] == "356000000" && sum%5 == 0
}

// luhn is ISO/IEC 7812-1, Annex B.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// luxembourgish: eight digits, the last two the first six modulo 89.
func luxembourgish(bare string, _ bool) (string, Reason) {
	if reason := digits(bare, 8); reason != 0 {
		return "", reason
	}
	if value(bare[6:]) != value(bare[:6])%89 {
		return "", CheckDigit
	}
	return "LU" + bare, 0
}

// dutch: nine digits, B, and two digits from 01. The nine are an RSIN or BSN
// (weights 9 to 2, modulo 11), or, for sole traders since 2020, the whole is
// valid by ISO 7064 MOD 97-10 with letters counted from 10.
func dutch(bare string, _ bool) (string, Reason) {
	if len(bare) != 12 {
		for i := range len(bare) {
			if c := bare[i]; c != 'B' && (c < '0' || c > '9') {
				return "", Letters
			}
		}
		return "", Length
	}
	if reason := digits(bare[:9], 9); reason != 0 {
		return "", reason
	}
	if bare[9] != 'B' || !allDigits(bare[10:]) {
		return "", Letters
	}
	if bare[10:] == "00" || !rsin(bare[:9]) && !mod97("NL"+bare) {
		return "", CheckDigit
	}
	return "NL" + bare, 0
}

func rsin(s string) bool {
	sum := 0
	for i := range 8 {
		sum += (9 - i) * int(s[i]-'0')
	}
	return sum%11 == int(s[8]-'0')
}

func mod97(s string) bool {
	rest := 0
	for i := range len(s) {
		if isUpper(s[i]) {
			rest = (rest*100 + int(s[i]-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(s[i]-'0')) % 97
		}
	}
	return rest == 1
}
