package access

import (
	"context"

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
