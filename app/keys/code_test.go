package keys

import (
	"bytes"
	"crypto/ecdh"
	stdbase32 "encoding/base32"
	"encoding/hex"
	"os/exec"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// BIP-173's valid strings whose data is a whole number of bytes.
func TestBech32Vectors(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]struct{ prefix, data string }{
		"a12uel5l": {"a", ""},
		"an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs": {"an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio", ""},
		"abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw":                                              {"abcdef", "00443214c74254b635cf84653a56d7c675be77df"},
		"11" + strings.Repeat("q", 82) + "c8247j":                                                    {"1", strings.Repeat("00", 51)},
		"split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w":                               {"split", "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d"},
		"?1ezyfcl": {"?", ""},
	} {
		if got := bech32(v.prefix, unhex(t, v.data)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// The identity and recipient of the age format's own example, then fresh kits
// beside `age-keygen -y`, where that is installed.
func TestAgeKeys(t *testing.T) {
	t.Parallel()
	const example, public = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX", "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
	secret := bytes.Repeat([]byte{0x42}, 32)
	if got := strings.ToUpper(bech32("age-secret-key-", secret)); got != example {
		t.Errorf("identity %s", got)
	}
	priv := must(ecdh.X25519().NewPrivateKey(secret))(t)
	if got := bech32("age", priv.PublicKey().Bytes()); got != public {
		t.Errorf("recipient %s", got)
	}
	if got := ageRecipient(t, example); got != public {
		t.Errorf("the tool gives %s", got)
	}
	random := stream(1)
	for range 20 {
		identity, recipient, err := must(NewKit(random))(t).Age()
		if err != nil {
			t.Fatal(err)
		}
		if got := ageRecipient(t, identity); got != recipient {
			t.Errorf("%s, the tool gives %s", recipient, got)
		}
	}
}

// ageRecipient asks the age tool for the recipient of an identity.
func ageRecipient(t *testing.T, identity string) string {
	t.Helper()
	tool, err := exec.LookPath("age-keygen")
	if err != nil {
		t.Skip("age-keygen is not installed (Debian package age): only the age format's example was compared")
	}
	cmd := exec.Command(tool, "-y")
	cmd.Stdin = strings.NewReader(identity + "\n")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("age-keygen: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// Crockford's alphabet, against the standard library's base32 with it.
func TestBase32AgainstStandardLibrary(t *testing.T) {
	t.Parallel()
	std := stdbase32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(stdbase32.NoPadding)
	rapid.Check(t, func(t *rapid.T) {
		b := someBytes(40).Draw(t, "bytes")
		if got, want := base32(b), std.EncodeToString(b); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

func TestCodeIsReadAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	kit := Kit{secret: unhex(t, "0000008421084210842108421084210842108421")}
	code := kit.Code()
	if len(code) != 44 || strings.Count(code, "-") != 8 {
		t.Fatalf("not nine groups of four: %s", code)
	}
	swapped := strings.NewReplacer("0", "o", "1", "l").Replace(code)
	for what, typed := range map[string]string{
		"as printed": code, "lower case": strings.ToLower(code), "without hyphens": strings.ReplaceAll(code, "-", ""),
		"blanks": strings.ReplaceAll(code, "-", " "), "no-break blanks": strings.ReplaceAll(code, "-", "\u00a0"), "lines": strings.ReplaceAll(code, "-", "\r\n"),
		"other hyphens": strings.ReplaceAll(code, "-", "\u2011"), "O and L": swapped, "I": strings.ReplaceAll(code, "1", "I"),
		"QR": kit.QR(), "QR in lower case": strings.ToLower(kit.QR()), "QR in groups": kitScheme + code, "framed": "\n  " + code + "  ",
	} {
		got, err := ParseKit(typed)
		if err != nil || !bytes.Equal(got.secret, kit.secret) {
			t.Errorf("%s: %x, %v", what, got.secret, err)
		}
	}
	for what, c := range map[string]struct {
		typed string
		want  error
	}{
		"nothing": {"", ErrCodeLength}, "a group short": {code[:39], ErrCodeLength}, "a character long": {code + "0", ErrCodeLength},
		"a U": {strings.Replace(code, "-", "U", 1), ErrCodeLetter}, "another scheme": {"TROUSSEAU-KIT:2:" + code, ErrCodeLetter},
		"a zero byte": {code + "\x00", ErrCodeLetter}, "not UTF-8": {code + "\xff", ErrCodeLetter}, "checksum": {code[:43] + other(code[43]), ErrCodeChecksum},
	} {
		_, err := ParseKit(c.typed)
		wantErr(t, what, err, c.want)
	}
}

// other gives a character of the alphabet that is not c.
func other(c byte) string {
	return string(crockford[(strings.IndexByte(crockford, c)+1)%len(crockford)])
}

func TestKitLastGroup(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		kit := Kit{secret: rapid.SliceOfN(rapid.Byte(), kitSize, kitSize).Draw(t, "secret")}
		code := kit.Code()
		last := code[len(code)-4:]
		for _, typed := range []string{last, strings.ToLower(last), " " + last[:2] + " " + last[2:] + " "} {
			if !kit.LastGroup(typed) {
				t.Fatalf("%q of %s is refused", typed, code)
			}
		}
		at := rapid.IntRange(0, 3).Draw(t, "at")
		for _, typed := range []string{"", last[:3], last + "0", code, last[:at] + other(last[at]) + last[at+1:], last[:at] + "U" + last[at+1:]} {
			if kit.LastGroup(typed) {
				t.Fatalf("%q of %s is accepted", typed, code)
			}
		}
	})
}

// TestCodeMistypings tries every wrong character at every place and every swap of
// neighbours. A checksum of 20 bits of a hash catches all but one in 2^20; the
// figure is printed, and more than ten times that is a fault.
func TestCodeMistypings(t *testing.T) {
	t.Parallel()
	random := stream(2)
	tried, missed := 0, 0
	try := func(typed []byte) {
		tried++
		if _, err := decodeCode(string(typed), kitSize); err == nil {
			missed++
		}
	}
	for range 300 {
		code := []byte(encodeCode(must(draw(random, kitSize))(t)))
		for i, right := range code {
			for _, wrong := range []byte(crockford) {
				if wrong != right {
					code[i] = wrong
					try(code)
				}
			}
			code[i] = right
			if i > 0 && code[i-1] != right {
				code[i-1], code[i] = code[i], code[i-1]
				try(code)
				code[i-1], code[i] = code[i], code[i-1]
			}
		}
	}
	t.Logf("%d mistypings, %d not caught (%.6f %% caught)", tried, missed, 100*float64(tried-missed)/float64(tried))
	if missed > tried/(1<<20)*10+10 {
		t.Errorf("%d of %d mistypings were not caught", missed, tried)
	}
}

func TestIDsAndHashesHaveOneLength(t *testing.T) {
	t.Parallel()
	for n := range 40 {
		id, err := IDFrom(run(1, n))
		if (err == nil) != (n == 16) || err == nil && id.String() != hex.EncodeToString(run(1, 16)) {
			t.Errorf("id of %d bytes: %v", n, err)
		}
		if _, err := HashFrom(run(1, n)); (err == nil) != (n == 32) {
			t.Errorf("hash of %d bytes: %v", n, err)
		}
	}
}
