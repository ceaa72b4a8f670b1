package access_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// frozen is a closed file with the anchors of its computer, kept in memory.
type frozen struct {
	file    []byte
	anchors map[string][]byte
	now     time.Time
	seed    string
	kit     access.Kit
}

// freeze closes the world's file and keeps it as it is.
func (w *world) freeze() frozen {
	w.t.Helper()
	if err := w.file.Close(); err != nil {
		w.t.Fatal(err)
	}
	f := frozen{file: must(os.ReadFile(w.path))(w.t), anchors: map[string][]byte{}, now: w.now, seed: w.seed, kit: w.kit}
	for _, e := range must(os.ReadDir(w.state))(w.t) {
		f.anchors[e.Name()] = must(os.ReadFile(filepath.Join(w.state, e.Name())))(w.t)
	}
	return f
}

// place writes the frozen file, and with known its anchors, into an empty
// folder; nothing is open yet.
func (f frozen) place(t testing.TB, dir string, known bool) *world {
	t.Helper()
	w := &world{t: t, path: filepath.Join(dir, "shop.trousseau"), state: filepath.Join(dir, "state"), now: f.now, seed: f.seed, kit: f.kit}
	write(t, w.path, f.file)
	if known {
		for name, b := range f.anchors {
			write(t, filepath.Join(w.state, name), b)
		}
	}
	return w
}

func write(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, b, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// clear empties a folder between two runs.
func clear(t testing.TB, dir string) {
	t.Helper()
	for _, e := range must(os.ReadDir(dir))(t) {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
}

// open opens the file of a placed world. The random source starts anew, so that
// two runs of the same acts write the same plaintexts.
func (w *world) open(o data.Options) error {
	file, err := data.Open(w.ctx(), w.path, o)
	if err != nil {
		return err
	}
	w.file = file
	w.setup = access.NewSetup(w.options())
	options := w.options()
	options.Random = rand.NewChaCha8([32]byte{7})
	w.door = access.New(file, options)
	return nil
}

// past is a company with a history, frozen at each of its steps.
type past struct {
	founded  frozen // no second factor yet
	enrolled frozen
	changed  frozen // once
	before   frozen // twice; the newest code is not used yet
	now      frozen // signed in with the newest code and out again; three wrong tries stand open
	code     string // the newest code, used
	unseen   string // a code shown an hour ago and never used
}

// aPast makes a history: founding, enrolment, two changes, a clock that was set,
// lock and unlock, wrong tries, sign-ins with a code.
func aPast(t testing.TB) past {
	t.Helper()
	dir := ramFolder(t)
	w := &world{t: t, path: filepath.Join(dir, "shop.trousseau"), state: filepath.Join(dir, "state"), now: start.Add(48 * time.Hour)}
	w.use(must(data.Create(t.Context(), w.path, data.Options{}))(t))
	var p past
	keep := func(to *frozen) {
		t.Helper()
		*to = w.freeze()
		if err := w.open(data.Options{}); err != nil {
			t.Fatal(err)
		}
		w.use(w.file)
	}
	w.found(false).Close(w.ctx())
	w.pass(-47 * time.Hour) // the clock was two days fast: the owner says so
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	e.TrustClock()
	must(e.Enter(w.ctx()))(t).Close(w.ctx())
	keep(&p.founded)
	w.pass(time.Minute)
	s := w.signIn()
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	must(s.Enrol(w.ctx(), f, w.code(0)))(t)
	if err := s.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	keep(&p.enrolled)
	w.moveTo("Gent")
	keep(&p.changed)
	w.moveTo("Oostende")
	w.pass(time.Hour)
	p.unseen = w.code(0)
	w.wrong("nobody@bedrijf-zonen.be")
	w.pass(time.Hour)
	keep(&p.before)
	p.code = w.code(0)
	w.signIn().Close(w.ctx())
	for range 3 {
		w.wrong(ownerEmail)
	}
	w.pass(time.Second)
	p.now = w.freeze()
	return p
}

// moveTo changes the company's town in a session of its own.
func (w *world) moveTo(city string) {
	w.t.Helper()
	w.pass(time.Minute)
	s := w.signIn()
	c := must(s.Company(w.ctx()))(w.t)
	c.City = city
	if err := errors.Join(saveCompany(w.ctx(), s, c), s.Close(w.ctx())); err != nil {
		w.t.Fatal(err)
	}
}

// another is a second company in a file of its own, with other people.
func another(t testing.TB) frozen {
	t.Helper()
	dir := ramFolder(t)
	w := &world{t: t, path: filepath.Join(dir, "shop.trousseau"), state: filepath.Join(dir, "state"), now: start}
	w.use(must(data.Create(t.Context(), w.path, data.Options{}))(t))
	f := w.founding(false)
	f.Owner.Email, f.Owner.Password = strangerEmail, strangerPassword
	f.Company.Name = "De Buur"
	must(w.door.Found(w.ctx(), f))(t).Close(w.ctx())
	return w.freeze()
}

const (
	strangerEmail    = "stranger@elders.be"
	strangerPassword = "Rokvi4-delzaN-mupis"
)

// fresh is a sign-in with a code of a later moment, and everything it can read.
func (w *world) fresh() (access.Reading, *access.Session, error) {
	w.pass(2 * time.Minute)
	e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
	if err != nil {
		return access.Reading{}, nil, err
	}
	var s *access.Session
	if e.NeedsCode() {
		s, err = e.Code(w.ctx(), w.code(0))
	} else {
		s, err = e.Enter(w.ctx())
	}
	if err != nil {
		return access.Reading{}, nil, err
	}
	r, err := access.ReadAll(w.ctx(), s)
	return r, s, err
}
