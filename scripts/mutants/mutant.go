package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// mutant is one security check taken out of the program.
type mutant struct {
	name string
	file string // from the root, with slashes
	old  string // occurs exactly once in the file
	new  string
	red  string // the tests of the file's folder that must fail: names without «Test», parted by |
}

// folder is where the file lies, and the tests that must fail.
func (m mutant) folder() string { return path.Dir(m.file) }

// tests lists those tests by their whole names.
func (m mutant) tests() []string {
	names := strings.Split(m.red, "|")
	for i := range names {
		names[i] = "Test" + names[i]
	}
	return names
}

// errOld says that a check does not stand where the list looks for it.
var errOld = errors.New("the old text must occur exactly once")

// text gives the mutated file of the tree below root.
func (m mutant) text(root string) ([]byte, error) {
	b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m.file)))
	if err != nil {
		return nil, err
	}
	if n := strings.Count(string(b), m.old); n != 1 {
		return nil, fmt.Errorf("%s: %w in %s, not %d times", m.name, errOld, m.file, n)
	}
	return []byte(strings.Replace(string(b), m.old, m.new, 1)), nil
}

// never takes a condition away: «if a := b; c {» becomes «if a := b; false && (c) {», and all that it names stays used.
func never(name, file, condition, red string) mutant {
	before, judged := "", condition
	if at := strings.LastIndex(condition, "; "); at >= 0 {
		before, judged = condition[:at+2], condition[at+2:]
	}
	return mutant{name, file, "if " + condition + " {", "if " + before + "false && (" + judged + ") {", red}
}

// all are the mutants of every folder.
func all() []mutant {
	var list []mutant
	for _, part := range [][]mutant{ofKeys(), ofDoor(), ofRecovery(), ofCompany(), ofData(), ofPasswords(), ofBackups(), ofExports(), ofSupport(), ofResets(), ofInvitations(), ofMembersRooms()} {
		list = append(list, part...)
	}
	return list
}

// chosen are those whose name matches a pattern.
func chosen(list []mutant, pattern string) ([]mutant, error) {
	wanted, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	var out []mutant
	for _, m := range list {
		if wanted.MatchString(m.name) {
			out = append(out, m)
		}
	}
	return out, nil
}
