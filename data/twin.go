package data

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// oneName refuses a file that has a second name (a hard link): two programs that
// open it under two names keep two logs, and each undoes what the other wrote. A
// name that a killed creation or copy left is removed first.
func oneName(path string, info os.FileInfo) error {
	n, err := links(path)
	if err != nil || n <= 1 {
		return err
	}
	if err = removeTwins(path, info); err != nil {
		return err
	}
	if n, err = links(path); err == nil && n > 1 {
		err = ErrTwoNames
	}
	return err
}

// removeTwins removes the unfinished names of this very file from its folder. It
// may have been renamed since, so that only their form and the file itself say
// whose they are.
func removeTwins(path string, info os.FileInfo) error {
	folder := filepath.Dir(path)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrPermission) {
		return nil // a folder one may write to but not list
	}
	for _, e := range entries {
		if !unfinished(e.Name()) || e.Name() == filepath.Base(path) {
			continue
		}
		if twin, statErr := e.Info(); statErr == nil && os.SameFile(twin, info) {
			err = errors.Join(err, removeIf(filepath.Join(folder, e.Name())))
		}
	}
	return err
}

// unfinished says whether a name is one that emptyFile gives.
func unfinished(name string) bool {
	at := strings.LastIndex(name, unfinishedMark)
	if at < 1 || name[0] != '.' {
		return false
	}
	number := name[at+len(unfinishedMark):]
	return number != "" && strings.Trim(number, "0123456789") == ""
}
