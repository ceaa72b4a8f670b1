package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// relock locks a session with a draft and gives the next one with that draft.
func (w *world) relock(s *access.Session, draft []byte) (*access.Session, []byte) {
	w.t.Helper()
	l := must(s.Lock(w.ctx(), draft))(w.t)
	w.pass(time.Minute)
	e := must(l.Unlock(w.ctx(), ownerPassword))(w.t)
	open := e.Enter
	if e.NeedsCode() {
		w.t.Fatal("the code is asked behind a short lock")
	}
	s = must(open(w.ctx()))(w.t)
	return s, must(l.Draft(s))(w.t)
}

// A kit that was on the screen at a lock comes back with its number and its code,
// and is in force by RenewKit alone.
func TestResumeKit(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	kit := must(s.BeginKit(w.ctx(), ownerPassword))(t)
	state := must(kit.State())(t)
	s, draft := w.relock(s, state)
	again, inForce, err := s.ResumeKit(draft)
	if err != nil || inForce || again.Code() != kit.Code() || again.Number() != 2 {
		t.Fatalf("number %d, in force %v, %v", again.Number(), inForce, err)
	}
	w.openKit().Drop() // the older one still opens
	kit.Wipe()         // as its window does behind the lock: the copy in the draft is another
	if err := s.RenewKit(w.ctx(), again); err != nil {
		t.Fatal(err)
	}
	must(w.door.Kit(w.ctx(), ownerEmail, again.Code()))(t).Drop()
	// The lock came while RenewKit was under way, and it reached the file.
	s, draft = w.relock(s, state)
	if _, inForce, err = s.ResumeKit(draft); err != nil || !inForce {
		t.Fatal("it is in force, and is not told so:", err)
	}
	// Another program put one of its own in force meanwhile.
	other := must(s.BeginKit(w.ctx(), ownerPassword))(t)
	late := must(must(s.BeginKit(w.ctx(), ownerPassword))(t).State())(t)
	if err := s.RenewKit(w.ctx(), other); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.ResumeKit(late); !errors.Is(err, access.ErrChanged) {
		t.Fatal("a kit that can never be in force comes back:", err)
	}
	if _, _, err := s.ResumeKit(state); !errors.Is(err, access.ErrChanged) {
		t.Fatal(err)
	}
	if err := s.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.ResumeKit(late); !errors.Is(err, access.ErrEnded) {
		t.Fatal(err)
	}
}

// Only a kit for which the password was asked goes into a draft, and nothing but
// such a draft comes out of it.
func TestKitStateIsExact(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if _, err := must(w.setup.NewKit())(t).State(); !errors.Is(err, access.ErrInput) {
		t.Error("a kit of the set-up goes into a draft:", err)
	}
	code := must(s.BeginKit(w.ctx(), ownerPassword))(t).Code()
	for name, state := range map[string][]byte{
		"nothing": nil, "rubbish": []byte("x"), "a code alone": []byte(code),
		"a code in other letters": must(keys.Encode(map[int]any{1: " " + code, 2: 2}))(t),
		"half a code":             must(keys.Encode(map[int]any{1: code[:9], 2: 2}))(t),
	} {
		if _, _, err := s.ResumeKit(state); !errors.Is(err, access.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, inForce, err := s.ResumeKit(must(keys.Encode(map[int]any{1: code, 2: 1}))(t)); inForce || !errors.Is(err, access.ErrChanged) {
		t.Error("another code under the number in force:", inForce, err)
	}
}
