package views

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"trousseau/views/kit"
)

// filesStart is the folder a file is looked for or saved in first: the person's
// documents where they are known, his home otherwise.
func filesStart() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if documents := filepath.Join(home, "Documents"); filesIsFolder(documents) {
		return documents
	}
	return home
}

func filesIsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// filesTyped is a folder written so that a name can be typed behind it.
func filesTyped(folder string) string {
	if folder == "" || strings.HasSuffix(folder, string(filepath.Separator)) {
		return folder
	}
	return folder + string(filepath.Separator)
}

// filesWhole completes a path as a person types it: spaces around it go, ~ is
// his home, a bare name lies in the folder of filesStart.
func filesWhole(typed string) string {
	typed = strings.TrimSpace(typed)
	if rest, ok := strings.CutPrefix(typed, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if typed == "" || filepath.IsAbs(typed) {
		return typed
	}
	return filepath.Join(filesStart(), typed)
}

// filesCheck says what can be said of a path without opening the file.
func filesCheck(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return filesBare("look for file", err)
	case info.IsDir():
		return errFilesFolder
	}
	return nil
}

// filesBare drops the path that the system puts into its errors.
func filesBare(operation string, err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return fmt.Errorf("files: %s: %w", operation, err)
}

// filesExplain gives the sentence of an error with a path.
func filesExplain(p *kit.Page, err error) string {
	switch {
	case errors.Is(err, errFilesName):
		return p.T("files.fault.name")
	case errors.Is(err, errFilesFolder), errors.Is(err, syscall.EISDIR):
		return p.T("files.fault.isFolder")
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return p.T("files.fault.missing")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return p.T("files.fault.permission")
	case errors.Is(err, syscall.ENOSPC):
		return p.T("files.fault.full")
	}
	return p.Explain(err)
}

// What a program that was killed while it wrote leaves behind: a recovery kit in
// clear may be in it, so the next writing there removes it.
const (
	filesUnfinished = ".trousseau-"
	filesAbandoned  = 10 * time.Minute // nothing is written for so long
)

func filesSweep(folder string) {
	left, err := filepath.Glob(filepath.Join(folder, filesUnfinished+"[0-9]*"))
	if err != nil {
		return // only a malformed constant pattern fails
	}
	for _, name := range left {
		info, err := os.Lstat(name)
		if err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > filesAbandoned {
			os.Remove(name) //nolint:errcheck // the next writing tries again
		}
	}
}

// filesWrite writes a file of mode 0600 as a whole or not at all.
func filesWrite(path string, content []byte) error {
	return filesStream(path, func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
}

// filesStream is filesWrite for what is too long to be held at once.
func filesStream(path string, write func(io.Writer) error) (err error) {
	filesSweep(filepath.Dir(path))
	f, err := os.CreateTemp(filepath.Dir(path), filesUnfinished+"*") // 0600
	if err != nil {
		return filesBare("make file", err)
	}
	defer func() {
		if err != nil {
			if left := os.Remove(f.Name()); left != nil {
				err = errors.Join(err, filesBare("remove file", left))
			}
		}
	}()
	if err = write(f); err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return filesBare("write file", err)
	}
	return nil
}
