package data

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var errTest = errors.New("of the test")

// count gives the number of accounts a new reading transaction sees.
func count(t testing.TB, f *File) (n int) {
	t.Helper()
	noError(t, f.Read(context.Background(), func(tx *Tx) (err error) {
		n, err = tx.CountAccounts()
		return err
	}))
	return n
}

func account(n byte) Account { return Account{id(16, n), id(16, n), 1, []byte("ring")} }

func TestWriteIsWholeOrNothing(t *testing.T) {
	ctx := context.Background()
	for name, fail := range map[string]func(tx *Tx, cancel func()) error{
		"error":  func(*Tx, func()) error { return errTest },
		"cancel": func(_ *Tx, cancel func()) error { cancel(); return nil },
		"statement after cancel": func(tx *Tx, cancel func()) error {
			cancel()
			return tx.AddAccount(account(3))
		},
		"refused statement": func(tx *Tx, _ func()) error { return tx.AddAccount(account(1)) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t, Options{})
			with, cancel := context.WithCancel(ctx)
			defer cancel()
			err := f.Write(with, func(tx *Tx) error {
				noError(t, tx.AddAccount(account(1)))
				noError(t, tx.AddAccount(account(2)))
				return fail(tx, cancel)
			})
			if err == nil {
				t.Fatal("no error")
			}
			if strings.Contains(name, "cancel") {
				wantError(t, err, context.Canceled)
			}
			if n := count(t, f); n != 0 {
				t.Errorf("%d accounts are left", n)
			}
			in(t, f, func(tx *Tx) error { return tx.AddAccount(account(1)) })
		})
	}
}

func TestWriteGivesTheCallersErrorUnchanged(t *testing.T) {
	f := newFile(t, Options{})
	if err := f.Write(context.Background(), func(*Tx) error { return errTest }); err != errTest { //nolint:errorlint // identity is the promise
		t.Errorf("got %v", err)
	}
}

func TestWriteRollsBackOnPanic(t *testing.T) {
	f := newFile(t, Options{})
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = f.Write(context.Background(), func(tx *Tx) error { // it panics
			noError(t, tx.AddAccount(account(1)))
			panic("in the test")
		})
	}()
	if n := count(t, f); n != 0 {
		t.Errorf("%d accounts are left", n)
	}
	in(t, f, func(tx *Tx) error { return tx.AddAccount(account(1)) })
}

func TestARefusedStatementLeavesTheTransactionUsable(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, func(tx *Tx) error {
		noError(t, tx.AddAccount(account(1)))
		wantError(t, tx.AddAccount(account(1)), ErrExists)
		return tx.AddAccount(account(2))
	})
	if n := count(t, f); n != 2 {
		t.Errorf("%d accounts", n)
	}
}

// TestAFaultAtEachStepLeavesNothing fails every statement and the commit of a
// transaction in turn.
func TestAFaultAtEachStepLeavesNothing(t *testing.T) {
	var steps []string
	fail := -1
	armed := false
	f := newFile(t, Options{TestOnlyHook: func(step string) error {
		if !armed {
			return nil
		}
		steps = append(steps, step)
		if len(steps)-1 == fail {
			return errTest
		}
		return nil
	}})
	armed = true
	in(t, f, func(tx *Tx) error { return errors.Join(tx.AddAccount(account(9)), tx.RemoveTry(id(16, 1))) })
	if got := strings.Join(steps, ","); got != "begin,AddAccount,RemoveTry,commit" {
		t.Fatalf("steps %s", got)
	}
	total := 1 + 17 + 1 // begin, those of seed, commit
	for fail = range total {
		steps = nil
		wantError(t, f.Write(context.Background(), seed), errTest)
	}
	fail, steps = -1, nil
	if n := count(t, f); n != 1 {
		t.Errorf("%d accounts are left", n)
	}
	steps = nil
	in(t, f, seed)
	if len(steps) != total {
		t.Errorf("%d steps, want %d: %v", len(steps), total, steps)
	}
}

