package data

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func noError(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("got error %v, want %v", err, want)
	}
}

func makeEmpty(path string) error { return os.WriteFile(path, nil, 0o600) }

// id gives n bytes that are all c.
func id(n int, c byte) []byte { return bytes.Repeat([]byte{c}, n) }

// newPath is a name in an empty folder.
func newPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "Bedrijf & Zonen.trousseau")
}

// newFile makes an empty file and closes it with the test.
func newFile(t testing.TB, o Options) *File {
	t.Helper()
	f, err := Create(context.Background(), newPath(t), o)
	noError(t, err)
	t.Cleanup(func() { _ = f.Close() }) // the test may have closed it
	return f
}

// closed makes a file with one company, one account and one row, closes it, and
// gives its path.
func closed(t testing.TB) string {
	t.Helper()
	f := newFile(t, Options{})
	noError(t, f.Write(context.Background(), seed))
	noError(t, f.Close())
	return f.Path()
}

// seed writes a little into every table.
func seed(tx *Tx) error {
	return errors.Join(seedFirst(tx), tx.AddRow(TableSettings, Row{id(16, 1), id(16, 8), 1, 1, 1, []byte("sealed setting")}),
		tx.PutPresence(Presence{id(16, 2), id(16, 1), 1, id(32, 1)}),
		tx.PutOlder(Older{id(16, 1), 1, 1, []byte("sealed key")}), tx.PutNote(Note{id(16, 1), id(16, 5), []byte("sealed note")}),
		tx.PutFactor(Factor{id(16, 1), id(16, 8), id(16, 7), 1, []byte("sealed factor")}),
		tx.AddRow(TableReviews, Row{id(16, 1), id(16, 8), 1, 2, 1, []byte("sealed review")}))
}

// seedFirst does so for the tables of version 1.
func seedFirst(tx *Tx) error {
	company := id(16, 1)
	return errors.Join(
		tx.InitFile(id(16, 9), 1000),
		tx.AddAccount(Account{id(16, 2), id(16, 3), 1, []byte("ring")}),
		tx.PutSlot(Slot{id(16, 2), 1, []byte("p"), id(16, 4), []byte("w")}),
		tx.PutTry(Try{id(16, 3), 1, 1, 2, 3, 4}),
		tx.AddStatement(Statement{company, 1, []byte("body"), id(64, 5), id(32, 6)}),
		tx.PutWrap(Wrap{company, 1, 1, id(16, 7), []byte("wrap")}),
		tx.AddRow(TableCompany, Row{company, id(16, 8), 1, 1, 1, []byte("sealed company")}),
		tx.AddRow(TableMembers, Row{company, id(16, 8), 1, 2, 1, []byte("sealed member")}),
		tx.AddRow(TableProfiles, Row{company, id(16, 8), 1, 2, 1, []byte("sealed profile")}),
		tx.AddLine(Line{company, 1, []byte("line"), id(64, 5), id(32, 6), id(16, 8), Sealed{2, 1, []byte("b")}, Sealed{1, 1, []byte("c")}}),
		tx.PutHead(Head{company, 1, id(32, 6), 1, id(32, 6)}),
	)
}

// dump gives every row of every table that a schema version has.
func dump(t testing.TB, f *File, version int) map[string][]string {
	t.Helper()
	all, err := tryDump(f, version)
	noError(t, err)
	return all
}

func tryDump(f *File, version int) (map[string][]string, error) {
	all := map[string][]string{}
	for _, o := range Expected(version) {
		if o.Type != "table" {
			continue
		}
		rows, err := f.read.QueryContext(context.Background(), `SELECT * FROM `+o.Name)
		if err != nil {
			return nil, err
		}
		columns, err := rows.Columns()
		all[o.Name] = nil
		for rows.Next() {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			err = errors.Join(err, rows.Scan(into...))
			all[o.Name] = append(all[o.Name], fmt.Sprint(values...))
		}
		if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
		slices.Sort(all[o.Name])
	}
	return all, nil
}

// dumped is dump of a file that is only looked at.
func dumped(t testing.TB, path string, version int) map[string][]string {
	t.Helper()
	f, err := OpenReadOnly(context.Background(), path)
	noError(t, err)
	noError(t, f.Check(context.Background()))
	all := dump(t, f, version)
	noError(t, f.Close())
	return all
}

// countLines is the number of a company's journal lines.
func countLines(tx *Tx, company []byte) (int, error) {
	return get(tx, "countLines", value[int], `SELECT COUNT(*) FROM journal WHERE company = $1`, company)
}
