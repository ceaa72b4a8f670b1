// Package app holds the services of Trousseau, one field a service, and the one
// place where a file is opened, created and closed.
//
// Its rule: windows know services, services know tables; nothing here knows a
// window. What a person can be told about a file stands in files.go.
package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"trousseau/app/access"
	"trousseau/data"
)

// Options say where things are and what is injected.
type Options struct {
	File   string // path of the file that is opened, or created by Found
	Access access.Options
}

// App is the program behind the windows.
type App struct {
	Setup *access.Setup
	Door  *access.Door // nil until the file exists

	// mu guards what follows: copies are made in the background while a person
	// may turn to another file. Who makes one holds it for reading, so that the
	// file stays open until the copy is whole.
	mu      sync.RWMutex
	options Options
	file    *data.File
}

// Open prepares the program for a file. A file that does not exist is no error:
// Door stays nil and the first run begins. Every other fault of the file is one
// of the errors of this package, and the file is unchanged.
func Open(ctx context.Context, o Options) (*App, error) {
	a := &App{Setup: access.NewSetup(o.Access), options: o}
	file, err := data.Open(ctx, o.File, data.Options{})
	if errors.Is(err, data.ErrNoFile) || errors.Is(err, data.ErrNoFolder) {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	a.take(file)
	a.sweep(ctx)
	return a, nil
}

// sweep deletes what codes that ended left in the file. What stands in the way of
// that stands in the way of a sign-in too, where somebody is told; the next start
// tries again.
func (a *App) sweep(ctx context.Context) { _ = a.Door.Sweep(ctx) }

func (a *App) take(file *data.File) {
	a.mu.Lock()
	a.file = file
	a.Door = access.New(file, a.options.Access)
	a.mu.Unlock()
	a.remember()
}

// Other closes the file and prepares the program for another one, which must
// exist. On an error the program keeps the file it had.
func (a *App) Other(ctx context.Context, path string) error {
	file, err := data.Open(ctx, path, data.Options{})
	if err != nil {
		return err
	}
	if err := a.Close(); err != nil {
		return errors.Join(err, file.Close())
	}
	a.turn(path)
	a.take(file)
	a.sweep(ctx)
	return nil
}

// At prepares the program for a new file at path, which Found will create.
// ErrExists when there is one.
func (a *App) At(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	if err := a.Close(); err != nil {
		return err
	}
	a.turn(path)
	return nil
}

// turn makes path the file that is spoken of.
func (a *App) turn(path string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.options.File = path
}

// opened tells whether a file is open.
func (a *App) opened() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.file != nil
}

// Path is the file in use, or the one Found will create.
func (a *App) Path() string {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.options.File
}

// Name is the file's name without its folder.
func (a *App) Name() string { return filepath.Base(a.Path()) }

// Empty tells whether set-up comes first: no file yet, or one without an account.
func (a *App) Empty(ctx context.Context) (bool, error) {
	if a.Door == nil {
		return true, nil
	}
	return a.Door.Empty(ctx)
}

// Found creates the file if there is none and writes the company into it; see
// access.Door.Found.
func (a *App) Found(ctx context.Context, f access.Founding) (*access.Session, error) {
	f, err := f.Check()
	if err != nil {
		return nil, err
	}
	if a.Door == nil {
		file, err := data.Create(ctx, a.Path(), data.Options{})
		if err != nil {
			return nil, err
		}
		a.take(file)
	}
	return a.Door.Found(ctx, f)
}

// Close closes the file; a copy that is being made is finished first.
func (a *App) Close() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.file == nil {
		return nil
	}
	err := a.file.Close()
	a.file, a.Door = nil, nil
	return err
}

// Check goes through a file without changing it; see access.Check.
func Check(ctx context.Context, path string) (r access.Report, err error) {
	file, err := data.OpenReadOnly(ctx, path)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return access.Check(ctx, file)
}
