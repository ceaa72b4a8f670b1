package access_test

import (
	"context"
	"encoding/base32"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// world is one file on one computer, with a clock that the test moves.
type world struct {
	t     testing.TB
	path  string
	state string
	now   time.Time
	file  *data.File
	door  *access.Door
	setup *access.Setup
	kit   access.Kit
	seed  string
	codes []string // recovery codes
}

const (
	ownerEmail    = "margaux@bedrijf-zonen.be"
	ownerPassword = "Vogo7-tizRe-kulma-9Q"
	ownerCompany  = "Bedrijf & Zonen : Père"
)

var start = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func newWorld(t testing.TB) *world {
	t.Helper()
	dir := t.TempDir()
	w := &world{t: t, path: filepath.Join(dir, "shop.trousseau"), state: filepath.Join(dir, "state"), now: start}
	file, err := data.Create(t.Context(), w.path, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	w.use(file)
	t.Cleanup(func() { w.file.Close() })
	return w
}

func (w *world) options() access.Options {
	return access.Options{State: w.state, Clock: func() time.Time { return w.now }, KDF: keystest.KDF{}}
}

func (w *world) use(file *data.File) {
	w.file = file
	w.door = access.New(file, w.options())
	w.setup = access.NewSetup(w.options())
}

// restart closes the file and opens it again, as a new start of the program does.
func (w *world) restart() {
	w.t.Helper()
	if err := w.file.Close(); err != nil {
		w.t.Fatal(err)
	}
	file, err := data.Open(w.t.Context(), w.path, data.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	w.use(file)
}

func (w *world) pass(d time.Duration) { w.now = w.now.Add(d) }

// founding is a complete set-up; withFactor enrols a phone.
func (w *world) founding(withFactor bool) access.Founding {
	w.t.Helper()
	kit, err := w.setup.NewKit()
	if err != nil {
		w.t.Fatal(err)
	}
	w.kit = kit
	f := access.Founding{
		Company: access.Company{Name: ownerCompany, Country: "BE", Language: "fr", Number: "0417.497.106",
			Street: "Rue des Pierres 47", PostCode: "8000", City: "Bruges", Color: "#9A4A2C"},
		Owner:  access.Owner{First: "Margaux", Last: "Bedrijf", Email: ownerEmail, Password: ownerPassword, Consent: true},
		Screen: access.Screen{Language: "fr", Theme: "light", Scale: 100},
		Kit:    kit,
	}
	if withFactor {
		f.Factor, err = w.setup.NewFactor(f.Company.Name, f.Owner.Email)
		if err != nil {
			w.t.Fatal(err)
		}
		if f.Codes, err = w.setup.NewRecovery(); err != nil {
			w.t.Fatal(err)
		}
		w.codes = f.Codes.Codes()
		w.seed = strings.ReplaceAll(f.Factor.Key(), " ", "")
		if ok, err := w.setup.Prove(f.Factor, w.code(0)); !ok || err != nil {
			w.t.Fatalf("prove: %v %v", ok, err)
		}
	}
	return f
}

// code is what the phone shows, some steps away from now.
func (w *world) code(steps int) string {
	w.t.Helper()
	if _, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(w.seed); err != nil {
		w.t.Fatal(err)
	}
	code, err := totp.GenerateCode(w.seed, w.now.Add(time.Duration(steps)*30*time.Second))
	if err != nil {
		w.t.Fatal(err)
	}
	return code
}

func (w *world) found(withFactor bool) *access.Session {
	w.t.Helper()
	s, err := w.door.Found(w.ctx(), w.founding(withFactor))
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func (w *world) ctx() context.Context { return w.t.Context() }

// signIn goes through the door with what is needed.
func (w *world) signIn() *access.Session {
	w.t.Helper()
	e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
	if err != nil {
		w.t.Fatal(err)
	}
	var s *access.Session
	if e.NeedsCode() {
		s, err = e.Code(w.ctx(), w.code(0))
	} else {
		s, err = e.Enter(w.ctx())
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}
