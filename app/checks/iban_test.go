package checks_test

import (
	"errors"
	"fmt"
	"math/big"
	"math/rand"
	"strings"
	"testing"

	"trousseau/app/checks"
)

// registered are the examples of SWIFT's registry, one for each country it holds.
const registered = `AD1200012030200359100100 AE070331234567890123456 AL47212110090000000235698741
AT611904300234573201 AZ21NABZ00000000137010001944 BA391290079401028494 BE68539007547034
BG80BNBG96611020345678 BH67BMAG00001299123456 BI4210000100010000332045181 BR1800360305000010009795493C1
BY13NBRB3600900000002Z00AB00 CH9300762011623852957 CR05015202001026284066 CY17002001280000001200527600
CZ6508000000192000145399 DE89370400440532013000 DJ2100010000000154000100186 DK5000400440116243
DO28BAGR00000001212453611324 EE382200221020145685 EG380019000500000000263180002 ES9121000418450200051332
FI2112345600000785 FK88SC123456789012 FO6264600001631634 FR1420041010050500013M02606
GB29NWBK60161331926819 GE29NB0000000101904917 GI75NWBK000000007099453 GL8964710001000206
GR1601101250000000012300695 GT82TRAJ01020000001210029690 HN88CABF00000000000250005469 HR1210010051863000160
HU42117730161111101800000000 IE29AIBK93115212345678 IL620108000000099999999 IQ98NBIQ850123456789012
IS140159260076545510730339 IT60X0542811101000000123456 JO94CBJO0010000000000131000302
KW81CBKU0000000000001234560101 KZ86125KZT5004100100 LB62099900000001001901229114
LC55HEMM000100010012001200023015 LI21088100002324013AA LT121000011101001000 LU280019400644750000
LV80BANK0000435195001 LY83002048000020100120361 MC5811222000010123456789030 MD24AG000225100013104168
ME25505000012345678951 MK07250120000058984 MN121234123456789123 MR1300020001010000123456753
MT84MALT011000012345MTLCAST001S MU17BOMM0101101030300200000MUR NI45BAPR00000013000003558124 NL91ABNA0417164300
NO9386011117947 OM810180000001299123456 PK36SCBL0000001123456702 PL61109010140000071219812874
PS92PALS000000000400123456702 PT50000201231234567890154 QA58DOHB00001234567890ABCDEFG
RO49AAAA1B31007593840000 RS35260005601001611379 RU0304452522540817810538091310419 SA0380000000608010167519
SC18SSCB11010000000000001497USD SD2129010501234001 SE4550000000058398257466 SI56263300012039086
SK3112000000198742637541 SM86U0322509800000000270100 SO211000001001000100141 ST23000100010051845310146
SV62CENR00000000000000700025 TL380080012345678910157 TN5910006035183598478831 TR330006100519786457841326
UA213223130000026007233566001 VA59001123000012345678 VG96VPVG0000012345678901 XK051212012345678906
YE15CBYE0001018861234567891234`

func TestIBANs(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"BE68539007547034", "BE68539007547034"}, // this and the next: FEATURES part 4
		{"FR1420041010050500013M02606", "FR1420041010050500013M02606"},
		{"BE68 5390 0754 7034", "BE68539007547034"},
		{" be68-5390-0754-7034\n", "BE68539007547034"},
		{"B E 6 8539007547034", "BE68539007547034"},
		{"BE68\u00a05390\u202f0754\u20117034", "BE68539007547034"},
		{"fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606"},
		{"", ""}, {" \t", ""}, {" - ", ""},
	} {
		got, err := checks.IBAN(c.typed)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.typed, got, err, c.want)
		}
	}
	seen := map[string]bool{}
	for _, number := range strings.Fields(registered) {
		if got, err := checks.IBAN(number); err != nil || got != number {
			t.Errorf("%s: %q, %v", number, got, err)
		}
		seen[number[:2]] = true
	}
	for i := range 26 * 26 { // no country is taken that has no example
		letters := string([]byte{'A' + byte(i/26), 'A' + byte(i%26)})
		_, err := checks.IBAN(letters + "68539007547034")
		var refused *checks.IBANError
		if known := !errors.As(err, &refused) || refused.Reason != checks.Country; known != seen[letters] {
			t.Errorf("%s: taken for a country with IBANs: %v", letters, known)
		}
	}
}

