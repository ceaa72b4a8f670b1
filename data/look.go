package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// How a looking connection comes to a file without changing it.
const (
	alone  = "immutable=1"    // nobody has it open: no locks, no side files
	shared = "readonly_shm=1" // a log and its index stand beside it: read both, write neither
)

// reader says how to read a file without changing it or what stands beside it.
// Where its side files can only be understood by writing (a log without its
// index, an interrupted change), that is a private copy in a folder to drop.
func (h header) reader(busy time.Duration) (d dial, private string, err error) {
	d = dial{path: h.path, busy: busy, mode: looking}
	switch {
	case h.undo, h.log && !h.index:
		private, err = privateCopy(h.path)
		d.path, d.mode = filepath.Join(private, filepath.Base(h.path)), reading
	case h.side && h.index:
		d.extra = shared
	default:
		d.extra = alone
	}
	return d, private, err
}

// look judges a file before the first connection that could change it, so that
// what is refused stays as it was. The structure of all its pages is checked: a
// tree can be built so that reading it never ends. It also shows whether what a
// crash left beside the file, or somebody who copied files one by one, fits it:
// mending would mix the two.
func look(ctx context.Context, head header, busy time.Duration, h history) (err error) {
	if int64(head.version) > int64(h.latest) {
		return ErrNewer
	}
	d, private, err := head.reader(busy)
	if err != nil {
		return err
	}
	db := d.open(1)
	defer func() { err = errors.Join(err, db.Close(), dropPrivate(private)) }()
	if _, err = judgeWithin(ctx, db, h, busy+schemaTime); err != nil {
		return err
	}
	return head.fits(ctx, db)
}

// fits refuses a file that what stands beside it does not belong to, or that
// lacks pages which it counts on.
func (h header) fits(ctx context.Context, db *sql.DB) error {
	said, err := firstFault(ctx, db, true)
	if err == nil && said != "" {
		err = fmt.Errorf("%w: %s", ErrDamaged, said)
	}
	return err
}

// schemaTime is how long reading the schema may take, beside waiting for others.
// A sound one takes a millisecond; one that SQLite reads in circles never ends.
const schemaTime = 5 * time.Second

// judgeWithin is judge with an end: a schema that takes longer is ErrDamaged.
func judgeWithin(ctx context.Context, db *sql.DB, h history, longest time.Duration) (int, error) {
	short, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	version, err := judge(short, db, h)
	if err != nil && short.Err() != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: its schema has no end", ErrDamaged)
	}
	return version, err
}

// OpenReadOnly opens an existing file for Read, Check and Copy and changes
// nothing: neither the file nor what stands beside it, also while another
// process has it open. An older version is opened as it is. A file whose log can
// only be understood by writing is copied into a private temporary folder and
// read there; Close removes it. Errors as for Open, less the ones about writing.
// It is meant for a look, not to be kept open while others write.
func OpenReadOnly(ctx context.Context, path string) (*File, error) {
	return readOnlyWith(ctx, path, Options{}, ours())
}

func readOnlyWith(ctx context.Context, path string, o Options, h history) (*File, error) {
	const op = "open file for reading"
	f := &File{options: o, history: h}
	err := attempt(path, false, func(head header) error { return f.readHead(ctx, head) })
	if err != nil {
		return nil, fault(op, err)
	}
	return f, nil
}

// readHead makes the readers of a file that is only read, and judges it.
func (f *File) readHead(ctx context.Context, head header) error {
	if int64(head.version) > int64(f.history.latest) {
		return ErrNewer
	}
	f.path, f.options = head.path, f.options.filled(head.path)
	d, private, err := head.reader(f.options.Busy)
	if err != nil {
		return err
	}
	f.private, f.source, f.read = private, d.as(copying), d.open(readers)
	if f.version, err = judgeWithin(ctx, f.read, f.history, f.options.Busy+schemaTime); err == nil && (head.log || head.undo) {
		err = head.fits(ctx, f.read) // without a log its length was judged; Check does the rest
	}
	if err != nil {
		return errors.Join(err, f.Close())
	}
	return nil
}

// privateCopy copies a file and its side files into a folder only this user can
// read. All of it is as sealed as the file.
func privateCopy(path string) (folder string, err error) {
	sweepPrivate()
	if err = roomForAll(path); err != nil {
		return "", err
	}
	folder, err = os.MkdirTemp("", privateMark+"*")
	if err != nil {
		return "", err
	}
	for _, side := range copiedSides() {
		if side != "" && !exists(path+side) {
			continue
		}
		if err = copyBytes(path+side, filepath.Join(folder, filepath.Base(path)+side)); err != nil {
			return "", errors.Join(err, dropPrivate(folder))
		}
	}
	return folder, nil
}

// copiedSides are the files a private copy is made of, by what follows the name.
func copiedSides() []string { return []string{"", "-wal", "-journal"} }

// roomForAll gives ErrFull when a private copy would not fit.
func roomForAll(path string) error {
	need := uint64(leastRoom)
	for _, side := range copiedSides() {
		if info, err := os.Lstat(path + side); err == nil {
			need += uint64(info.Size())
		}
	}
	return roomFor(os.TempDir(), need)
}

// privateMark begins the names of the folders of private copies.
const privateMark = "trousseau-check-"

// sweepPrivate removes private copies that killed processes left, older than an
// hour. What cannot be removed is another user's or goes with the next restart:
// no reason to refuse a look at a file.
func sweepPrivate() {
	entries, _ := os.ReadDir(os.TempDir()) // unreadable: nothing to sweep
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), privateMark) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > time.Hour {
			_ = dropPrivate(filepath.Join(os.TempDir(), e.Name())) // see above
		}
	}
}

func copyBytes(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	if info, statErr := in.Stat(); statErr != nil || !info.Mode().IsRegular() {
		return errors.Join(ErrDamaged, statErr) // exchanged since it was looked at
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

func dropPrivate(folder string) error {
	if folder == "" {
		return nil
	}
	return os.RemoveAll(folder)
}
