package access_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

func TestLockAndUnlock(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	draft := []byte("half a street name")
	l, err := s.Lock(w.ctx(), draft)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Overview(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Fatal("a locked session answered:", err)
	}
	var wrong *access.WrongError
	if _, err := l.Unlock(w.ctx(), "Not-The-Password-9"); !errors.As(err, &wrong) {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	e, err := l.Unlock(w.ctx(), ownerPassword)
	if err != nil || e.NeedsCode() {
		t.Fatal("the code is asked again only after twelve hours", err)
	}
	s, err = e.Enter(w.ctx())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := l.Draft(s); err != nil || !bytes.Equal(got, draft) {
		t.Fatalf("%q %v", got, err)
	}
	if o := must(s.Overview(w.ctx()))(t); o.Failed != 1 {
		t.Fatalf("%d tries at the lock told", o.Failed)
	}
	w.pass(11*time.Hour + time.Minute)
	if l, err = s.Lock(w.ctx(), nil); err != nil {
		t.Fatal(err)
	}
	if e, err = l.Unlock(w.ctx(), ownerPassword); err != nil || !e.NeedsCode() {
		t.Fatal("twelve hours after the last code it is asked", err)
	}
	if _, err := e.Enter(w.ctx()); err == nil {
		t.Fatal("entered without the code")
	}
	if _, err := e.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
}

func TestLockDropsKeysWhenTheFileIsBusy(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.file.Close()
	l, err := s.Lock(w.ctx(), []byte("typed"))
	if err == nil || l == nil {
		t.Fatal("locking a closed file tells an error and still locks")
	}
	if s.Email() != "" {
		t.Fatal("keys kept")
	}
	w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Two sessions of one account, as two processes have them: neither writes over
// what it has not seen.
func TestTwoSessions(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	a, b := w.signIn(), w.signIn()
	if err := a.ChangeScreen(w.ctx(), access.Screen{Language: "en", Theme: "dark", Scale: 150}); err != nil {
		t.Fatal(err)
	}
	c := must(b.Company(w.ctx()))(t)
	c.City = "Oostende"
	if err := saveCompany(w.ctx(), b, c); err != nil {
		t.Fatal(err)
	}
	if got := b.Screen(); got.Scale != 150 {
		t.Fatal("the other session's choice was lost:", got)
	}
	if got := must(a.Company(w.ctx()))(t); got.City != "Oostende" {
		t.Fatal("the other session's change is not seen:", got)
	}
	if err := a.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if r, err := access.Check(w.ctx(), w.file); err != nil || r.Lines != 8 {
		t.Fatalf("%+v %v", r, err)
	}
}

func TestInputIsRefusedWithItsField(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	c := must(s.Company(w.ctx()))(t)
	for field, change := range map[string]func(*access.Company){
		"name":   func(c *access.Company) { c.Name = "  " },
		"number": func(c *access.Company) { c.Number = "0417497107" },
		"color":  func(c *access.Company) { c.Color = "red" },
		"street": func(c *access.Company) { c.Street = string(make([]rune, 201)) + "x" },
	} {
		bad := c
		change(&bad)
		if field == "street" {
			bad.Street = string(bytes.Repeat([]byte("x"), 201))
		}
		var input *access.InputError
		if err := saveCompany(w.ctx(), s, bad); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if got := must(s.Company(w.ctx()))(t); got != c {
		t.Fatal("a refused change left something")
	}
	if r := must(access.Check(w.ctx(), w.file))(t); r.Lines != 1 {
		t.Fatal("a refused change left a line", r)
	}
}

func TestFirstComputerAndOlderFile(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if o := must(s.Overview(w.ctx()))(t); o.FirstHere {
		t.Fatal("the computer that made the file need not wonder about it")
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	s = w.signIn()
	if o := must(s.Overview(w.ctx()))(t); o.FirstHere {
		t.Fatal("known computer called new")
	}
	s.Close(w.ctx())
	older := filepath.Join(filepath.Dir(w.path), "older.trousseau")
	if err := w.file.Copy(w.ctx(), older); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	s = w.signIn()
	seen := w.now
	s.Close(w.ctx())
	w.file.Close()
	if err := os.Rename(older, w.path); err != nil {
		t.Fatal(err)
	}
	w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	var old *access.OlderError
	if _, err := e.Enter(w.ctx()); !errors.As(err, &old) || !errors.Is(err, access.ErrTampered) || !old.Seen.Equal(seen) {
		t.Fatalf("an older file opened: %v", err)
	}
	// Another computer never saw the newer state, and says so.
	w.state = filepath.Join(t.TempDir(), "state")
	w.use(w.file)
	if o := must(w.signIn().Overview(w.ctx()))(t); !o.FirstHere {
		t.Fatal("an unknown computer must say that it is the first time")
	}
}

func TestAnchorThatCannotBeWrittenIsTold(t *testing.T) {
	w := newWorld(t)
	if err := os.WriteFile(w.state, nil, 0o600); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	s := w.found(false)
	if o := must(s.Overview(w.ctx()))(t); !o.AnchorFault {
		t.Fatal("not told")
	}
}

func TestFoundOnlyOnce(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	if _, err := w.door.Found(w.ctx(), w.founding(false)); !errors.Is(err, access.ErrNotEmpty) {
		t.Fatal(err)
	}
}

// The ring pins its slots: an older password slot put back opens nothing, and a
// kit that the file no longer knows is told to its owner.
func TestSlotsArePinned(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if o := must(s.Overview(w.ctx()))(t); o.KitFault {
		t.Fatal("a kit that is there is called missing")
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	edit := func(f func(tx *data.Tx, account []byte, s data.Slot) error, kind keys.SlotKind) {
		t.Helper()
		if err := w.file.Write(w.ctx(), func(tx *data.Tx) error {
			acct, err := tx.AccountByLookup(keystest.KDF{}.Lookup([]byte(ownerEmail), must(tx.Salt())(t)))
			if err != nil {
				return err
			}
			for _, s := range must(tx.Slots(acct.ID))(t) {
				if s.Kind == int(kind) {
					return f(tx, acct.ID, s)
				}
			}
			return data.ErrNotFound
		}); err != nil {
			t.Fatal(err)
		}
	}
	edit(func(tx *data.Tx, account []byte, s data.Slot) error { return tx.RemoveSlot(account, s.Kind) }, keys.SlotKit)
	s = w.signIn()
	if o := must(s.Overview(w.ctx()))(t); !o.KitFault {
		t.Fatal("a removed kit slot is not told")
	}
	s.Close(w.ctx())
	// The same key under the same password, sealed anew: it would open, and is not the pinned one.
	edit(func(tx *data.Tx, account []byte, s data.Slot) error {
		id := must(keys.IDFrom(account))(t)
		rk := must(keys.Slot{Kind: keys.SlotPassword, Params: s.Params, Salt: s.Salt, Wrap: s.Wrap}.OpenPassword(keystest.KDF{}, id, ownerPassword))(t)
		again := must(rk.SealPassword(rand.Reader, keystest.KDF{}, id, "An-Older-Password-1"))(t)
		return tx.PutSlot(data.Slot{Account: account, Kind: s.Kind, Params: again.Params, Salt: again.Salt, Wrap: again.Wrap})
	}, keys.SlotPassword)
	if _, err := w.door.Password(w.ctx(), ownerEmail, "An-Older-Password-1"); !errors.Is(err, access.ErrTampered) {
		t.Fatal("a password slot that the ring does not pin opened:", err)
	}
}
