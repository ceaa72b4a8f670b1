package access_test

import (
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"trousseau/app/access"
	"trousseau/data"
)

// edit is one thing that somebody without a key does to the file, or to what the
// computer remembers of it, and what must come of it on a computer that knows the
// file and on one that never saw it.
type edit struct {
	name string
	sql  func(x *crime) string         // done by the driver, in the long form also by the sqlite3 tool
	hand func(x *crime, w *world)      // done otherwise, after sql
	want [2]string                     // verdict with the anchor, and without it
	gain func(x *crime, w *world) bool // a further try of the thief, beside the usual ones
	why  string                        // for what is not refused
}

// The verdicts.
const (
	refused   = "refused"               // opening, sign-in or the first act
	noEffect  = "without effect"        // everything reads as before
	mended    = "mended and told"       // the person's own takes its place, and the news say so
	onReading = "refused on reading"    // the door does not read it; whoever opens it is refused
	denied    = "nobody enters"         // availability only: the person is told something else than tampering
	rolled    = "an older state"        // the documented limit
	unbound   = "shows in unbound data" // counters and marks
)

func both(v string) [2]string { return [2]string{v, v} }

// scene places the file as it is now, edited, and opens it.
func (x *crime) scene(e edit, known, tool bool, dir string) (*world, error) {
	x.t.Helper()
	clear(x.t, dir)
	w := x.past.now.place(x.t, dir, known)
	if e.sql != nil {
		x.by(tool, w.path, e.sql(x))
	}
	if e.hand != nil {
		e.hand(x, w)
	}
	return w, w.open(data.Options{})
}

// steal is what the thief tries after the edit: the password without the code,
// the code that was used, one that was seen an hour ago, and his own password.
func (x *crime) steal(e edit, known, tool bool, dir string) (gained []string) {
	for name, attempt := range map[string]func(w *world) (*access.Session, error){
		"entered without the code": func(w *world) (*access.Session, error) {
			entry, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
			if err != nil {
				return nil, err
			}
			return entry.Enter(w.ctx())
		},
		"entered with the used code": func(w *world) (*access.Session, error) { return w.withCode(x.past.code) },
		"entered with an old code":   func(w *world) (*access.Session, error) { return w.withCode(x.past.unseen) },
		"entered by his own password": func(w *world) (*access.Session, error) {
			entry, err := w.door.Password(w.ctx(), ownerEmail, strangerPassword)
			if err != nil {
				return nil, err
			}
			return entry.Enter(w.ctx())
		},
		"entered from his own account": func(w *world) (*access.Session, error) {
			entry, err := w.door.Password(w.ctx(), strangerEmail, strangerPassword)
			if err != nil {
				return nil, err
			}
			return entry.Enter(w.ctx())
		},
	} {
		w, err := x.scene(e, known, tool, dir)
		if err != nil {
			return gained
		}
		if s, err := attempt(w); err == nil {
			// His own company is his own to read.
			if c, err := s.Company(w.ctx()); err == nil && c.Name == ownerCompany {
				gained = append(gained, name)
			}
		}
		if e.gain != nil && e.gain(x, w) {
			gained = append(gained, "gained")
		}
		_ = w.file.Close() // an edited file may refuse that too
	}
	slices.Sort(gained)
	return gained
}

func (w *world) withCode(code string) (*access.Session, error) {
	e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
	if err != nil {
		return nil, err
	}
	return e.Code(w.ctx(), code)
}

// judge is what the owner meets after the edit.
func (x *crime) judge(e edit, known, tool bool, dir string, want flipped) (verdict, detail string) {
	x.t.Helper()
	w, err := x.scene(e, known, tool, dir)
	if err != nil {
		return refused, "at opening: " + kind(err)
	}
	defer func() {
		_ = w.file.Close() // an edited file may refuse that too
	}()
	_, checked := access.Check(w.ctx(), w.file)
	check := ""
	if checked != nil {
		check = "; check tells: " + kind(checked)
	}
	if empty, err := w.door.Empty(w.ctx()); err == nil && empty {
		return denied, "as a file without a company" + check
	}
	got, stage, err := x.visit(w)
	switch {
	case err != nil && stage == "reading":
		return onReading, kind(err) + check
	case err != nil && (errors.Is(err, access.ErrTampered) || errors.Is(err, data.ErrInvalid) || errors.Is(err, data.ErrExists)):
		return refused, "at " + stage + ": " + kind(err) + check
	case err != nil:
		return denied, "at " + stage + ": " + kind(err) + check
	case got.first.Sealed() == want.first.Sealed() && got.second.Sealed() == want.second.Sealed() && got.first.Told > want.first.Told:
		return mended, strings.TrimPrefix(check, "; ")
	case got.first.Sealed() == want.first.Sealed() && got.second.Sealed() == want.second.Sealed():
		return noEffect, strings.TrimPrefix(check, "; ")
	case got.first.Sealed() == want.first.Sealed() && got.first.Failed != want.first.Failed:
		return unbound, strings.TrimPrefix(check, "; ") // the count goes on into the list of sign-ins
	case got.first.Company.City != want.first.Company.City || got.first.Ring != want.first.Ring:
		return rolled, strings.TrimPrefix(check, "; ")
	}
	return "SILENTLY WRONG", check
}

