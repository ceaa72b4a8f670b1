package data

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// golden is where one file of every format version stands, as the program of
// that version wrote it. Nobody changes them.
const golden = "testdata/golden"

// TestGoldenFiles opens each of them as a person does after an update: migrated,
// with all its rows, after a whole copy of what was there before. That its owner
// still gets in is shown where the keys are, in app/access.
func TestGoldenFiles(t *testing.T) {
	ctx := context.Background()
	all, err := filepath.Glob(filepath.Join(golden, "*.trousseau"))
	noError(t, err)
	if len(all) != latest {
		t.Errorf("%d files for version %d", len(all), latest)
	}
	was := snapshot(t, golden)
	for _, from := range all {
		t.Run(filepath.Base(from), func(t *testing.T) {
			var version int
			_, err := fmt.Sscanf(filepath.Base(from), "v%d.trousseau", &version)
			noError(t, err)
			old, err := OpenReadOnly(ctx, from)
			noError(t, err)
			noError(t, old.Check(ctx))
			if old.Version() != version {
				t.Errorf("version %d", old.Version())
			}
			want := dump(t, old, version)
			people := 1
			if version >= membersSince {
				people = 2
				if len(want["older"]) < 1 || len(want["notes"]) != 1 || len(want["factors"]) < 1 || len(want["wraps"]) < 8 {
					t.Errorf("no real members: %d older keys, %d notes, %d factors, %d wraps", len(want["older"]), len(want["notes"]), len(want["factors"]), len(want["wraps"]))
				}
			}
			noError(t, old.Close())
			if len(want["journal"]) < 4 || len(want["accounts"]) != people || len(want["slots"]) != 2*people {
				t.Errorf("no real company: %d lines, %d accounts, %d slots", len(want["journal"]), len(want["accounts"]), len(want["slots"]))
			}

			if (version >= 2 && len(want["settings"]) < 3) || (version >= presenceSince && len(want["presence"]) < 1) {
				t.Errorf("tables that later versions brought: %d settings, %d sessions", len(want["settings"]), len(want["presence"]))
			}

			path := newPath(t)
			noError(t, copyBytes(from, path))
			f, err := Open(ctx, path, Options{})
			noError(t, err)
			noError(t, f.Check(ctx))
			if f.Version() != latest || !sameDump(dump(t, f, version), want) {
				t.Errorf("version %d, or other rows", f.Version())
			}
			noError(t, f.Close())
			backup := filepath.Join(path+".backups", fmt.Sprintf("%s.v%d.trousseau", filepath.Base(path), version))
			if exists(backup) != (version < latest) {
				t.Errorf("backup: %v", exists(backup))
			}
			if exists(backup) && !sameDump(dumped(t, backup, version), want) {
				t.Error("the backup holds other rows")
			}
		})
	}
	unchanged(t, golden, was)
}

// TestAnOlderFileHasNoRowsOfANewerTable reads a table that a file, opened as it
// is, does not have yet.
func TestAnOlderFileHasNoRowsOfANewerTable(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(golden, "v1.trousseau"))
	noError(t, err)
	path := newPath(t)
	noError(t, os.WriteFile(path, b, 0o600))
	f, err := OpenReadOnly(context.Background(), path)
	noError(t, err)
	noError(t, f.Read(context.Background(), func(tx *Tx) error {
		heads, err := tx.Heads()
		noError(t, err)
		for _, h := range heads {
			rows, err := tx.Rows(TableSettings, h.Company)
			same(t, rows, err, nil)
			_, err = tx.Row(TableSettings, h.Company, h.Company)
			wantError(t, err, ErrNotFound)
			rows, err = tx.Rows(TableCompany, h.Company)
			if err != nil || len(rows) != 1 {
				t.Errorf("%d rows, %v", len(rows), err)
			}
		}
		return nil
	}))
	noError(t, f.Close())
}
