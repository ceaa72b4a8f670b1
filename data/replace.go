package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Replace puts a copy of the file from in the place of the file at path, which
// need not be readable or exist (B2). The copy is made beside it and verified
// whole; then the old file, with its log, is renamed to aside
// ("<path>.broken-<UTC time>", "" when there was none), and the copy takes its
// place. This program must have closed the old file.
//
// On any error the old file stands at path as it was, except ErrAside
// (*AsideError): then nothing stands there and the error tells where the old one
// lies. A process killed meanwhile leaves the old file or the new one at path,
// or nothing: then Open, OpenReadOnly and Create give that same error and
// nothing else touches the path, until another Replace finishes the work.
//
// Errors: ErrBusy at once when another process has the old file open, ErrFull,
// ErrReadOnlyFolder, ErrIsFolder, ErrNetworkFolder, ErrPermission, ErrInvalid
// when from is the file itself; for from those of OpenReadOnly.
func Replace(ctx context.Context, path, from string) (aside string, err error) {
	return replacement{from: from, now: time.Now(), history: ours()}.run(ctx, path)
}

// replacement is one call of Replace.
type replacement struct {
	from    string
	now     time.Time
	options Options
	history history
}

func (r replacement) run(ctx context.Context, path string) (aside string, err error) {
	const op = "replace file"
	if path, err = r.target(path); err != nil {
		return "", fault(op, err)
	}
	held, err := claim(path)
	if err != nil {
		return "", fault(op, err)
	}
	defer func() {
		if held != nil {
			_ = held.Close() // it was opened for its lock alone
		}
	}()
	before := halfway(path)
	temp, err := emptyFile(path)
	if err != nil {
		return "", fault(op, folderError(err))
	}
	if err = r.fill(ctx, temp); err == nil {
		aside, err = r.exchange(temp, path, before)
	}
	if err != nil && before != "" && !errors.Is(err, ErrAside) {
		err = errors.Join(&AsideError{Aside: before}, err)
	}
	if errors.Is(err, ErrAside) {
		return "", fault(op, err) // the unfinished file stays: it tells the next opening what happened
	}
	if err != nil {
		return "", fault(op, errors.Join(err, sweep(temp)))
	}
	return aside, nil
}

// target gives the path behind links and refuses what cannot be replaced.
func (r replacement) target(path string) (string, error) {
	if path == "" {
		return "", ErrNoFile
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	path = behind(path)
	there, err := occupied(path)
	if err != nil {
		return "", err
	}
	if there {
		old, oldErr := os.Stat(path)
		from, fromErr := os.Stat(r.from)
		if oldErr == nil && fromErr == nil && os.SameFile(old, from) {
			return "", ErrInvalid
		}
	}
	err = refuseNetwork(filepath.Dir(path))
	if errors.Is(err, os.ErrNotExist) {
		err = ErrNoFolder
	}
	return path, err
}

// fill makes the verified copy.
func (r replacement) fill(ctx context.Context, temp string) (err error) {
	source, err := readOnlyWith(ctx, r.from, r.options, r.history)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	return source.fill(ctx, temp)
}

// exchange puts the old file and what belongs to it aside and the new one in its
// place. The file goes first: what is missing is noticed, a file without its log
// would be taken for whole. before is where an interrupted call put it.
func (r replacement) exchange(temp, path, before string) (aside string, err error) {
	aside = before
	if before == "" || slices.ContainsFunc(sides(), func(side string) bool { return exists(path+side) && exists(before+side) }) {
		aside = asideOf(path, r.now)
	}
	var moved []string
	for _, side := range sides() {
		if !exists(path + side) {
			continue
		}
		if err = r.options.step("replace aside" + side); err == nil {
			err = os.Rename(path+side, aside+side)
		}
		if err != nil {
			return aside, back(aside, path, moved, err)
		}
		moved = append(moved, side)
	}
	if len(moved) == 0 && before == "" {
		aside = ""
	}
	if len(moved) > 0 {
		err = syncFolder(filepath.Dir(path))
	}
	if err == nil {
		err = r.options.step("replace place")
	}
	if err == nil {
		err = place(temp, path)
	}
	if err != nil {
		return aside, back(aside, path, moved, err)
	}
	return aside, nil
}

// back undoes what was moved aside, the file itself last, and says so where it
// cannot. Whatever took the place meanwhile is left alone.
func back(aside, path string, moved []string, cause error) error {
	for _, side := range slices.Backward(moved) {
		err := error(ErrExists)
		if !exists(path + side) {
			err = os.Rename(aside+side, path+side)
		}
		if err != nil {
			return errors.Join(&AsideError{Aside: aside}, cause, err)
		}
	}
	return cause
}
