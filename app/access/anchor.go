package access

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"trousseau/app/keys"
)

// anchor is what this computer remembers of a company outside the file: it
// makes an older copy of the file recognisable. It is written after the commit,
// so it may be behind the file, never ahead of it.
type anchor struct {
	Format    uint8      `cbor:"1,keyasint"`
	Company   keys.ID    `cbor:"2,keyasint"`
	Root      keys.Hash  `cbor:"3,keyasint"`
	Statement keys.Head  `cbor:"4,keyasint"`
	Line      keys.Head  `cbor:"5,keyasint"`
	Owners    [][]byte   `cbor:"6,keyasint,omitempty"`
	Time      int64      `cbor:"7,keyasint"`
	Rings     []ringMark `cbor:"8,keyasint,omitempty"`
	// Restored are the owners' words that were taken in: each explains one return
	// to a copy, not a second one.
	Restored []keys.Hash `cbor:"9,keyasint,omitempty"`
	// Members are the ids of those whose keys Owners are: keys are renewed, ids stay.
	// Anchors of older programs have none.
	Members []keys.ID `cbor:"10,keyasint,omitempty"`
}

// ringMark is the newest version seen of one account's ring, and the offset (in
// steps of 30 s) learnt between this computer's clock and his phone.
type ringMark struct {
	Account keys.ID `cbor:"1,keyasint"`
	Version uint64  `cbor:"2,keyasint"`
	Offset  int64   `cbor:"3,keyasint"`
}

const formatAnchor = 1

func (a *anchor) ring(account keys.ID) *ringMark {
	for i := range a.Rings {
		if a.Rings[i].Account == account {
			return &a.Rings[i]
		}
	}
	a.Rings = append(a.Rings, ringMark{Account: account})
	return &a.Rings[len(a.Rings)-1]
}

// anchors is the folder that holds one anchor a company.
type anchors struct{ dir string }

func (s anchors) path(company keys.ID) string {
	return filepath.Join(s.dir, company.String()+".anchor")
}

// read gives the anchor of a company. None, or one that cannot be read, is a
// computer that never saw the file: known is false, and the person is told that
// it is the first time here.
func (s anchors) read(company keys.ID) (a anchor, known bool) {
	b, err := os.ReadFile(s.path(company))
	if err != nil {
		return anchor{}, false
	}
	if keys.Decode(b, &a) != nil || a.Format != formatAnchor || a.Company != company {
		return anchor{}, false
	}
	for i := range a.Rings {
		// No enrolment learns more; a larger one would accept codes of another hour.
		if o := a.Rings[i].Offset; o < -enrolReach || o > enrolReach {
			a.Rings[i].Offset = 0
		}
	}
	return a, true
}

// knowsOwner tells that a member was an owner when this computer last saw the company;
// an anchor of an older program does not say.
func (a *anchor) knowsOwner(id keys.ID) bool {
	return len(a.Members) == 0 || slices.Contains(a.Members, id)
}

// write replaces the anchor of a company by one atomic rename. An owner's word
// that was once taken in stays so: a file that a later return gave up still
// carries it and would be let in by it again.
func (s anchors) write(a anchor) error {
	a.Format = formatAnchor
	if before, known := s.read(a.Company); known && before.Root == a.Root {
		a.Restored = slices.Clone(a.Restored)
		for _, word := range before.Restored {
			if !slices.Contains(a.Restored, word) {
				a.Restored = append(a.Restored, word)
			}
		}
	}
	b, err := keys.Encode(a)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return fmt.Errorf("access: anchor folder: %w", err)
	}
	tmp, err := os.CreateTemp(s.dir, ".anchor-*")
	if err != nil {
		return fmt.Errorf("access: write anchor: %w", err)
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // gone already once renamed
	_, err = tmp.Write(b)
	if err == nil {
		err = tmp.Sync()
	}
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(tmp.Name(), s.path(a.Company))
	}
	if err != nil {
		return fmt.Errorf("access: write anchor: %w", err)
	}
	return nil
}
