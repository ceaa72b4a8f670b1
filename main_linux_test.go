package main

import "testing"

// A display that is not set, and one that is set and dead, are told in a sentence.
func TestNoDisplayIsTold(t *testing.T) {
	for name, env := range map[string][]string{
		"none": nil, "Wayland alone": {"WAYLAND_DISPLAY=wayland-0"}, "dead": {"DISPLAY=:7654"}, "dead, with a screen": {"DISPLAY=:7654.0"}, "rubbish": {"DISPLAY=rubbish"},
	} {
		t.Run(name, func(t *testing.T) {
			code, said, complained := play(t, env)
			wantRefused(t, code, said, complained, "display")
		})
	}
}
