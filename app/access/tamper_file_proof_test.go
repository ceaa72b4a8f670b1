package access_test

import (
	"bytes"
	"os"
	"path/filepath"

	"trousseau/app/keys"
)

// markEdits are those of the counters and marks that nothing binds.
func markEdits() []edit {
	return []edit{
		{name: "tries: counter zeroed", want: both(unbound), why: "(whoever can do that can guess at a copy of the file as well)", sql: func(*crime) string { return `DELETE FROM tries` }},
		{name: "tries: waiting until doomsday", want: both(denied), why: "(at most 15 minutes from the next try on)", sql: func(*crime) string {
			return `UPDATE tries SET failures = 99, until = 9000000000000000, hold = 9000000000000000`
		}},
		{name: "presence: sessions made up", want: both(noEffect), why: "(no mark of the ring's key)", sql: func(*crime) string {
			return `INSERT INTO presence SELECT id, randomblob(16), 1795338000000, randomblob(32) FROM accounts, (SELECT 1 UNION SELECT 2)`
		}},
		{name: "mark: clock set far ahead", want: both(denied), why: "(an owner sets it right at the door)", sql: func(*crime) string { return `UPDATE file SET clock = 4102444800000` }},
		{name: "mark: clock set back", want: both(noEffect), why: "(the signed lines hold the time)", sql: func(*crime) string { return `UPDATE file SET clock = 0` }},
		{name: "mark: salt of the file changed", want: both(denied), why: "(no address is found)", sql: func(*crime) string { return `UPDATE file SET salt = randomblob(16)` }},
		{name: "mark: row of the file removed", want: both(denied), sql: func(*crime) string { return `DELETE FROM file` }},
	}
}

// schemaEdits are those of the schema and of the header.
func schemaEdits() []edit {
	plant := func(name, text string) edit {
		return edit{name: "schema: " + name, want: both(refused), sql: func(*crime) string { return text }}
	}
	return []edit{
		plant("trigger planted", `CREATE TRIGGER t AFTER INSERT ON tries BEGIN DELETE FROM tries; END`),
		plant("trigger on rings planted", `CREATE TRIGGER t AFTER UPDATE ON accounts BEGIN UPDATE accounts SET ring = OLD.ring, version = OLD.version; END`),
		plant("view planted", `CREATE VIEW v AS SELECT * FROM accounts`),
		plant("view in place of a table", `ALTER TABLE profiles RENAME TO profiles2; CREATE VIEW profiles AS SELECT * FROM profiles2`),
		plant("table planted", `CREATE TABLE extra (a)`),
		plant("index planted", `CREATE INDEX i ON journal (id)`),
		plant("column added", `ALTER TABLE members ADD COLUMN extra BLOB`),
		plant("table dropped", `DROP TABLE profiles`),
		plant("statistics planted", `ANALYZE`),
		plant("check of a column removed", `UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (failures >= 0)', '') WHERE name = 'tries'`),
		plant("version lowered", `PRAGMA user_version = 0`),
		plant("version raised", `PRAGMA user_version = 9`),
		plant("application changed", `PRAGMA application_id = 1`),
	}
}

// computerEdits are those of whole files and of what the computer remembers.
func computerEdits() []edit {
	whole := func(f func(p *past) *frozen) func(*crime, *world) {
		return func(x *crime, w *world) { write(x.t, w.path, f(&x.past).file) }
	}
	anchor := func(change func(x *crime, path string)) func(*crime, *world) {
		return func(x *crime, w *world) {
			path := filepath.Join(w.state, x.company.String()+".anchor")
			if _, err := os.Stat(path); err == nil {
				change(x, path)
			}
		}
	}
	return []edit{
		{name: "file: whole older one put back", want: [2]string{refused, rolled}, why: "(documented: a computer that never saw the newer state)", hand: whole(func(p *past) *frozen { return &p.changed })},
		{name: "file: whole one from before the enrolment put back", want: [2]string{refused, rolled}, why: "(documented)", hand: whole(func(p *past) *frozen { return &p.founded })},
		{name: "file: removed", want: both(refused), why: "(documented: a first run begins)", hand: func(x *crime, w *world) {
			if err := os.Remove(w.path); err != nil {
				x.t.Fatal(err)
			}
		}},
		{name: "file: another company's in its place", want: both(denied), hand: func(x *crime, w *world) { write(x.t, w.path, x.other.file) }},
		{name: "anchor: removed", want: both(noEffect), why: "(said: first time on this computer)", hand: anchor(func(x *crime, path string) {
			if err := os.Remove(path); err != nil {
				x.t.Fatal(err)
			}
		})},
		{name: "anchor: rubbish", want: both(noEffect), why: "(said: first time on this computer)", hand: anchor(func(x *crime, path string) { write(x.t, path, []byte("rubbish")) })},
		{name: "anchor: an older one put back", want: both(noEffect), hand: anchor(func(x *crime, path string) {
			write(x.t, path, x.past.enrolled.anchors[filepath.Base(path)])
		})},
		{name: "anchor: root changed", want: [2]string{refused, noEffect}, hand: anchor(func(x *crime, path string) {
			found := x.statement(0).StatementHash()
			x.rewrite(path, func(b []byte) []byte { return bytes.Replace(b, found[:], bytes.Repeat([]byte{7}, 32), 1) })
		})},
		{name: "anchor: offset of the clock set to an hour ago", want: both(noEffect), hand: anchor(func(x *crime, path string) { x.offset(path, -120) })},
		{name: "anchor: the other company's under this name", want: both(noEffect), hand: anchor(func(x *crime, path string) {
			for _, b := range x.other.anchors {
				write(x.t, path, b)
			}
		})},
		{name: "anchor removed, ring put back", want: both(refused), hand: anchor(func(x *crime, path string) {
			if err := os.Remove(path); err != nil {
				x.t.Fatal(err)
			}
		}), sql: func(x *crime) string {
			return `UPDATE accounts SET version = ` + x.value(&x.past.before, `SELECT version FROM accounts`) + `, ring = ` + x.value(&x.past.before, `SELECT ring FROM accounts`)
		}},
	}
}

func (x *crime) rewrite(path string, change func([]byte) []byte) {
	x.t.Helper()
	b := must(os.ReadFile(path))(x.t)
	changed := change(bytes.Clone(b))
	if bytes.Equal(b, changed) {
		x.t.Fatal("the edit changed nothing")
	}
	write(x.t, path, changed)
}

// offset changes what the anchor says of the clock.
func (x *crime) offset(path string, steps int64) {
	x.t.Helper()
	var a struct {
		Format    uint8     `cbor:"1,keyasint"`
		Company   keys.ID   `cbor:"2,keyasint"`
		Root      keys.Hash `cbor:"3,keyasint"`
		Statement keys.Head `cbor:"4,keyasint"`
		Line      keys.Head `cbor:"5,keyasint"`
		Owners    [][]byte  `cbor:"6,keyasint,omitempty"`
		Time      int64     `cbor:"7,keyasint"`
		Rings     []struct {
			Account keys.ID `cbor:"1,keyasint"`
			Version uint64  `cbor:"2,keyasint"`
			Offset  int64   `cbor:"3,keyasint"`
		} `cbor:"8,keyasint,omitempty"`
		Members []keys.ID `cbor:"10,keyasint,omitempty"`
	}
	x.rewrite(path, func(b []byte) []byte {
		if err := keys.Decode(b, &a); err != nil {
			x.t.Fatal(err)
		}
		a.Rings[0].Offset = steps
		return must(keys.Encode(a))(x.t)
	})
}