func TestRefusedIBANs(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  checks.Reason
	}{
		{"BE68539007547035", checks.CheckDigit},
		{"BE86539007547034", checks.CheckDigit},
		{"FR1420041010050500013M02607", checks.CheckDigit},
		{"FR1420041010050500013N02606", checks.CheckDigit},
		{"NL68539007547034XX", checks.CheckDigit},
		{"BE6853900754703", checks.Length},
		{"BE685390075470344", checks.Length},
		{"BE68", checks.Length},
		{"BE6", checks.Length},
		{"B", checks.Length},
		{"BE" + strings.Repeat("6", 100_000), checks.Length},
		{"US68539007547034", checks.Country},
		{"539007547034", checks.Country},
		{"5B68539007547034", checks.Country},
		{"16AD12345678", checks.Country}, // digits and letters as they follow each other in the table
		{"BEO8539007547034", checks.Letters},
		{"BE6B539007547034", checks.Letters},
		{"IBAN BE68 5390 0754 7034", checks.Country},
		{"BE68.5390.0754.7034", checks.Letters},
		{"BE68/539007547034", checks.Letters},
		{"BE68539007547034é", checks.Letters},
		{"BE６８539007547034", checks.Letters},
		{"BE68\u200b539007547034", checks.Letters},
		{"BE68539007547034\x00", checks.Letters},
		{"\xff", checks.Letters},
	} {
		got, err := checks.IBAN(c.typed)
		var refused *checks.IBANError
		if !errors.As(err, &refused) || refused.Reason != c.want || got != "" {
			t.Errorf("%.40q: %q, %v; want %v", c.typed, got, err, c.want)
		}
		if err != nil && len(c.typed) > 3 && strings.Contains(err.Error(), c.typed) {
			t.Errorf("%.40q: the error holds what was typed", c.typed)
		}
	}
}

// checkDigits works as ISO 13616 is written, with one great number, apart from
// the code under test.
func checkDigits(t *testing.T, country, body string) int {
	t.Helper()
	var digits strings.Builder
	for _, r := range body + country + "00" {
		fmt.Fprint(&digits, strings.IndexRune("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", r))
	}
	n, ok := new(big.Int).SetString(digits.String(), 10)
	if !ok {
		t.Fatal(body)
	}
	return 98 - int(n.Mod(n, big.NewInt(97)).Int64())
}

// randomIBAN makes a valid number of a random country; tens and more are digits.
func randomIBAN(t *testing.T, r *rand.Rand) (country string, check int, body string) {
	t.Helper()
	examples := strings.Fields(registered)
	example := examples[r.Intn(len(examples))]
	made := make([]byte, len(example)-4)
	for i := range made {
		made[i] = "0123456789012345678901234567890123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[r.Intn(66)]
	}
	return example[:2], checkDigits(t, example[:2], string(made)), string(made)
}

// TestOneWrongDigitOfAnIBANIsCaught: and two neighbours that changed places, by
// construction of MOD 97-10.
func TestOneWrongDigitOfAnIBANIsCaught(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	refuse := func(wrong, number string) {
		t.Helper()
		var refused *checks.IBANError
		if got, err := checks.IBAN(wrong); !errors.As(err, &refused) || refused.Reason != checks.CheckDigit {
			t.Fatalf("%s for %s gives %q, %v", wrong, number, got, err)
		}
	}
	seconds := 0
	for range 10_000 {
		country, check, body := randomIBAN(t, r)
		number := fmt.Sprintf("%s%02d%s", country, check, body)
		if got, err := checks.IBAN(number); err != nil || got != number {
			t.Fatalf("%s: %q, %v", number, got, err)
		}
		for at := 2; at < len(number); at++ {
			wrong := []byte(number)
			if wrong[at] > '9' {
				continue
			}
			wrong[at] = '0' + (wrong[at]-'0'+1+byte(r.Intn(9)))%10
			refuse(string(wrong), number)
			if next := at + 1; next < len(number) && number[next] <= '9' && number[next] != number[at] {
				wrong[at], wrong[next] = number[next], number[at]
				refuse(string(wrong), number)
			}
		}
		// The same remainder, but digits that the rule never gives.
		if second, ok := map[int]string{97: "00", 98: "01", 2: "99"}[check]; ok {
			refuse(country+second+body, number)
			seconds++
		}
	}
	if seconds == 0 {
		t.Error("no second spelling was tried")
	}
}

func TestGroupIBAN(t *testing.T) {
	for _, c := range []struct{ iban, want string }{
		{"BE68539007547034", "BE68 5390 0754 7034"},
		{"FR1420041010050500013M02606", "FR14 2004 1010 0505 0001 3M02 606"},
		{"BE68 5390 0754 7034", "BE68 5390 0754 7034"},
		{"", ""}, {"BE6", "BE6"}, {"BE68", "BE68"}, {"BE685", "BE68 5"}, {"éééééé", "éééé éé"},
	} {
		if got := checks.GroupIBAN(c.iban); got != c.want {
			t.Errorf("%q: %q, want %q", c.iban, got, c.want)
		}
	}
}

func FuzzIBAN(f *testing.F) {
	for _, typed := range []string{"BE68539007547034", "fr14 2004 1010 0505 0001 3m02 606", "BE68-5390", "US1", "", "\xff"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		if group := checks.GroupIBAN(typed); checks.GroupIBAN(group) != group {
			t.Fatalf("%q is grouped anew", group)
		}
		first, err := checks.IBAN(typed)
		if err != nil {
			var refused *checks.IBANError
			if !errors.As(err, &refused) || first != "" || refused.Reason.String() == "unknown" {
				t.Fatalf("%q, %#v", first, err)
			}
			return
		}
		if second, err := checks.IBAN(checks.GroupIBAN(first)); err != nil || second != first {
			t.Fatalf("%q becomes %q (%v)", first, second, err)
		}
		if first != "" && fmt.Sprintf("%02d", checkDigits(t, first[:2], first[4:])) != first[2:4] {
			t.Fatalf("%q has wrong check digits", first)
		}
	})
}
