package access_test

import (
	"database/sql"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
)

// crime is what a thief has: the file in several of its states, another
// company's file whose keys are his, and keys of his own.
type crime struct {
	t       testing.TB
	past    past
	other   frozen
	me      keys.Identity
	company keys.ID
	member  keys.ID
	opened  map[*frozen]*sql.DB
	dir     string
}

func newCrime(t testing.TB) *crime {
	x := &crime{t: t, past: aPast(t), other: another(t), opened: map[*frozen]*sql.DB{}, dir: ramFolder(t)}
	x.me = must(keys.NewIdentity(randomness()))(t)
	st := must(keys.ParseStatement(x.bytes(&x.past.now, `SELECT body FROM statements WHERE seq = 0`)))(t)
	x.company, x.member = st.Company, st.Author
	return x
}

// at opens one of the states with the plain driver, once.
func (x *crime) at(f *frozen) *sql.DB {
	x.t.Helper()
	if db, ok := x.opened[f]; ok {
		return db
	}
	path := filepath.Join(x.dir, fmt.Sprintf("%d.db", len(x.opened)))
	write(x.t, path, f.file)
	db := must(sql.Open("sqlite", path))(x.t)
	x.t.Cleanup(func() {
		if err := db.Close(); err != nil {
			x.t.Error(err)
		}
	})
	x.opened[f] = db
	return db
}

func (x *crime) bytes(f *frozen, query string) (b []byte) {
	x.t.Helper()
	if err := x.at(f).QueryRow(query).Scan(&b); err != nil {
		x.t.Fatal(query, err)
	}
	return b
}

// value gives one value of a state as an SQL literal.
func (x *crime) value(f *frozen, query string) string {
	x.t.Helper()
	rows := x.values(f, query)
	if len(rows) != 1 || len(rows[0]) != 1 {
		x.t.Fatalf("%s: %d rows", query, len(rows))
	}
	return rows[0][0]
}

// values gives rows of a state as SQL literals.
func (x *crime) values(f *frozen, query string) (out [][]string) {
	x.t.Helper()
	rows := must(x.at(f).Query(query))(x.t)
	defer func() {
		if err := rows.Close(); err != nil {
			x.t.Fatal(err)
		}
	}()
	names := must(rows.Columns())(x.t)
	for rows.Next() {
		row := make([]any, len(names))
		into := make([]any, len(names))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			x.t.Fatal(err)
		}
		var texts []string
		for _, v := range row {
			texts = append(texts, literal(v))
		}
		out = append(out, texts)
	}
	return out
}

func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case []byte:
		return fmt.Sprintf("X'%x'", v)
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return fmt.Sprint(v)
}

// copied gives the INSERTs that bring rows of a state into the file.
func (x *crime) copied(f *frozen, table, where string) string {
	x.t.Helper()
	var out strings.Builder
	for _, row := range x.values(f, "SELECT * FROM "+table+" WHERE "+where) {
		fmt.Fprintf(&out, "INSERT OR REPLACE INTO %s VALUES (%s);", table, strings.Join(row, ", "))
	}
	if out.Len() == 0 {
		x.t.Fatal("nothing to copy from", table)
	}
	return out.String()
}

// editing lets the edit do what the schema would refuse.
const editing = `PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON;`

// by does the edit with the driver, or with the tool of SQLite itself.
func (x *crime) by(tool bool, path, text string) {
	x.t.Helper()
	if tool {
		cmd := exec.Command("sqlite3", "-bail", path)
		cmd.Stdin = strings.NewReader(editing + text)
		if out, err := cmd.CombinedOutput(); err != nil {
			x.t.Fatalf("%v: %s", err, out)
		}
		return
	}
	db := must(sql.Open("sqlite", path))(x.t)
	db.SetMaxOpenConns(1)
	_, err := db.Exec(editing + text)
	if err = errors.Join(err, db.Close()); err != nil {
		x.t.Fatalf("%v: %.300s", err, text)
	}
}

func lookup(x *crime, email string) []byte {
	return keystest.KDF{}.Lookup([]byte(email), x.bytes(&x.past.now, `SELECT salt FROM file`))
}
