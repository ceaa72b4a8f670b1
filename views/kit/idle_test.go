package kit

import (
	"testing"
	"time"
)

func TestIdle(t *testing.T) {
	start := time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		act  func(r *InlineRunner, i *Idle, skew *time.Duration)
		want int
	}{
		{"not yet", func(r *InlineRunner, _ *Idle, _ *time.Duration) { r.Advance(299 * time.Second) }, 0},
		{"five minutes", func(r *InlineRunner, _ *Idle, _ *time.Duration) { r.Advance(300 * time.Second) }, 1},
		{"told once", func(r *InlineRunner, _ *Idle, _ *time.Duration) { r.Advance(time.Hour) }, 1},
		{"a touch starts again", func(r *InlineRunner, i *Idle, _ *time.Duration) {
			r.Advance(299 * time.Second)
			i.Touch()
			r.Advance(299 * time.Second)
		}, 0},
		{"again after a touch", func(r *InlineRunner, i *Idle, _ *time.Duration) {
			r.Advance(300 * time.Second)
			i.Touch()
			r.Advance(300 * time.Second)
		}, 2},
		{"asleep, found by the tick", func(r *InlineRunner, _ *Idle, skew *time.Duration) {
			*skew = time.Hour
			r.Advance(time.Second)
		}, 1},
		{"asleep, woken by the mouse", func(_ *InlineRunner, i *Idle, skew *time.Duration) {
			*skew = time.Hour
			i.Touch()
		}, 1},
		{"clock set back", func(r *InlineRunner, _ *Idle, skew *time.Duration) {
			*skew = -time.Hour
			r.Advance(302 * time.Second)
		}, 1},
		{"shorter limit", func(r *InlineRunner, i *Idle, _ *time.Duration) {
			i.SetLimit(time.Minute)
			r.Advance(time.Minute)
		}, 1},
		{"stopped", func(r *InlineRunner, i *Idle, _ *time.Duration) {
			i.Stop()
			r.Advance(time.Hour)
		}, 0},
	}
	for _, tt := range tests {
		r, told := Inline(), 0
		var skew time.Duration
		now := func() time.Time { return start.Add(r.Elapsed() + skew) }
		tt.act(r, NewIdle(r, 5*time.Minute, now, func() { told++ }), &skew)
		if told != tt.want {
			t.Errorf("%s: told %d times, want %d", tt.name, told, tt.want)
		}
	}
}
