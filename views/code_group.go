package views

import (
	"strings"
	"unicode"

	"trousseau/app/keys"
	"trousseau/views/kit"
)

// The letters and digits of a recovery code and of a kit's code, their check
// groups included (DESIGN 13).
const (
	recoverySigns = 20
	kitSigns      = 36
)

// codeWords are what is said under a typed code.
type codeWords struct{ hint, right, wrong string }

// codeField is a line for a code of letters and digits, typed in any groups. It
// answers once the whole code stands there: the last group tells a typing error
// apart before anything is tried.
type codeField struct {
	entry *kit.Entry
	field *kit.Field
	words codeWords
	signs int
	whole func(typed string) bool
	// onChanged is called at every key.
	onChanged func()
}

// newRecoveryField asks one of the ten recovery codes (F13).
func newRecoveryField(p *kit.Page) *codeField {
	return newCodeField(p.T("recover.label"), recoverySigns,
		codeWords{p.T("recover.hint"), p.T("recover.right"), p.T("input.recovery")},
		func(typed string) bool {
			c, err := keys.ParseRecoveryCode(typed)
			if err == nil {
				c.Wipe()
			}
			return err == nil
		})
}

// newKitField asks the code of a recovery kit, or what its QR code says (F15).
func newKitField(p *kit.Page) *codeField {
	return newCodeField(p.T("rescue.code"), kitSigns,
		codeWords{p.T("rescue.code.hint"), p.T("rescue.code.right"), p.T("input.kit")},
		func(typed string) bool {
			k, err := keys.ParseKit(typed)
			if err == nil {
				k.Wipe()
			}
			return err == nil
		})
}

func newCodeField(label string, signs int, words codeWords, whole func(string) bool) *codeField {
	c := &codeField{entry: kit.NewEntry().Mono(), words: words, signs: signs, whole: whole, onChanged: func() {}}
	c.field = kit.NewField(label, c.entry)
	c.field.SetHint(words.hint)
	c.entry.OnChanged = func(string) { c.judge() }
	return c
}

func (c *codeField) text() string { return c.entry.Text }

// right tells whether a whole code stands there whose check group fits.
func (c *codeField) right() bool { return c.whole(c.entry.Text) }

// judge answers while typing; what is not complete yet is no mistake.
func (c *codeField) judge() {
	c.entry.SetFault(false)
	c.field.SetFault("")
	switch {
	case c.right():
		c.field.SetRight(c.words.right)
	case signsIn(c.entry.Text) >= c.signs:
		c.fault(c.words.wrong)
	default:
		c.field.SetHint(c.words.hint)
	}
	c.onChanged()
}

// fault says under the field what is wrong.
func (c *codeField) fault(text string) {
	c.field.SetFault(text)
	c.entry.SetFault(true)
}

// set puts a text there as if it were typed.
func (c *codeField) set(text string) { doorFill(c.entry, text) }

// kitScheme is what the text of a kit's QR code begins with (DESIGN 13).
const kitScheme = "trousseau-kit:1:"

// signsIn counts what is a letter or a digit of a code.
func signsIn(text string) int {
	if text = strings.TrimSpace(text); len(text) >= len(kitScheme) && strings.EqualFold(text[:len(kitScheme)], kitScheme) {
		text = text[len(kitScheme):]
	}
	return len([]rune(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)))
}
