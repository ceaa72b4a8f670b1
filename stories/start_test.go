//go:build linux

package stories

import (
	"os/exec"
	"strings"
	"testing"
)

func TestStartShowsOneWindowAndEnds(t *testing.T) {
	w := NewWorld(t, binary)
	w.Start()
	w.WaitWindow("Trousseau")
	w.CloseWindow("Trousseau")
	if code := w.WaitEnd(); code != 0 {
		t.Errorf("exit code %d after closing the only window, want 0", code)
	}
	if said := w.Program.Output(); strings.Contains(said, "error") || strings.Contains(said, "panic") {
		t.Errorf("the program complained:\n%s", said)
	}
}

// TestFirstWindowSpeaks reads the first window in both languages, on light and on dark.
func TestFirstWindowSpeaks(t *testing.T) {
	for _, c := range []struct{ lang, theme, says string }{
		{"fr", "light", "Créer une entreprise"},
		{"en", "dark", "Create a company"},
	} {
		t.Run(c.lang, func(t *testing.T) {
			w := NewWorld(t, binary)
			w.Start("--lang", c.lang, "--theme", c.theme)
			w.WaitWindow("Trousseau")
			w.WaitText(c.says)
		})
	}
}

// TestCommandLine runs the program where no display can be reached.
func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		name  string
		args  []string
		fails bool
		says  string
	}{
		{"version", []string{"version"}, false, "trousseau 1."},
		{"help", []string{"--help"}, false, "--file"},
		{"unknown flag", []string{"--colour"}, true, "--help"},
		{"unknown language", []string{"--lang", "xx"}, true, "fr"},
		{"no display", nil, true, "display"},
	} {
		t.Run(c.name, func(t *testing.T) {
			home := t.TempDir()
			command := exec.Command(binary, c.args...)
			command.Env = []string{"HOME=" + home, "PATH=/usr/bin:/bin", "LANG=en_US.UTF-8"}
			output, err := command.CombinedOutput()
			said := string(output)
			if failed := err != nil; failed != c.fails {
				t.Errorf("ended with %v, want failure %v; it said:\n%s", err, c.fails, said)
			}
			if !strings.Contains(strings.ToLower(said), c.says) {
				t.Errorf("says nothing of %q:\n%s", c.says, said)
			}
			if strings.Contains(said, "goroutine ") || strings.Contains(said, "panic") {
				t.Errorf("not a plain sentence:\n%s", said)
			}
		})
	}
}
