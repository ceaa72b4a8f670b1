package access

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"trousseau/app/checks"
)

const (
	actJournal = "journal.export"
	factLines  = "lines"
)

// The formats of an export.
const (
	FormatCSV  = "csv"
	FormatJSON = "json"
)

// exportLine is a line of the journal as it leaves the program; the names are stable.
type exportLine struct {
	Line      uint64            `json:"line"`
	Time      string            `json:"time"` // RFC 3339, UTC
	Actor     string            `json:"actor"`
	ActorName string            `json:"actor_name,omitempty"`
	Act       string            `json:"act,omitempty"`
	Subject   string            `json:"subject,omitempty"`
	Name      string            `json:"subject_name,omitempty"`
	Facts     map[string]string `json:"facts,omitempty"`
	Before    map[string]string `json:"before,omitempty"`
	After     map[string]string `json:"after,omitempty"`
	State     string            `json:"state,omitempty"` // "sealed", "unreadable"; empty: read
	Statement uint64            `json:"statement,omitempty"`
	Hash      string            `json:"hash"`
	Signature string            `json:"signature"`
}

// ExportJournal writes the lines that a query wants, newest first, all of them
// whatever its Limit, as CSV (RFC 4180, semicolons, formulas made harmless) or as an
// array of JSON objects, and tells how many. The journal has a line of it before the
// first byte leaves. Owners and journal.view. Errors: *InputError of the field
// "format", ErrForbidden, those of out.
func (s *Session) ExportJournal(ctx context.Context, q JournalQuery, format string, out io.Writer) (int, error) {
	names, err := s.JournalNames(ctx)
	if err != nil {
		return 0, err
	}
	w, err := newExporter(format, out)
	if err != nil {
		return 0, err
	}
	page, err := s.Journal(ctx, JournalQuery{Limit: 1})
	if err != nil {
		return 0, err
	}
	a := act{name: actJournal, right: rightJournal, facts: map[string]string{factFormat: format, factLines: strconv.FormatUint(page.Total, 10)}}
	if err := s.do(ctx, a, func(*writer) (*change, error) { return nil, nil }); err != nil {
		return 0, err
	}
	q.Limit = journalMost
	if q.Before == 0 {
		q.Before = page.Total // what was there when it was asked for
	}
	written := 0
	for {
		if page, err = s.Journal(ctx, q); err != nil {
			return written, err
		}
		for _, l := range page.Lines {
			if err := w.line(exported(l, names)); err != nil {
				return written, err
			}
			written++
		}
		if q.Before = page.Next; q.Before == 0 {
			return written, w.end()
		}
	}
}

func exported(l JournalLine, names map[string]string) exportLine {
	e := exportLine{Line: l.Seq, Time: time.UnixMilli(l.Time).UTC().Format("2006-01-02T15:04:05.000Z07:00"), Actor: l.Actor, ActorName: names[l.Actor],
		Act: l.Act, Subject: l.Subject, Name: names[l.Subject], Facts: l.Facts, Before: l.Before, After: l.After,
		Statement: l.Statement, Hash: l.Hash, Signature: l.Signature}
	switch {
	case l.Unreadable:
		e.State = "unreadable"
	case l.Sealed:
		e.State = "sealed"
	}
	return e
}

// exporter writes lines in one format.
type exporter interface {
	line(exportLine) error
	end() error
}

func newExporter(format string, out io.Writer) (exporter, error) {
	switch format {
	case FormatJSON:
		return &jsonExport{out: out}, nil
	case FormatCSV:
		w, err := checks.NewCSV(out, ';')
		return &csvExport{csv: w}, err
	}
	return nil, &InputError{Field: "format", Err: ErrOdd}
}

type jsonExport struct {
	out   io.Writer
	begun bool
}

func (j *jsonExport) line(l exportLine) error {
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	open := "[\n"
	if j.begun {
		open = ",\n"
	}
	j.begun = true
	_, err = io.WriteString(j.out, open+string(b))
	return err
}

func (j *jsonExport) end() error {
	closing := "\n]\n"
	if !j.begun {
		closing = "[]\n"
	}
	_, err := io.WriteString(j.out, closing)
	return err
}

type csvExport struct {
	csv   *checks.CSV
	begun bool
}

func (c *csvExport) head() error {
	if c.begun {
		return nil
	}
	c.begun = true
	return c.csv.Row("line", "time", "actor", "actor_name", "act", "subject", "subject_name", "facts", "before", "after", "state", "statement", "hash", "signature")
}

func (c *csvExport) line(l exportLine) error {
	if err := c.head(); err != nil {
		return err
	}
	statement := ""
	if l.Statement > 0 {
		statement = strconv.FormatUint(l.Statement, 10)
	}
	return c.csv.Row(strconv.FormatUint(l.Line, 10), l.Time, l.Actor, l.ActorName, l.Act, l.Subject, l.Name,
		pairs(l.Facts), pairs(l.Before), pairs(l.After), l.State, statement, l.Hash, l.Signature)
}

func (c *csvExport) end() error { return c.head() }

// pairs writes named values into one cell, in the order of their names.
func pairs(m map[string]string) string {
	out := make([]string, 0, len(m))
	for name, value := range m {
		out = append(out, name+"="+value)
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}
