//go:build linux

package stories

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInstall lays the program under a packager's folder and has the desktop's own tools judge what stands there.
func TestInstall(t *testing.T) {
	if _, err := os.Stat(filepath.Join("..", "build", "trousseau")); errors.Is(err, fs.ErrNotExist) {
		t.Skip("there is no build/trousseau to install: run make stories")
	}
	folder := t.TempDir()
	// What is built stays as it is: other stories run it at this moment.
	make := exec.Command("make", "--no-print-directory", "-C", "..", "-o", "build", "install", "PREFIX=/usr", "DESTDIR="+folder)
	make.Env = withoutMake(os.Environ())
	if out, err := make.CombinedOutput(); err != nil {
		t.Fatalf("make install: %v: %s", err, out)
	}
	const id = "org.trousseau.Trousseau"
	share := filepath.Join(folder, "usr", "share")
	want := map[string]fs.FileMode{
		"bin/trousseau": 0o755, "share/icons/hicolor/scalable/apps/" + id + ".svg": 0o644, "share/applications/" + id + ".desktop": 0o644,
		"share/mime/packages/" + id + ".xml": 0o644, "share/doc/trousseau/LICENSE": 0o644,
	}
	checkInstalled(t, filepath.Join(folder, "usr"), want)
	tool := func(name string, args ...string) string {
		t.Helper()
		out, err := exec.Command(name, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v: %s", name, err, out)
		}
		return string(out)
	}
	if said := tool(filepath.Join(folder, "usr", "bin", "trousseau"), "version"); !strings.Contains(said, "Trousseau 1.") {
		t.Errorf("the installed program says %q", said)
	}
	if said := tool("desktop-file-validate", filepath.Join(share, "applications", id+".desktop")); said != "" {
		t.Errorf("the menu entry: %s", said)
	}
	wellFormed(t, filepath.Join(share, "mime", "packages", id+".xml"))
	wellFormed(t, filepath.Join(share, "icons", "hicolor", "scalable", "apps", id+".svg"))
	if said := tool("update-mime-database", filepath.Join(share, "mime")); strings.Contains(said, "rror") {
		t.Errorf("the file type: %s", said)
	}
	for name, line := range map[string]string{"globs2": "60:application/x-trousseau:*.trousseau\n", "magic": "application/x-trousseau",
		"subclasses": "application/x-trousseau application/vnd.sqlite3\n", "application/x-trousseau.xml": "fichier Trousseau"} {
		if text, err := os.ReadFile(filepath.Join(share, "mime", name)); err != nil || !strings.Contains(string(text), line) {
			t.Errorf("the desktop's %s does not know the file type (%v):\n%s", name, err, text)
		}
	}
}

// checkInstalled fails unless exactly the wanted files stand under a folder, each with its mode.
func checkInstalled(t *testing.T, folder string, want map[string]fs.FileMode) {
	t.Helper()
	found := 0
	err := filepath.WalkDir(filepath.Dir(folder), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		found++
		name, err := filepath.Rel(folder, path)
		if mode, ok := want[name]; !ok || info.Mode() != mode || info.Size() == 0 {
			t.Errorf("%s: mode %v, %d bytes, want %v", name, info.Mode(), info.Size(), mode)
		}
		return err
	})
	if err != nil || found != len(want) {
		t.Errorf("%d files, want %d (%v)", found, len(want), err)
	}
}

// withoutMake leaves out what a make that runs this test would tell the one it starts.
func withoutMake(env []string) (kept []string) {
	for _, e := range env {
		if name, _, _ := strings.Cut(e, "="); name != "MAKEFLAGS" && name != "MFLAGS" && name != "MAKELEVEL" && name != "MAKEOVERRIDES" {
			kept = append(kept, e)
		}
	}
	return kept
}

// wellFormed reads an XML file to its end.
func wellFormed(t *testing.T, path string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tokens := xml.NewDecoder(file)
	for {
		if _, err := tokens.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", filepath.Base(path), err)
		}
	}
}
