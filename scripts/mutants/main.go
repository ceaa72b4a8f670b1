// Command mutants takes the program's security checks out, one at a time, and sees whether a test turns red. The tree is
// never touched: go test reads the changed file through an overlay. It ends with 1 when a check could go unseen.
//
//	go run ./scripts/mutants [pattern of names]
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	pattern := ""
	if len(os.Args) > 1 {
		pattern = os.Args[1]
	}
	list, err := chosen(all(), pattern)
	if err == nil && len(list) == 0 {
		err = errors.New("no mutant of that name")
	}
	if err == nil {
		err = run(list, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// run judges every mutant. The tests must be green before: a red one would kill everything.
func run(list []mutant, out io.Writer) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	if err := green(list); err != nil {
		return err
	}
	survived, begun := 0, time.Now()
	for _, m := range list {
		v, err := m.judge(root)
		if err != nil {
			return err
		}
		if !v.killed() {
			survived++
		}
		fmt.Fprintf(out, "%-9s %-46s %s\n", v.word(), m.name, v.why())
	}
	fmt.Fprintf(out, "%d checks removed one at a time in %s, %d survived\n", len(list), time.Since(begun).Round(time.Second), survived)
	if survived > 0 {
		return errors.New("a check can be removed and every test stays green")
	}
	return nil
}

// green runs the tests of all mutants on the program as it is.
func green(list []mutant) error {
	folders := map[string][]string{}
	for _, m := range list {
		folders[m.folder()] = append(folders[m.folder()], m.tests()...)
	}
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		names := folders[folder]
		slices.Sort(names)
		v, err := test(folder, slices.Compact(names))
		if err != nil {
			return err
		}
		if v.killed() || v.broken {
			return fmt.Errorf("%s is red as it is: %s", folder, v.why())
		}
	}
	return nil
}

// judge runs the mutant's tests on the mutated program.
func (m mutant) judge(root string) (v verdict, err error) {
	text, err := m.text(root)
	if err != nil {
		return v, err
	}
	folder, err := os.MkdirTemp("", "mutant-")
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	changed, overlay := filepath.Join(folder, "file.go"), filepath.Join(folder, "overlay.json")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(root, filepath.FromSlash(m.file)): changed}})
	if err != nil {
		return v, err
	}
	if err := errors.Join(os.WriteFile(changed, text, 0o600), os.WriteFile(overlay, replace, 0o600)); err != nil {
		return v, err
	}
	return test(m.folder(), m.tests(), "-overlay", overlay, "-failfast")
}

// test runs some tests of a folder and tells what came of it. go test's own exit code adds nothing to its events.
func test(folder string, names []string, flags ...string) (verdict, error) {
	for i, name := range names {
		names[i] = regexp.QuoteMeta(name)
	}
	args := slices.Concat([]string{"test", "-json", "-vet=off", "-tags", "ci", "-count=1", "-timeout", "5m"}, flags,
		[]string{"-run", "^(" + strings.Join(names, "|") + ")$", "./" + folder})
	command := exec.Command("go", args...)
	events, err := command.StdoutPipe()
	if err != nil {
		return verdict{}, err
	}
	command.Stderr = os.Stderr
	if err := command.Start(); err != nil {
		return verdict{}, err
	}
	v, err := read(events)
	var exit *exec.ExitError
	if ended := command.Wait(); ended != nil && !errors.As(ended, &exit) {
		err = errors.Join(err, ended)
	}
	return v, err
}
