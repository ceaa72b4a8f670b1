package accesstest_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/access/accesstest"
	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

const (
	ownerPassword  = "Vogo7-tizRe-kulma-9Q"
	memberPassword = "Zorpi9-melkaT-vundo"
)

var start = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// A member taken in is one for the services: owner and member sign in, each sees
// the other where he may, and a rescue by the member's kit begins.
func TestAdmit(t *testing.T) {
	dir := t.TempDir()
	path, now := filepath.Join(dir, "shop.trousseau"), start
	options := access.Options{State: filepath.Join(dir, "state"), Clock: func() time.Time { return now }, KDF: keystest.KDF{}}
	setup := access.NewSetup(options)
	file := must(data.Create(t.Context(), path, data.Options{}))(t)
	door := access.New(file, options)
	s := must(door.Found(t.Context(), access.Founding{
		Company: access.Company{Name: "Bedrijf & Zonen", Country: "BE", Language: "fr", Color: "#9A4A2C"},
		Owner:   access.Owner{First: "Margaux", Last: "Bedrijf", Email: "margaux@bedrijf-zonen.be", Password: ownerPassword, Consent: true},
		Screen:  access.Screen{Language: "fr", Theme: "light", Scale: 100}, Kit: must(setup.NewKit())(t)}))(t)
	first := s.Standing().Company
	if err := s.NewCompany(t.Context(), access.Company{Name: "Kantoor Aubert", Country: "BE", Language: "nl", Color: "#204060"}); err != nil {
		t.Fatal(err)
	}
	second := s.Standing().Company
	if err := errors.Join(s.Switch(t.Context(), first), s.Close(t.Context()), file.Close()); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Minute)
	admission := accesstest.Admission{OwnerEmail: "margaux@bedrijf-zonen.be", OwnerPassword: ownerPassword,
		First: "Élise", Last: "Aubert", Email: "elise@kantoor.be", Password: memberPassword, Language: "fr",
		Invite: keys.Invite{Kind: keys.External, Rights: []string{"users.view"}, Until: "2027-12-31"}, Domains: []keys.Domain{keys.Common, keys.People}, Time: now}
	wrong := admission
	wrong.OwnerPassword = memberPassword
	if _, err := accesstest.Admit(t.Context(), path, wrong); !errors.Is(err, keys.ErrOpen) {
		t.Fatal("in the name of an owner whose password is another:", err)
	}
	elsewhere := admission
	elsewhere.Company = "none"
	if _, err := accesstest.Admit(t.Context(), path, elsewhere); err == nil {
		t.Fatal("into a company that there is not")
	}
	kit := must(accesstest.Admit(t.Context(), path, admission))(t)
	now = now.Add(time.Minute)
	elsewhere.Company, elsewhere.Email, elsewhere.First, elsewhere.Last, elsewhere.Time = second, "joris@bedrijf-zonen.be", "Joris", "Zonen", now
	must(accesstest.Admit(t.Context(), path, elsewhere))(t)
	file = must(data.Open(t.Context(), path, data.Options{}))(t)
	defer file.Close()
	door = access.New(file, options)
	for email, password := range map[string]string{"margaux@bedrijf-zonen.be": ownerPassword, "elise@kantoor.be": memberPassword} {
		now = now.Add(time.Minute)
		s := must(must(door.Password(t.Context(), email, password))(t).Enter(t.Context()))(t)
		if people := must(s.People(t.Context()))(t); len(people) != 2 || people[1].Email != "elise@kantoor.be" {
			t.Errorf("%s sees %+v", email, people)
		}
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	now = now.Add(time.Minute)
	s = must(must(door.Password(t.Context(), "joris@bedrijf-zonen.be", memberPassword))(t).Enter(t.Context()))(t)
	if people := must(s.People(t.Context()))(t); len(people) != 2 || s.Standing().Company != second {
		t.Errorf("the second company: %+v", people)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	must(door.Kit(t.Context(), "elise@kantoor.be", kit))(t).Drop()
	if _, err := access.Check(t.Context(), file); err != nil {
		t.Error(err)
	}
}
