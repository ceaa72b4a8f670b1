//go:build linux

package stories

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"trousseau/stories/stage"
)

// file is the company's file where the program keeps it when nobody says otherwise.
func (w *World) file() string {
	return filepath.Join(w.Home, ".local", "share", "trousseau", "company.trousseau")
}

// isFile tells whether there is a company's file.
func (w *World) isFile() bool {
	_, err := os.Stat(w.file())
	return err == nil
}

// checkFile goes through the file with the program's own check, which must find it whole also while windows have it
// open, and looks who may read it.
func (w *World) checkFile() {
	w.Helper()
	for path, want := range map[string]fs.FileMode{w.file(): 0o600, filepath.Dir(w.file()): fs.ModeDir | 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			w.Errorf("%s: mode %v, want %v (%v)", filepath.Base(path), info.Mode(), want, err)
		}
	}
	if said := w.command(w.launch.Binary, "check", "--file", w.file()); !strings.Contains(said, "whole") {
		w.Errorf("check says %q", said)
	}
}

// checkSealed looks through all that the program wrote, its log too: none of words may stand there, as they are or in
// another encoding. The kit's sheet is left out, because telling its code is what it is for.
func (w *World) checkSealed(words ...string) {
	w.Helper()
	seen, log := 0, false
	w.must(filepath.WalkDir(w.Home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(path, ".pdf") || strings.Contains(path, "/.cache/") {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen++
		log = log || filepath.Base(path) == "trousseau.log"
		for _, found := range inside(content, words) {
			w.Errorf("%s holds %s", filepath.Base(path), found)
		}
		return nil
	}))
	if seen < 3 || !log {
		w.Errorf("looked into %d files only, the log among them: %v", seen, log)
	}
}

// waitEmptyClipboard waits until nothing is on the clipboard.
func (w *World) waitEmptyClipboard(limit time.Duration) {
	w.Helper()
	w.must(stage.Until(limit, "an empty clipboard", func() (bool, error) {
		held, err := w.Display.Clipboard()
		return err == nil && held == "", err
	}))
}

// newHome gives the person an empty home folder beside the old one: nothing of what was before is there.
func (w *World) newHome() {
	w.Helper()
	if w.Program != nil {
		w.Kill9()
	}
	home, err := os.MkdirTemp(filepath.Dir(w.Home), "home-")
	w.must(err)
	w.Home, w.launch.Home = home, home
}

// removeKit throws a kit's sheet away that no company was founded with.
func (w *World) removeKit() {
	w.Helper()
	if err := os.Remove(filepath.Join(w.Home, "Trousseau-kit-1.pdf")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.Fatal(err)
	}
}

// writeSecret writes a file for its owner alone.
func writeSecret(path, text string) error { return os.WriteFile(path, []byte(text+"\n"), 0o600) }
