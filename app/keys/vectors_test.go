package keys

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"golang.org/x/crypto/argon2"
)

// RFC 9106, 5.3 uses a secret and associated data, which IDKey does not take.
// These come from an independent program instead, the reference tool of the
// authors of Argon2 (Debian package argon2 0~20171227-0.3):
//
//	printf '%s' PASSWORD | argon2 SALT -id -t T -k MEMORY -p P -l LENGTH -r
func TestArgon2idAgainstReferenceTool(t *testing.T) {
	t.Parallel()
	stretched := []struct {
		password, salt, want string
		p                    Params
	}{
		{"correct horse battery staple", "0123456789abcdef", "efb51f9a76584f6dd6a4f7942a1a2f6ae5a6e4ec5142ff674dfd5d27eb45e446", Floor()},
		{"Zomer in Brugge: 1€ één", "trousseau-salt16", "b7e18972d52641f1d0ae11986a8129483958534b48dd13f13bddca9036a51e66", Floor()},
		{"x", "ABCDEFGHIJKLMNOP", "74fa51e0780a39a96c5a1c664375b6239ff30190976c35b3986db5ef3c955f2a", Params{Memory: 128 << 10, Time: 4, Threads: 4}},
	}
	for _, v := range stretched {
		got := hex.EncodeToString(Argon2id{}.Stretch(normalPassword(v.password), []byte(v.salt), v.p))
		if got != v.want {
			t.Errorf("%q: %s, want %s", v.password, got, v.want)
		}
	}
	if got := hex.EncodeToString(Argon2id{}.Lookup([]byte("anna@example.org"), []byte("file-salt-16byte"))); got != "988006e6109c99d202e92d9795960f66" {
		t.Errorf("look-up: %s", got)
	}
	got := hex.EncodeToString(argon2.IDKey([]byte("password"), []byte("somesalt"), 2, 64<<10, 1, 32))
	if got != "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7" {
		t.Errorf("the tool's own test value: %s", got)
	}
}

func TestPasswordIsStretchedInNFC(t *testing.T) {
	t.Parallel()
	composed, decomposed := normalPassword("\u00e9t\u00e9"), normalPassword("e\u0301te\u0301")
	if !bytes.Equal(composed, decomposed) || string(composed) != "\u00e9t\u00e9" {
		t.Errorf("%x and %x", composed, decomposed)
	}
	if got := normalPassword("  Two  Words\t"); string(got) != "  Two  Words\t" {
		t.Errorf("blanks were taken away: %q", got)
	}
}

func TestParamsFloorAndCeiling(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		p    Params
		want error
	}{
		{Params{64 << 10, 3, 4}, nil},
		{Params{1 << 20, 20, 16}, nil},
		{Params{64<<10 - 1, 3, 4}, ErrParams},
		{Params{64 << 10, 2, 4}, ErrParams},
		{Params{64 << 10, 3, 3}, ErrParams},
		{Params{1<<20 + 1, 3, 4}, ErrParams},
		{Params{64 << 10, 21, 4}, ErrParams},
		{Params{64 << 10, 3, 17}, ErrParams},
		{Params{}, ErrParams},
	} {
		wantErr(t, "params", c.p.Check(), c.want)
	}
}

// RFC 5869, appendix A. A.3 has neither salt nor info: it runs through derive.
func TestHKDFVectors(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct{ ikm, salt, info, okm string }{
		"A.1": {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9",
			"3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
		"A.2": {hex.EncodeToString(run(0, 80)), hex.EncodeToString(run(0x60, 80)), hex.EncodeToString(run(0xb0, 80)),
			"b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
		"A.3": {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
			"8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
	} {
		ikm, info, want := unhex(t, v.ikm), string(unhex(t, v.info)), unhex(t, v.okm)
		got := must(hkdf.Key(sha256.New, ikm, unhex(t, v.salt), info, len(want)))(t)
		if v.salt == "" {
			got = must(derive(ikm, info, len(want)))(t)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %x", name, got)
		}
	}
}

// RFC 8032, 7.1, through the same sign and verify, with an empty tag; and the
// same signature must be worthless under any tag of ours.
func TestEd25519Vectors(t *testing.T) {
	t.Parallel()
	for _, v := range []struct{ seed, public, message, signature string }{
		{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
			"e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
		{"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
			"92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
		{"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
			"6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
		{"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
			"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
			"dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"},
	} {
		i := Identity{Encryption: run(1, 32), Signing: unhex(t, v.seed)}
		public := must(i.SigningKey())(t)
		signed := must(i.sign("", unhex(t, v.message)))(t)
		if hex.EncodeToString(public) != v.public || hex.EncodeToString(signed.Signature) != v.signature {
			t.Errorf("public %x, signature %x", public, signed.Signature)
		}
		wantErr(t, "own verify", signed.verify("", public), nil)
		for _, tag := range []string{tagStatement, tagJournal} {
			wantErr(t, "other tag", signed.verify(tag, public), ErrSignature)
		}
	}
}

// draft-irtf-cfrg-xchacha-03, A.3.1, through our own open without its padding.
func TestXChaCha20Poly1305Vector(t *testing.T) {
	t.Parallel()
	const text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
	key, nonce, aad := run(0x80, 32), run(0x40, 24), unhex(t, "50515253c0c1c2c3c4c5c6c7")
	body := unhex(t, "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"+
		"2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49")
	sealed := append(append([]byte{formatSeal}, nonce...), body...)
	got, err := openPadded(key, aad, sealed)
	if err != nil || string(got) != text {
		t.Fatalf("%q, %v", got, err)
	}
	_, err = open(key, aad, sealed)
	wantErr(t, "unpadded text", err, ErrOpen)
}
