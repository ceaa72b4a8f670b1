package data

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"modernc.org/sqlite"
)

// Everything that is SQLite's own stands in this file and in
// migrations/sqlite: the address of a connection, its pragmas, the version
// stamp, the hot copy and the checks. The rest of the package is SQL that
// PostgreSQL speaks too.

// applicationID stands at offset 68 of every file of ours: "TRUS".
const applicationID = 0x54525553

// pragma is a setting of a connection and what reading it back must give.
type pragma struct{ name, set, read string }

// safe are the settings of every connection. temp_store keeps sorting in
// memory, so that no row reaches a temporary file.
func safe() []pragma {
	return []pragma{
		{"foreign_keys", "1", "1"},
		{"trusted_schema", "0", "0"},
		{"cell_size_check", "1", "1"},
		{"temp_store", "MEMORY", "2"},
	}
}

// dial says how to connect.
type dial struct {
	path  string
	busy  time.Duration
	mode  mode
	extra string // further URI parameter of a looking connection
}

type mode int

const (
	writing mode = iota // the one writer: immediate transactions, WAL
	reading             // the readers' pool: query_only
	looking             // never changes anything, not even the side files
	copying             // reads the file, writes only the copy
	making              // a new file nobody else sees yet: rollback journal
)

func (d dial) pragmas() []pragma {
	list := append(safe(), pragma{"busy_timeout", strconv.FormatInt(d.busy.Milliseconds(), 10), strconv.FormatInt(d.busy.Milliseconds(), 10)})
	switch d.mode {
	case writing:
		return append(list, pragma{"journal_mode", "WAL", "wal"}, pragma{"synchronous", "FULL", "2"}, pragma{"secure_delete", "1", "1"})
	case making:
		return append(list, pragma{"journal_mode", "DELETE", "delete"}, pragma{"synchronous", "FULL", "2"}, pragma{"secure_delete", "1", "1"})
	case copying:
		return list
	default:
		return append(list, pragma{"query_only", "1", "1"})
	}
}

// as is the same connection in another mode.
func (d dial) as(m mode) dial {
	d.mode = m
	return d
}

// address is the driver's data source name. Every byte that a URI could
// misread is escaped: a folder may be called "50% & more?".
func (d dial) address() string {
	path := filepath.ToSlash(d.path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	q := url.Values{"_dqs": {"0"}, "_defensive": {"1"}, "_txlock": {"deferred"}, "mode": {"rw"}}
	for _, p := range d.pragmas() {
		q.Add("_pragma", p.name+"("+p.set+")")
	}
	switch d.mode {
	case writing, making:
		q.Set("_txlock", "immediate")
	case looking, copying:
		q.Set("mode", "ro")
	}
	address := "file://" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
	if d.extra != "" {
		address += "&" + d.extra
	}
	return address
}

// open gives a pool of at most n connections; none is made yet.
func (d dial) open(n int) *sql.DB {
	// Locks of open file descriptions, where the system has them: with the older
	// kind, closing any other descriptor of the file in this process (the look
	// before opening, a copy) would silently drop the locks of an open one.
	_, _ = sqlite.OFDLocking(true) // fails where there are none: the older kind is used
	db := sql.OpenDB(connector{driver: &sqlite.Driver{}, address: d.address(), settings: d.pragmas()})
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db
}

// connector makes connections whose settings have been read back.
type connector struct {
	driver   *sqlite.Driver
	address  string
	settings []pragma
}

func (c connector) Driver() driver.Driver { return c.driver }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.address)
	if err != nil {
		return nil, err
	}
	for _, p := range c.settings {
		got, err := readBack(ctx, conn, p.name)
		if err == nil && got != p.read {
			err = fmt.Errorf("%w: %s is %s", ErrSettings, p.name, got)
		}
		if err != nil {
			return nil, errors.Join(err, conn.Close())
		}
	}
	return conn, nil
}

func readBack(ctx context.Context, conn driver.Conn, name string) (string, error) {
	q, ok := conn.(driver.QueryerContext)
	if !ok {
		return "", fmt.Errorf("%w: no queries", ErrSettings)
	}
	rows, err := q.QueryContext(ctx, "PRAGMA "+name, nil)
	if err != nil {
		return "", err
	}
	value := make([]driver.Value, len(rows.Columns()))
	if err = rows.Next(value); errors.Is(err, io.EOF) || err == nil && len(value) != 1 {
		err = fmt.Errorf("%w: %s", ErrSettings, name)
	}
	if err = errors.Join(err, rows.Close()); err != nil {
		return "", err
	}
	return fmt.Sprint(value[0]), nil
}

// querier is what a pool, a connection and a transaction have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func readVersion(ctx context.Context, q querier) (v int, err error) {
	return v, q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&v)
}

func stampVersion(ctx context.Context, q querier, v int64) error {
	_, err := q.ExecContext(ctx, "PRAGMA user_version = "+strconv.FormatInt(v, 10))
	return err
}

func readApplication(ctx context.Context, q querier) (id int64, err error) {
	return id, q.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id)
}

func stampApplication(ctx context.Context, q querier) error {
	_, err := q.ExecContext(ctx, "PRAGMA application_id = "+strconv.Itoa(applicationID))
	return err
}

// copyInto writes a compact copy, a snapshot of one moment, into an empty file.
func copyInto(ctx context.Context, q querier, to string) error {
	_, err := q.ExecContext(ctx, "VACUUM INTO $1", to)
	return err
}

// emptyLog moves the log into the file and cuts it to nothing, as far as other
// processes let it within a moment.
func emptyLog(ctx context.Context, q querier) error {
	if _, err := q.ExecContext(ctx, "PRAGMA busy_timeout = 250"); err != nil {
		return err
	}
	var busy, logged, moved int
	return q.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &logged, &moved)
}

// countFrames is how many pages the log holds for those who have the file open,
// by its index; nothing is moved.
func countFrames(ctx context.Context, q querier) (int64, error) {
	var busy, logged, moved int64
	err := q.QueryRowContext(ctx, "PRAGMA wal_checkpoint(NOOP)").Scan(&busy, &logged, &moved)
	return logged, err
}

// firstFault gives SQLite's first complaint about the structure, "" if none;
// quick leaves out the comparison of indexes with their tables.
func firstFault(ctx context.Context, q querier, quick bool) (string, error) {
	query := "PRAGMA integrity_check(1)"
	if quick {
		query = "PRAGMA quick_check(1)"
	}
	var said string
	if err := q.QueryRowContext(ctx, query).Scan(&said); err != nil || said == "ok" {
		return "", err
	}
	return said, nil
}

// firstOrphan names a table with a row whose parent is missing, "" if none.
func firstOrphan(ctx context.Context, q querier) (string, error) {
	var table string
	err := q.QueryRowContext(ctx, `SELECT "table" FROM pragma_foreign_key_check LIMIT 1`).Scan(&table)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return table, err
}

// readSchema makes SQLite read the list of its tables, as it does before the first
// statement that names one, and ends with ctx. The driver does not let go of the
// first statement of a text while it is prepared, but of those that follow.
func readSchema(ctx context.Context, q querier) error {
	_, err := q.ExecContext(ctx, "PRAGMA user_version; SELECT 1 FROM sqlite_schema LIMIT 0")
	return err
}

// listSchema gives every object of the file, also the automatic indexes.
const listSchema = `SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_schema ORDER BY type, name`
