// Package access is who may enter: set-up, sign-in, the session with its lock,
// the second factor, the journal and a company's own data.
//
// Its rule: one user action is one method, one transaction, one journal line.
// Rights come from the replay of the signed statements and from nothing else;
// the clock and the random source are injected; errors name operations, never
// values.
package access

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Options are what a Door is made of. The zero value of the optional fields is
// the product's: the system clock, crypto/rand and Argon2id.
type Options struct {
	State  string           // folder of the anchors, in the OS profile
	Clock  func() time.Time // optional
	Random io.Reader        // optional
	KDF    keys.KDF         // optional; tests inject a cheap one
}

// Door is the entrance of one file: it knows no secret.
type Door struct {
	file    *data.File
	anchors anchors
	clock   func() time.Time
	random  io.Reader
	kdf     keys.KDF
}

// New makes the entrance of an open file.
func New(file *data.File, o Options) *Door {
	d := &Door{file: file, anchors: anchors{dir: o.State}, clock: o.Clock, random: o.Random, kdf: o.KDF}
	if d.clock == nil {
		d.clock = time.Now
	}
	if d.random == nil {
		d.random = rand.Reader
	}
	if d.kdf == nil {
		d.kdf = keys.Argon2id{}
	}
	return d
}

// Empty tells whether the file holds no account yet, so that set-up comes first.
func (d *Door) Empty(ctx context.Context) (bool, error) {
	var some bool
	err := d.file.Read(ctx, func(tx *data.Tx) (err error) {
		some, err = tx.HasAccounts()
		return err
	})
	return err == nil && !some, err
}

// now is the time in Unix milliseconds.
func (d *Door) now() int64 { return d.clock().UnixMilli() }

// account reads the account of a look-up value with its slot of that kind;
// data.ErrNotFound when there is none.
func (d *Door) account(ctx context.Context, lookup []byte, kind keys.SlotKind) (data.Account, keys.Slot, error) {
	var acct data.Account
	var slot keys.Slot
	err := d.file.Read(ctx, func(tx *data.Tx) (err error) {
		if acct, err = tx.AccountByLookup(lookup); err != nil {
			return err
		}
		slot, err = slotOf(tx, acct.ID, kind)
		return err
	})
	return acct, slot, err
}

// slotOf reads the slot of that kind; an account without one is ErrTampered.
func slotOf(tx *data.Tx, account []byte, kind keys.SlotKind) (keys.Slot, error) {
	slots, err := tx.Slots(account)
	if err != nil {
		return keys.Slot{}, err
	}
	for _, s := range slots {
		if s.Kind == int(kind) {
			return keys.Slot{Kind: kind, Params: s.Params, Salt: s.Salt, Wrap: s.Wrap}, nil
		}
	}
	return keys.Slot{}, tampered("slot missing")
}

// lookup gives the value under which an address is found in this file.
func (d *Door) lookup(ctx context.Context, email string) ([]byte, error) {
	var salt []byte
	err := d.file.Read(ctx, func(tx *data.Tx) (err error) {
		salt, err = tx.Salt()
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.kdf.Lookup([]byte(normalEmail(email)), salt), nil
}

// damaged turns what the cryptography refuses into ErrTampered and leaves every
// other error as it is.
func damaged(err error) error {
	var chain *keys.ChainError
	for _, e := range []error{keys.ErrOpen, keys.ErrFormat, keys.ErrCommit, keys.ErrSignature, keys.ErrParams,
		keys.ErrChainOrder, keys.ErrChainAuthor, data.ErrNotFound} {
		if errors.Is(err, e) {
			return fmt.Errorf("%w: %w", ErrTampered, err)
		}
	}
	if errors.As(err, &chain) {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	return err
}
