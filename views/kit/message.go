package kit

import "fyne.io/fyne/v2"

// Message is a line that speaks inside a form, above its main button: a soft ground, an icon, words that wrap and at most
// one action. It takes no place until Set.
type Message struct {
	shell
	tone   Tone
	ground *plate
	icon   *Glyph
	text   *Text
	action *action
}

// NewMessage returns an empty, hidden message.
func NewMessage() *Message {
	m := &Message{
		ground: newPlate(ColorSelection, "", 8),
		icon:   NewGlyph("", ColorOnSelection, 18),
		text:   Body(""),
		action: newAction("", ColorOnSelection, nil),
	}
	m.action.Hide()
	line := HStackTop(10, Fixed(0, 20, Middle(m.icon)), m.text, Spacer(), m.action)
	m.wrap(m, Over(m.ground, Pad(10, 14, 10, 12, line)))
	m.Hide()
	return m
}

// Set shows the words in the tone, without an action; "" as icon takes the tone's own.
func (m *Message) Set(t Tone, icon, text string) {
	if icon == "" {
		icon = t.icon()
	}
	m.tone = t
	m.ground.set(t.Soft(), "")
	m.icon.Set(icon, t.Ink())
	m.text.SetText(text)
	m.text.SetColor(t.Ink())
	m.action.Hide()
	m.Show()
	m.Refresh()
}

// SetAction puts a word that acts at the end of the line; call it after Set.
func (m *Message) SetAction(text string, tap func()) {
	m.action.word, m.action.tap, m.action.color = text, tap, m.tone.Ink()
	m.action.Show()
	m.Refresh()
}

// Clear hides the message.
func (m *Message) Clear() {
	m.text.SetText("")
	m.Hide()
}

// Tone returns the tone it was set in last.
func (m *Message) Tone() Tone { return m.tone }

// Text returns what the message says, "" when it is hidden.
func (m *Message) Text() string { return m.text.Text() }

func (t Tone) icon() string {
	return [...]string{"info", "passed", "warning", "fault-filled", "key", "info"}[t]
}

// toastInk is the colour of a tone's icon on the overlay ground.
func (t Tone) toastInk() fyne.ThemeColorName {
	if t == ToneInfo {
		return ColorPrimary
	}
	return t.Ink()
}
