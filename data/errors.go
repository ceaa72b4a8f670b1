package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The closed list of what can go wrong in this layer, for errors.Is. The error
// around one of these names the operation, never a value, a name or a path.
var (
	ErrNotFound = errors.New("no such row")                                 // also: a row's company or account is missing
	ErrConflict = errors.New("row was changed by somebody else")            // its version moved
	ErrExists   = errors.New("exists already")                              // a row, or the file to create or to copy to
	ErrInvalid  = errors.New("value does not fit its column")               // wrong length, above 2^63-1, missing
	ErrReadTx   = errors.New("writing in a reading transaction")            // a mistake of the caller
	ErrSettings = errors.New("a setting of the connection did not take")    // another build of the driver
	ErrMedium   = errors.New("the disk or medium reports an error")         // I/O error that is none of the others
	ErrBusy     = errors.New("the file is locked by another process")       // waited Options.Busy
	ErrFull     = errors.New("the disk is full")                            // or the quota is used up
	ErrSchema   = errors.New("the schema is not the one this program made") // the message names the object
)

// What can be wrong with the file or its place; the file is left as it was.
var (
	ErrNotDatabase    = errors.New("not a database")
	ErrForeign        = errors.New("database of another application")
	ErrNewer          = errors.New("file of a newer version")
	ErrTruncated      = errors.New("file is cut short")
	ErrDamaged        = errors.New("file is damaged")
	ErrReadOnlyFile   = errors.New("file is read-only")
	ErrReadOnlyFolder = errors.New("folder or medium is read-only")
	ErrNoFolder       = errors.New("folder does not exist")
	ErrNoFile         = errors.New("file does not exist")
	ErrPermission     = errors.New("no permission")
	ErrNetworkFolder  = errors.New("network folder")
	ErrFolderIsFile   = errors.New("a folder of the path is a file")
	ErrIsFolder       = errors.New("path is a folder")
	ErrAside          = errors.New("the old file was put aside and no new one took its place") // *AsideError tells where
	ErrTwoNames       = errors.New("file has a second name")                                   // a hard link; only to open it for writing
)

// known lists the errors of this package; fault leaves them as they are.
func known() []error {
	return []error{
		ErrNotFound, ErrConflict, ErrExists, ErrInvalid, ErrReadTx, ErrSettings, ErrMedium, ErrBusy, ErrFull, ErrSchema,
		ErrNotDatabase, ErrForeign, ErrNewer, ErrTruncated, ErrDamaged, ErrReadOnlyFile, ErrReadOnlyFolder, ErrNoFolder,
		ErrNoFile, ErrPermission, ErrNetworkFolder, ErrFolderIsFile, ErrIsFolder, ErrAside, ErrTwoNames,
		context.Canceled, context.DeadlineExceeded,
	}
}

// fault turns an error of the driver, of database/sql or of the operating
// system into one of ours, wrapped with the operation. It is the only place
// that knows the driver's codes. Paths and messages of the operating system
// are dropped: they can hold a name.
func fault(op string, err error) error {
	if err == nil {
		return nil
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range several.Unwrap() {
			all = append(all, fault(op, e))
		}
		return errors.Join(all...)
	}
	op, err = withoutPath(op, err)
	for _, k := range known() {
		if errors.Is(err, k) {
			return fmt.Errorf("%s: %w", op, err)
		}
	}
	var drv *sqlite.Error
	if errors.As(err, &drv) {
		if kind := ofCode(drv.Code()); kind != nil {
			return fmt.Errorf("%s: %w (sqlite %d)", op, kind, drv.Code())
		}
		return fmt.Errorf("%s: sqlite error %d", op, drv.Code())
	}
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", op, ErrNotFound)
	}
	if kind := ofSystem(err); kind != nil {
		return fmt.Errorf("%s: %w", op, kind)
	}
	return fmt.Errorf("%s: %w", op, err)
}

// withoutPath keeps of a file error the step and the reason.
func withoutPath(op string, err error) (string, error) {
	var path *fs.PathError
	if errors.As(err, &path) {
		return op + ": " + path.Op, path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return op + ": " + link.Op, link.Err
	}
	return op, err
}

// ofCode gives our error for a result code of SQLite, extended codes included;
// nil for those that only a mistake in this package can cause.
func ofCode(code int) error {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_ROWID:
		return ErrExists
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return ErrNotFound
	case sqlite3.SQLITE_READONLY_DIRECTORY:
		return ErrReadOnlyFolder
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return ErrNoFile
	case sqlite3.SQLITE_IOERR_SHMSIZE:
		return ErrFull // the index of the log could not grow
	case sqlite3.SQLITE_IOERR_CORRUPTFS, sqlite3.SQLITE_IOERR_SHORT_READ:
		return ErrDamaged
	}
	switch code & 0xff {
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG:
		return ErrInvalid
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return ErrBusy
	case sqlite3.SQLITE_READONLY:
		return ErrReadOnlyFile
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_IOERR:
		return ErrMedium
	case sqlite3.SQLITE_CORRUPT:
		return ErrDamaged
	case sqlite3.SQLITE_NOTADB:
		return ErrNotDatabase
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH:
		return ErrPermission
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	}
	return nil
}

// passing says whether an error can come from the side files of a database that
// appear and vanish while another process opens or closes it.
func passing(err error) bool {
	var drv *sqlite.Error
	if !errors.As(err, &drv) {
		return false
	}
	kind := drv.Code() & 0xff
	return kind == sqlite3.SQLITE_CANTOPEN || kind == sqlite3.SQLITE_READONLY
}

// ofSystem gives our error for one of the operating system; nil if none fits.
func ofSystem(err error) error {
	if kind := ofPlatform(err); kind != nil {
		return kind
	}
	switch {
	case errors.Is(err, syscall.EROFS):
		return ErrReadOnlyFolder
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrFull
	case errors.Is(err, syscall.ENOTDIR):
		return ErrFolderIsFile
	case errors.Is(err, syscall.EIO):
		return ErrMedium
	case errors.Is(err, fs.ErrPermission):
		return ErrPermission
	case errors.Is(err, fs.ErrExist):
		return ErrExists
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ELOOP):
		return ErrNoFile
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ErrTruncated
	}
	return nil
}
