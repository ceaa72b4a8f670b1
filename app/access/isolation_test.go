package access_test

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// isolated calls a method of a session that cannot be called with empty values, or
// that says more with others. Every other exported method is called with values that
// are empty, so that a new one is covered from its first day.
var isolated = map[string]func(w *world, s *access.Session) any{
	"PreviewCopy": func(w *world, s *access.Session) any {
		p, err := s.PreviewCopy(w.ctx(), w.copied())
		return []any{p, err}
	},
	"RestoreRows":   func(w *world, s *access.Session) any { return bringBack(w.ctx(), s, w.copied()) },
	"ChangeCompany": func(w *world, s *access.Session) any { return saveCompany(w.ctx(), s, anders) },
	"ChangeMoney":   func(w *world, s *access.Session) any { return saveMoney(w.ctx(), s, someMoney) },
	"ChangeTerms":   func(w *world, s *access.Session) any { return saveTerms(w.ctx(), s, "dertig dagen") },
	"ChangeBilling": func(w *world, s *access.Session) any { return s.ChangeBilling(w.ctx(), access.Billing{}, someBilling) },
	"ChangeAgreement": func(w *world, s *access.Session) any {
		return s.ChangeAgreement(w.ctx(), access.Agreement{}, someAgreement)
	},
	"SetIdleLock":   func(w *world, s *access.Session) any { return s.SetIdleLock(w.ctx(), 4) },
	"RequireFactor": func(w *world, s *access.Session) any { return s.RequireFactor(w.ctx(), true) },
	"SetPasswordRules": func(w *world, s *access.Session) any {
		return s.SetPasswordRules(w.ctx(), false, "why")
	},
	"GoLive": func(w *world, s *access.Session) any {
		w.pass(time.Minute)
		err := s.ChangeBilling(w.ctx(), access.Billing{}, someBilling)
		return errors.Join(err, s.GoLive(w.ctx(), access.Proof{Password: ownerPassword, Code: w.code(0)}))
	},
	"RemoveFrom": func(w *world, s *access.Session) any {
		out, err := s.RemoveFrom(w.ctx(), []string{s.Standing().Company}, eliseEmail)
		return []any{out, err}
	},
	"BeginEnrolment": func(w *world, s *access.Session) any {
		f, err := s.BeginEnrolment(w.ctx(), ownerPassword)
		if err != nil {
			return err
		}
		return f.URI()
	},
}

// spanning are the methods that are made to speak of several companies.
var spanning = []string{"Companies", "Switch", "Rules", "NewCompany"}

var anders = access.Company{Name: "Bedrijf Anders", Country: "BE", Language: "fr", Color: "#000000"}

// foreign is what stands in the other company alone.
var foreign = []string{garage.Name, garage.City, "NL-Vreemd", "vreemde voorwaarden"}

// A member of two companies works in one: whatever he calls, nothing of the other
// appears, nothing of it is opened (its rows are spoilt beforehand, and nobody
// notices), and nothing is written there but what he does to his own account.
func TestIsolation(t *testing.T) {
	base := newWorld(t)
	s := base.found(true)
	first, second := opens(t, s, garage)
	strange := someMoney
	strange.Prefix = foreign[2]
	if err := errors.Join(saveMoney(base.ctx(), s, strange), saveTerms(base.ctx(), s, foreign[3])); err != nil {
		t.Fatal(err)
	}
	base.joris(s, keys.Invite{Kind: keys.Internal, Owner: true}, everything...)
	if err := s.Switch(base.ctx(), first); err != nil {
		t.Fatal(err)
	}
	base.elise(s, []string{"users.view"}, keys.Common, keys.People)
	s.Close(base.ctx())
	x := base.freeze()
	dir := ramFolder(t)
	methods := reflect.TypeFor[*access.Session]()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		if slices.Contains(spanning, name) {
			continue
		}
		for _, spoilt := range []bool{false, true} {
			clear(t, dir)
			w := x.place(t, dir, true)
			w.seed, w.codes, w.kit = base.seed, base.codes, base.kit
			if spoilt {
				w.spoil(second)
			}
			w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
			w.pass(time.Minute)
			s := w.signIn()
			before := w.of(second)
			said := fmt.Sprintf("%+v", called(w, s, name))
			for _, word := range foreign {
				if strings.Contains(said, word) {
					t.Errorf("%s told of the other company: %s", name, word)
				}
			}
			if strings.Contains(said, access.ErrTampered.Error()) {
				t.Errorf("%s opened a row of the other company: %s", name, said)
			}
			if after := w.of(second); before.data != after.data || after.lines-before.lines > 1 {
				t.Errorf("%s wrote in the other company", name)
			}
			w.file.Close()
		}
	}
	figure(t, "%d methods × 2 companies: 0 foreign rows, 0 foreign decrypts", methods.NumMethod()-len(spanning))
}

