package app

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"filippo.io/age"

	"trousseau/app/access"
	"trousseau/data"
)

// OffSiteExtension ends the names of copies for another place.
const OffSiteExtension = ".age"

// ageIntro begins every age file (age-encryption.org/v1).
const ageIntro = "age-encryption.org/v1\n"

// OffSite writes a new copy to path, mode 0600, sealed to the recovery kit in
// force: an age file (age-encryption.org/v1) that the kit's identity opens, in
// this program or in the age tool (B2). Nothing of it reaches the other place
// unsealed. ErrExists when something stands at path; ErrFull, ErrReadOnlyFolder
// and the like for either place; access.ErrEnded. With ErrUnrecorded the copy is
// there, its journal line is not.
func (a *App) OffSite(ctx context.Context, s *access.Session, path string) error {
	if !a.opened() {
		return ErrNoFile
	}
	text, err := s.KitRecipient(ctx)
	if err != nil {
		return err
	}
	recipient, err := age.ParseX25519Recipient(text)
	if err != nil {
		return fmt.Errorf("%w: recipient of the kit", access.ErrTampered) // age's own words would quote it
	}
	folder, name := a.copies()
	a.mu.RLock()
	defer a.mu.RUnlock()
	if a.file == nil {
		return ErrNoFile
	}
	err = a.file.CopyThrough(ctx, folder, name, path, func(w io.Writer) (io.WriteCloser, error) { return age.Encrypt(w, recipient) })
	if err != nil {
		return err
	}
	return record(s, func() error { return s.RecordOffSite(ctx) })
}

// FromOffSite opens an off-site copy with a kit's code and puts it among the
// copies, checked whole and called by the time of its content; it needs no open
// file. Errors: *access.InputError of the field "kit" for a mistyped code,
// ErrWrongKit where another kit made it, ErrNotDatabase for what is no age file,
// ErrDamaged for one that is cut short or changed, and those of a file.
func (a *App) FromOffSite(ctx context.Context, path, kit string) (Backup, error) {
	text, err := access.KitIdentity(kit)
	if err != nil {
		return Backup{}, err
	}
	identity, err := age.ParseX25519Identity(text)
	if err != nil {
		return Backup{}, errors.New("app: identity of the kit") // age's own words are about a secret
	}
	file, err := openSealed(path)
	if err != nil {
		return Backup{}, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	opened, err := unseal(file, identity)
	if err != nil {
		return Backup{}, err
	}
	folder, name := a.copies()
	return data.TakeCopy(ctx, opened, folder, name, a.now())
}

func openSealed(path string) (*os.File, error) {
	const op = "open off-site copy"
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, data.SystemError(op, err)
	case info.IsDir():
		return nil, ErrIsFolder
	case !info.Mode().IsRegular():
		return nil, ErrNotDatabase // a pipe might wait for ever
	}
	file, err := os.Open(path)
	return file, data.SystemError(op, err)
}

// unseal gives what an age file holds. What is wrong with it is told by the
// errors of a file, when it is opened and while it is read.
func unseal(file io.Reader, identity age.Identity) (io.Reader, error) {
	r := &unsealed{medium: medium{r: file}}
	buffered := bufio.NewReader(&r.medium)
	intro, err := buffered.Peek(len(ageIntro))
	if r.medium.err == nil && !bytes.HasPrefix([]byte(ageIntro), intro) {
		return nil, ErrNotDatabase
	}
	if err == nil {
		r.plain, err = age.Decrypt(buffered, identity)
	}
	var other *age.NoIdentityMatchError
	if errors.As(err, &other) {
		return nil, ErrWrongKit
	}
	return r, r.told(err)
}

// unsealed reads what an age file holds.
type unsealed struct {
	medium medium
	plain  io.Reader
}

func (u *unsealed) Read(p []byte) (int, error) {
	n, err := u.plain.Read(p)
	if errors.Is(err, io.EOF) {
		return n, io.EOF
	}
	return n, u.told(err)
}

// told tells a disk that fails from a file that was changed.
func (u *unsealed) told(err error) error {
	switch {
	case err == nil:
		return nil
	case u.medium.err != nil:
		return data.SystemError("read off-site copy", u.medium.err)
	}
	return fmt.Errorf("%w: off-site copy", ErrDamaged)
}

// medium keeps what a disk itself said when it failed.
type medium struct {
	r   io.Reader
	err error
}

func (m *medium) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		m.err = err
	}
	return n, err
}
