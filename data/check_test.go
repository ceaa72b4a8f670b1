package data

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
)

func TestCheckOfAWholeFile(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, seed)
	noError(t, f.Check(context.Background()))
}

func TestCheckFinds(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(t *testing.T, path string)
		says   string
	}{
		"an orphaned row": {func(t *testing.T, path string) {
			run(t, path, `PRAGMA foreign_keys = OFF`, `DELETE FROM accounts`)
		}, "a row of slots belongs to nothing"},
		"a value too short": {func(t *testing.T, path string) {
			run(t, path, `PRAGMA ignore_check_constraints = ON`, `UPDATE file SET salt = x'01'`)
		}, "CHECK constraint failed in file"},
		"an index without its row": {func(t *testing.T, path string) {
			alter(t, path, func(b []byte) []byte {
				// A look-up value stands in its table and in its index: change the first.
				i := bytes.Index(b, append(id(16, 2), id(16, 3)...))
				b[i+20] ^= 1
				return b
			})
		}, "index"},
	} {
		t.Run(name, func(t *testing.T) {
			path := closed(t)
			c.damage(t, path)
			f, err := Open(context.Background(), path, Options{})
			noError(t, err)
			err = f.Check(context.Background())
			wantError(t, err, ErrDamaged)
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("says %q, want %q", err, c.says)
			}
			noError(t, f.Close())
		})
	}
}

// TestRemovedRowsAreOverwritten looks for the bytes of a removed row in the raw
// file, on a page of its own and among others, and in what a copy holds.
func TestRemovedRowsAreOverwritten(t *testing.T) {
	f := withHead(t)
	secret := []byte("SEALED-BYTES-THAT-MUST-GO-")
	big := bytes.Repeat(secret, 2000) // overflow pages, which become free
	company := id(16, 1)
	in(t, f, func(tx *Tx) error {
		noError(t, tx.AddRow(TableMembers, Row{company, id(16, 1), 1, 1, 1, secret}))
		noError(t, tx.AddRow(TableMembers, Row{company, id(16, 2), 1, 1, 1, big}))
		return tx.AddRow(TableMembers, Row{company, id(16, 3), 1, 1, 1, []byte("this one stays")})
	})
	_, err := f.write.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	noError(t, err)
	if !raw(t, f.Path(), secret) {
		t.Fatal("the search finds nothing even before")
	}
	in(t, f, func(tx *Tx) error {
		noError(t, tx.RemoveRow(TableMembers, company, id(16, 1)))
		return tx.RemoveRow(TableMembers, company, id(16, 2))
	})
	noError(t, f.Copy(context.Background(), f.Path()+".copy"))
	noError(t, f.Close())
	for _, path := range []string{f.Path(), f.Path() + ".copy"} {
		if raw(t, path, secret[:12]) {
			t.Error("the removed bytes are still there")
		}
		if !raw(t, path, []byte("this one stays")) {
			t.Error("the other row is gone too")
		}
	}
}

// raw says whether bytes stand in a file or in its log.
func raw(t *testing.T, path string, want []byte) bool {
	t.Helper()
	found := false
	for _, side := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + side)
		if side == "" {
			noError(t, err)
		}
		found = found || bytes.Contains(b, want)
	}
	return found
}

// TestFlippedBits flips bits all over a file: opening and checking never panics,
// and a file that passes opens and reads.
func TestFlippedBits(t *testing.T) {
	flips := 150
	if os.Getenv("TROUSSEAU_FAULTS") == "long" {
		flips = 3000
	}
	path := closed(t)
	whole, err := os.ReadFile(path)
	noError(t, err)
	caught := 0
	for i := range flips {
		bit := i * (len(whole)*8 - 1) / flips
		b := bytes.Clone(whole)
		b[bit/8] ^= 1 << (bit % 8)
		noError(t, os.WriteFile(path, b, 0o600))
		f, err := OpenReadOnly(context.Background(), path)
		if err != nil {
			caught++
			continue
		}
		if f.Check(context.Background()) != nil {
			caught++
		}
		noError(t, f.Close())
	}
	t.Logf("%d of %d flips noticed by structure and schema alone", caught, flips)
}
