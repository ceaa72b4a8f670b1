package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"trousseau/app/access"
	"trousseau/data"
)

// Demo is a filled company for a look around: it lives in a temporary folder of
// its own, and nothing of it is kept.
type Demo struct {
	Program *App
	// Email and Password sign its person in. They are shown on the screen: they
	// guard nothing.
	Email, Password string
	// Log takes what would go to the program's log; its file lies in the folder.
	Log *slog.Logger

	folder string
	inUse  *flock.Flock // keeps the sweep of another demo away
	log    io.Closer
}

// DemoWords are what a demo's company has in words: the language of its windows
// and its terms of sale.
type DemoWords struct{ Language, Terms string }

// ErrNoTemp says that the temporary folder of this computer cannot be used: it is
// missing, shut, read-only or on another machine. The reason is wrapped with it.
var ErrNoTemp = errors.New("app: no temporary folder")

// The demo's own person, as in the pictures.
const (
	demoEmail    = "margaux@bedrijf-zonen.be"
	demoPassword = "Vimo7-Kafu-Zelpi"
	demoFolder   = "trousseau-demo-"
	demoLock     = "in-use"
	demoStays    = 24 * time.Hour
)

// NewDemo makes the company in a new temporary folder, mode 0700, and removes
// those that killed demos left more than a day ago. Clock, random source and
// costs of o hold here too; its file and its state folder do not. It takes about
// a second: nothing makes a file's costs cheaper. On an error, ErrNoTemp,
// ErrFull or ErrMedium, or that of ctx, nothing is left behind.
func NewDemo(ctx context.Context, o Options, w DemoWords) (*Demo, error) {
	folder, err := os.MkdirTemp("", demoFolder)
	if err != nil {
		return nil, tempFault(data.SystemError("folder of the demo", err))
	}
	d := &Demo{Email: demoEmail, Password: demoPassword, Log: slog.New(slog.DiscardHandler), folder: folder,
		inUse: flock.New(filepath.Join(folder, demoLock))}
	if err = d.begin(ctx, o, w); err != nil {
		return nil, errors.Join(tempFault(err), d.Close())
	}
	return d, nil
}

// begin takes the folder and fills it.
func (d *Demo) begin(ctx context.Context, o Options, w DemoWords) error {
	if _, err := d.inUse.TryLock(); err != nil {
		return data.SystemError("lock of the demo", err)
	}
	clock := o.Access.Clock
	if clock == nil {
		clock = time.Now
	}
	sweepDemos(os.TempDir(), clock())
	state := filepath.Join(d.folder, "state")
	if err := d.openLog(state); err != nil {
		return data.SystemError("log of the demo", err)
	}
	// The company has a past: what is written first was done some weeks ago.
	var ago atomic.Int64
	o.Access.Clock = func() time.Time { return clock().Add(-time.Duration(ago.Load())) }
	o.File, o.Access.State = filepath.Join(d.folder, "bedrijf-zonen.trousseau"), state
	var err error
	if d.Program, err = Open(ctx, o); err != nil {
		return err
	}
	return d.live(ctx, w, func(days int) { ago.Store(int64(days) * int64(24*time.Hour)) })
}

