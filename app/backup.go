package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// The figures of B2 and DESIGN 11.
const (
	KeptBackups = 30
	backupEvery = 24 * time.Hour
)

// Backup is one copy of the file, as sealed as the file itself: Path, Made (UTC,
// whole seconds) and Size (bytes).
type Backup = data.CopyInfo

// BackupFolder is where the copies lie: «backups» beside the file, behind a link
// beside what it names.
func (a *App) BackupFolder() string {
	folder, _ := a.copies()
	return folder
}

// copies gives the folder of the copies and the name they carry.
func (a *App) copies() (folder, name string) {
	path := a.Path()
	if real, err := filepath.EvalSymlinks(path); err == nil { // a file that is gone has no link to follow
		path = real
	}
	return filepath.Join(filepath.Dir(path), "backups"), filepath.Base(path)
}

// Backups lists the copies of the file in use, newest first; a missing folder
// holds none. ErrPermission, ErrFolderIsFile.
func (a *App) Backups() ([]Backup, error) {
	folder, name := a.copies()
	return data.Copies(folder, name)
}

// BackUp makes a copy (B2): hot, so that nobody waits for it, opened and checked
// before it takes its name; then it thins the older ones to the newest thirty. A
// session writes the journal line; nil, or one that ended or has a duty, leaves
// it out.
//
// An error with a zero Backup made none: ErrNoFile without an open file,
// ErrFull, ErrReadOnlyFolder, ErrFolderIsFile, ErrNoFile when the file was moved
// away, ErrDamaged, those of ctx. With a Backup the copy is there, and something
// after it failed: ErrUnrecorded, or the older ones could not be thinned.
func (a *App) BackUp(ctx context.Context, s *access.Session) (Backup, error) {
	made, err := a.backUp(ctx)
	if err != nil {
		return made, err
	}
	return made, errors.Join(a.thin(), record(s, func() error { return s.RecordBackup(ctx, made.Made) }))
}

func (a *App) backUp(ctx context.Context) (Backup, error) {
	folder, name := a.copies()
	a.mu.RLock()
	defer a.mu.RUnlock()
	if a.file == nil {
		return Backup{}, ErrNoFile
	}
	return a.file.CopyInto(ctx, folder, name, a.now())
}

// thin removes what is beyond the newest thirty copies, and what killed programs
// left. Copies that lie in the future are neither counted nor removed: which of
// the two clocks was wrong nobody can know, and the copy just made must stay.
func (a *App) thin() error {
	folder, name := a.copies()
	all, err := data.Copies(folder, name)
	if err != nil {
		return err
	}
	keep := KeptBackups
	for now := a.now(); keep < KeptBackups+len(all) && all[keep-KeptBackups].Made.After(now); {
		keep++
	}
	_, err = data.Thin(folder, name, keep)
	return errors.Join(err, data.SweepCopies(folder, name))
}

// record writes a journal line about a copy that is made already. Without a
// session that may write there is none: a duty must not keep anybody from a copy.
func record(s *access.Session, write func() error) error {
	if s == nil {
		return nil
	}
	err := write()
	if err == nil || errors.Is(err, access.ErrEnded) || errors.Is(err, access.ErrDuty) {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrUnrecorded, err)
}

// BackUpDaily makes a copy unless one of the last 24 hours is there; copies that
// lie in the future, because a clock was set back, do not count. made tells
// whether there is a new one. Two programs at the same moment make one each.
// Errors as Backups and BackUp.
func (a *App) BackUpDaily(ctx context.Context, s *access.Session) (made bool, err error) {
	all, err := a.Backups()
	if err != nil {
		return false, err
	}
	now := a.now()
	for _, b := range all {
		if age := now.Sub(b.Made); age >= 0 && age < backupEvery {
			return false, nil
		}
	}
	b, err := a.BackUp(ctx, s)
	return b.Path != "", err
}

