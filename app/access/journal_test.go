package access_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// edited runs SQL on the file, as somebody with another program would.
func (w *world) edited(query string, args ...any) {
	w.t.Helper()
	db := must(sql.Open("sqlite", "file:"+w.path+"?_pragma=busy_timeout(3000)"))(w.t)
	_, err := db.ExecContext(w.ctx(), query, args...)
	if err := errors.Join(err, db.Close()); err != nil {
		w.t.Fatal(err)
	}
}

func acts(lines []access.JournalLine) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Act)
	}
	return out
}

func moved(t *testing.T, s *access.Session, city string) {
	t.Helper()
	c := must(s.Company(t.Context()))(t)
	was := c
	c.City = city
	if err := s.ChangeCompany(t.Context(), was, c); err != nil {
		t.Fatal(err)
	}
}

func TestTheJournalIsReadBackwards(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	for _, city := range []string{"Gent", "Brugge", "Aalst"} {
		w.pass(time.Minute)
		moved(t, s, city)
	}
	page := must(s.Journal(w.ctx(), access.JournalQuery{}))(t)
	if got := strings.Join(acts(page.Lines), " "); got != "company.change company.change company.change company.create" || page.Next != 0 || page.Total != 4 {
		t.Errorf("%s, next %d of %d", got, page.Next, page.Total)
	}
	if l := page.Lines[0]; l.After["city"] != "Aalst" || l.Before["city"] != "Brugge" || l.Seq != 3 || l.Unreadable || l.Sealed {
		t.Errorf("%+v", l)
	}
	names := must(s.JournalNames(w.ctx()))(t)
	if names[page.Lines[0].Actor] != "Margaux Bedrijf" {
		t.Errorf("actor %q of %v", page.Lines[0].Actor, names)
	}

	first := must(s.Journal(w.ctx(), access.JournalQuery{Limit: 3}))(t)
	second := must(s.Journal(w.ctx(), access.JournalQuery{Limit: 3, Before: first.Next}))(t)
	if len(first.Lines) != 3 || first.Next != 1 || len(second.Lines) != 1 || second.Next != 0 {
		t.Errorf("pages of %d and %d", len(first.Lines), len(second.Lines))
	}
	for name, q := range map[string]access.JournalQuery{
		"match":  {Match: func(l access.JournalLine) bool { return l.After["city"] == "Gent" }},
		"when":   {From: page.Lines[2].Time, To: page.Lines[2].Time},
		"before": {Before: 2, Limit: 1},
	} {
		if got := must(s.Journal(w.ctx(), q))(t); len(got.Lines) != 1 || got.Lines[0].After["city"] != "Gent" {
			t.Errorf("%s: %+v", name, got.Lines)
		}
	}
	if got := must(s.Journal(w.ctx(), access.JournalQuery{Actor: "nobody"}))(t); len(got.Lines) != 0 {
		t.Errorf("%+v", got.Lines)
	}
}