// called gives what a method answers, with empty values where no others are set.
func called(w *world, s *access.Session, name string) any {
	if f, ok := isolated[name]; ok {
		return f(w, s)
	}
	m := reflect.ValueOf(s).MethodByName(name)
	in := make([]reflect.Value, m.Type().NumIn())
	for i := range in {
		switch of := m.Type().In(i); of {
		case reflect.TypeFor[context.Context]():
			in[i] = reflect.ValueOf(w.ctx())
		case reflect.TypeFor[io.Writer]():
			in[i] = reflect.ValueOf(io.Writer(&bytes.Buffer{}))
		case reflect.TypeFor[access.Proof]():
			in[i] = reflect.ValueOf(access.Proof{Password: ownerPassword, Code: w.code(0)})
		default:
			if of.Kind() == reflect.Pointer {
				return nil // asks for what another method drew, and reads nothing by it
			}
			in[i] = reflect.Zero(of)
			if of.Kind() == reflect.Func {
				in[i] = reflect.MakeFunc(of, func([]reflect.Value) []reflect.Value {
					out := make([]reflect.Value, of.NumOut())
					for i := range out {
						out[i] = reflect.Zero(of.Out(i))
					}
					return out
				})
			}
		}
	}
	var out []any
	for _, v := range m.Call(in) {
		if v.Kind() == reflect.Pointer && !v.IsNil() {
			out = append(out, v.Elem().Interface())
			continue
		}
		out = append(out, v.Interface())
	}
	return out
}

// holdings is what one company has in the file: its data, and how many lines.
type holdings struct {
	data  string
	lines int
}

func (w *world) of(company string) (out holdings) {
	w.t.Helper()
	db := must(sql.Open("sqlite", w.path))(w.t)
	defer db.Close()
	for _, table := range []string{"statements", "wraps", "company", "settings", "members", "older", "notes", "factors", "reviews"} {
		var text sql.NullString
		column := cmp.Or(map[string]string{"statements": "body", "wraps": "wrap"}[table], "sealed")
		if err := db.QueryRow(`SELECT group_concat(hex(` + column + `)) FROM (SELECT * FROM ` + table + ` WHERE company = x'` + company + `' ORDER BY 2)`).Scan(&text); err != nil {
			w.t.Fatal(table, err)
		}
		out.data += table + text.String
	}
	if err := db.QueryRow(`SELECT count(*) FROM journal WHERE company = x'` + company + `'`).Scan(&out.lines); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// spoil damages every sealed row of a company but the one with its name.
func (w *world) spoil(company string) {
	w.t.Helper()
	db := must(sql.Open("sqlite", w.path))(w.t)
	defer db.Close()
	for _, table := range []string{"settings", "members"} {
		if _, err := db.Exec(`UPDATE ` + table + ` SET sealed = zeroblob(length(sealed)) WHERE company = x'` + company + `'`); err != nil {
			w.t.Fatal(err)
		}
	}
}
