package app

import (
	"context"

	"trousseau/app/access"
	"trousseau/data"
)

// Hooked opens an existing file as Open does, with a hook before every step of
// its storage.
func Hooked(ctx context.Context, o Options, hook func(step string) error) (*App, error) {
	a := &App{Setup: access.NewSetup(o.Access), options: o}
	file, err := data.Open(ctx, o.File, data.Options{TestOnlyHook: hook})
	if err == nil {
		a.take(file)
	}
	return a, err
}
