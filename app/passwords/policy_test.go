package passwords_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"trousseau/app/passwords"
)

var (
	house  = passwords.Policy{Profile: passwords.House}
	nist   = passwords.Policy{Profile: passwords.NIST}
	beside = passwords.Policy{Profile: passwords.NIST, SecondFactor: true}
)

var margaux = passwords.About{
	First: "Margaux", Last: "Van den Broucke", Email: "m.vdb-1985@bedrijf-zonen.be",
	Companies: []string{"Boulangerie Bedrijf & Zonen SRL", "L'Épi d'Or"},
}

// finding gives the finding of a rule; the test fails when there is not exactly one.
func finding(t *testing.T, report passwords.Report, rule passwords.Rule) passwords.Finding {
	t.Helper()
	var found []passwords.Finding
	for _, f := range report.Findings {
		if f.Rule == rule {
			found = append(found, f)
		}
	}
	if len(found) != 1 {
		t.Fatalf("rule %d: %d findings", rule, len(found))
	}
	return found[0]
}

func TestOrderOfFindings(t *testing.T) {
	kinds := []passwords.Rule{passwords.Upper, passwords.Lower, passwords.Digit, passwords.Special}
	for _, c := range []struct {
		policy   passwords.Policy
		password string
		want     []passwords.Rule
	}{
		{house, "", append(append([]passwords.Rule{passwords.Length}, kinds...),
			passwords.Names, passwords.Words, passwords.Common, passwords.Repeat, passwords.Sequence)},
		{nist, "", []passwords.Rule{passwords.Length, passwords.Names, passwords.Common, passwords.Repeat, passwords.Sequence}},
		{nist, strings.Repeat("xK9-", 65), []passwords.Rule{passwords.Length, passwords.Names, passwords.Common,
			passwords.Repeat, passwords.Sequence, passwords.TooLong}},
	} {
		var got []passwords.Rule
		for _, f := range c.policy.Check(c.password, passwords.About{}).Findings {
			got = append(got, f.Rule)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v %.10q: %v, want %v", c.policy, c.password, got, c.want)
		}
	}
	if zero := (passwords.Policy{}); !reflect.DeepEqual(zero.Check("Gx7!", margaux), house.Check("Gx7!", margaux)) {
		t.Error("an unknown profile is not House")
	}
}

func TestLengthsOfThePolicies(t *testing.T) {
	const mixed = "xK9-vT4=qW7+" // nothing that a rule refuses
	for _, c := range []struct {
		policy  passwords.Policy
		length  int
		refused passwords.Rule
	}{
		{house, 11, passwords.Length}, {house, 12, 0}, {house, 256, 0}, {house, 257, passwords.TooLong},
		{nist, 14, passwords.Length}, {nist, 15, 0}, {nist, 256, 0}, {nist, 257, passwords.TooLong},
		{beside, 7, passwords.Length}, {beside, 8, 0}, {beside, 257, passwords.TooLong},
	} {
		password := strings.Repeat(mixed, 22)[:c.length]
		for _, password := range []string{password, "É" + password[1:], "E\u0301" + password[1:]} {
			report := c.policy.Check(password, passwords.About{})
			for _, f := range report.Findings {
				if f.OK == (f.Rule == c.refused) {
					t.Errorf("%+v, %d characters: %+v", c.policy, c.length, f)
				}
			}
			if report.OK() != (c.refused == 0) {
				t.Errorf("%+v, %d characters: OK %v", c.policy, c.length, report.OK())
			}
		}
	}
	if house.MinLength() != 12 || nist.MinLength() != 15 || beside.MinLength() != 8 {
		t.Error(house.MinLength(), nist.MinLength(), beside.MinLength())
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		password string
		parts    []string
	}{
		{"xk7-MARGAUX=4q", []string{"margaux"}},
		{"xk7-m4rg@ux=4q", []string{"margaux"}},
		{"xk7-Màrgäux=4q", []string{"màrgäux"}},
		{"xk7Margauxx7kMARGAUX", []string{"margaux"}},
		{"xk7-BR0UCK3=4q", []string{"broucke"}},
		{"VandenBroucke7=", []string{"vandenbroucke"}},
		{"xk7-vdb=4qW", []string{"vdb"}},
		{"Bedrijf+Z0nen7", []string{"bedrijf", "zonen"}},
		{"b0ulangerie-XK", []string{"boulangerie"}},
		{"xk7-lepidor=4W", []string{"lepidor"}},
		{"xk7-Épi=4qW-kx", []string{"épi"}},
		{"xk7-van-den-srl=4W", nil}, // particles alone
		{"xk7-mar-gaux=4W", nil},    // a typed separator parts
		{"xk7-1985=4qW", nil},       // figures are no name
		{"xk7-m.=4qW-kx", nil},      // one letter
	} {
		f := finding(t, house.Check(c.password, margaux), passwords.Names)
		if !slices.Equal(f.Parts, c.parts) || f.OK != (c.parts == nil) {
			t.Errorf("%q: %+v, want %q", c.password, f, c.parts)
		}
		if f := finding(t, house.Check(c.password, passwords.About{}), passwords.Names); !f.OK {
			t.Errorf("%q: %+v without a person", c.password, f)
		}
	}
	mueller := passwords.About{Last: "Müller"}
	for _, password := range []string{"xk7-muller=4W", "xk7-mueller=4W", "xk7-MÜLLER=4W"} {
		if finding(t, house.Check(password, mueller), passwords.Names).OK {
			t.Errorf("%q passes", password)
		}
	}
	if f := finding(t, house.Check("xk7-muller=4W", passwords.About{Last: "Mueller"}), passwords.Names); !f.OK {
		t.Errorf("«muller» is not known to be «Mueller»: %+v", f)
	}
}

