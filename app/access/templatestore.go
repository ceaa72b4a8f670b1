package access

import (
	"context"
	"slices"
	"strings"

	"trousseau/app/keys"
	"trousseau/data"
)

const (
	actTemplates     = "templates.change"
	settingTemplates = "templates" // frozen
)

// mostTemplates is how many templates a company has of its own.
const mostTemplates = 50

// templateRecord is one template of the company's own as its row has it.
type templateRecord struct {
	Name   string   `cbor:"1,keyasint"`
	Rights []string `cbor:"2,keyasint"`
}

// Templates lists the sets of rights to begin with (R16): those of every company,
// then the current one's own by name. Every member may read them. They pass on
// nothing by themselves: what is granted is judged each time.
func (s *Session) Templates(ctx context.Context) ([]Template, error) {
	var out []Template
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		_, own, err := ownTemplates(tx, r)
		out = append(BuiltInTemplates(), own...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// SetTemplates writes the company's own templates: a copy of one that every company
// has is edited under a name of its own. Of both lists only those that are no
// built-in ones count; was is what the person had read. It asks users.edit_rights.
// What stands already writes nothing. Errors: *InputError of the fields "template"
// (no name, too long, one that is there already, an owners' one, too many) and
// "rights"; ErrForbidden, ErrChanged, ErrEnded.
func (s *Session) SetTemplates(ctx context.Context, was, now []Template) error {
	now, err := checkTemplates(now)
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actTemplates, right: keys.RightEditRights}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		row, before, err := ownTemplates(w.tx, r)
		if err != nil {
			return nil, err
		}
		if err := unchanged(sameTemplates(before, now), sameTemplates(before, ownOf(was))); err != nil {
			return nil, err
		}
		records := make([]templateRecord, len(now))
		for i, t := range now {
			records[i] = templateRecord{Name: t.Key, Rights: t.Rights}
		}
		value, err := keys.Encode(records)
		if err != nil {
			return nil, err
		}
		c := &change{domain: keys.Common}
		c.before, c.after = differences(templateFields(before, now), templateFields(now, before))
		return c, w.putSetting(r, settingTemplates, row, value)
	}))
}

// ownTemplates opens the row of the company's own templates.
func ownTemplates(tx *data.Tx, r *room) (*row, []Template, error) {
	before, value, err := settingRow(tx, r, settingTemplates)
	if err != nil || before == nil {
		return nil, nil, err
	}
	var records []templateRecord
	if err := keys.Decode(value, &records); err != nil {
		return nil, nil, damaged(err)
	}
	out := make([]Template, len(records))
	for i, one := range records {
		out[i] = Template{Key: one.Name, Rights: one.Rights}
	}
	return before, out, nil
}

// ownOf leaves out the templates that every company has.
func ownOf(list []Template) []Template {
	builtIn := BuiltInTemplates()
	return slices.DeleteFunc(slices.Clone(list), func(t Template) bool {
		return slices.ContainsFunc(builtIn, func(b Template) bool { return b.Key == t.Key })
	})
}

// checkTemplates gives the company's own templates in their normal form, by name.
func checkTemplates(list []Template) ([]Template, error) {
	odd := func(err error) error { return &InputError{Field: "template", Err: err} }
	out := ownOf(list)
	if len(out) > mostTemplates {
		return nil, odd(ErrLong)
	}
	seen := map[string]bool{}
	for i := range out {
		t := &out[i]
		name := t.Key
		if err := checkText("name", &name, true); err != nil {
			return nil, odd(errInside(err))
		}
		t.Key = name
		folded := strings.ToLower(name)
		if seen[folded] || t.Owner || isBuiltIn(folded) {
			return nil, odd(ErrOdd)
		}
		seen[folded] = true
		t.Rights = listed(keys.Complete(t.Rights))
		if slices.ContainsFunc(t.Rights, func(right string) bool { return !known(right) }) {
			return nil, &InputError{Field: "rights", Err: ErrOdd}
		}
	}
	slices.SortFunc(out, func(a, b Template) int { return strings.Compare(a.Key, b.Key) })
	return out, nil
}

func isBuiltIn(key string) bool {
	return slices.ContainsFunc(BuiltInTemplates(), func(t Template) bool { return t.Key == key })
}

// errInside gives the reason of an *InputError.
func errInside(err error) error {
	if input, ok := err.(*InputError); ok { //nolint:errorlint // checkText's own
		return input.Err
	}
	return err
}

func sameTemplates(a, b []Template) bool {
	return slices.EqualFunc(a, b, func(x, y Template) bool { return x.Key == y.Key && slices.Equal(x.Rights, y.Rights) })
}

// templateFields gives the templates for the journal, those of the other list that
// are missing as empty.
func templateFields(list, other []Template) map[string]string {
	out := map[string]string{}
	for _, t := range other {
		out[t.Key] = ""
	}
	for _, t := range list {
		out[t.Key] = strings.Join(t.Rights, " ")
	}
	return out
}
