package keys

import (
	"bytes"
	"crypto/hpke"
	"encoding/json"
	"os"
	"testing"

	"golang.org/x/crypto/chacha20poly1305"
)

// TestHPKEVector opens RFC 9180, A.2.1 as our wraps are opened. The RFC binds
// associated data, which a wrap does not use; so the vector's published key and
// base nonce also seal, with the bare AEAD, the value that openAs must open.
func TestHPKEVector(t *testing.T) {
	t.Parallel()
	var v struct {
		Info, SkRm, PkRm, Enc, Key string
		BaseNonce                  string `json:"base_nonce"`
		Encryptions                []struct{ Aad, Pt, Ct string }
	}
	b := must(os.ReadFile("testdata/rfc9180-a2.1.json"))(t)
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	priv := must(kem().NewPrivateKey(unhex(t, v.SkRm)))(t)
	if !bytes.Equal(priv.PublicKey().Bytes(), unhex(t, v.PkRm)) {
		t.Error("public key differs")
	}
	info, enc := unhex(t, v.Info), unhex(t, v.Enc)
	r := must(hpke.NewRecipient(enc, priv, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), info))(t)
	for i, e := range v.Encryptions {
		got, err := r.Open(unhex(t, e.Aad), unhex(t, e.Ct))
		if err != nil || !bytes.Equal(got, unhex(t, e.Pt)) {
			t.Errorf("encryption %d: %x, %v", i, got, err)
		}
	}
	aead := must(chacha20poly1305.New(unhex(t, v.Key)))(t)
	plain := []byte("a domain key of 32 bytes, really")
	sealed := append([]byte{suiteX25519}, enc...)
	sealed = aead.Seal(sealed, unhex(t, v.BaseNonce), plain, nil)
	got, err := openAs(priv, info, sealed)
	if err != nil || !bytes.Equal(got, plain) {
		t.Errorf("openAs: %q, %v", got, err)
	}
	for what, bad := range map[string][]byte{
		"other suite": append([]byte{2}, sealed[1:]...), "nothing": nil, "suite only": {suiteX25519}, "no ciphertext": sealed[:33], "cut": sealed[:len(sealed)-1],
	} {
		_, err := openAs(priv, info, bad)
		wantErr(t, what, err, ErrOpen)
	}
}

// TestPublicKeysThatCannotReceive: a wrong length is refused at once, a point of
// low order when the shared secret comes out as zero.
func TestPublicKeysThatCannotReceive(t *testing.T) {
	t.Parallel()
	k := aDomainKey(t)
	for what, public := range map[string][]byte{
		"nothing": nil, "short": run(1, 31), "long": run(1, 33), "zero": make([]byte, 32), "one": append([]byte{1}, make([]byte, 31)...),
		"order 8": unhex(t, "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
	} {
		if _, err := k.WrapFor(public); err == nil {
			t.Errorf("%s: wrapped", what)
		}
		if _, err := SealLetter(public, aContext(), nil); err == nil {
			t.Errorf("%s: letter sealed", what)
		}
	}
}
