package access_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// saving reads what stands and puts something else in its place, again where
// somebody else was faster: for tests that are about something else.
func saving[T any](ctx context.Context, read func(context.Context) (T, error), change func(context.Context, T, T) error, to T) error {
	for {
		was, err := read(ctx)
		if err != nil {
			return err
		}
		if err = change(ctx, was, to); !errors.Is(err, access.ErrChanged) {
			return err
		}
	}
}

func saveCompany(ctx context.Context, s *access.Session, c access.Company) error {
	return saving(ctx, s.Company, s.ChangeCompany, c)
}

func saveMoney(ctx context.Context, s *access.Session, m access.Money) error {
	return saving(ctx, s.Money, s.ChangeMoney, m)
}

func saveLogo(ctx context.Context, s *access.Session, file []byte) error {
	return saving(ctx, s.Logo, s.ChangeLogo, file)
}

func saveTerms(ctx context.Context, s *access.Session, text string) error {
	return saving(ctx, s.Terms, s.ChangeTerms, text)
}

// byHand closes the file, lets somebody edit it with another program, and opens
// it again.
func (w *world) byHand(query string, args ...any) {
	w.t.Helper()
	if err := w.file.Close(); err != nil {
		w.t.Fatal(err)
	}
	db := must(sql.Open("sqlite", w.path))(w.t)
	res, err := db.Exec(query, args...)
	if err == nil {
		var n int64
		if n, err = res.RowsAffected(); n == 0 && err == nil {
			err = errors.New("the edit changed nothing")
		}
	}
	if err = errors.Join(err, db.Close()); err != nil {
		w.t.Fatal(query, err)
	}
	if err := w.open(data.Options{}); err != nil {
		w.t.Fatal(err)
	}
	w.use(w.file)
}

// peek reads one value of the file as it is.
func (w *world) peek(query string) (v any) {
	w.t.Helper()
	db := must(sql.Open("sqlite", w.path))(w.t)
	if err := errors.Join(db.QueryRow(query).Scan(&v), db.Close()); err != nil {
		w.t.Fatal(query, err)
	}
	return v
}

// lines is how many lines the journal has.
func (w *world) lines() int {
	w.t.Helper()
	return must(access.Check(w.ctx(), w.file))(w.t).Lines
}

// input wants the error of one field.
func input(t testing.TB, err error, field string) {
	t.Helper()
	var e *access.InputError
	if !errors.As(err, &e) || e.Field != field {
		t.Errorf("%v, want the field %s refused", err, field)
	}
}

var someMoney = access.Money{IBAN: "BE68539007547034", BIC: "GKCCBEBB", Currency: "EUR", VAT: 600, Days: 14, Prefix: "2026-"}

func TestCompanyFields(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	c := must(s.Company(w.ctx()))(t)
	c.Street2, c.Email, c.Phone, c.Website, c.Timezone = "bus 4", "Info@Bedrijf-Zonen.be", "+32 50 12 34 56", "https://bedrijf-zonen.be", "Europe/Brussels"
	if err := saveCompany(w.ctx(), s, c); err != nil {
		t.Fatal(err)
	}
	want := must(c.Check())(t)
	s.Close(w.ctx())
	w.restart()
	w.pass(time.Minute)
	s = w.signIn()
	if got := must(s.Company(w.ctx()))(t); got != want || got.Phone == "" || got.Email == "" || got.Website == "" {
		t.Errorf("%+v", got)
	}
	for field, bad := range map[string]func(*access.Company){
		"email": func(c *access.Company) { c.Email = "nobody" }, "phone": func(c *access.Company) { c.Phone = "twelve" },
		"website": func(c *access.Company) { c.Website = "javascript:alert(1)" }, "vat": func(c *access.Company) { c.VAT = "BE0417497107" },
		"color": func(c *access.Company) { c.Color = "red" }, "name": func(c *access.Company) { c.Name = " " },
	} {
		c := want
		bad(&c)
		input(t, saveCompany(w.ctx(), s, c), field)
	}
}

