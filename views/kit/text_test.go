package kit

import (
	"slices"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// ten measures every character as ten wide.
func ten(s string) float32 { return float32(10 * utf8.RuneCountInString(s)) }

func TestWrapInNoRoom(t *testing.T) {
	measure := func(s string) float32 { return float32(len(s)) }
	for _, text := range []string{"", "a", "a b", "long word"} {
		for _, width := range []float32{-400, -1, 0} {
			if lines := wrap(text, width, measure); len(lines) == 0 {
				t.Errorf("%q at %v: no line", text, width)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name, text string
		width      float32
		want       []string
	}{
		{"nothing", "", 50, []string{""}},
		{"fits", "deux mots", 90, []string{"deux mots"}},
		{"at a space", "deux mots", 80, []string{"deux", "mots"}},
		{"line breaks stay", "un\n\ndeux", 500, []string{"un", "", "deux"}},
		{"never at a hard space", "un deux\u00a0trois", 100, []string{"un", "deux\u00a0trois"}},
		{"a word too long", "abcdefgh ij", 30, []string{"abc", "def", "gh", "ij"}},
		{"an address after its marks", "anna@bakkerij.be", 110, []string{"anna@", "bakkerij.be"}},
		{"no room for a letter", "abc", 1, []string{"a", "b", "c"}},
		{"accents stay on their letter", "e\u0301e\u0301", 20, []string{"e\u0301", "e\u0301"}},
		{"two spaces", "a  b", 20, []string{"a ", "b"}},
	}
	for _, tt := range tests {
		if got := wrap(tt.text, tt.width, ten); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestEllipsis(t *testing.T) {
	tests := []struct {
		text  string
		width float32
		want  string
	}{
		{"Margaux", 70, "Margaux"}, {"Margaux", 69, "Marga…"}, {"Margaux", 40, "Mar…"}, {"Margaux", 5, "…"},
		{"un deux", 40, "un…"}, {"a\nb", 90, "a b"}, {"éé", 20, "éé"},
	}
	for _, tt := range tests {
		if got := ellipsis(tt.text, tt.width, ten); got != tt.want {
			t.Errorf("%q in %v: %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

func TestTextWrapsInAStack(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 320, 200)
	long := Body("Une phrase assez longue pour prendre deux lignes dans une colonne étroite de la fenêtre.")
	after := Body("Après")
	stack := VStack(8, long, after)
	stack.Resize(fyne.NewSize(320, 200))
	if got := long.MinSize().Height; got != 40 {
		t.Errorf("two lines are %v high", got)
	}
	if got := after.Position().Y; got != 48 {
		t.Errorf("the next line stands at %v", got)
	}
	long.SetText("Court")
	stack.Refresh()
	if got := after.Position().Y; got != 28 {
		t.Errorf("after the change it stands at %v", got)
	}
}

func TestTextFollowsTheScale(t *testing.T) {
	th := NewTheme(testLook(t), ModeLight, 1, nil)
	w := dress(t, th, 400, 100)
	text := Title("Bonjour")
	w.SetContent(VStack(0, text))
	before := text.naturalWidth()
	fyne.CurrentApp().Settings().SetTheme(th.With(ModeLight, 2))
	if got := text.MinSize().Height; got != 68 {
		t.Errorf("a title at 200 %% is %v high", got)
	}
	if got := text.naturalWidth() / before; got < 1.98 || got > 2.02 {
		t.Errorf("the words grew %v times", got)
	}
}

func TestTextTellsItsParent(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 400, 100)
	text := Body("Un").Single()
	before := text.MinSize()
	text.SetText("Un texte plus long")
	if text.MinSize() == before {
		t.Error("the minimum stays: no parent would give the longer text more room")
	}
}
