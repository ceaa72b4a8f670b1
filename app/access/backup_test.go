package access_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// drill opens a copy the way a drill does.
func (w *world) drill(s *access.Session, path string) error {
	w.t.Helper()
	file, err := data.OpenReadOnly(w.ctx(), path)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err = access.Check(w.ctx(), file); err == nil {
		_, err = s.PreviewCopy(w.ctx(), file)
	}
	if err == nil {
		err = s.OpenCopy(w.ctx(), file)
	}
	return err
}

// One turned bit in any piece that an account or its company needs is found.
func TestADrillFindsEveryPiece(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	c := must(s.Company(w.ctx()))(t)
	c.City = "Damme"
	if err := errors.Join(saveCompany(w.ctx(), s, c), saveTerms(w.ctx(), s, "Thirty days.")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "copy")
	if err := w.file.Copy(w.ctx(), path); err != nil {
		t.Fatal(err)
	}
	if err := w.drill(s, path); err != nil {
		t.Fatal("a whole copy:", err)
	}
	text := must(os.ReadFile(path))(t)
	pieces := must(access.SealedPieces(w.ctx(), s, w.file))(t)
	for name, piece := range pieces {
		at := bytes.Index(text, piece[:min(len(piece), 16)])
		if at < 0 {
			t.Fatalf("%s does not stand in the copy", name)
		}
		turned := slices.Clone(text)
		turned[at+min(len(piece), 16)/2] ^= 1
		if err := os.WriteFile(path, turned, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := w.drill(s, path); err == nil {
			t.Errorf("a turned bit in the %s was not found", name)
		}
	}
	if len(pieces) < 11 {
		t.Errorf("only %d pieces", len(pieces))
	}
}

// A copy from before a change of password, of kit, or of the ring's key is whole.
func TestADrillOfAnOlderCopy(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	path := filepath.Join(t.TempDir(), "copy")
	if err := w.file.Copy(w.ctx(), path); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	if err := s.ChangePassword(w.ctx(), ownerPassword, "Kulma4-vogoZ-tizre-7P", true); err != nil {
		t.Fatal(err)
	}
	kit := must(s.BeginKit(w.ctx(), "Kulma4-vogoZ-tizre-7P"))(t)
	if err := errors.Join(s.RenewKit(w.ctx(), kit), w.drill(s, path)); err != nil {
		t.Fatal("after a new password and kit:", err)
	}
	w.pass(time.Hour)
	r := must(w.door.Kit(w.ctx(), ownerEmail, kit.Code()))(t)
	s = must(r.Finish(w.ctx(), access.Rescued{Password: "Tizre9-kulmA-vogo-3T", Consent: true, Kit: must(r.NewKit())(t)}))(t)
	if err := w.drill(s, path); err != nil {
		t.Fatal("after the ring's key was renewed:", err)
	}
}

func TestBackupLines(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if err := errors.Join(s.RecordBackup(w.ctx(), start), s.RecordOffSite(w.ctx())); err != nil {
		t.Fatal(err)
	}
	if got := must(s.KitRecipient(w.ctx()))(t); !strings.HasPrefix(got, "age1") {
		t.Errorf("recipient %q", got)
	}
	if err := s.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if err := s.RecordBackup(w.ctx(), start); !errors.Is(err, access.ErrEnded) {
		t.Error("a session that ended:", err)
	}
	if _, err := s.KitRecipient(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error("a session that ended:", err)
	}
	w.pass(time.Minute)
	r := must(access.ReadAll(w.ctx(), w.signIn()))(t)
	if got := access.LastActs(r, 3); !slices.Equal(got, []string{"backup.make", "backup.offsite", "session.close"}) {
		t.Errorf("%v", got)
	}
	if !strings.Contains(r.Lines[len(r.Lines)-3], `"made":"2026-11-22T09:00:00Z"`) {
		t.Errorf("%s", r.Lines[len(r.Lines)-3])
	}
}

func TestKitIdentity(t *testing.T) {
	w := newWorld(t)
	w.found(false)
	for _, typed := range []string{w.kit.Code(), w.kit.QR(), strings.ToLower(w.kit.Code())} {
		if got, err := access.KitIdentity(typed); err != nil || got != must(w.kit.Identity())(t) {
			t.Errorf("%v", err)
		}
	}
	var input *access.InputError
	if _, err := access.KitIdentity(w.kit.Code()[4:]); !errors.As(err, &input) || input.Field != "kit" {
		t.Errorf("%v", err)
	}
}