func TestWhoMayReadTheJournal(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	moved(t, s, "Gent")
	if err := s.ChangeMoney(w.ctx(), access.NewMoney(), access.Money{Currency: "EUR", VAT: 600, Days: 30, Prefix: "INV"}); err != nil {
		t.Fatal(err)
	}
	without := w.elise(s, []string{"users.view"}, keys.Common, keys.People).enter()
	calls := map[string]func(*access.Session) error{
		"journal": func(s *access.Session) error {
			_, err := s.Journal(w.ctx(), access.JournalQuery{})
			return err
		},
		"names": func(s *access.Session) error {
			_, err := s.JournalNames(w.ctx())
			return err
		},
		"verify": func(s *access.Session) error {
			_, err := s.VerifyJournal(w.ctx(), nil)
			return err
		},
		"export": func(s *access.Session) error {
			_, err := s.ExportJournal(w.ctx(), access.JournalQuery{}, access.FormatJSON, new(bytes.Buffer))
			return err
		},
	}
	for name, call := range calls {
		if err := call(without); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	with := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"journal.view"}}, keys.Common, keys.People).enter()
	for name, call := range calls {
		if err := call(with); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOneBrokenLineHidesNoOther(t *testing.T) {
	for name, c := range map[string]struct {
		edit       string
		fault      access.JournalFault
		unreadable bool
	}{
		"body":      {`UPDATE journal SET body = zeroblob(length(body)) WHERE seq = 1`, access.FaultContents, true},
		"change":    {`UPDATE journal SET change = zeroblob(length(change)) WHERE seq = 1`, access.FaultContents, true},
		"exchanged": {`UPDATE journal SET body = (SELECT body FROM journal WHERE seq = 2) WHERE seq = 1`, access.FaultContents, true},
		"signature": {`UPDATE journal SET signature = (SELECT signature FROM journal WHERE seq = 2) WHERE seq = 1`, access.FaultSignature, false},
		"hash":      {`UPDATE journal SET hash = zeroblob(32) WHERE seq = 1`, access.FaultRow, false},
		"missing":   {`DELETE FROM journal WHERE seq = 1`, access.FaultOrder, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			for _, city := range []string{"Gent", "Brugge", "Aalst"} {
				w.pass(time.Minute)
				moved(t, s, city)
			}
			good := must(s.VerifyJournal(w.ctx(), nil))(t)
			if !good.Whole || good.Lines != 4 {
				t.Fatalf("%+v", good)
			}
			w.edited(c.edit)
			var steps []uint64
			got := must(s.VerifyJournal(w.ctx(), func(done, all uint64) { steps = append(steps, done, all) }))(t)
			if got.Whole || got.Broken != 1 || got.Fault != c.fault {
				t.Errorf("%+v", got)
			}
			if !slices.Contains(steps, 4) {
				t.Errorf("progress %v", steps)
			}
			page := must(s.Journal(w.ctx(), access.JournalQuery{}))(t)
			readable := 0
			for _, l := range page.Lines {
				if !l.Unreadable {
					readable++
				} else if l.Seq != 1 || l.Act == "company.create" {
					t.Errorf("%+v", l)
				}
			}
			if c.unreadable && (len(page.Lines) != 4 || readable != 3) {
				t.Errorf("%d of %d lines readable", readable, len(page.Lines))
			}
		})
	}
}

func TestVerifyingCanBeLeft(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	ctx, cancel := context.WithCancel(w.ctx())
	cancel()
	if _, err := s.VerifyJournal(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestTheJournalLeavesWithALineOfIt(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	moved(t, s, "=Gent")
	var out bytes.Buffer
	if n := must(s.ExportJournal(w.ctx(), access.JournalQuery{Limit: 1}, access.FormatJSON, &out))(t); n != 2 {
		t.Errorf("%d lines", n)
	}
	var lines []map[string]any
	if err := json.Unmarshal(out.Bytes(), &lines); err != nil || len(lines) != 2 || lines[0]["act"] != "company.change" || lines[1]["actor_name"] != "Margaux Bedrijf" {
		t.Errorf("%v: %s", err, out.String())
	}
	out.Reset()
	must(s.ExportJournal(w.ctx(), access.JournalQuery{}, access.FormatCSV, &out))(t)
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
	r.Comma = ';'
	rows := must(r.ReadAll())(t)
	if len(rows) != 4 || rows[0][4] != "act" || rows[1][4] != "journal.export" || !strings.Contains(rows[2][9], "city==Gent") {
		t.Errorf("%v", rows)
	}
	out.Reset()
	if n := must(s.ExportJournal(w.ctx(), access.JournalQuery{Actor: "nobody"}, access.FormatJSON, &out))(t); n != 0 || out.String() != "[]\n" {
		t.Errorf("%d: %q", n, out.String())
	}
	var input *access.InputError
	if _, err := s.ExportJournal(w.ctx(), access.JournalQuery{}, "xml", &out); !errors.As(err, &input) || input.Field != "format" {
		t.Error(err)
	}
}
