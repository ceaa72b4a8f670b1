package data

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"time"
)

// File is an open company file. Its methods may be called from several
// goroutines: one writes, several read.
type File struct {
	path     string
	write    *sql.DB // one connection; nil when opened for reading only
	read     *sql.DB
	source   dial // how a copy reads the file
	options  Options
	history  history
	version  int
	standing standing  // what the path and those of the log named when it was opened
	held     *sql.Conn // keeps the log beside the file; nil when opened for reading only
	private  string    // a private copy to remove at Close, "" if none
}

// Options of Open and Create; the zero value is right for the program.
type Options struct {
	// Backups is the folder for the copy made before a migration;
	// "" means "<path>.backups" beside the file.
	Backups string
	// Busy is how long to wait for a lock of another process; 0 means 3 s.
	Busy time.Duration
	// TestOnlyHook is called with a step's name before each statement, before
	// each commit and before each step of a copy, a migration and a creation.
	// Its error fails the step; a test may also end the process in it. Nil in
	// the program.
	TestOnlyHook func(step string) error
}

func (o Options) filled(path string) Options {
	if o.Backups == "" {
		o.Backups = path + ".backups"
	}
	if o.Busy == 0 {
		o.Busy = 3 * time.Second
	}
	return o
}

func (o Options) step(name string) error {
	if o.TestOnlyHook == nil {
		return nil
	}
	return o.TestOnlyHook(name)
}

// readers is how many transactions may read at the same time.
const readers = 4

// Open opens an existing file for writing and brings an older one to the
// present version, after a copy of it into Options.Backups. It never creates a
// file. What it refuses it leaves byte for byte as it was: ErrNoFile,
// ErrNoFolder, ErrIsFolder, ErrFolderIsFile, ErrPermission, ErrNetworkFolder,
// ErrNotDatabase, ErrForeign, ErrNewer, ErrTruncated, ErrReadOnlyFile,
// ErrReadOnlyFolder, ErrSchema, ErrDamaged, ErrBusy, ErrFull, ErrTwoNames;
// *AsideError (ErrAside) when Replace was killed between the old file and the new
// one. Its structure is checked whole (SQLite's quick check), in time proportional
// to the file; a file made to be read without end is ErrDamaged within seconds.
func Open(ctx context.Context, path string, o Options) (*File, error) {
	return openWith(ctx, path, o, ours())
}

func openWith(ctx context.Context, path string, o Options, h history) (*File, error) {
	const op = "open file"
	f, page := &File{history: h}, int64(0)
	err := attempt(path, true, func(head header) error {
		f.path, f.options, page = head.path, o.filled(head.path), head.page
		return look(ctx, head, f.options.Busy, h)
	})
	if err != nil {
		return nil, fault(op, err)
	}
	f.source = dial{path: f.path, busy: f.options.Busy, mode: copying}
	f.write = f.source.as(writing).open(1)
	f.read = f.source.as(reading).open(readers + 1) // one of them is held
	if err = f.connect(ctx, page); err != nil {
		return nil, errors.Join(fault(op, err), f.closePools())
	}
	return f, nil
}

// connect makes the writer, notes which log it writes, and holds that log.
func (f *File) connect(ctx context.Context, page int64) (err error) {
	before, err := os.Lstat(f.path)
	if err != nil {
		return err
	}
	if err = wholeLog(ctx, f.write, f.path, page); err != nil {
		return err
	}
	if f.version, err = settle(ctx, f); err != nil {
		return err
	}
	if f.standing, err = stand(f.path); err != nil {
		return err
	}
	if !os.SameFile(before, f.standing.file) {
		return ErrNoFile // Replace took the place while the file was opened
	}
	f.held, err = holdLog(ctx, f.read)
	return err
}

// settle judges the file again through the writer, which also sees what a
// crash left in the log, and migrates it if it is older.
func settle(ctx context.Context, f *File) (int, error) {
	version, err := judge(ctx, f.write, f.history)
	if err != nil || version == f.history.latest {
		return version, err
	}
	if err = f.backUp(ctx, version); err != nil {
		return 0, err
	}
	if err = f.history.migrate(ctx, f.write, f.options.step); err != nil {
		return 0, err
	}
	return judge(ctx, f.write, f.history)
}

// Path is the file's absolute path, links resolved.
func (f *File) Path() string { return f.path }

// Version is the schema version of the open file.
func (f *File) Version() int { return f.version }

// Close ends the connections; the last one to close a file leaves no log
// beside it. Transactions under way must have ended.
func (f *File) Close() error {
	const op = "close file"
	if f.write == nil {
		return fault(op, errors.Join(f.read.Close(), dropPrivate(f.private)))
	}
	readErr := fault(op, errors.Join(f.held.Close(), f.read.Close()))
	return errors.Join(readErr, fault(op, f.settleLog()), fault(op, f.write.Close()))
}

// settleLog moves the log into the file, also one whose name is gone: what it
// holds was acknowledged. With another index beside the file that would cross
// the writing of others; SQLite then does it itself at its closing, if nobody
// else has the file open.
func (f *File) settleLog() error {
	if !still(f.path+"-shm", f.standing.index) {
		return nil
	}
	err := emptyLog(context.Background(), f.write)
	// A log that cannot be emptied now (another process reads, the disk is full)
	// loses nothing: the next opening or closing does it.
	if kind := fault("", err); errors.Is(kind, ErrBusy) || errors.Is(kind, ErrFull) {
		return nil
	}
	return err
}

func (f *File) closePools() error {
	var held error
	if f.held != nil {
		held = f.held.Close()
	}
	return errors.Join(held, f.read.Close(), f.write.Close())
}

// unmoved refuses a file that was moved away or replaced since it was opened, or
// whose log was: what is written then lands where nobody looks for it. SQLite
// itself does not notice. A file that is only read changes nothing: there it asks
// nothing.
func (f *File) unmoved() error {
	if f.standing.file == nil {
		return nil
	}
	return f.standing.check(f.path)
}
