package access_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// A company's own templates stand beside those of every company, are changed by who
// may give rights, and pass on nothing by themselves (R16).
func TestOwnTemplates(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	builtIn := access.BuiltInTemplates()
	was := must(s.Templates(w.ctx()))(t)
	if len(was) != len(builtIn) {
		t.Fatalf("%+v", was)
	}
	shop := access.Template{Key: "  Boutique  d’Élise ", Rights: []string{"invoices.edit"}}
	lines := w.lines()
	if err := s.SetTemplates(w.ctx(), was, append(slices.Clone(was), shop)); err != nil || w.lines() != lines+1 {
		t.Fatal(err)
	}
	got := must(s.Templates(w.ctx()))(t)
	if own := got[len(builtIn):]; len(own) != 1 || own[0].Key != "Boutique d’Élise" || !slices.Equal(own[0].Rights, []string{"invoices.edit", "invoices.view"}) {
		t.Fatalf("%+v", own)
	}
	lastLine(t, s, "templates.change", `"Boutique d’Élise":"invoices.edit invoices.view"`)
	if err := s.SetTemplates(w.ctx(), was, nil); !errors.Is(err, access.ErrChanged) {
		t.Error(err)
	}
	if err := s.SetTemplates(w.ctx(), got, got); err != nil || w.lines() != lines+1 {
		t.Error("the same again writes:", err)
	}
	for name, bad := range map[string][]access.Template{
		"no name": {{}}, "twice": {{Key: "A"}, {Key: "a"}}, "an owner's": {{Key: "Chef", Owner: true}},
		"a name of the house": {{Key: "Accountant"}}, "long": {{Key: strings.Repeat("x", 81)}}, "many": make([]access.Template, 51),
	} {
		input(t, s.SetTemplates(w.ctx(), got, bad), "template")
		_ = name
	}
	input(t, s.SetTemplates(w.ctx(), got, []access.Template{{Key: "X", Rights: []string{"everything.do"}}}), "rights")
	w.pass(time.Minute)
	his := w.elise(s, []string{"users.edit_rights", "users.view"}, keys.Common, keys.People).enter()
	if err := saving(w.ctx(), his.Templates, his.SetTemplates, nil); err != nil || len(must(s.Templates(w.ctx()))(t)) != len(builtIn) {
		t.Error(err)
	}
	his.Close(w.ctx())
	if err := s.SetTemplates(context.Background(), builtIn, []access.Template{shop}); err != nil {
		t.Fatal(err)
	}
	whole(t, w, s)
}
