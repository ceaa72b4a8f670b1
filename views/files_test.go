package views

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

var errFilesTest = errors.New("no such key")

func filesEntry(t *testing.T, p *kit.Page) *kit.Entry {
	t.Helper()
	e, ok := focused(p.Window).(*kit.Entry)
	if !ok {
		t.Fatalf("the path has not the focus but %T", focused(p.Window))
	}
	return e
}

func TestFilesOpenByKeyboard(t *testing.T) {
	p, _ := newTestPage(t, "en")
	p.SetContent(kit.Gap(10))
	folder := t.TempDir()
	file := filepath.Join(folder, "shop.trousseau")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var chosen, done []string
	fault := errFilesTest
	filesOpen(p, filesOpenSpec{Folder: folder,
		Choose: func(_ context.Context, path string) error { chosen = append(chosen, path); return fault },
		OnDone: func(path string) { done = append(done, path) }})
	wantNoHoles(t, p.Window)
	if e := filesEntry(t, p); e.Text != folder+"/" || e.CursorColumn != len(e.Text) {
		t.Error(e.Text, e.CursorColumn)
	}
	for _, c := range []struct{ typed, fault string }{
		{"", "No file name is given."},
		{folder, "This is a folder."},
		{filepath.Join(folder, "none.trousseau"), "does not exist"},
		{filepath.Join(file, "below"), "does not exist"},
	} {
		filesEntry(t, p).SetText(c.typed)
		pressKey(p.Window, fyne.KeyReturn)
		wantText(t, p.Window, c.fault)
		if filesEntry(t, p).Text != c.typed || len(chosen) != 0 {
			t.Errorf("%q: %q, %v", c.typed, filesEntry(t, p).Text, chosen)
		}
	}
	filesEntry(t, p).SetText(" " + file + " ")
	if strings.Contains(shownTexts(p.Window), "does not exist") {
		t.Error("the fault stays while typing")
	}
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "fault: no such key")
	fault = nil
	pressKey(p.Window, fyne.KeyReturn)
	if len(chosen) != 2 || len(done) != 1 || done[0] != file || len(p.Window.Canvas().Overlays().List()) != 0 {
		t.Error(chosen, done)
	}
}

func TestFilesOpenIsCancelled(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	p, _ := newTestPage(t, "fr")
	p.SetContent(kit.Gap(10))
	filesOpen(p, filesOpenSpec{Folder: filepath.Join(home, "nowhere")})
	if e := filesEntry(t, p); e.Text != home+"/" {
		t.Error(e.Text)
	}
	pressKey(p.Window, fyne.KeyEscape)
	if len(p.Window.Canvas().Overlays().List()) != 0 {
		t.Error("Escape leaves the dialog")
	}
}

// Fyne's own dialog opens over ours, in the person's language.
func TestFilesBrowse(t *testing.T) {
	for name, browse := range map[string]func(*filesDialog){"file": (*filesDialog).browseFile, "folder": (*filesDialog).browseFolder} {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPage(t, "fr")
			p.SetContent(kit.Gap(10))
			browse(filesOpen(p, filesOpenSpec{Folder: t.TempDir()}))
			if len(p.Window.Canvas().Overlays().List()) != 2 {
				t.Fatal("nothing to browse")
			}
			wantText(t, p.Window, "Annuler")
			wantText(t, p.Window, "Dossier personnel")
			if texts := shownTexts(p.Window); strings.Contains(texts, "Home") || strings.Contains(texts, "Computer") {
				t.Error("a place is not translated:\n", texts)
			}
			shootPage(t, p, "files-browse-"+name)
			p.Window.Canvas().Unfocus()
			pressKey(p.Window, fyne.KeyEscape)
			if len(p.Window.Canvas().Overlays().List()) != 1 {
				t.Fatal("Escape leaves it open")
			}
			filesEntry(t, p)
			pressKey(p.Window, fyne.KeyEscape)
			if len(p.Window.Canvas().Overlays().List()) != 0 {
				t.Error("Escape leaves ours open")
			}
		})
	}
}