func (a *App) now() time.Time {
	clock := a.options.Access.Clock
	if clock == nil {
		clock = time.Now
	}
	return clock()
}

// Drill is what opening a copy found: the counts of the whole check, and what a
// restore would bring back.
type Drill struct {
	Backup  Backup
	Report  access.Report
	Preview access.Preview
}

// Drill opens a copy as a restore would: the whole of it is checked, the chains
// are replayed, and the session's keys open all they can (B2). Nothing is
// changed. The first fault is the error: those of a file, access.ErrTampered,
// access.ErrForbidden for who is no owner.
func (a *App) Drill(ctx context.Context, s *access.Session, b Backup) (d Drill, err error) {
	d.Backup = b
	file, err := data.OpenReadOnly(ctx, b.Path)
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if d.Report, err = access.Check(ctx, file); err != nil {
		return d, err
	}
	if d.Preview, err = s.PreviewCopy(ctx, file); err != nil {
		return d, err
	}
	return d, s.OpenCopy(ctx, file)
}

// Preview tells what Restore of a copy would bring back, and changes nothing; see
// access.Session.PreviewCopy. Errors as Drill.
func (a *App) Preview(ctx context.Context, s *access.Session, path string) (p access.Preview, err error) {
	file, err := data.OpenReadOnly(ctx, path)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return s.PreviewCopy(ctx, file)
}

// Restore brings the data rows of a copy back into the file in use, after a copy
// of what is there; without that copy it does nothing. Rights, members, keys and
// the journal stay; see access.Session.RestoreRows. A copy that differs in
// nothing changes nothing. Shown is what Preview told the person. Errors as Drill
// and BackUp, access.ErrChanged where that is no longer what would come back, and
// the file is as it was.
func (a *App) Restore(ctx context.Context, s *access.Session, path string, shown access.Preview) (err error) {
	if !a.opened() {
		return ErrNoFile
	}
	file, err := data.OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	p, err := s.PreviewCopy(ctx, file)
	if err != nil || len(p.Fields) == 0 {
		return err
	}
	if !slices.Equal(p.Fields, shown.Fields) {
		return access.ErrChanged // before a copy is made for nothing
	}
	// Nothing is thinned here: the copy to bring back may be the oldest one.
	made, err := a.backUp(ctx)
	if err == nil {
		err = record(s, func() error { return s.RecordBackup(ctx, made.Made) })
	}
	if err != nil {
		return fmt.Errorf("backup before the restore: %w", err)
	}
	return s.RestoreRows(ctx, file, shown.Fields)
}

// Replace puts a copy, checked whole, in place of a file that cannot be opened,
// or where there is none. The broken file is put aside, never deleted; aside is
// where, "" when there was none. The next sign-in says that the file is older,
// and asks an owner's word (access.OlderError). Sessions of the file must have
// ended. On an error the program goes on with the file it had, if it had one
// open; *AsideError tells where it lies when nothing stands at its place. Errors
// of the copy as Check; ErrBusy when another program has the file open, ErrFull,
// ErrReadOnlyFolder.
func (a *App) Replace(ctx context.Context, path string) (aside string, err error) {
	if _, err = Check(ctx, path); err != nil {
		return "", err
	}
	if err = os.MkdirAll(filepath.Dir(a.Path()), 0o700); err != nil {
		return "", data.SystemError("folder of the file", err)
	}
	open := a.Door != nil
	if err = a.Close(); err == nil {
		aside, err = data.Replace(ctx, a.Path(), path)
	}
	if err != nil && !open {
		return aside, err
	}
	// The exchange is done: giving up now would only leave the door shut.
	file, opening := data.Open(context.WithoutCancel(ctx), a.Path(), data.Options{})
	if opening == nil {
		a.take(file)
		if err == nil {
			opening = a.Door.DropSupport(context.WithoutCancel(ctx)) // off after any restore (S3)
		}
	}
	return aside, errors.Join(err, opening)
}