func TestNamesUnderNIST(t *testing.T) {
	for password, ok := range map[string]bool{
		"margauxvandenbroucke": false, "Margaux.Van den.Broucke": false, "van-den-van-den-7k": true,
		"Margaux.Broucke-Bedrijf": false, "M4rgaux.Br0ucke": false, "margaux-broucke-7": true,
		"Boulangerie Bedrijf & Zonen SRL": false, "Margaux aime le pain": true, "---------------": false, // repeats
	} {
		if got := nist.Check(password, margaux).OK(); got != ok {
			t.Errorf("%q: %v", password, got)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		password string
		parts    []string
	}{
		{"xk7-soleil=4W", []string{"soleil"}}, {"xk7-S0L31L=4W", []string{"soleil"}}, {"xk7Boulangerx7W", []string{"boulanger"}},
		{"xk7-forêt=4Wq", []string{"forêt"}}, {"xk7-FORET=4Wq", []string{"foret"}}, {"xk7-œuvre=4Wq", []string{"œuvre"}},
		{"xk7-zomer=4W", []string{"zomer"}}, {"xk7-Z0m3r=4Wq", []string{"zomer"}}, {"xk7-wachtw00rd=Q", []string{"wachtwoord"}},
		{"xk7-fietsen=4W", []string{"fietsen"}}, {"xk7-knäckebröd=4", []string{"knäck", "bröd"}},
		{"xk7-summer=4W", []string{"summer"}}, {"xk7-$umm3r=4W", []string{"summer"}}, {"P4$$w0rd=kx7q", []string{"password"}},
		{"xk7-Straße=4Wq", []string{"straße"}}, {"xk7-STRASSE=4Wq", []string{"strasse"}}, {"xk7-Frühling=4W", []string{"frühling"}},
		{"xk7-fruehling=W", []string{"fruehling"}}, {"xk7-schl0ss=4Wq", []string{"schloss"}},
		{"xk7-Charlotte=4", []string{"charlotte"}}, {"xk7-peeters=4W", []string{"peeters"}}, {"xk7-J4nss3ns=Wq", []string{"janssens"}},
		{"xk7-Wagner=4Wq", []string{"wagner"}}, {"xk7-antw3rp3n=W", []string{"antwerpen"}},
		{"Soleil!", []string{"soleil"}}, {"1985@Gent", []string{"agent"}}, {"Qx7=2015oleil", nil},
		{"Correct-Horse-7-Battery-Staple-Window", []string{"correct", "horse", "battery", "staple"}},
		{"so-leil-7=xkQ", nil}, {"s o l e i l 7", nil}, {"pain=7KX", nil}, // four letters
		{"xk7-13370=4W", nil}, {"57013=x-kQ", nil}, // nothing but signs
	} {
		f := finding(t, house.Check(c.password, passwords.About{}), passwords.Words)
		if !slices.Equal(f.Parts, c.parts) || f.OK != (c.parts == nil) {
			t.Errorf("%q: %+v, want %q", c.password, f, c.parts)
		}
	}
	report := house.Check("xk7-Margaux=4W", margaux)
	if n, w := finding(t, report, passwords.Names), finding(t, report, passwords.Words); n.OK || !w.OK {
		t.Errorf("one's own name is told as %+v and %+v", n, w)
	}
	if f := finding(t, house.Check("Correct-Horse-7-Battery-Staple-Window", passwords.About{}), passwords.Words); f.Count != 5 {
		t.Errorf("%d words counted", f.Count)
	}
}

func TestRuns(t *testing.T) {
	for _, c := range []struct {
		password         string
		repeat, sequence []string
	}{
		{"xk7aa=bb!!", nil, nil},
		{"xk7aaa=7", []string{"aaa"}, nil}, {"xkÉéé=7", []string{"Ééé"}, nil}, {"aAa-!!!!", []string{"aAa", "!!!!"}, nil},
		{"aaa-aaa-bbb-ccc-ddd-eee", []string{"aaa", "bbb", "ccc", "ddd"}, nil},
		{"xk7abc=321", nil, nil}, {"xk7aBcD=7", nil, []string{"aBcD"}}, {"xkdcba=7", nil, []string{"dcba"}},
		{"xk1234", nil, []string{"1234"}}, {"xk7890k", nil, []string{"7890"}}, {"xk0987k", nil, []string{"0987"}}, {"k0123k", nil, []string{"0123"}},
		{"k-azerty-7", nil, []string{"azerty"}}, {"k-YTREZA-7", nil, []string{"YTREZA"}}, {"k-qsdf-7", nil, []string{"qsdf"}},
		{"k-qwerty-7", nil, []string{"qwerty"}}, {"k-fdsa-7", nil, []string{"fdsa"}}, {"k-qwertz-7", nil, []string{"qwertz"}},
		{"k-yxcv-7", nil, []string{"yxcv"}}, {"k-!@#$-7", nil, []string{"!@#$"}}, {"k-9012-7", nil, nil},
		{"k-abcdcba-7", nil, []string{"abcd"}}, {"k-zyxw-1234-7", nil, []string{"zyxw", "1234"}},
	} {
		report := house.Check(c.password, passwords.About{})
		r, s := finding(t, report, passwords.Repeat), finding(t, report, passwords.Sequence)
		if !slices.Equal(r.Parts, c.repeat) || r.OK != (c.repeat == nil) {
			t.Errorf("%q: repeat %+v, want %q", c.password, r, c.repeat)
		}
		if !slices.Equal(s.Parts, c.sequence) || s.OK != (c.sequence == nil) {
			t.Errorf("%q: sequence %+v, want %q", c.password, s, c.sequence)
		}
	}
	for password, ok := range map[string]bool{
		"aaaaaaaaaaaaaaaa": false, "aaaaaaaabbbbbbbb": false, "aaaaaaaaaaaaaaaX": true,
		"abcdefghijklmnop": false, "12345678901234567890": false, "azertyuiop-azertyuiop": true, "xabcdefghijklmnop": true,
	} {
		if nist.Check(password, passwords.About{}).OK() != ok {
			t.Errorf("NIST, %q: want %v", password, ok)
		}
	}
}

// TestPassPhrases: dictionary words are refused by the house rules and accepted by
// NIST (B34).
func TestPassPhrases(t *testing.T) {
	for _, password := range []string{"correct horse battery staple", "pomme violon nuage", "Fiets-Lamp-Regen-7-Kaas!", "zonderlicht geenbrood"} {
		if utf8.RuneCountInString(password) < 15 || !nist.Check(password, margaux).OK() {
			t.Errorf("NIST refuses %q: %+v", password, nist.Check(password, margaux))
		}
		if finding(t, house.Check(password, margaux), passwords.Words).OK {
			t.Errorf("House finds no word in %q", password)
		}
	}
}

// TestWhatAPersonInventsPasses: what the house rules leave to somebody without a
// password manager.
func TestWhatAPersonInventsPasses(t *testing.T) {
	for _, password := range []string{
		"J'aime1ePain!", "IkGdvaEb7jo!", "Jmlcacl2e!Tdsj", "WdhGiLe4n?Nvh", "7brot&1kafé!Gr-K", "KzrT-48fd-Qp9w", "xK9#mQ2$vL5@nP8&",
		"Rivu7-zokLe-namaf-4B%", "0475/12.34.56Ab", "Tr0u-l4la=itou7K",
	} {
		if report := house.Check(password, margaux); !report.OK() {
			t.Errorf("%q: %+v", password, report)
		}
	}
}
