package main

import (
	"strings"
	"testing"
)

// What a failed test said is shown, what a passed one said is not, and a skipped one is named with its reason.
func TestShow(t *testing.T) {
	const events = `{"Action":"run","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestA","Output":"=== RUN   TestA\n"}
{"Action":"output","Package":"p","Test":"TestA","Output":"    a_test.go:1: quiet\n"}
{"Action":"pass","Package":"p","Test":"TestA"}
{"Action":"output","Package":"p","Test":"TestB","Output":"=== RUN   TestB\n"}
{"Action":"output","Package":"p","Test":"TestB","Output":"    a_test.go:2: no display here\n"}
{"Action":"output","Package":"p","Test":"TestB","Output":"--- SKIP: TestB (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestB"}
{"Action":"output","Package":"p","Test":"TestC","Output":"    a_test.go:3: broken\n"}
{"Action":"fail","Package":"p","Test":"TestC"}
# p [build failed]
{"Action":"output","Package":"p","Output":"PASS\n"}
{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}
{"Action":"pass","Package":"p"}
{"Action":"skip","Package":"q"}
`
	const want = "    a_test.go:3: broken\n# p [build failed]\nok  \tp\t0.1s\nSkipped, and so not proved here (1):\n  p TestB: a_test.go:2: no display here\n"
	var out strings.Builder
	if err := show(strings.NewReader(events), &out); err != nil || out.String() != want {
		t.Errorf("%v, shown:\n%s\nwant:\n%s", err, &out, want)
	}
	if out.Reset(); show(strings.NewReader(""), &out) != nil || out.Len() > 0 {
		t.Errorf("nothing to show, and yet: %s", &out)
	}
}