// visit signs in, reads everything, acts, and does it once more.
func (x *crime) visit(w *world) (got flipped, stage string, err error) {
	read := func(to *access.Reading) (*access.Session, error) {
		r, s, err := w.fresh()
		*to = r
		if stage = "sign-in"; s != nil {
			stage = "reading"
		}
		return s, err
	}
	s, err := read(&got.first)
	if err != nil {
		return got, stage, err
	}
	c := got.first.Company
	c.Street = "Kaai 9"
	if err = errors.Join(saveCompany(w.ctx(), s, c), s.Close(w.ctx())); err != nil {
		return got, "an act", err
	}
	if s, err = read(&got.second); err != nil {
		return got, "the next " + stage, err
	}
	return got, "", s.Close(w.ctx())
}

// kind names an error as the table prints it.
func kind(err error) string {
	var older *access.OlderError
	var wrong *access.WrongError
	var locked *access.LockedError
	var clock *access.ClockError
	for _, k := range []struct {
		is   bool
		name string
	}{{errors.As(err, &older), "file older than one seen"}, {errors.As(err, &wrong), "wrong address or password"},
		{errors.As(err, &locked), "locked out"}, {errors.As(err, &clock), "check the clock"},
		{errors.Is(err, data.ErrSchema), "schema"}, {errors.Is(err, data.ErrNewer), "newer version"},
		{errors.Is(err, data.ErrForeign), "another application"}, {errors.Is(err, data.ErrDamaged), "damaged"},
		{errors.Is(err, data.ErrNoFile), "no file"}, {errors.Is(err, data.ErrTruncated), "cut short"}} {
		if k.is {
			return k.name
		}
	}
	text := err.Error()
	text = strings.TrimPrefix(text, access.ErrTampered.Error()+": ")
	return text
}

// Every edit of the catalogue (SECURITY 3.6) whose subject exists is refused or
// without effect, but for the three that nobody can recognise: the whole older
// file on a computer that never saw the newer one, its deletion, and the counters
// of failed tries put back to nothing.
func TestTamperCatalogue(t *testing.T) {
	x := newCrime(t)
	dir := ramFolder(t)
	plain := edit{name: "nothing"}
	w := must(x.scene(plain, true, false, dir))(t)
	want, stage, err := x.visit(w)
	if err != nil {
		t.Fatal(stage, err)
	}
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = exec.LookPath("sqlite3")
	hands := []bool{false}
	if err == nil && long() {
		hands = append(hands, true)
	}
	counts := verdicts{}
	var table strings.Builder
	all := slices.Concat(chainEdits(), headEdits(), journalEdits(), rowEdits(), keyEdits(), accountEdits(), slotEdits(), markEdits(), schemaEdits(), computerEdits())
	done := 0
	for n, e := range all {
		if n%raced(10, 1) != 0 {
			continue
		}
		done++
		for i, known := range []bool{true, false} {
			for _, tool := range hands {
				verdict, detail := x.judge(e, known, tool, dir, want)
				gained := x.steal(e, known, tool, dir)
				if verdict != e.want[i] {
					t.Errorf("%s (known %v, tool %v): %s (%s), want %s", e.name, known, tool, verdict, detail, e.want[i])
				}
				if len(gained) > 0 && e.want[i] != rolled {
					t.Errorf("%s (known %v, tool %v): the thief %s", e.name, known, tool, strings.Join(gained, ", "))
				}
				if tool {
					continue
				}
				counts[verdict]++
				fmt.Fprintf(&table, "%3d | %-60s | %-7s | %s | %s %s\n", n+1, e.name, map[bool]string{true: "known", false: "unknown"}[known], verdict, detail, e.why)
			}
		}
	}
	if testing.Verbose() || long() {
		fmt.Print(table.String())
	}
	figure(t, "%d edits on a computer that knows the file and on one that does not, by %d tools: %s", done, len(hands), counts)
}
