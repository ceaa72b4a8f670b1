package kit

import (
	"crypto/sha256"
	"time"

	"fyne.io/fyne/v2"
)

// ClipboardTime is how long a copied secret stays in the clipboard.
const ClipboardTime = 30 * time.Second

// Clipboard puts secrets into the system's clipboard and takes them out again: after ClipboardTime, or at once by Empty. What
// somebody else has put there since stays. It keeps a hash, never the secret.
type Clipboard struct {
	system fyne.Clipboard
	runner Runner
	held   [sha256.Size]byte
	holds  bool
	stop   func()
}

// NewClipboard wraps the system's clipboard.
func NewClipboard(c fyne.Clipboard, r Runner) *Clipboard {
	return &Clipboard{system: c, runner: r}
}

// Copy puts the text into the clipboard; the time starts anew.
func (c *Clipboard) Copy(text string) {
	c.forget()
	c.system.SetContent(text)
	c.held, c.holds = sha256.Sum256([]byte(text)), true
	c.stop = c.runner.After(ClipboardTime, c.Empty)
}

// Empty takes out what Copy put in, if it is still there: at lock and at the end of the program.
func (c *Clipboard) Empty() {
	if c.holds && sha256.Sum256([]byte(c.system.Content())) == c.held {
		c.system.SetContent("")
	}
	c.forget()
}

func (c *Clipboard) forget() {
	if c.stop != nil {
		c.stop()
	}
	c.held, c.holds, c.stop = [sha256.Size]byte{}, false, nil
}
