package access

import (
	"context"
	"slices"
	"time"

	"trousseau/app/keys"
)

// Screen is how a person likes his windows. Theme is light, dark or system;
// Scale is in percent, 100 to 200.
type Screen struct {
	Language string
	Theme    string
	Scale    int
}

func screenOf(s keys.Screen) Screen {
	return Screen{Language: s.Language, Theme: s.Theme, Scale: int(s.Scale)}
}

// Check refuses what the windows do not offer, with an *InputError.
func (s Screen) Check() error {
	if len(s.Language) != 2 {
		return &InputError{Field: "language", Err: ErrOdd}
	}
	if s.Theme != "light" && s.Theme != "dark" && s.Theme != "system" {
		return &InputError{Field: "theme", Err: ErrOdd}
	}
	if s.Scale < scaleLeast || s.Scale > scaleMost {
		return &InputError{Field: "scale", Err: ErrOdd}
	}
	return nil
}

func (s Screen) record() keys.Screen {
	return keys.Screen{Language: s.Language, Theme: s.Theme, Scale: uint16(s.Scale)}
}

// ChangeName writes the person's own names. Nothing changed writes nothing.
// Errors: *InputError of the field "first" or "last".
func (s *Session) ChangeName(ctx context.Context, first, last string) error {
	if err := checkText("first", &first, true); err != nil {
		return err
	}
	if err := checkText("last", &last, true); err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actName, account: true}, func(w *writer) (*change, error) {
		p := w.ring.Person
		if p.First == first && p.Last == last {
			return nil, errSame
		}
		w.ring.Person.First, w.ring.Person.Last = first, last
		return &change{domain: keys.Common, before: map[string]string{"first": p.First, "last": p.Last},
			after: map[string]string{"first": first, "last": last}}, nil
	}))
}

// SignIn is one entry of the person's own list.
type SignIn struct {
	Time   time.Time
	Failed int // tries that failed since the one before
}

// SignIns lists the person's last fifty sign-ins, newest first.
func (s *Session) SignIns() []SignIn {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ring == nil || s.duty != NoDuty {
		return nil
	}
	out := make([]SignIn, 0, len(s.ring.SignIns))
	for _, e := range slices.Backward(s.ring.SignIns) {
		out = append(out, SignIn{Time: unixMilli(e.Time), Failed: int(e.Failed)})
	}
	return out
}

// Screen gives the person's choice; the zero value when the session ended.
func (s *Session) Screen() Screen {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ring == nil {
		return Screen{}
	}
	return screenOf(s.ring.Screen)
}

// ChangeScreen keeps the person's choice in his ring. Nothing changed writes nothing.
func (s *Session) ChangeScreen(ctx context.Context, choice Screen) error {
	if err := choice.Check(); err != nil {
		return err
	}
	if s.Screen() == choice {
		return nil
	}
	return s.do(ctx, act{name: actScreen, account: true}, func(w *writer) (*change, error) {
		w.ring.Screen = choice.record()
		return nil, nil
	})
}
