package data

import (
	"context"
	"database/sql"
	"path/filepath"
	"strconv"
	"testing"

	"modernc.org/sqlite"
)

// TestEveryConnectionHasItsSettings reads each setting back over connections of
// the pools as they are used, several at a time.
func TestEveryConnectionHasItsSettings(t *testing.T) {
	f := newFile(t, Options{})
	ctx := context.Background()
	common := map[string]string{
		"foreign_keys": "1", "trusted_schema": "0", "cell_size_check": "1", "temp_store": "2", "busy_timeout": "3000",
		"journal_mode": "wal", "application_id": "1414681939", "user_version": strconv.Itoa(latest), "mmap_size": "0",
	}
	for _, c := range []struct {
		name string
		db   *sql.DB
		n    int
		more map[string]string
	}{
		{"writer", f.write, 1, map[string]string{"synchronous": "2", "secure_delete": "1", "query_only": "0"}},
		{"readers", f.read, readers, map[string]string{"query_only": "1"}},
	} {
		for range c.n {
			conn, err := c.db.Conn(ctx)
			noError(t, err)
			defer func() { noError(t, conn.Close()) }()
			for _, want := range []map[string]string{common, c.more} {
				for name, value := range want {
					var got string
					noError(t, conn.QueryRowContext(ctx, "PRAGMA "+name).Scan(&got))
					if got != value {
						t.Errorf("%s: %s is %s, want %s", c.name, name, got, value)
					}
				}
			}
		}
	}
}

// TestASettingThatDoesNotTakeIsRefused expects settings a connection does not
// have.
func TestASettingThatDoesNotTakeIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	noError(t, makeEmpty(path))
	for _, p := range []pragma{{"journal_mode", "WAL", "wal"}, {"synchronous", "NORMAL", "1"}, {"no_such_pragma", "1", "1"}} {
		address := dial{path: path, busy: 1e9, mode: making}.address()
		db := sql.OpenDB(connector{&sqlite.Driver{}, address, []pragma{p}})
		wantError(t, fault("open", db.Ping()), ErrSettings)
		noError(t, db.Close())
	}
}

func TestDefensiveConnections(t *testing.T) {
	f := newFile(t, Options{})
	_, err := f.write.Exec(`PRAGMA writable_schema = ON`)
	noError(t, err)
	if _, err = f.write.Exec(`DELETE FROM sqlite_schema`); err == nil {
		t.Error("the schema can be edited")
	}
	if _, err = f.write.Exec(`SELECT "no such column" FROM accounts`); err == nil {
		t.Error("a misspelt column is taken for a text")
	}
}

// TestStartsTransactionsImmediately shows that the writer has the lock before
// its first statement.
func TestStartsTransactionsImmediately(t *testing.T) {
	f := newFile(t, Options{})
	noError(t, f.Write(context.Background(), func(*Tx) error {
		other := dial{path: f.Path(), busy: 1e6, mode: writing}.open(1)
		defer func() { noError(t, other.Close()) }()
		_, err := other.Begin()
		wantError(t, fault("begin", err), ErrBusy)
		return nil
	}))
}
