package data

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// AsideError is ErrAside with the place where the old file lies. Its text names
// no path; whoever shows it to a person adds Aside.
type AsideError struct{ Aside string }

// Error implements error.
func (e *AsideError) Error() string { return ErrAside.Error() }

// Is makes errors.Is(err, ErrAside) true.
func (e *AsideError) Is(target error) bool { return target == ErrAside }

// sides are what a database may consist of besides the file itself, which
// stands first.
func sides() []string { return []string{"", "-journal", "-wal", "-shm"} }

// asideOf gives the free name under which an old file is put aside:
// "<path>.broken-20261122-180203".
func asideOf(path string, now time.Time) string {
	for n := 1; ; n++ {
		if name := path + ".broken-" + stamp(now, n); free(name) {
			return name
		}
	}
}

func free(name string) bool {
	for _, side := range sides() {
		if exists(name + side) {
			return false
		}
	}
	return true
}

// halfway gives the place of the old file where Replace was killed between
// putting it aside and placing the new one, which still stands unfinished beside
// it; "" otherwise.
func halfway(path string) string {
	if exists(path) {
		return ""
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return "" // whoever uses the path next meets the same error
	}
	var newest string
	var made time.Time
	unfinished := false
	for _, e := range entries {
		unfinished = unfinished || strings.HasPrefix(e.Name(), unfinishedPrefix(path))
		rest, ok := strings.CutPrefix(e.Name(), filepath.Base(path)+".broken-")
		if !ok {
			continue
		}
		if at, _, ok := readStamp(rest); ok && !at.Before(made) {
			newest, made = filepath.Join(filepath.Dir(path), e.Name()), at
		}
	}
	if !unfinished {
		return ""
	}
	return newest
}

// behind follows a link to the file it names, also when that is missing.
func behind(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	to, err := os.Readlink(path)
	if err != nil {
		return path // no link
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(path), to)
	}
	return to
}

// occupied says what stands at a path: nothing is no error.
func occupied(path string) (there bool, err error) {
	info, err := os.Lstat(path)
	switch {
	case err == nil && info.IsDir():
		return true, ErrIsFolder
	case err == nil && !info.Mode().IsRegular():
		return true, ErrNotDatabase
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return false, err
	}
	return err == nil, nil
}
