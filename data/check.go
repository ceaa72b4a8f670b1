package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Check goes through the whole file: its structure, the comparison of indexes
// with their tables, the references between rows, the schema. The first fault
// comes back as ErrDamaged with a plain detail, or as ErrSchema, ErrForeign or
// ErrNewer. It takes time in proportion to the file and holds up nobody. On a
// file of OpenReadOnly SQLite leaves out the rules of single columns (lengths,
// ranges). ErrNoFile as for Read. What the sealed bytes say is for the layers above to check.
func (f *File) Check(ctx context.Context) error {
	const op = "check file"
	if err := f.unmoved(); err != nil {
		return fault(op, err)
	}
	return fault(op, examine(ctx, f.read, f.history))
}

func examine(ctx context.Context, db *sql.DB, h history) error {
	if _, err := judge(ctx, db, h); err != nil {
		return err
	}
	said, err := firstFault(ctx, db, false)
	if err != nil {
		return err
	}
	if said != "" {
		return fmt.Errorf("%w: %s", ErrDamaged, plainLine(said))
	}
	table, err := firstOrphan(ctx, db)
	if err != nil {
		return err
	}
	if table != "" {
		return fmt.Errorf("%w: a row of %s belongs to nothing", ErrDamaged, table)
	}
	return nil
}

// plainLine puts what SQLite says of a damaged page on one line, without the heading that names its only database.
func plainLine(said string) string {
	return strings.Join(strings.Fields(strings.TrimPrefix(said, "*** in database main ***")), " ")
}
