package data

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
)

//go:embed migrations/sqlite/*.sql
var embedded embed.FS

// history is a line of migrations: the files, the version they end at and the
// schema each version has. Tests run lines of their own.
type history struct {
	files    fs.FS
	latest   int
	expected func(version int) []Object
}

// latest is the schema version this program writes.
const latest = 4

func ours() history {
	files, err := fs.Sub(embedded, "migrations/sqlite")
	if err != nil {
		panic(err) // only a malformed constant path fails
	}
	return history{files: files, latest: latest, expected: Expected}
}

// judge reads version and schema as they are at one moment and refuses what is
// not ours, newer, or changed by somebody.
func judge(ctx context.Context, db *sql.DB, h history) (version int, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer func() {
		_ = tx.Rollback() // nothing to lose in a reading transaction
	}()
	return h.judge(ctx, tx)
}

func (h history) judge(ctx context.Context, q querier) (int, error) {
	if err := readSchema(ctx, q); err != nil {
		return 0, err
	}
	id, err := readApplication(ctx, q)
	if err != nil {
		return 0, err
	}
	if id != applicationID {
		return 0, ErrForeign
	}
	version, err := readVersion(ctx, q)
	if err != nil {
		return 0, err
	}
	if version > h.latest {
		return 0, ErrNewer
	}
	want := h.expected(version)
	if want == nil {
		return 0, fmt.Errorf("%w: no version %d", ErrSchema, version)
	}
	found, err := objects(ctx, q)
	if err != nil {
		return 0, err
	}
	return version, compare(found, want)
}

// migrate applies the missing migrations, each in one transaction with its
// record, which is the version in the file's header. Another process that does
// the same at the same time wins or loses whole files; the caller judges after.
func (h history) migrate(ctx context.Context, db *sql.DB, step func(string) error) error {
	p, err := goose.NewProvider(goose.DialectCustom, db, h.files,
		goose.WithStore(record{step}), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if err = step("migrate"); err != nil {
		return err
	}
	if _, err = p.Up(ctx); err == nil {
		return nil
	}
	if version, readErr := readVersion(ctx, db); readErr == nil && version >= h.latest {
		return nil // somebody else was faster
	}
	return fault("migrate", err)
}

// record keeps which migrations are applied as the file's schema version: one
// number in the header, written in the migration's own transaction.
type record struct{ step func(string) error }

var _ database.StoreExtender = record{}

func (record) Tablename() string { return "user_version" }

func (record) TableExists(context.Context, database.DBTxConn) (bool, error) { return true, nil }

func (record) CreateVersionTable(context.Context, database.DBTxConn) error { return nil }

func (r record) Insert(ctx context.Context, db database.DBTxConn, req database.InsertRequest) error {
	if err := r.step("migrate record " + strconv.FormatInt(req.Version, 10)); err != nil {
		return err
	}
	if err := stampVersion(ctx, db, req.Version); err != nil {
		return err
	}
	return r.step("migrate commit " + strconv.FormatInt(req.Version, 10))
}

func (record) Delete(context.Context, database.DBTxConn, int64) error {
	return errors.New("migrations go one way")
}

func (r record) GetMigration(ctx context.Context, db database.DBTxConn, version int64) (*database.GetMigrationResult, error) {
	v, err := r.GetLatestVersion(ctx, db)
	if err != nil {
		return nil, err
	}
	if version > v {
		return nil, database.ErrVersionNotFound
	}
	return &database.GetMigrationResult{IsApplied: true}, nil
}

func (record) GetLatestVersion(ctx context.Context, db database.DBTxConn) (int64, error) {
	v, err := readVersion(ctx, db)
	return int64(v), err
}

func (r record) ListMigrations(ctx context.Context, db database.DBTxConn) ([]*database.ListMigrationsResult, error) {
	v, err := r.GetLatestVersion(ctx, db)
	if err != nil {
		return nil, err
	}
	var all []*database.ListMigrationsResult
	for ; v >= 0; v-- {
		all = append(all, &database.ListMigrationsResult{Version: v, IsApplied: true})
	}
	return all, nil
}

// backUp copies the file into the backups folder under a name that tells the
// version it has: "<file>.v1.trousseau", then "<file>.v1-2.trousseau".
func (f *File) backUp(ctx context.Context, version int) error {
	if err := f.options.step("backup"); err != nil {
		return err
	}
	if err := makeFolder(f.options.Backups); err != nil {
		return fault("backup before a migration", err)
	}
	base := filepath.Join(f.options.Backups, fmt.Sprintf("%s.v%d", filepath.Base(f.path), version))
	err := f.Copy(ctx, base+".trousseau")
	for n := 2; errors.Is(err, ErrExists); n++ {
		err = f.Copy(ctx, fmt.Sprintf("%s-%d.trousseau", base, n))
	}
	return err
}
