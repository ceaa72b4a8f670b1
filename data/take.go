package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// mostTaken bounds what TakeCopy takes in, in bytes: 4 GiB, beyond any file of
// ours.
const mostTaken = 4 << 30

// SystemError gives the plain error of this package for one that the operating
// system gave another layer, with the operation and without its path; nil for
// nil.
func SystemError(op string, err error) error { return fault(op, err) }

// CopyThrough makes a copy as Copy does, and writes it to a new file at to,
// mode 0600, through what through makes over that file: a cipher. The copy
// itself only ever lies in folder, where the other copies of the file name are,
// unfinished, and is gone when CopyThrough returns; a killed process leaves it
// to SweepCopies. On any error nothing is left at to or beside it. ErrExists
// when something stands there already, it is never replaced; errors otherwise as
// CopyInto, for both places, and those of through.
func (f *File) CopyThrough(ctx context.Context, folder, name, to string, through func(io.Writer) (io.WriteCloser, error)) (err error) {
	const op = "copy through"
	if to, err = filepath.Abs(to); err != nil {
		return fault(op, err)
	}
	if err = f.unmoved(); err != nil {
		return fault(op, err)
	}
	if exists(to) {
		return fault(op, ErrExists)
	}
	plain, err := unfinishedIn(folder, name, f.options)
	if err != nil {
		return fault(op, err)
	}
	defer func() { err = errors.Join(err, fault(op, sweep(plain))) }()
	if err = f.fill(ctx, plain); err != nil {
		return fault(op, err)
	}
	temp, err := emptyFile(to)
	if err != nil {
		return fault(op, folderError(err))
	}
	if err = f.options.step("through write"); err == nil {
		err = pour(ctx, plain, temp, through)
	}
	if err == nil {
		err = f.options.step("through place")
	}
	if err == nil {
		err = place(temp, to)
	}
	if err != nil {
		return fault(op, errors.Join(err, sweep(temp)))
	}
	return nil
}

// pour writes one file through a writer made over another, which lasts.
func pour(ctx context.Context, from, to string, through func(io.Writer) (io.WriteCloser, error)) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	w, err := through(out)
	if err != nil {
		return err
	}
	if _, err = io.Copy(w, while{ctx, in}); err != nil {
		return err
	}
	return errors.Join(w.Close(), out.Sync())
}

// TakeCopy takes a copy from elsewhere, at most 4 GiB, into a folder (made if it
// is missing, mode 0700) among the copies of the file name: written beside its
// place, opened and checked whole, and only then named. It is called by the
// latest time that its content has seen, because that is how old it is, or by
// now where it tells none or a later one. On any error nothing is left. Errors
// as OpenReadOnly, Check and CopyInto; ErrDamaged for a longer one; what r gives
// comes back as SystemError would tell it.
func TakeCopy(ctx context.Context, r io.Reader, folder, name string, now time.Time) (CopyInfo, error) {
	return taking{r: r, most: mostTaken, now: now}.run(ctx, folder, name)
}

// taking is one call of TakeCopy.
type taking struct {
	r       io.Reader
	most    int64
	now     time.Time
	options Options
}

func (t taking) run(ctx context.Context, folder, name string) (CopyInfo, error) {
	const op = "take copy"
	temp, err := unfinishedIn(folder, name, t.options)
	if err != nil {
		return CopyInfo{}, fault(op, err)
	}
	var c CopyInfo
	if c.Size, err = t.write(ctx, temp); err == nil {
		c.Made, err = t.judge(ctx, temp)
	}
	if err == nil {
		err = t.options.step("take place")
	}
	if err == nil {
		c.Path, err = placeCopy(temp, name, c.Made)
	}
	if err != nil {
		return CopyInfo{}, fault(op, errors.Join(err, sweep(temp)))
	}
	return c, nil
}

func (t taking) write(ctx context.Context, temp string) (size int64, err error) {
	if err = t.options.step("take write"); err != nil {
		return 0, err
	}
	out, err := os.OpenFile(temp, os.O_WRONLY, 0)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	size, err = io.Copy(out, io.LimitReader(while{ctx, t.r}, t.most+1))
	if err == nil && size > t.most {
		err = fmt.Errorf("%w: longer than any file of ours", ErrDamaged)
	}
	if err != nil {
		return size, err
	}
	return size, out.Sync()
}

// judge opens and checks what was written, and tells how old it is.
func (t taking) judge(ctx context.Context, temp string) (made time.Time, err error) {
	if err = t.options.step("take verify"); err != nil {
		return made, err
	}
	f, err := readOnlyWith(ctx, temp, Options{}, ours())
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err = f.Check(ctx); err != nil {
		return made, err
	}
	var clock int64
	err = f.Read(ctx, func(tx *Tx) (err error) {
		clock, err = tx.Clock()
		return err
	})
	if err != nil && !errors.Is(err, ErrNotFound) {
		return made, err
	}
	made = t.now
	if seen := time.UnixMilli(clock); clock > 0 && seen.Before(t.now) {
		made = seen
	}
	return made.UTC().Truncate(time.Second), nil
}

// placeCopy gives a finished copy the first free name of its time.
func placeCopy(temp, name string, made time.Time) (string, error) {
	stem := strings.TrimSuffix(name, extension)
	for n := 1; ; n++ {
		path := filepath.Join(filepath.Dir(temp), stem+"-"+stamp(made, n)+extension)
		if taken(path) {
			continue
		}
		if err := place(temp, path); !errors.Is(err, ErrExists) {
			return path, err
		}
	}
}

// unfinishedIn makes an empty file in a folder of copies, under a name of a time
// that none of them has.
func unfinishedIn(folder, name string, o Options) (string, error) {
	stem, folder, err := copyPlace(folder, name)
	if err == nil {
		err = o.step("copy folder")
	}
	if err != nil {
		return "", err
	}
	if err = makeFolder(folder); err != nil {
		return "", folderError(err)
	}
	temp, err := emptyFile(filepath.Join(folder, stem+"-"+stamp(time.Time{}, 1)+extension))
	return temp, folderError(err)
}

// SweepCopies removes what killed processes left of unfinished copies of a file
// in the folder of its copies, and the private copies of OpenReadOnly, once they
// are older than an hour: nobody can still be writing them. A time that lies more
// than an hour ahead is as old: somebody set the clock back. Errors as Copies,
// ErrReadOnlyFolder.
func SweepCopies(folder, name string) error {
	const op = "sweep copies"
	stem, folder, err := copyPlace(folder, name)
	if err != nil {
		return fault(op, err)
	}
	sweepPrivate()
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !unfinishedCopy(e.Name(), stem) || !e.Type().IsRegular() {
			continue
		}
		info, infoErr := e.Info()
		if infoErr == nil && time.Since(info.ModTime()).Abs() > time.Hour {
			err = errors.Join(err, folderError(removeIf(filepath.Join(folder, e.Name()))))
		}
	}
	return fault(op, err)
}

// unfinishedCopy tells whether a name is that of an unfinished copy of a file,
// or of what the driver put beside one.
func unfinishedCopy(name, stem string) bool {
	at := strings.LastIndex(name, unfinishedMark)
	if at < 1 || name[0] != '.' {
		return false
	}
	_, _, ok := readCopyName(name[1:at], stem)
	return ok
}

// while reads until the context ends: a long copy can be given up.
type while struct {
	ctx context.Context
	r   io.Reader
}

func (w while) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.r.Read(p)
}
