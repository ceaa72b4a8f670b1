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
		if err := build(binary, "..", "-tags", "no_emoji"); err != nil {
			return 1, err
		}
	}
	return m.Run(), nil
}

// build compiles the program in folder.
func build(to, folder string, flags ...string) error {
	command := exec.Command("go", append(append([]string{"build", "-o", to}, flags...), ".")...)
	command.Dir = folder
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("build %s: %w", folder, err)
	}
	return nil
}
