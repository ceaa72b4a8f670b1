// Command tests runs go test with the arguments given and shows what go test would show; at the end it names every test
// that was skipped, with its reason, because go test itself passes over them in silence.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// event is what `go test -json` tells (go doc test2json). A line that is none is shown as it is.
type event struct{ Action, Package, Test, Output string }

// name is a test in its package.
type name struct{ pack, test string }

func main() {
	command := exec.Command("go", append([]string{"test", "-json"}, os.Args[1:]...)...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err == nil {
		err = errors.Join(show(out, os.Stdout), command.Wait())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "go test:", err)
		os.Exit(1)
	}
}

// show prints the events of in as they come: all that a failed test and a package said, nothing of a passed test.
func show(in io.Reader, out io.Writer) error {
	said := map[name]string{}
	var skipped []string
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			var e event
			if json.Unmarshal([]byte(line), &e) != nil {
				e = event{Action: "output", Output: line}
			}
			skipped = append(skipped, e.take(said, out)...)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if len(skipped) > 0 {
		fmt.Fprintf(out, "Skipped, and so not proved here (%d):\n%s", len(skipped), strings.Join(skipped, ""))
	}
	return nil
}

// take deals with one event and gives a line for a test that was skipped.
func (e event) take(said map[name]string, out io.Writer) []string {
	at := name{e.Package, e.Test}
	switch {
	case e.Output != "" && e.Test == "":
		if e.Output != "PASS\n" { // the package's own line says so too
			fmt.Fprint(out, e.Output)
		}
	case e.Output != "":
		said[at] += e.Output
	case e.Action == "fail" && e.Test != "":
		fmt.Fprint(out, said[at])
		delete(said, at)
	case e.Action == "skip" && e.Test != "":
		return []string{fmt.Sprintf("  %s %s: %s\n", e.Package, e.Test, reason(said[at]))}
	case e.Action == "pass":
		delete(said, at)
	}
	return nil
}

// reason is what a test said beside go test's own lines, on one line.
func reason(said string) string {
	var kept []string
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") {
			kept = append(kept, line)
		}
	}
	if len(kept) == 0 {
		return "no reason given"
	}
	return strings.Join(kept, " ")
}
