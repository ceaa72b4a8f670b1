package keys

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestHistory(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h, err := NewHistory(stream(rapid.Byte().Draw(t, "seed")))
		if err != nil {
			t.Fatal(err)
		}
		var last []string
		pick := rapid.SampledFrom([]string{"a", "b", "c", "d", "e", "f", "é", "E", ""})
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			password := pick.Draw(t, "password")
			if used, err := h.Used(cheap{}, password); err != nil || used != slices.Contains(last, password) {
				t.Fatalf("%q after %q: %v, %v", password, last, used, err)
			}
			if rapid.Bool().Draw(t, "set") {
				if err := h.Add(cheap{}, password); err != nil {
					t.Fatal(err)
				}
				last = append(last, password)
				last = last[max(0, len(last)-5):]
			}
		}
		if len(h.Hashes) != len(last) || h.check() != nil {
			t.Fatalf("%d digests of %d passwords", len(h.Hashes), len(last))
		}
	})
}

func TestHistoryDigest(t *testing.T) {
	t.Parallel()
	h, w := must(NewHistory(stream(1)))(t), &work{}
	for i := range 5 {
		if err := h.Add(w, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	oldest := h.Hashes[0]
	w.calls = nil
	if used, err := h.Used(w, "4"); err != nil || !used || len(w.calls) != 1 || w.calls[0] != Floor() {
		t.Errorf("%v, %v, stretched %d times", used, err, len(w.calls))
	}
	if err := h.Add(w, "E\u0301"); err != nil || !spent(oldest) || len(h.Hashes) != 5 {
		t.Errorf("the sixth: %v", err)
	}
	if used, err := h.Used(w, "É"); err != nil || !used {
		t.Error("a password in another normal form is another")
	}
	kek := must(passwordKEK(cheap{}, "É", h.Salt, floor))(t)
	if bytes.Equal(kek, h.Hashes[4]) {
		t.Error("the digest is the key of a slot")
	}
	if used, err := (*History)(nil).Used(w, "x"); err != nil || used {
		t.Error("nothing remembers something")
	}
	if a, b := must(NewHistory(stream(1)))(t), must(NewHistory(stream(2)))(t); bytes.Equal(a.Salt, b.Salt) {
		t.Error("the salt came twice")
	}
	for what, bad := range badHistories() {
		wantErr(t, what+", used", second(bad.Used(cheap{}, "x")), ErrFormat)
		wantErr(t, what+", add", bad.Add(cheap{}, "x"), ErrFormat)
	}
	wantErr(t, "no history", (*History)(nil).Add(cheap{}, "x"), ErrFormat)
}

func badHistories() map[string]*History {
	return map[string]*History{
		"no salt":       {},
		"short salt":    {Salt: run(1, 15)},
		"long salt":     {Salt: run(1, 17)},
		"wiped salt":    {Salt: make([]byte, 16)},
		"six":           {Salt: run(1, 16), Hashes: [][]byte{run(1, 32), run(2, 32), run(3, 32), run(4, 32), run(5, 32), run(6, 32)}},
		"short digest":  {Salt: run(1, 16), Hashes: [][]byte{run(1, 32), run(1, 31)}},
		"long digest":   {Salt: run(1, 16), Hashes: [][]byte{run(1, 33)}},
		"empty digest":  {Salt: run(1, 16), Hashes: [][]byte{{}}},
		"wiped digests": {Salt: run(1, 16), Hashes: [][]byte{make([]byte, 32)}},
	}
}
