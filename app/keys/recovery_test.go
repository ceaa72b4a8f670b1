package keys

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRecoveryCodes(t *testing.T) {
	t.Parallel()
	codes := must(NewRecoveryCodes(stream(1)))(t)
	left := NewRecovery(codes, 7)
	if left.Made != 7 || left.Left() != 10 || (*Recovery)(nil).Left() != 0 {
		t.Fatalf("%+v", left)
	}
	for i, code := range codes {
		printed := code.Code()
		if len(code.secret) != 10 || len(printed) != 24 || strings.Count(printed, "-") != 4 {
			t.Fatalf("%q", printed)
		}
		typed, err := ParseRecoveryCode(" " + strings.ToLower(strings.ReplaceAll(printed, "-", " ")))
		if err != nil || !bytes.Equal(typed.secret, code.secret) {
			t.Fatalf("%q: %v", printed, err)
		}
		if !left.Spend(typed) || left.Left() != 9-i {
			t.Fatalf("code %d is not taken, or more than it", i)
		}
		for _, again := range codes[:i+1] {
			if left.Spend(again) {
				t.Fatal("a code is taken twice")
			}
		}
	}
	if NewRecovery(codes, 1).Spend(must(NewRecoveryCodes(stream(2)))(t)[0]) || (*Recovery)(nil).Spend(codes[0]) {
		t.Error("a code of another set is taken")
	}
}

// Codes are spent in any order; those that are left stay good.
func TestSpendAgainstModel(t *testing.T) {
	t.Parallel()
	codes := must(NewRecoveryCodes(stream(3)))(t)
	rapid.Check(t, func(t *rapid.T) {
		r, unused := NewRecovery(codes, 1), map[int]bool{}
		for i := range codes {
			unused[i] = true
		}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			i := rapid.IntRange(0, 9).Draw(t, "code")
			if r.Spend(codes[i]) != unused[i] {
				t.Fatalf("code %d: %v", i, !unused[i])
			}
			delete(unused, i)
			if r.Left() != len(unused) {
				t.Fatalf("%d left of %d", r.Left(), len(unused))
			}
		}
	})
}

func TestParseRecoveryCode(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]error{
		"60RK-4CSM-6MV3-EE1S-GKC9": nil, "6ork 4csm 6mv3 eeis gkc9": nil,
		"": ErrCodeLength, "60RK-4CSM-6MV3-EE1S": ErrCodeLength, "60RK-4CSM-6MV3-EE1S-GKC9-0": ErrCodeLength,
		"60RK-4CSM-6MV3-EE1S-GKC8": ErrCodeChecksum, "06RK-4CSM-6MV3-EE1S-GKC9": ErrCodeChecksum, "60RK-4CSM-6MV3-EE1S-GKCU": ErrCodeLetter,
		"60RK-4CSM-6MV3-EE1S-78XK-RF9Y-7X04-2GJ3-ZG82": ErrCodeLength, // a kit
	} {
		code, err := ParseRecoveryCode(typed)
		wantErr(t, typed, err, want)
		if err == nil && code.Code() != "60RK-4CSM-6MV3-EE1S-GKC9" {
			t.Errorf("%q is %q", typed, code.Code())
		}
	}
}

func TestBrokenSourceMakesNoCodes(t *testing.T) {
	t.Parallel()
	for what, b := range map[string][]byte{"all zeros": make([]byte, 100), "the same twice": bytes.Repeat(run(1, 10), 10)} {
		_, err := NewRecoveryCodes(bytes.NewReader(b))
		wantErr(t, what, err, ErrFormat)
	}
	if _, err := NewRecoveryCodes(bytes.NewReader(run(1, 99))); err == nil {
		t.Error("half a code")
	}
	if _, err := NewHistory(bytes.NewReader(run(1, 15))); err == nil {
		t.Error("half a salt")
	}
}

func TestNote(t *testing.T) {
	t.Parallel()
	var r Ring
	for i := range int64(60) {
		r.Note(i, EventCode)
		if want := min(int(i)+1, 50); len(r.Events) != want || r.Events[want-1] != (Event{Time: i, Kind: EventCode}) || r.Events[0].Time != max(0, i-49) {
			t.Fatalf("after %d: %+v", i, r.Events)
		}
	}
	copied := r
	copied.Note(99, EventOff)
	r.Note(100, EventOff)
	if r.Events[49].Time != 100 || copied.Events[49].Time != 99 {
		t.Error("the copy and its origin are one")
	}
}
