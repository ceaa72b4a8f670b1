package access_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
)

// The kit is renewed after the password; the older one is void at once, and one
// drawn before another window's is refused.
func TestRenewKit(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.pass(time.Minute)
	var wrong *access.WrongError
	if _, err := s.BeginKit(w.ctx(), "Not-The-Password-9"); !errors.As(err, &wrong) {
		t.Fatal(err)
	}
	if err := s.RenewKit(w.ctx(), must(w.setup.NewKit())(t)); !errors.Is(err, access.ErrInput) {
		t.Fatal("a kit for which no password was asked:", err)
	}
	kit, late := must(s.BeginKit(w.ctx(), ownerPassword))(t), must(s.BeginKit(w.ctx(), ownerPassword))(t)
	w.openKit().Drop() // in force until the new one is
	var older []any
	for _, column := range []string{"params", "salt", "wrap"} {
		older = append(older, w.peek(`SELECT `+column+` FROM slots WHERE kind = 2`))
	}
	if err := s.RenewKit(w.ctx(), kit); err != nil || kit.Number() != 2 {
		t.Fatal(err)
	}
	if err := s.RenewKit(w.ctx(), late); !errors.Is(err, access.ErrChanged) {
		t.Fatal(err)
	}
	lastLine(t, s, "kit.renew")
	if _, err := w.door.Kit(w.ctx(), ownerEmail, w.kit.Code()); !errors.As(err, &wrong) {
		t.Fatal("the older kit:", err)
	}
	must(w.door.Kit(w.ctx(), ownerEmail, kit.Code()))(t).Drop()
	if o := must(s.Overview(w.ctx()))(t); o.KitNumber != 2 || o.KitFault {
		t.Fatalf("%+v", o)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	tells(t, w.signIn(), access.NewsKitMade)
	w.pass(time.Minute)
	tells(t, w.signIn()) // once
	w.pass(time.Minute)
	// The ring's key is the same: the older slot would open it, were it put back.
	w.byHand(`UPDATE slots SET params = coalesce(?, X''), salt = coalesce(?, X''), wrap = ? WHERE kind = 2`, older...)
	if _, err := w.door.Kit(w.ctx(), ownerEmail, w.kit.Code()); !errors.Is(err, access.ErrTampered) {
		t.Fatal("the older kit's slot put back:", err)
	}
	w.pass(time.Minute)
	if o := must(w.signIn().Overview(w.ctx()))(t); !o.KitFault {
		t.Error("the owner is not told")
	}
}

// Names and screen are checked, kept, and nothing is written for nothing.
func TestPersonalSettings(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	var input *access.InputError
	if err := s.ChangeName(w.ctx(), " ", "B"); !errors.As(err, &input) || input.Field != "first" {
		t.Error(err)
	}
	if err := s.ChangeName(w.ctx(), "A", strings.Repeat("é", 81)); !errors.As(err, &input) || input.Field != "last" {
		t.Error(err)
	}
	for field, c := range map[string]access.Screen{"language": {Language: "french", Theme: "dark", Scale: 100},
		"theme": {Language: "fr", Theme: "blue", Scale: 100}, "scale": {Language: "fr", Theme: "dark", Scale: 201}} {
		if err := s.ChangeScreen(w.ctx(), c); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	lines := must(access.Check(w.ctx(), w.file))(t).Lines
	if err := errors.Join(s.ChangeName(w.ctx(), "Margaux ", "Bedrijf"), s.ChangeScreen(w.ctx(), s.Screen())); err != nil {
		t.Fatal(err)
	}
	if n := must(access.Check(w.ctx(), w.file))(t).Lines; n != lines {
		t.Error("nothing changed and something was written")
	}
	if err := s.ChangeName(w.ctx(), "Élise", "Zonen"); err != nil {
		t.Fatal(err)
	}
	lastLine(t, s, "person.change", `"first":"Margaux"`, `"first":"Élise"`)
	dark := access.Screen{Language: "de", Theme: "dark", Scale: 200}
	if err := s.ChangeScreen(w.ctx(), dark); err != nil || s.Screen() != dark {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	s = w.signIn()
	if o := must(s.Overview(w.ctx()))(t); o.First != "Élise" || s.Screen() != dark {
		t.Errorf("%+v", o)
	}
}

// The list of sign-ins keeps the newest fifty, each with the tries that failed before it.
func TestTheListOfSignIns(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	s.Close(w.ctx())
	for i := range 51 {
		w.pass(time.Minute)
		if i == 30 {
			w.wrong(ownerEmail)
		}
		s = w.signIn()
		if i < 50 {
			s.Close(w.ctx())
		}
	}
	list := s.SignIns()
	if len(list) != 50 || !list[0].Time.Equal(w.now) || !list[49].Time.Equal(w.now.Add(-49*time.Minute)) || list[20].Failed != 1 || list[19].Failed != 0 {
		t.Errorf("%d sign-ins, %+v", len(list), list)
	}
}

// New recovery codes are asked by password, and only with 2FA on.
func TestRenewRecoveryAsksThePassword(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	var wrong *access.WrongError
	if _, err := renewCodes(w.ctx(), s, "Not-The-Password-9"); !errors.As(err, &wrong) || wrong.Code {
		t.Fatal(err)
	}
	v := newWorld(t)
	if _, err := renewCodes(v.ctx(), v.found(false), ownerPassword); !errors.Is(err, access.ErrInput) {
		t.Fatal(err)
	}
}

// renewCodes draws recovery codes and puts them in force.
func renewCodes(ctx context.Context, s *access.Session, password string) (*access.RecoverySet, error) {
	set, err := s.NewRecovery()
	if err != nil {
		return nil, err
	}
	return set, s.RenewRecovery(ctx, password, set)
}