func TestReadSeesOneMoment(t *testing.T) {
	f := newFile(t, Options{})
	noError(t, f.Read(context.Background(), func(tx *Tx) error {
		in(t, f, func(w *Tx) error { return w.AddAccount(account(1)) })
		n, err := tx.CountAccounts()
		same(t, n, err, 0)
		return nil
	}))
	if n := count(t, f); n != 1 {
		t.Errorf("%d accounts", n)
	}
}

func TestReadCannotWrite(t *testing.T) {
	f := newFile(t, Options{})
	noError(t, f.Read(context.Background(), func(tx *Tx) error {
		wantError(t, tx.AddAccount(account(1)), ErrReadTx)
		_, err := tx.tx.ExecContext(context.Background(), `DELETE FROM accounts`)
		if err == nil {
			t.Error("the connection itself lets a reader write")
		}
		return nil
	}))
}

func TestOneWriterManyReaders(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, func(tx *Tx) error { return tx.InitFile(id(16, 1), 0) })
	var wg sync.WaitGroup
	const writers, each = 8, 25
	for range writers {
		wg.Go(func() {
			for range each {
				err := f.Write(context.Background(), func(tx *Tx) error {
					now, err := tx.Clock()
					return errors.Join(err, tx.SetClock(now+1))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for last := int64(0); last < each; {
				err := f.Read(context.Background(), func(tx *Tx) error {
					now, err := tx.Clock()
					if now < last {
						return fmt.Errorf("went back from %d to %d", last, now)
					}
					last = now
					return err
				})
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	noError(t, f.Read(context.Background(), func(tx *Tx) error {
		now, err := tx.Clock()
		same(t, now, err, writers*each)
		return nil
	}))
}

func TestErrorsNameNoValues(t *testing.T) {
	f := newFile(t, Options{})
	secret := []byte("anna.roy@example.be")
	errs := []error{
		f.Write(context.Background(), func(tx *Tx) error {
			noError(t, tx.AddAccount(Account{id(16, 1), secret, 1, secret}))
			return tx.AddAccount(Account{id(16, 2), secret, 1, secret})
		}),
		f.Write(context.Background(), func(tx *Tx) error { return tx.AddAccount(Account{secret, secret, 1, secret}) }),
		func() error {
			_, err := Open(context.Background(), f.Path()+"anna.roy@example.be", Options{})
			return err
		}(),
		func() error {
			_, err := Create(context.Background(), f.Path()+"/anna.roy@example.be", Options{})
			return err
		}(),
		f.Copy(context.Background(), "/nowhere/anna.roy@example.be"),
	}
	for i, err := range errs {
		if err == nil {
			t.Errorf("%d: no error", i)
			continue
		}
		for _, word := range []string{"anna", "Bedrijf", "/"} {
			if strings.Contains(err.Error(), word) {
				t.Errorf("%d: %q stands in %q", i, word, err)
			}
		}
	}
}

// A file moved away or replaced while it is open takes no more writes: they would
// be acknowledged and land where nobody looks for them.
func TestWriteToAMovedFile(t *testing.T) {
	for what, move := range map[string]func(path string) error{
		"moved":   func(path string) error { return os.Rename(path, path+".away") },
		"removed": os.Remove,
		"replaced": func(path string) error {
			return errors.Join(os.Rename(path, path+".away"), os.WriteFile(path, []byte("x"), 0o600))
		},
	} {
		t.Run(what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.trousseau")
			f, err := Create(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close() //nolint:errcheck // its file is gone
			write := func(tx *Tx) error { return tx.InitFile(make([]byte, 16), 1) }
			if err := move(path); err != nil {
				t.Fatal(err)
			}
			if err := f.Write(t.Context(), write); !errors.Is(err, ErrNoFile) {
				t.Errorf("a write was taken: %v", err)
			}
			if what == "moved" {
				if err := os.Rename(path+".away", path); err != nil {
					t.Fatal(err)
				}
				if err := f.Write(t.Context(), write); err != nil {
					t.Errorf("after it was put back: %v", err)
				}
			}
		})
	}
}
