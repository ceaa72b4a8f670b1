package keys

import (
	"bytes"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// maxEncoded bounds what a decoder reads (DESIGN 13).
const maxEncoded = 1 << 20

// encode gives the core deterministic encoding of RFC 8949, 4.2.1. It writes
// nothing that decode would refuse (ErrFormat): a name that is not UTF-8, sealed
// and stored, could never be opened again.
func encode(v any) ([]byte, error) {
	b, err := marshal(v)
	if err != nil {
		return nil, err
	}
	var seen any
	if err := unmarshal(b, &seen); err != nil {
		return nil, err
	}
	return b, nil
}

// marshal writes nil slices and maps as empty ones, so that null is never canonical.
func marshal(v any) ([]byte, error) {
	opts := cbor.CoreDetEncOptions()
	opts.NilContainers = cbor.NilContainerAsEmpty
	mode, err := opts.EncMode()
	if err != nil {
		return nil, fmt.Errorf("keys: encoder: %w", err)
	}
	b, err := mode.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("keys: encode: %w", err)
	}
	return b, nil
}

// decode reads the one canonical encoding of v and refuses every other:
// duplicate or unknown keys, tags, indefinite lengths, depth over 8, more than
// 1 MiB, and anything that encode would not have written byte for byte.
func decode(b []byte, v any) error {
	if err := unmarshal(b, v); err != nil {
		return err
	}
	again, err := marshal(v)
	if err != nil {
		return err
	}
	if !bytes.Equal(again, b) {
		return ErrFormat
	}
	return nil
}

// unmarshal reads within the limits. The library's own error is dropped: it can
// quote a key or a number of what was read.
func unmarshal(b []byte, v any) error {
	if len(b) > maxEncoded {
		return ErrFormat
	}
	mode, err := cbor.DecOptions{
		DupMapKey:         cbor.DupMapKeyEnforcedAPF,
		MaxNestedLevels:   8,
		MaxArrayElements:  1 << 16,
		MaxMapPairs:       1 << 10,
		IndefLength:       cbor.IndefLengthForbidden,
		TagsMd:            cbor.TagsForbidden,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField,
	}.DecMode()
	if err != nil {
		return fmt.Errorf("keys: decoder: %w", err)
	}
	if mode.Unmarshal(b, v) != nil {
		return ErrFormat
	}
	return nil
}

// Encode gives the canonical bytes of what a sealed row holds.
func Encode(v any) ([]byte, error) { return encode(v) }

// Decode reads canonical bytes and refuses every other form (ErrFormat).
func Decode(b []byte, v any) error { return decode(b, v) }
