package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// verdict is what a run of go test came to.
type verdict struct {
	red    []string // tests that failed
	passed int      // tests that did not
	broken bool     // it did not compile, or nothing ran to its end: that proves nothing
}

// killed tells that a test failed. A program that does not compile, and a test that never ends, are no proof.
func (v verdict) killed() bool { return len(v.red) > 0 && !v.broken }

func (v verdict) word() string {
	if v.killed() {
		return "killed"
	}
	return "SURVIVED"
}

// why names the first test that failed, or says why there is none.
func (v verdict) why() string {
	switch {
	case v.broken:
		return "it does not compile, or its tests did not run to their end"
	case len(v.red) > 0:
		return v.red[0]
	}
	return "every test stayed green"
}

// read takes in the events of go test -json (go doc test2json).
func read(in io.Reader) (v verdict, err error) {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			v.take(line)
		}
		if errors.Is(err, io.EOF) {
			v.broken = v.broken || v.passed+len(v.red) == 0
			return v, nil
		}
		if err != nil {
			return v, err
		}
	}
}

func (v *verdict) take(line string) {
	var e struct{ Action, Test, Output string }
	if json.Unmarshal([]byte(line), &e) != nil {
		return // what the compiler says goes between the events
	}
	switch {
	case e.Action == "build-fail", strings.HasPrefix(e.Output, "panic: test timed out"):
		v.broken = true
	case e.Action == "fail" && e.Test != "" && !strings.Contains(e.Test, "/") && !slices.Contains(v.red, e.Test):
		v.red = append(v.red, e.Test)
	case e.Action == "pass" && e.Test != "":
		v.passed++
	}
}
