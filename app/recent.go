package app

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// Files opened before are remembered by their path alone, in the state folder of the
// OS profile: no name of what is in them leaves the file (M4).

// RecentFile is a file that was opened on this computer before.
type RecentFile struct {
	Path    string // absolute
	Missing bool   // nothing stands there now, or nothing that may be looked at
}

const (
	recentName = "recent.json"
	mostRecent = 20
	recentSize = 256 << 10 // bytes; a longer list is none of ours
)

type recentList struct {
	Files []string `json:"files"` // newest first
}

// Recent lists the files that were opened here, at most 20, the newest first; the one
// in use is among them. None, or a list that cannot be read, is empty: it is a
// convenience and says nothing of the files themselves.
func (a *App) Recent() []RecentFile {
	paths := a.recent()
	out := make([]RecentFile, len(paths))
	for i, path := range paths {
		info, err := os.Stat(path)
		out[i] = RecentFile{Path: path, Missing: err != nil || !info.Mode().IsRegular()}
	}
	return out
}

// Forget takes a file out of the list; the file itself stays. One that is not in it
// is no error. Errors: those of the state folder.
func (a *App) Forget(path string) error {
	paths := a.recent()
	kept := slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p == path })
	if len(kept) == len(paths) {
		return nil
	}
	return a.writeRecent(kept)
}

// remember puts the file in use at the top of the list.
func (a *App) remember() {
	path, err := filepath.Abs(a.Path())
	if err != nil {
		return // the working folder is gone: there is nothing to remember by
	}
	paths := a.recent()
	if len(paths) > 0 && paths[0] == path {
		return
	}
	paths = append([]string{path}, slices.DeleteFunc(paths, func(p string) bool { return p == path })...)
	_ = a.writeRecent(paths) // a list that cannot be kept must not keep the file shut
}

// recent reads the list as it is.
func (a *App) recent() []string {
	if a.options.Access.State == "" {
		return nil
	}
	f, err := os.Open(filepath.Join(a.options.Access.State, recentName))
	if err != nil {
		return nil
	}
	defer f.Close() //nolint:errcheck // it was only read
	b, err := io.ReadAll(io.LimitReader(f, recentSize+1))
	var list recentList
	if err != nil || len(b) > recentSize || json.Unmarshal(b, &list) != nil {
		return nil
	}
	out := slices.DeleteFunc(list.Files, func(p string) bool { return !filepath.IsAbs(p) })
	return out[:min(len(out), mostRecent)]
}

// writeRecent replaces the list by one atomic rename, readable by its owner alone.
func (a *App) writeRecent(paths []string) error {
	dir := a.options.Access.State
	if dir == "" {
		return nil
	}
	b, err := json.MarshalIndent(recentList{Files: paths[:min(len(paths), mostRecent)]}, "", "  ")
	if err != nil {
		return fmt.Errorf("app: write list of files: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("app: state folder: %w", err)
	}
	tmp, err := os.CreateTemp(dir, ".recent-*") // mode 0600
	if err != nil {
		return fmt.Errorf("app: write list of files: %w", err)
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // gone already once renamed
	_, err = tmp.Write(append(b, '\n'))
	if err == nil {
		err = tmp.Sync()
	}
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(tmp.Name(), filepath.Join(dir, recentName))
	}
	if err != nil {
		return fmt.Errorf("app: write list of files: %w", err)
	}
	return nil
}
