package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Copy makes a copy of the open file as it is at one moment, while others read
// and write: compact, mode 0600, opened and checked whole before it takes its
// name. On any error nothing is left at to or beside it. ErrExists when
// something stands there already; it is never replaced. ErrNoFile as for Read.
func (f *File) Copy(ctx context.Context, to string) error {
	const op = "copy file"
	to, err := filepath.Abs(to)
	if err != nil {
		return fault(op, err)
	}
	if err = f.unmoved(); err != nil {
		return fault(op, err)
	}
	if taken(to) {
		return fault(op, ErrExists)
	}
	temp, err := emptyFile(to)
	if err != nil {
		return fault(op, folderError(err))
	}
	if err = f.fill(ctx, temp); err == nil {
		err = f.options.step("copy place")
	}
	if err == nil {
		err = place(temp, to)
	}
	if err != nil {
		return fault(op, errors.Join(err, sweep(temp)))
	}
	return nil
}

// fill writes the copy into an empty file and checks it.
func (f *File) fill(ctx context.Context, temp string) error {
	if err := f.options.step("copy write"); err != nil {
		return err
	}
	if err := f.vacuumInto(ctx, temp); err != nil {
		return err
	}
	if err := f.options.step("copy sync"); err != nil {
		return err
	}
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := f.options.step("copy verify"); err != nil {
		return err
	}
	return f.verify(ctx, temp)
}

// vacuumInto reads over a connection of its own: the readers' are forbidden to
// write anywhere, and the writer's stays free for the others.
func (f *File) vacuumInto(ctx context.Context, temp string) (err error) {
	db := f.source.open(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	return copyInto(ctx, db, temp)
}

// verify checks all of the copy. The connection may write, though it does not:
// over a read-only one SQLite leaves the rules of the columns out.
func (f *File) verify(ctx context.Context, temp string) (err error) {
	db := dial{path: temp, busy: f.options.Busy, mode: making}.open(1)
	defer func() { err = errors.Join(err, db.Close()) }()
	return examine(ctx, db, f.history)
}

// unfinishedMark stands before the random digits of an unfinished file's name.
const unfinishedMark = ".new-"

// emptyFile makes an empty file, mode 0600, beside the place it shall take, and
// removes those that killed processes left there long ago.
func emptyFile(to string) (string, error) {
	folder, prefix := filepath.Dir(to), unfinishedPrefix(to)
	if err := sweepOld(folder, prefix); err != nil {
		return "", err
	}
	file, err := os.CreateTemp(folder, prefix+"*") // 0600; some file systems refuse to be told again
	if err != nil {
		return "", err
	}
	return file.Name(), file.Close()
}

// unfinishedPrefix begins the name of a file that is to take a place.
func unfinishedPrefix(to string) string { return "." + filepath.Base(to) + ".new-" }

// sweepOld removes unfinished files nobody can still be writing.
func sweepOld(folder, prefix string) error {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrPermission) {
		return nil // a folder one may write to but not list
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		info, infoErr := e.Info()
		if infoErr == nil && time.Since(info.ModTime()) > time.Hour {
			err = errors.Join(err, removeIf(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

// place gives a finished file its name, atomically and only if the name is
// free, and makes that last. A failure to make it last leaves neither name.
func place(temp, to string) error {
	err := os.Link(temp, to)
	switch {
	case err == nil:
		err = removeIf(temp) // somebody who opened the file may have removed it already
	case exists(to):
		return ErrExists
	default: // a file system without hard links, such as that of a USB stick
		err = os.Rename(temp, to)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(to))
	}
	if err != nil {
		return errors.Join(err, removeIf(to))
	}
	return nil
}

// folderError gives the plain error for a place where no file can be made.
func folderError(err error) error {
	kind := ofSystem(err)
	if errors.Is(kind, ErrNoFile) {
		return ErrNoFolder
	}
	if errors.Is(kind, ErrPermission) {
		return ErrReadOnlyFolder
	}
	return err
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// sweep removes an unfinished file and what the driver may have put beside it.
func sweep(temp string) error {
	var all error
	for _, side := range []string{"", "-journal", "-wal", "-shm"} {
		all = errors.Join(all, removeIf(temp+side))
	}
	return all
}

func removeIf(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// makeFolder makes a folder and those above it that are missing, mode 0700.
func makeFolder(path string) error { return os.MkdirAll(path, 0o700) }
