//go:build linux

package stage

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

func (d *Display) xdotool(args ...string) error {
	_, err := tool(d.Env(d.folder), "", "xdotool", args...)
	return err
}

// Type types text into the focused field. What the keyboard has no key for is pasted, as people do.
func (d *Display) Type(text string) error {
	for _, r := range text {
		if r > 126 || r < 32 {
			return d.Paste(text)
		}
	}
	return d.xdotool("type", "--clearmodifiers", "--delay", "12", "--", text)
}

// Key presses keys one after the other, in xdotool's words: "Tab", "Return", "ctrl+l", "Escape", "shift+Tab".
func (d *Display) Key(keys ...string) error {
	return d.xdotool(append([]string{"key", "--clearmodifiers", "--delay", "30", "--"}, keys...)...)
}

// Click presses the left button at x, y of the screen and takes the pointer away again: it would hide letters there.
func (d *Display) Click(x, y int) error {
	if err := d.xdotool("mousemove", strconv.Itoa(x), strconv.Itoa(y), "click", "1"); err != nil {
		return err
	}
	return d.Point(d.Width-1, d.Height-1)
}

// Scroll turns the wheel at x, y of the screen, notches down, or up where they are negative, and takes the pointer away.
func (d *Display) Scroll(x, y, notches int) error {
	button := "5"
	if notches < 0 {
		button, notches = "4", -notches
	}
	if err := d.xdotool("mousemove", strconv.Itoa(x), strconv.Itoa(y), "click", "--repeat", strconv.Itoa(notches), "--delay", "20", button); err != nil {
		return err
	}
	return d.Point(d.Width-1, d.Height-1)
}

// Point moves the pointer without pressing.
func (d *Display) Point(x, y int) error {
	return d.xdotool("mousemove", strconv.Itoa(x), strconv.Itoa(y))
}

// Focus gives the keyboard to w.
func (d *Display) Focus(w Window) error { return d.xdotool("windowfocus", "--sync", w.ID) }

// Clipboard is the text that the desktop's clipboard holds, empty when it holds none.
func (d *Display) Clipboard() (string, error) {
	text, err := tool(d.Env(d.folder), "", "xclip", "-selection", "clipboard", "-o")
	if err != nil && strings.Contains(err.Error(), "exit status 1") {
		return "", nil // nobody owns the clipboard
	}
	return text, err
}

// SetClipboard puts text on the desktop's clipboard, owned by xclip until somebody else takes it.
func (d *Display) SetClipboard(text string) error {
	command := exec.Command("xclip", "-selection", "clipboard", "-i")
	command.Env = d.Env(d.folder)
	command.Stdin = strings.NewReader(text)
	if err := command.Run(); err != nil {
		return fmt.Errorf("xclip: %w", err)
	}
	return Until(5*time.Second, "clipboard", func() (bool, error) {
		held, err := d.Clipboard()
		return held == text, err
	})
}

// Paste puts text on the clipboard and pastes it with Ctrl+V. The clipboard keeps it.
func (d *Display) Paste(text string) error {
	if err := d.SetClipboard(text); err != nil {
		return err
	}
	return d.Key("ctrl+v")
}
