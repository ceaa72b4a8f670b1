package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
)

// Tx is a transaction; it is valid until the function it was given to returns,
// and belongs to that function's goroutine.
type Tx struct {
	ctx     context.Context
	tx      *sql.Tx
	step    func(string) error
	version int // of the schema
	reader  bool
}

// Write runs do in a transaction that holds the file's write lock from its
// start, so what do reads cannot change under it. When do returns nil all of it
// is on the disk before Write returns; when do fails or panics, or the commit
// fails, none of it is. The error of do comes back unchanged. A Write inside a
// Write of the same file waits for itself: do not.
//
// Errors: ErrBusy after Options.Busy when another process writes, ErrFull, ErrNoFile
// when the file or its log was taken away or replaced since it was opened (if it
// happens during the commit, what was written may be there or not),
// ErrReadOnlyFile on a file of OpenReadOnly, ErrNotFound at the commit when a
// row's company or account is missing, those of ctx.
func (f *File) Write(ctx context.Context, do func(*Tx) error) error {
	if f.write == nil {
		return fault("begin writing", ErrReadOnlyFile)
	}
	if err := f.options.step("begin"); err != nil {
		return err
	}
	tx, err := f.write.BeginTx(ctx, nil)
	if err != nil {
		return fault("begin writing", err)
	}
	done := false
	defer func() {
		if !done {
			_ = tx.Rollback() // the first error counts; SQLite undoes what is not committed anyhow
		}
	}()
	if err = do(&Tx{ctx: ctx, tx: tx, step: f.options.step, version: f.version}); err != nil {
		return err
	}
	if err = f.options.step("commit"); err != nil {
		return err
	}
	if err = f.unmoved(); err != nil {
		done = true
		return fault("commit", errors.Join(err, tx.Rollback(), f.settleLog()))
	}
	done = true
	if err = tx.Commit(); err == nil {
		err = f.unmoved() // taken away in between, and with it what was committed
	}
	return fault("commit", ended(ctx, err))
}

// Read runs do on one unchanging snapshot of the file, taken before do starts.
// It neither waits for a writer nor holds one up; writing in it is ErrReadTx.
//
// Errors: ErrNoFile when the file or its log was taken away or replaced since it
// was opened, ErrBusy, those of do and of ctx.
func (f *File) Read(ctx context.Context, do func(*Tx) error) error {
	// A new connection of the pool goes by the names, and would read a mixture.
	if err := f.unmoved(); err != nil {
		return fault("begin reading", err)
	}
	tx, err := f.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return fault("begin reading", err)
	}
	defer func() {
		_ = tx.Rollback() // nothing to lose in a reading transaction
	}()
	// The snapshot is taken by the first read, not by the beginning.
	version, err := readVersion(ctx, tx)
	if err != nil {
		return fault("begin reading", err)
	}
	return do(&Tx{ctx: ctx, tx: tx, step: f.options.step, version: version, reader: true})
}

// ended gives the context's error for that of a transaction it has ended.
func ended(ctx context.Context, err error) error {
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// number refuses what a signed 64-bit column cannot hold.
func number(v uint64) (int64, error) {
	if v > math.MaxInt64 {
		return 0, ErrInvalid
	}
	return int64(v), nil
}

// exec runs one writing statement, named op for errors and for the test hook,
// and gives the number of rows it touched.
func (t *Tx) exec(op, query string, args ...any) (int64, error) {
	if t.reader {
		return 0, fault(op, ErrReadTx)
	}
	if err := t.prepare(op, args); err != nil {
		return 0, err
	}
	res, err := t.tx.ExecContext(t.ctx, query, args...)
	if err != nil {
		return 0, fault(op, ended(t.ctx, err))
	}
	n, err := res.RowsAffected()
	return n, fault(op, err)
}

// put is exec for a statement that touches one row or is an error.
func (t *Tx) put(op, query string, args ...any) error {
	_, err := t.exec(op, query, args...)
	return err
}

// must is exec for a statement whose row has to be there: ErrNotFound.
func (t *Tx) must(op, query string, args ...any) error {
	n, err := t.exec(op, query, args...)
	if err == nil && n == 0 {
		return fault(op, ErrNotFound)
	}
	return err
}

func (t *Tx) prepare(op string, args []any) error {
	if err := t.step(op); err != nil {
		return err
	}
	for i, a := range args {
		v, ok := a.(uint64)
		if !ok {
			continue
		}
		n, err := number(v)
		if err != nil {
			return fault(op, err)
		}
		args[i] = n
	}
	return nil
}

// list runs a query and gives its rows; into says where a row's columns go.
func list[T any](t *Tx, op string, into func(*T) []any, query string, args ...any) (all []T, err error) {
	if err = t.prepare(op, args); err != nil {
		return nil, err
	}
	rows, err := t.tx.QueryContext(t.ctx, query, args...)
	if err != nil {
		return nil, fault(op, ended(t.ctx, err))
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = fault(op, closed)
		}
	}()
	for rows.Next() {
		var v T
		if rows.Scan(into(&v)...) != nil {
			// A value of another kind than the column's; its text would be in the error.
			return nil, fault(op, fmt.Errorf("%w: a value does not fit", ErrDamaged))
		}
		all = append(all, v)
	}
	return all, fault(op, ended(t.ctx, rows.Err()))
}

// get is list for a query of at most one row: ErrNotFound when there is none.
func get[T any](t *Tx, op string, into func(*T) []any, query string, args ...any) (T, error) {
	all, err := list(t, op, into, query, args...)
	if err == nil && len(all) == 0 {
		err = fault(op, ErrNotFound)
	}
	if err != nil {
		var none T
		return none, err
	}
	return all[0], nil
}

// value is the destination of a query with one column.
func value[T any](v *T) []any { return []any{v} }
