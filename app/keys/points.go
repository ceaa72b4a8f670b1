package keys

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
)

// smallOrder lists y of the eight points of Ed25519 whose order divides 8: 0, 1,
// -1 and the two of order 8, little-endian. With such a key almost anything is
// "signed" (RFC 8032, 8.9). That there are no others is computed in a test.
var smallOrder = [5][]byte{
	{31: 0},
	{0: 1, 31: 0},
	{0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
	{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
	{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
}

// goodSigning tells that a public key can judge signatures: canonical, so that
// one key has one spelling, and not of small order, whatever its sign bit says.
func goodSigning(public []byte) bool {
	if len(public) != ed25519.PublicKeySize {
		return false
	}
	y := bytes.Clone(public)
	y[31] &= 0x7f
	for _, small := range smallOrder {
		if bytes.Equal(y, small) {
			return false
		}
	}
	return reduced(y)
}

// probe is a scalar that only points of low order take to zero.
var probe = [keySize]byte{0: 8, 31: 0x40}

// goodEncryption tells that a public key can receive: canonical, so that one key
// has one spelling, and not of low order, with which every shared secret is zero
// (RFC 7748, 6.1).
func goodEncryption(public []byte) bool {
	if len(public) != keySize || !reduced(public) {
		return false
	}
	theirs, err := ecdh.X25519().NewPublicKey(public)
	if err != nil {
		return false
	}
	own, err := ecdh.X25519().NewPrivateKey(probe[:])
	if err != nil {
		return false
	}
	_, err = own.ECDH(theirs)
	return err == nil
}

// reduced tells that 32 little-endian bytes, top bit included, are below 2^255 - 19.
func reduced(b []byte) bool {
	if b[31] != 0x7f || b[0] < 0xed {
		return b[31] <= 0x7f
	}
	for _, c := range b[1:31] {
		if c != 0xff {
			return true
		}
	}
	return false
}