func TestFilesSaveAsksBeforeItReplaces(t *testing.T) {
	p, _ := newTestPage(t, "en")
	p.SetContent(kit.Gap(10))
	folder := t.TempDir()
	file := filepath.Join(folder, "kit.pdf")
	if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	done := 0
	filesSave(p, filesSaveSpec{Title: "Save it", Path: file, Extension: ".pdf",
		Write:  func(_ context.Context, path string) error { return filesWrite(path, []byte("new")) },
		OnDone: func(string) { done++ }})
	filesEntry(t, p).SetText(folder) // the name is added
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "Replace kit.pdf?")
	wantNoHoles(t, p.Window)
	pressKey(p.Window, fyne.KeyReturn) // Cancel has the focus
	if text, err := os.ReadFile(file); err != nil || string(text) != "old" || done != 0 {
		t.Fatal(string(text), err)
	}
	pressKey(p.Window, fyne.KeyReturn)
	pressTab(p.Window)
	pressKey(p.Window, fyne.KeyReturn)
	text, err := os.ReadFile(file)
	if err != nil || string(text) != "new" || done != 1 {
		t.Error(string(text), err, done)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
}

func TestFilesExplainsWhatTheSystemSays(t *testing.T) {
	p, _ := newTestPage(t, "en")
	for _, c := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "/secret", Err: syscall.EACCES}, "refused"},
		{&fs.PathError{Op: "open", Path: "/secret", Err: syscall.EROFS}, "refused"},
		{&fs.PathError{Op: "open", Path: "/secret", Err: syscall.ENOENT}, "does not exist"},
		{&os.LinkError{Op: "rename", Old: "/secret", New: "/secret", Err: syscall.EISDIR}, "is a folder"},
		{&fs.PathError{Op: "write", Path: "/secret", Err: syscall.ENOSPC}, "disk is full"},
		{errFilesTest, "fault: files: write: no such key"},
	} {
		err := filesBare("write", c.err)
		if text := filesExplain(p, err); !strings.Contains(text, c.want) {
			t.Errorf("%v: %q", c.err, text)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("the error holds the path: %v", err)
		}
	}
}

func TestFilesWriteLeavesNothingBehind(t *testing.T) {
	folder := t.TempDir()
	target := filepath.Join(folder, "taken")
	if err := os.MkdirAll(filepath.Join(target, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := filesWrite(target, []byte("x")); err == nil {
		t.Fatal("a folder was replaced")
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Error(left, err)
	}
}

func TestFilesWhole(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	if err := os.Mkdir(filepath.Join(home, "Documents"), 0o700); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"": "", "  ": "", "/a/b": "/a/b", " /a/b ": "/a/b", "~": home, "~/x": filepath.Join(home, "x"),
		"~anna": filepath.Join(home, "Documents", "~anna"), "x.trousseau": filepath.Join(home, "Documents", "x.trousseau"),
	} {
		if got := filesWhole(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	if err := os.Remove(filepath.Join(home, "Documents")); err != nil {
		t.Fatal(err)
	}
	if got := filesStart(); got != home {
		t.Error(got)
	}
}

func TestFilesFits(t *testing.T) {
	for name, screen := range sheetScreens(960, 640) {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPageOn(t, screen)
			p.SetContent(kit.Gap(10))
			d := filesOpen(p, filesOpenSpec{Folder: t.TempDir()})
			wantNoHoles(t, p.Window)
			wantInside(t, p.Window)
			d.submit() // a folder is no file
			wantText(t, p.Window, p.T("files.fault.isFolder"))
			wantInside(t, p.Window)
			shootPage(t, p, "files-open-"+name)
		})
	}
}

// A program killed while it wrote a kit leaves it in clear: the next writing
// removes that, and nothing else.
func TestFilesSweepsWhatAKilledProgramLeft(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-time.Hour)
	for name, stays := range map[string]bool{".trousseau-123": false, ".trousseau-notes": true, "trousseau-1": true} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, []byte("x"), 0o600), os.Chtimes(path, old, old)); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if _, err := os.Stat(path); (err == nil) != stays {
				t.Errorf("%s: %v", name, err)
			}
		}()
	}
	fresh := filepath.Join(dir, ".trousseau-456")
	if err := errors.Join(os.WriteFile(fresh, nil, 0o600), filesWrite(filepath.Join(dir, "kit.pdf"), []byte("x"))); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("one that is being written was taken away")
	}
}
