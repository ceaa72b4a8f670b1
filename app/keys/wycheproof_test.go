package keys

import (
	"bytes"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/json"
	"os"
	"testing"

	"golang.org/x/crypto/chacha20poly1305"
)

// The files under testdata/wycheproof are those of C2SP Wycheproof, module
// github.com/c2sp/wycheproof v0.0.0-20260902155932-3fa63dd0344a, unchanged;
// Copyright 2016-2026 The Wycheproof Authors, Apache License 2.0, beside them.

type wycheCase struct {
	ID                                   int `json:"tcId"`
	Key, IV, Aad, Msg, Ct, Tag           string
	Ikm, Salt, Info, Okm                 string
	Size                                 int
	Sig, Public, Private, Shared, Result string
}

type wycheGroup struct {
	IVSize, TagSize int
	PublicKey       struct{ Pk string }
	Tests           []wycheCase
}

func wycheproof(t *testing.T, name string, each func(t *testing.T, g wycheGroup, c wycheCase)) {
	t.Helper()
	var file struct {
		NumberOfTests int
		TestGroups    []wycheGroup
	}
	b := must(os.ReadFile("testdata/wycheproof/" + name + "_test.json"))(t)
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, g := range file.TestGroups {
		for _, c := range g.Tests {
			n++
			each(t, g, c)
		}
	}
	if n != file.NumberOfTests || n == 0 {
		t.Errorf("%d of %d cases", n, file.NumberOfTests)
	}
}

func TestWycheproofXChaCha20Poly1305(t *testing.T) {
	t.Parallel()
	ours, bare, foreign := 0, 0, 0
	wycheproof(t, "xchacha20_poly1305", func(t *testing.T, g wycheGroup, c wycheCase) {
		if g.IVSize != 192 { // our head has room for one nonce length only
			foreign++
			if c.Result == "valid" {
				t.Errorf("case %d: a nonce of %d bits is called valid", c.ID, g.IVSize)
			}
			return
		}
		key, aad, body := unhex(t, c.Key), unhex(t, c.Aad), append(unhex(t, c.Ct), unhex(t, c.Tag)...)
		var got []byte
		var err error
		if len(body) >= padBlock+chacha20poly1305.Overhead {
			ours++
			got, err = openPadded(key, aad, append(append([]byte{formatSeal}, unhex(t, c.IV)...), body...))
		} else {
			bare++
			got, err = must(chacha20poly1305.NewX(key))(t).Open(nil, unhex(t, c.IV), body, aad)
		}
		if valid := c.Result == "valid"; (err == nil) != valid || valid && !bytes.Equal(got, unhex(t, c.Msg)) {
			t.Errorf("case %d (%s): %v", c.ID, c.Result, err)
		}
	})
	t.Logf("%d through open, %d shorter than our padding, %d with another nonce length", ours, bare, foreign)
}

func TestWycheproofHKDF(t *testing.T) {
	t.Parallel()
	ours := 0
	wycheproof(t, "hkdf_sha256", func(t *testing.T, _ wycheGroup, c wycheCase) {
		ikm, info := unhex(t, c.Ikm), string(unhex(t, c.Info))
		got, err := hkdf.Key(sha256.New, ikm, unhex(t, c.Salt), info, c.Size)
		if c.Salt == "" && !spent(ikm) {
			ours++
			got, err = derive(ikm, info, c.Size)
		}
		if valid := c.Result == "valid"; (err == nil) != valid || valid && !bytes.Equal(got, unhex(t, c.Okm)) {
			t.Errorf("case %d (%s): %v", c.ID, c.Result, err)
		}
	})
	t.Logf("%d through derive", ours)
}

func TestWycheproofEd25519(t *testing.T) {
	t.Parallel()
	wycheproof(t, "ed25519", func(t *testing.T, g wycheGroup, c wycheCase) {
		s := Signed{Bytes: unhex(t, c.Msg), Signature: unhex(t, c.Sig)}
		if err := s.verify("", unhex(t, g.PublicKey.Pk)); (err == nil) != (c.Result == "valid") {
			t.Errorf("case %d (%s): %v", c.ID, c.Result, err)
		}
	})
}

// X25519 is what kem and Age stand on. Points of low order are "acceptable"
// there and refused here.
func TestWycheproofX25519(t *testing.T) {
	t.Parallel()
	wycheproof(t, "x25519", func(t *testing.T, _ wycheGroup, c wycheCase) {
		priv := must(ecdh.X25519().NewPrivateKey(unhex(t, c.Private)))(t)
		public, err := ecdh.X25519().NewPublicKey(unhex(t, c.Public))
		var got []byte
		if err == nil {
			got, err = priv.ECDH(public)
		}
		want := unhex(t, c.Shared)
		if low := spent(want); low != (err != nil) || !low && !bytes.Equal(got, want) {
			t.Errorf("case %d (%s): %v", c.ID, c.Result, err)
		}
	})
}
