package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// cut is the outcome of opening a file that was cut at many lengths.
type cut struct{ lengths, refused, unread, whole, silent int }

// refusedPlainly lists what may be said of a file that is cut short.
func refusedPlainly(err error) bool {
	return errors.Is(err, ErrTruncated) || errors.Is(err, ErrNotDatabase) || errors.Is(err, ErrDamaged)
}

// judge opens a cut file for reading and for writing; what opens must hold all
// that was in it, under a full check too.
func (c *cut) judge(t *testing.T, path string, length int, want map[string][]string) {
	t.Helper()
	ctx := context.Background()
	was := snapshot(t, filepath.Dir(path))
	for way, open := range []func() (*File, error){
		func() (*File, error) { return OpenReadOnly(ctx, path) },
		func() (*File, error) { return Open(ctx, path, Options{}) },
	} {
		c.lengths++
		f, err := open()
		if err != nil {
			c.refused++
			if !refusedPlainly(err) {
				t.Errorf("%d bytes: %v", length, err)
			}
			unchanged(t, filepath.Dir(path), was)
			continue
		}
		got, err := tryDump(f, latest)
		switch err = fault("read", err); {
		case err != nil && refusedPlainly(err):
			c.unread++
		case err == nil && sameDump(got, want) && f.Check(ctx) == nil:
			c.whole++
		default:
			c.silent++
			t.Errorf("%d bytes, way %d: opens with less in it, %v", length, way, err)
		}
		noError(t, f.Close())
	}
}

// filled makes a file of many pages: rows of all sizes, also with pages of their
// own and freed ones.
func filled(t *testing.T) *File {
	t.Helper()
	f := newFile(t, Options{})
	in(t, f, seed)
	in(t, f, func(tx *Tx) error {
		var all error
		for i := range 60 {
			all = errors.Join(all, tx.AddRow(TableMembers, Row{id(16, 1), id(16, byte(100+i)), 1, 2, 1, make([]byte, 40+i*i*5)}))
		}
		return all
	})
	in(t, f, func(tx *Tx) error {
		return errors.Join(tx.RemoveRow(TableMembers, id(16, 1), id(16, 130)), tx.RemoveRow(TableMembers, id(16, 1), id(16, 155)))
	})
	return f
}

// TestFilesCutAtEachPage cuts a file at every multiple of its pages and one byte
// to either side: it is refused plainly or is whole.
func TestFilesCutAtEachPage(t *testing.T) {
	const page = 4096
	f := filled(t)
	want := dump(t, f, latest)
	noError(t, f.Close())
	whole, err := os.ReadFile(f.Path())
	noError(t, err)
	if len(whole)%page != 0 || len(whole) < 40*page {
		t.Fatalf("%d bytes", len(whole))
	}
	var c cut
	for at := 0; at <= len(whole); at += page {
		for _, length := range []int{at - 1, at, at + 1} {
			if length < 0 {
				continue
			}
			path := filepath.Join(t.TempDir(), "cut")
			noError(t, os.WriteFile(path, append(whole[:min(length, len(whole)):len(whole)], make([]byte, max(0, length-len(whole)))...), 0o600))
			c.judge(t, path, length, want)
		}
	}
	t.Logf("%d pages, opened %d times: %d refused, %d whose reading is refused, %d whole, %d with less in it", len(whole)/page, c.lengths, c.refused, c.unread, c.whole, c.silent)
	if c.whole != 4 { // the full length and one byte more, two ways each
		t.Errorf("%d opened whole", c.whole)
	}
}

// TestFilesCutBesideTheirLog does so with a log beside the file, where its length
// proves nothing: a part of it may stand in the log.
func TestFilesCutBesideTheirLog(t *testing.T) {
	const page = 4096
	f := filled(t)
	_, err := f.write.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	noError(t, err)
	in(t, f, func(tx *Tx) error { return tx.SetClock(2000) })
	want := dump(t, f, latest)
	whole, err := os.ReadFile(f.Path())
	noError(t, err)
	log, err := os.ReadFile(f.Path() + "-wal")
	noError(t, err)
	var c cut
	for at := page; at <= len(whole); at += page {
		for _, length := range []int{at - 1, at, at + 1} {
			if length > len(whole) {
				continue
			}
			path := filepath.Join(t.TempDir(), "cut")
			noError(t, os.WriteFile(path, whole[:length], 0o600))
			noError(t, os.WriteFile(path+"-wal", log, 0o600))
			c.judge(t, path, length, want)
		}
	}
	if c.unread > 0 {
		t.Errorf("%d were opened although pages are missing", c.unread)
	}
	t.Logf("%d pages beside a log, opened %d times: %d refused, %d whose reading is refused, %d whole, %d with less in it", len(whole)/page, c.lengths, c.refused, c.unread, c.whole, c.silent)
}

// TestALogThatMixesTwoFilesIsRefused puts the log of a file of the same schema
// beside a bigger one: every page is there, but the two do not fit.
func TestALogThatMixesTwoFilesIsRefused(t *testing.T) {
	big := filled(t)
	noError(t, big.Close())
	small := withHead(t)
	_, err := small.write.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	noError(t, err)
	in(t, small, func(tx *Tx) error {
		var all error
		for range 30 {
			_, err := addPair(tx)
			all = errors.Join(all, err)
		}
		return all
	})
	path := newPath(t)
	noError(t, errors.Join(copyBytes(big.Path(), path), copyBytes(small.Path()+"-wal", path+"-wal")))
	was := snapshot(t, filepath.Dir(path))
	_, err = Open(context.Background(), path, Options{})
	wantError(t, err, ErrDamaged)
	_, err = OpenReadOnly(context.Background(), path)
	wantError(t, err, ErrDamaged)
	unchanged(t, filepath.Dir(path), was)
}
