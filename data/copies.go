package data

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// CopyInfo is one copy of a file, as its name and its folder tell it (B1). What
// is in it, opening it says.
type CopyInfo struct {
	Path string    // absolute
	Made time.Time // UTC, whole seconds, from its name
	Size int64     // bytes
}

const (
	extension   = ".trousseau"
	stampLayout = "20060102-150405" // UTC
)

// Copies lists the copies of one file in a folder, newest first. The name is
// that of the file, with or without its extension; a copy of it is called
// "<name>-20261122-180203.trousseau", a second one of that second
// "<name>-20261122-180203-2.trousseau", and whatever else stands in the folder
// is passed over. A missing folder holds none. ErrInvalid for a name that is
// none; ErrPermission, ErrFolderIsFile.
func Copies(folder, name string) ([]CopyInfo, error) {
	const op = "list copies"
	stem, folder, err := copyPlace(folder, name)
	if err != nil {
		return nil, fault(op, err)
	}
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault(op, err)
	}
	type numbered struct {
		CopyInfo
		n int // which one of its second
	}
	var found []numbered
	for _, e := range entries {
		made, n, ok := readCopyName(e.Name(), stem)
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, infoErr := e.Info()
		if errors.Is(infoErr, fs.ErrNotExist) {
			continue // thinned out by another process meanwhile
		}
		if infoErr != nil {
			return nil, fault(op, infoErr)
		}
		found = append(found, numbered{CopyInfo{filepath.Join(folder, e.Name()), made, info.Size()}, n})
	}
	slices.SortFunc(found, func(a, b numbered) int { return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.n, a.n)) })
	var all []CopyInfo
	for _, c := range found {
		all = append(all, c.CopyInfo)
	}
	return all, nil
}

// CopyInto makes a copy as Copy does, verified and atomic, under the name of its
// time in a folder that is made if it is missing (mode 0700). Errors as Copy and
// Copies.
func (f *File) CopyInto(ctx context.Context, folder, name string, now time.Time) (CopyInfo, error) {
	const op = "copy into folder"
	const mostInASecond = 1000
	stem, folder, err := copyPlace(folder, name)
	if err == nil {
		err = f.options.step("copy folder")
	}
	if err == nil {
		err = folderError(makeFolder(folder))
	}
	if err != nil {
		return CopyInfo{}, fault(op, err)
	}
	c := CopyInfo{Made: now.UTC().Truncate(time.Second)}
	for n := 1; n <= mostInASecond; n++ {
		c.Path = filepath.Join(folder, stem+"-"+stamp(c.Made, n)+extension)
		if err = f.Copy(ctx, c.Path); !errors.Is(err, ErrExists) {
			break
		}
	}
	if err != nil {
		return CopyInfo{}, fault(op, err)
	}
	info, err := os.Stat(c.Path)
	if err != nil {
		return CopyInfo{}, fault(op, err)
	}
	c.Size = info.Size()
	return c, nil
}

// Thin removes the oldest copies of a file until the newest keep of them are
// left, and tells how many it removed; a copy that somebody has open, or that a
// crash left a log beside, stays. Oldest by the time in their names. The first
// one that cannot be removed ends it. ErrInvalid for keep below 1; otherwise
// errors as Copies, ErrReadOnlyFolder.
func Thin(folder, name string, keep int) (removed int, err error) {
	return thin(folder, name, keep, Options{})
}

func thin(folder, name string, keep int, o Options) (removed int, err error) {
	const op = "thin out copies"
	if keep < 1 {
		return 0, fault(op, ErrInvalid)
	}
	all, err := Copies(folder, name)
	if err != nil {
		return 0, fault(op, err)
	}
	for _, c := range slices.Backward(all[min(keep, len(all)):]) {
		if exists(c.Path+"-wal") || exists(c.Path+"-shm") || exists(c.Path+"-journal") {
			continue
		}
		if err = o.step("thin"); err == nil {
			err = folderError(removeIf(c.Path))
		}
		if err != nil {
			return removed, fault(op, err)
		}
		removed++
	}
	return removed, nil
}

// copyPlace gives the name without its extension and the absolute folder.
func copyPlace(folder, name string) (stem, abs string, err error) {
	stem = strings.TrimSuffix(name, extension)
	if stem == "" || stem == "." || stem == ".." || filepath.Base(name) != name {
		return "", "", fmt.Errorf("%w: name of the file", ErrInvalid)
	}
	if folder == "" {
		return "", "", ErrNoFolder
	}
	abs, err = filepath.Abs(folder)
	return stem, abs, err
}

// stamp is a time as names tell it; a second one of that second ends in -2.
func stamp(at time.Time, n int) string {
	s := at.UTC().Format(stampLayout)
	if n > 1 {
		s += "-" + strconv.Itoa(n)
	}
	return s
}

// readStamp reads what stamp wrote and nothing else.
func readStamp(s string) (at time.Time, n int, ok bool) {
	if len(s) < len(stampLayout) {
		return at, 0, false
	}
	moment, number := s[:len(stampLayout)], s[len(stampLayout):]
	at, err := time.ParseInLocation(stampLayout, moment, time.UTC)
	if err != nil {
		return at, 0, false
	}
	n = 1
	if number != "" {
		n, err = strconv.Atoi(number[1:])
	}
	return at, n, err == nil && stamp(at, n) == s
}

// readCopyName reads the time out of the name of a copy.
func readCopyName(name, stem string) (made time.Time, n int, ok bool) {
	rest, ours := strings.CutPrefix(name, stem+"-")
	rest, ending := strings.CutSuffix(rest, extension)
	made, n, ok = readStamp(rest)
	return made, n, ok && ours && ending
}
