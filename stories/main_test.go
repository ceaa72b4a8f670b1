//go:build linux

package stories

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// binary is the Trousseau that the stories start: TROUSSEAU_BINARY, or one built for this run.
var binary string

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	folder, err := os.MkdirTemp("", "stories-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(folder)
	binary = os.Getenv("TROUSSEAU_BINARY")
	if binary == "" {
		binary = filepath.Join(folder, "trousseau")
		if err := build(binary, ".."); err != nil {
			return 1, err
		}
	}
	return m.Run(), nil
}

// buildTags are those of scripts/build.sh: with others a story would look at another program, and the floor of the start
// be another one's. The root's architecture test compares them.
const buildTags = "no_emoji"

// build compiles the program in folder as the product is compiled.
func build(to, folder string) error {
	command := exec.Command("go", "build", "-tags", buildTags, "-o", to, ".")
	command.Dir = folder
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("build %s: %w", folder, err)
	}
	return nil
}
