package data

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestPresences(t *testing.T) {
	f := newFile(t, Options{})
	first, second := Presence{id(16, 1), id(16, 2), 10, id(32, 3)}, Presence{id(16, 1), id(16, 4), -20, id(32, 5)}
	other := Presence{id(16, 9), id(16, 2), 30, id(32, 6)}
	in(t, f, func(tx *Tx) error {
		got, err := tx.Presences(first.Account)
		same(t, got, err, nil)
		for _, p := range []Presence{second, first, other} {
			noError(t, tx.PutPresence(p))
		}
		got, err = tx.Presences(first.Account)
		same(t, got, err, []Presence{first, second})

		first.Since, first.MAC = 11, id(32, 7)
		noError(t, tx.PutPresence(first))
		noError(t, tx.RemovePresence(second.Account, second.Session))
		noError(t, tx.RemovePresence(second.Account, second.Session)) // none is no error
		got, err = tx.Presences(first.Account)
		same(t, got, err, []Presence{first})

		noError(t, tx.ClearPresences(first.Account))
		noError(t, tx.ClearPresences(first.Account))
		got, err = tx.Presences(first.Account)
		same(t, got, err, nil)
		got, err = tx.Presences(other.Account)
		same(t, got, err, []Presence{other})
		return nil
	})
	for name, p := range map[string]Presence{
		"account": {id(15, 1), id(16, 2), 1, id(32, 3)}, "session": {id(16, 1), id(17, 2), 1, id(32, 3)}, "MAC": {id(16, 1), id(16, 2), 1, id(31, 3)},
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, f.Write(context.Background(), func(tx *Tx) error { return tx.PutPresence(p) }), ErrInvalid)
		})
	}
}

// TestAnOlderFileHasNoPresences reads the table in files that, opened as they are,
// do not have it yet.
func TestAnOlderFileHasNoPresences(t *testing.T) {
	for _, name := range []string{"v1.trousseau", "v2.trousseau"} {
		b, err := os.ReadFile(filepath.Join(golden, name))
		noError(t, err)
		path := newPath(t)
		noError(t, os.WriteFile(path, b, 0o600))
		f, err := OpenReadOnly(context.Background(), path)
		noError(t, err)
		noError(t, f.Read(context.Background(), func(tx *Tx) error {
			got, err := tx.Presences(id(16, 1))
			same(t, got, err, nil)
			return nil
		}))
		noError(t, f.Close())
	}
}