func (d *Demo) openLog(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(folder, "trousseau.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	d.log, d.Log = file, slog.New(slog.NewTextHandler(file, nil))
	return nil
}

// live gives the company its past, day by day, up to now.
func (d *Demo) live(ctx context.Context, w DemoWords, back func(days int)) error {
	back(20)
	s, err := d.found(ctx, w)
	if err != nil {
		return err
	}
	if err = errors.Join(d.furnish(ctx, s, w), s.Close(ctx)); err != nil {
		return err
	}
	for _, day := range []struct {
		ago int
		do  func(*access.Session) error
	}{
		{12, func(s *access.Session) error { return d.backUp(ctx, s) }},
		{5, func(*access.Session) error { return nil }},
		{1, func(s *access.Session) error { return errors.Join(s.SetIdleLock(ctx, 10), d.backUp(ctx, s)) }},
	} {
		back(day.ago)
		if err := d.visit(ctx, day.do); err != nil {
			return err
		}
	}
	back(0)
	return ctx.Err()
}

func (d *Demo) found(ctx context.Context, w DemoWords) (*access.Session, error) {
	kit, err := d.Program.Setup.NewKit()
	if err != nil {
		return nil, err
	}
	return d.Program.Found(ctx, access.Founding{
		Company: access.Company{Name: "Boulangerie Bedrijf & Zonen", Country: "BE", Language: w.Language, Number: "0417.497.106",
			Street: "Rue des Pierres 47", PostCode: "8000", City: "Bruges", Color: "#9A4A2C",
			Email: "info@bedrijf-zonen.be", Phone: "+32 50 00 00 00", Website: "https://bedrijf-zonen.be", Timezone: "Europe/Brussels"},
		Owner:  access.Owner{First: "Margaux", Last: "Bedrijf", Email: demoEmail, Password: demoPassword, Consent: true},
		Screen: access.Screen{Language: w.Language, Theme: "system", Scale: 100},
		Kit:    kit,
	})
}

// furnish fills what the settings show.
func (d *Demo) furnish(ctx context.Context, s *access.Session, w DemoWords) error {
	money := access.NewMoney()
	money.IBAN, money.BIC, money.VAT, money.Prefix = "BE68539007547034", "GKCCBEBB", 600, "BZ"
	if err := s.ChangeMoney(ctx, access.NewMoney(), money); err != nil {
		return err
	}
	logo, err := demoLogo()
	if err != nil {
		return err
	}
	if err := s.ChangeLogo(ctx, nil, logo); err != nil {
		return err
	}
	return s.ChangeTerms(ctx, "", w.Terms)
}

// visit signs in, does what was done that day, and signs out.
func (d *Demo) visit(ctx context.Context, do func(*access.Session) error) error {
	e, err := d.Program.Door.Password(ctx, d.Email, d.Password)
	if err != nil {
		return err
	}
	s, err := e.Enter(ctx)
	if err != nil {
		e.Drop()
		return err
	}
	return errors.Join(do(s), s.Close(ctx))
}

func (d *Demo) backUp(ctx context.Context, s *access.Session) error {
	_, err := d.Program.BackUp(ctx, s)
	return err
}

// Close ends the demo and removes everything of it. Its sessions must have
// ended; a copy that is being made is finished first.
func (d *Demo) Close() error {
	var err error
	if d.Program != nil {
		err = d.Program.Close()
	}
	if d.log != nil {
		err = errors.Join(err, d.log.Close())
	}
	return errors.Join(err, d.inUse.Close(), data.SystemError("remove the demo", os.RemoveAll(d.folder)))
}

// sweepDemos removes what killed demos left. One that is still looked at holds
// its lock, however old it is. What somebody else put there is not even looked
// into: a link or a pipe in place of the lock would be opened.
func sweepDemos(folder string, now time.Time) {
	left, err := filepath.Glob(filepath.Join(folder, demoFolder+"[0-9]*"))
	if err != nil {
		return // only a malformed constant pattern fails
	}
	for _, path := range left {
		if info, err := os.Lstat(path); err != nil || !info.IsDir() || !data.Own(info) || now.Sub(info.ModTime()) <= demoStays {
			continue
		}
		lock := flock.New(filepath.Join(path, demoLock))
		if free, err := lock.TryLock(); err == nil && free {
			lock.Close()       //nolint:errcheck // the folder goes now
			os.RemoveAll(path) //nolint:errcheck // the next demo tries again
		}
	}
}

// tempFault tells a temporary folder that cannot be used from a disk that is
// full: people mend the two differently.
func tempFault(err error) error {
	for _, e := range []error{ErrNoFile, ErrNoFolder, ErrPermission, ErrReadOnlyFolder, ErrReadOnlyFile, ErrFolderIsFile, ErrNetworkFolder} {
		if errors.Is(err, e) {
			return fmt.Errorf("%w: %w", ErrNoTemp, err)
		}
	}
	return err
}
