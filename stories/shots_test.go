//go:build linux

package stories

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestShots photographs the windows into the folder TROUSSEAU_SHOTS, in both languages and themes. A picture is to be
// looked at, so nothing is compared here.
func TestShots(t *testing.T) {
	folder := os.Getenv("TROUSSEAU_SHOTS")
	if folder == "" {
		t.Skip("TROUSSEAU_SHOTS names no folder")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"fr", "en"} {
		for _, theme := range []string{"light", "dark"} {
			name := fmt.Sprintf("first-%s-%s", lang, theme)
			t.Run(name, func(t *testing.T) {
				w := NewWorld(t, binary)
				w.Start("--lang", lang, "--theme", theme)
				w.PictureOf(w.WaitWindow("Trousseau"), filepath.Join(folder, name+".png"))
			})
		}
	}
}
