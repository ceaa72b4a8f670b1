package access_test

import (
	"errors"
	"strings"
	"testing"

	"trousseau/app/keys"
)

// The kit opens the ring as it is printed, as it is typed by tired people, and
// as its QR code gives it; another kit, and one mistyped letter, open nothing.
func TestTheKitOpensTheRing(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.restart()
	code := w.kit.Code()
	for name, typed := range map[string]string{
		"as printed": code, "QR": w.kit.QR(), "lower case": strings.ToLower(code), "without hyphens": strings.ReplaceAll(code, "-", ""),
		"with spaces": " " + strings.ReplaceAll(code, "-", " ") + "\n", "O for 0, I for 1": strings.NewReplacer("0", "o", "1", "I").Replace(code),
	} {
		who, err := w.door.OpenKit(w.ctx(), ownerEmail, typed)
		if err != nil || who.Email != ownerEmail {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := must(w.setup.NewKit())(t)
	if _, err := w.door.OpenKit(w.ctx(), ownerEmail, other.Code()); !errors.Is(err, keys.ErrOpen) {
		t.Error("another kit:", err)
	}
	mistyped := 0
	for i, r := range code {
		if r == '-' {
			continue
		}
		b := []byte(code)
		if b[i] = '7'; r == '7' {
			b[i] = 'X'
		}
		if _, err := w.door.OpenKit(w.ctx(), ownerEmail, string(b)); errors.Is(err, keys.ErrCodeChecksum) {
			mistyped++
		} else {
			t.Errorf("letter %d mistyped: %v", i, err)
		}
	}
	figure(t, "kit: 6 ways of writing open the ring; %d mistyped letters are all named as such", mistyped)
}
