package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestDriverCodes(t *testing.T) {
	for code, want := range map[int]error{
		sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: ErrExists,
		sqlite3.SQLITE_CONSTRAINT_UNIQUE:     ErrExists,
		sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: ErrNotFound,
		sqlite3.SQLITE_CONSTRAINT_CHECK:      ErrInvalid,
		sqlite3.SQLITE_CONSTRAINT_NOTNULL:    ErrInvalid,
		sqlite3.SQLITE_CONSTRAINT_DATATYPE:   ErrInvalid,
		sqlite3.SQLITE_TOOBIG:                ErrInvalid,
		sqlite3.SQLITE_BUSY:                  ErrBusy,
		sqlite3.SQLITE_BUSY_SNAPSHOT:         ErrBusy,
		sqlite3.SQLITE_BUSY_RECOVERY:         ErrBusy,
		sqlite3.SQLITE_LOCKED:                ErrBusy,
		sqlite3.SQLITE_READONLY:              ErrReadOnlyFile,
		sqlite3.SQLITE_READONLY_DIRECTORY:    ErrReadOnlyFolder,
		sqlite3.SQLITE_READONLY_DBMOVED:      ErrNoFile,
		sqlite3.SQLITE_FULL:                  ErrFull,
		sqlite3.SQLITE_IOERR_SHMSIZE:         ErrFull,
		sqlite3.SQLITE_IOERR:                 ErrMedium,
		sqlite3.SQLITE_IOERR_FSYNC:           ErrMedium,
		sqlite3.SQLITE_IOERR_SHORT_READ:      ErrDamaged,
		sqlite3.SQLITE_CORRUPT:               ErrDamaged,
		sqlite3.SQLITE_CORRUPT_INDEX:         ErrDamaged,
		sqlite3.SQLITE_NOTADB:                ErrNotDatabase,
		sqlite3.SQLITE_CANTOPEN:              ErrPermission,
		sqlite3.SQLITE_PERM:                  ErrPermission,
		sqlite3.SQLITE_INTERRUPT:             context.Canceled,
		sqlite3.SQLITE_ERROR:                 nil,
		sqlite3.SQLITE_MISUSE:                nil,
	} {
		if got := ofCode(code); !errors.Is(got, want) {
			t.Errorf("%d: got %v, want %v", code, got, want)
		}
	}
}

func TestSystemErrors(t *testing.T) {
	for _, c := range []struct{ err, want error }{
		{syscall.EROFS, ErrReadOnlyFolder},
		{syscall.ENOSPC, ErrFull},
		{syscall.EDQUOT, ErrFull},
		{syscall.ENOTDIR, ErrFolderIsFile},
		{syscall.EIO, ErrMedium},
		{syscall.EACCES, ErrPermission},
		{syscall.EEXIST, ErrExists},
		{syscall.ENOENT, ErrNoFile},
		{syscall.ELOOP, ErrNoFile},
		{sql.ErrNoRows, ErrNotFound},
		{context.Canceled, context.Canceled},
		{context.DeadlineExceeded, context.DeadlineExceeded},
		{ErrConflict, ErrConflict},
		{fmt.Errorf("around: %w", ErrConflict), ErrConflict},
	} {
		secret := "/home/anna.roy/file"
		for _, err := range []error{c.err, &fs.PathError{Op: "open", Path: secret, Err: c.err},
			&os.LinkError{Op: "link", Old: secret, New: secret, Err: c.err},
			errors.Join(errTest, &fs.PathError{Op: "open", Path: secret, Err: c.err})} {
			got := fault("operation", err)
			if !errors.Is(got, c.want) || !strings.HasPrefix(got.Error(), "operation: ") {
				t.Errorf("%v: got %v, want %v", err, got, c.want)
			}
			if strings.Contains(got.Error(), "anna") {
				t.Errorf("%v names the path", got)
			}
		}
	}
}

func TestUnknownErrorsNameNoPath(t *testing.T) {
	for _, err := range []error{
		&fs.PathError{Op: "open", Path: "/home/anna.roy", Err: errTest},
		&os.LinkError{Op: "link", Old: "/home/anna.roy", New: "/home/anna.roy", Err: errTest},
	} {
		got := fault("operation", err)
		if !errors.Is(got, errTest) || strings.Contains(got.Error(), "anna") {
			t.Errorf("got %v", got)
		}
	}
	if fault("operation", nil) != nil {
		t.Error("no error became one")
	}
}

// TestEveryErrorIsKnown compares the list that fault knows with the variables.
func TestEveryErrorIsKnown(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "errors.go", nil, 0)
	noError(t, err)
	declared := 0
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			declared += len(g.Specs)
		}
	}
	if got := len(known()) - 2; got != declared { // two are of package context
		t.Errorf("%d errors are known, %d declared", got, declared)
	}
}
