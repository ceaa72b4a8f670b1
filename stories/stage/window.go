//go:build linux

package stage

import (
	"fmt"
	"image"
	"regexp"
	"strings"
	"time"
)

// Window is one shown window. Area is its content on the screen, without the manager's decoration.
type Window struct {
	ID    string
	Title string
	Area  image.Rectangle
}

// Windows lists the shown windows whose titles begin with prefix.
func (d *Display) Windows(prefix string) ([]Window, error) {
	env := d.Env(d.folder)
	// xdotool exits 1 when it finds none: that is an answer, not a fault.
	ids, err := tool(env, "", "xdotool", "search", "--onlyvisible", "--name", "^"+regexp.QuoteMeta(prefix))
	if strings.TrimSpace(ids) == "" {
		if err != nil && !strings.Contains(err.Error(), "exit status 1") {
			return nil, err
		}
		return nil, nil
	}
	var found []Window
	for _, id := range strings.Fields(ids) {
		w, err := d.window(id)
		if err != nil {
			continue // it vanished between the two questions
		}
		found = append(found, w)
	}
	return found, nil
}

func (d *Display) window(id string) (Window, error) {
	env := d.Env(d.folder)
	title, err := tool(env, "", "xdotool", "getwindowname", id)
	if err != nil {
		return Window{}, err
	}
	facts, err := tool(env, "", "xwininfo", "-id", id)
	if err != nil {
		return Window{}, err
	}
	var x, y, width, height int
	for line := range strings.Lines(facts) {
		label, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		for name, into := range map[string]*int{"Absolute upper-left X": &x, "Absolute upper-left Y": &y, "Width": &width, "Height": &height} {
			if label == name {
				if _, err := fmt.Sscan(value, into); err != nil {
					return Window{}, fmt.Errorf("xwininfo %s: %w", label, err)
				}
			}
		}
	}
	return Window{ID: id, Title: strings.TrimSpace(title), Area: image.Rect(x, y, x+width, y+height)}, nil
}

// WaitWindow waits until a window whose title begins with prefix is shown and painted, not only mapped.
func (d *Display) WaitWindow(prefix string, limit time.Duration) (Window, error) {
	var found Window
	err := Until(limit, "window "+prefix, func() (bool, error) {
		shown, err := d.Windows(prefix)
		if err != nil {
			return false, err
		}
		for _, w := range shown {
			// Nearly all of it: the first frame may not reach under the rounded corners of a decoration, and a QR code is
			// black itself.
			if lit, err := d.Lit(w.Area); err == nil && lit > 0.85 {
				found = w
				return true, nil
			}
		}
		return false, nil
	})
	return found, err
}

// WaitNoWindow waits until no window's title begins with prefix.
func (d *Display) WaitNoWindow(prefix string, limit time.Duration) error {
	return Until(limit, "no window "+prefix, func() (bool, error) {
		shown, err := d.Windows(prefix)
		return err == nil && len(shown) == 0, err
	})
}