func TestLogoAndTerms(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	good := gray(t, 64, 32)
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{"text": []byte("<svg/>"), "JPEG": photo.Bytes(), "cut short": good[:len(good)-20],
		"too wide": gray(t, 2049, 1), "too high": gray(t, 1, 2049), "too big": append(slices.Clone(good), make([]byte, access.LogoLimit)...)} {
		if err := saveLogo(w.ctx(), s, bad); !errors.Is(err, access.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
		input(t, saveLogo(w.ctx(), s, bad), "logo")
	}
	input(t, saveTerms(w.ctx(), s, strings.Repeat("x", 50_001)), "terms")
	lines := w.lines()
	if err := errors.Join(saveLogo(w.ctx(), s, nil), saveTerms(w.ctx(), s, "")); err != nil || w.lines() != lines {
		t.Fatal("nothing changed:", err)
	}
	terms := "Betaling binnen 30 dagen.\nÉlise"
	if err := errors.Join(saveLogo(w.ctx(), s, good), saveTerms(w.ctx(), s, terms)); err != nil {
		t.Fatal(err)
	}
	lastLine(t, s, "terms.change", `"terms":"0"`)
	if strings.Contains(strings.Join(must(access.Journal(w.ctx(), s))(t), ""), "Betaling") {
		t.Error("the journal holds the terms")
	}
	s.Close(w.ctx())
	w.restart()
	w.pass(time.Minute)
	s = w.signIn()
	if got := must(s.Logo(w.ctx()))(t); !bytes.Equal(got, good) || must(s.Terms(w.ctx()))(t) != terms {
		t.Error("logo or terms came back otherwise")
	}
	if err := saveLogo(w.ctx(), s, nil); err != nil || len(must(s.Logo(w.ctx()))(t)) != 0 {
		t.Error("the logo stays:", err)
	}
	if must(s.Terms(w.ctx()))(t) != terms {
		t.Error("the terms went with it")
	}
}

// Idle lock and password rules are signed; the owner's reason is sealed in the
// journal and nowhere in clear (P8, F18).
func TestSecuritySettings(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	for _, minutes := range []int{0, 61, -1, 300} {
		input(t, s.SetIdleLock(w.ctx(), minutes), "lock")
	}
	for _, minutes := range []int{1, 60, 60, 12} {
		if err := s.SetIdleLock(w.ctx(), minutes); err != nil || s.IdleMinutes() != minutes {
			t.Fatal(minutes, err, s.IdleMinutes())
		}
	}
	lastLine(t, s, "lock.change", `"minutes":"60"`, `"minutes":"12"`)
	reason := "Onze accountant Joris wil zinnen van vijf woorden"
	input(t, s.SetPasswordRules(w.ctx(), false, " "), "reason")
	lines := w.lines()
	if err := s.SetPasswordRules(w.ctx(), true, reason); err != nil || w.lines() != lines {
		t.Fatal("the same rules again:", err)
	}
	w.pass(time.Minute)
	if err := s.SetPasswordRules(w.ctx(), false, reason); err != nil {
		t.Fatal(err)
	}
	lastLine(t, s, "policy.change", reason, `"profile":"house"`, `"profile":"nist"`)
	if sec := must(s.Security(w.ctx()))(t); sec.House || sec.Lock != 12 || !sec.Mine || sec.Changed != w.now.UnixMilli() {
		t.Fatalf("%+v", sec)
	}
	if o := must(s.Overview(w.ctx()))(t); o.PasswordExpires || must(s.Rules(w.ctx()))(t).House() {
		t.Fatal("the NIST profile expires passwords")
	}
	s.Close(w.ctx())
	f := w.freeze()
	if bytes.Contains(f.file, []byte("accountant")) || bytes.Contains(f.file, []byte("zinnen")) {
		t.Fatal("the reason stands in clear")
	}
	if err := w.open(data.Options{}); err != nil {
		t.Fatal(err)
	}
	w.use(w.file)
	w.pass(time.Minute)
	s = w.signIn()
	tells(t, s, access.NewsLock, access.NewsPolicy)
	if err := s.SetPasswordRules(w.ctx(), true, "De regel van het huis"); err != nil {
		t.Fatal(err)
	}
	if sec := must(s.Security(w.ctx()))(t); !sec.House || !must(s.Rules(w.ctx()))(t).House() {
		t.Fatalf("%+v", sec)
	}
}

// Requiring a second factor is signed, told, and the same again writes nothing (F9, F10).
func TestRequireFactor(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.pass(time.Minute)
	for _, on := range []bool{true, false, true} {
		lines := w.lines()
		if err := errors.Join(s.RequireFactor(w.ctx(), on), s.RequireFactor(w.ctx(), on)); err != nil || w.lines() != lines+1 {
			t.Fatal(on, err)
		}
		if sec := must(s.Security(w.ctx()))(t); sec.Factor != on {
			t.Fatalf("%+v", sec)
		}
		w.pass(time.Minute)
	}
	lastLine(t, s, "factor.require", `"mandatory":"true"`)
	s.Close(w.ctx())
	tells(t, w.signIn(), access.NewsRequire)
}

// gray is a PNG file of that size.
func gray(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
