package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestClipboardIsEmptied(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*Clipboard, *InlineRunner, func(string))
		want string
	}{
		{"not before its time", func(c *Clipboard, r *InlineRunner, _ func(string)) { c.Copy("one"); r.Advance(29 * time.Second) }, "one"},
		{"after 30 s", func(c *Clipboard, r *InlineRunner, _ func(string)) { c.Copy("one"); r.Advance(30 * time.Second) }, ""},
		{"the time starts anew", func(c *Clipboard, r *InlineRunner, _ func(string)) {
			c.Copy("one")
			r.Advance(20 * time.Second)
			c.Copy("two")
			r.Advance(20 * time.Second)
		}, "two"},
		{"and then ends", func(c *Clipboard, r *InlineRunner, _ func(string)) {
			c.Copy("one")
			r.Advance(20 * time.Second)
			c.Copy("two")
			r.Advance(30 * time.Second)
		}, ""},
		{"somebody else's stays", func(c *Clipboard, r *InlineRunner, other func(string)) {
			c.Copy("one")
			other("a shopping list")
			r.Advance(time.Minute)
		}, "a shopping list"},
		{"at once", func(c *Clipboard, _ *InlineRunner, _ func(string)) { c.Copy("one"); c.Empty() }, ""},
		{"at once, somebody else's stays", func(c *Clipboard, _ *InlineRunner, other func(string)) {
			c.Copy("one")
			other("a shopping list")
			c.Empty()
		}, "a shopping list"},
		{"nothing was copied", func(c *Clipboard, _ *InlineRunner, other func(string)) { other("a shopping list"); c.Empty() }, "a shopping list"},
		{"once emptied it is no longer ours", func(c *Clipboard, r *InlineRunner, other func(string)) {
			c.Copy("one")
			c.Empty()
			other("one")
			r.Advance(time.Minute)
			c.Empty()
		}, "one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			system, runner := test.NewClipboard(), Inline()
			c.do(NewClipboard(system, runner), runner, system.SetContent)
			if got := system.Content(); got != c.want {
				t.Errorf("the clipboard holds %q, want %q", got, c.want)
			}
		})
	}
}
