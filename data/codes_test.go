package data

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"
)

func TestOlderKeys(t *testing.T) {
	f := withHead(t)
	first, second := Older{id(16, 1), 2, 1, []byte("one")}, Older{id(16, 1), 2, math.MaxUint32, []byte("two")}
	in(t, f, func(tx *Tx) error {
		noError(t, tx.PutOlder(first))
		noError(t, tx.PutOlder(second))
		for _, o := range []Older{first, second} {
			got, err := tx.OlderKey(o.Company, o.Domain, o.Epoch)
			same(t, got, err, o)
		}
		wantError(t, tx.PutOlder(Older{first.Company, first.Domain, first.Epoch, []byte("again")}), ErrExists)
		wantError(t, tx.PutOlder(Older{first.Company, 0, 1, []byte("x")}), ErrInvalid)
		wantError(t, tx.PutOlder(Older{first.Company, 3, 1, nil}), ErrInvalid)
		for name, o := range map[string]Older{"company": {id(16, 2), 2, 1, nil}, "domain": {id(16, 1), 1, 1, nil}, "epoch": {id(16, 1), 2, 2, nil}} {
			if _, err := tx.OlderKey(o.Company, o.Domain, o.Epoch); !errors.Is(err, ErrNotFound) {
				t.Errorf("another %s: %v", name, err)
			}
		}
		got, err := tx.OlderKey(first.Company, first.Domain, first.Epoch)
		same(t, got, err, first) // what was refused changed nothing
		return nil
	})
}

func TestNotes(t *testing.T) {
	f := withHeads(t, 1, 2)
	first, second, other := Note{id(16, 1), id(16, 8), []byte("one")}, Note{id(16, 2), id(16, 8), []byte("two")}, Note{id(16, 1), id(16, 7), []byte("three")}
	in(t, f, func(tx *Tx) error {
		for _, n := range []Note{second, first, other} {
			noError(t, tx.PutNote(n))
		}
		got, err := tx.Notes(first.Code)
		same(t, got, err, []Note{first, second})
		got, err = tx.CompanyNotes(first.Company)
		same(t, got, err, []Note{other, first})
		first.Sealed = []byte("anew")
		noError(t, tx.PutNote(first))
		wantError(t, tx.PutNote(Note{id(16, 1), id(15, 8), []byte("x")}), ErrInvalid)
		wantError(t, tx.PutNote(Note{id(16, 1), id(16, 6), nil}), ErrInvalid)
		got, err = tx.Notes(first.Code)
		same(t, got, err, []Note{first, second})

		noError(t, tx.RemoveNote(first.Company, first.Code))
		noError(t, tx.RemoveNote(first.Company, first.Code)) // none is no error
		got, err = tx.Notes(first.Code)
		same(t, got, err, []Note{second})
		got, err = tx.CompanyNotes(first.Company)
		same(t, got, err, []Note{other})
		got, err = tx.Notes(id(16, 9))
		same(t, got, err, nil)
		return nil
	})
}

func TestFactors(t *testing.T) {
	f := withHeads(t, 1, 2)
	one := Factor{id(16, 1), id(16, 2), id(16, 3), 4, []byte("one")}
	two := Factor{one.Company, one.Member, id(16, 4), 4, []byte("two")}
	his := Factor{one.Company, id(16, 9), one.Recipient, 7, []byte("his")}
	elsewhere := Factor{id(16, 2), one.Member, one.Recipient, math.MaxInt64, []byte("elsewhere")}
	in(t, f, func(tx *Tx) error {
		for _, x := range []Factor{two, one, his, elsewhere} {
			noError(t, tx.PutFactor(x))
		}
		got, err := tx.Factors(one.Company, one.Member)
		same(t, got, err, []Factor{one, two})
		one.Version, one.Sealed = 5, []byte("anew")
		noError(t, tx.PutFactor(one))
		got, err = tx.Factors(one.Company, one.Member)
		same(t, got, err, []Factor{one, two})
		wantError(t, tx.PutFactor(Factor{one.Company, id(15, 1), one.Recipient, 1, []byte("x")}), ErrInvalid)
		wantError(t, tx.PutFactor(Factor{one.Company, one.Member, id(17, 1), 1, []byte("x")}), ErrInvalid)
		wantError(t, tx.PutFactor(Factor{one.Company, one.Member, id(16, 7), math.MaxInt64 + 1, []byte("x")}), ErrInvalid)

		noError(t, tx.RemoveFactorsFor(one.Company, one.Recipient))
		noError(t, tx.RemoveFactorsFor(one.Company, one.Recipient)) // none is no error
		got, err = tx.Factors(one.Company, one.Member)
		same(t, got, err, []Factor{two})
		got, err = tx.Factors(his.Company, his.Member)
		same(t, got, err, nil)
		noError(t, tx.ClearFactors(one.Company, one.Member))
		noError(t, tx.ClearFactors(one.Company, one.Member))
		got, err = tx.Factors(one.Company, one.Member)
		same(t, got, err, nil)
		got, err = tx.Factors(elsewhere.Company, elsewhere.Member)
		same(t, got, err, []Factor{elsewhere}) // another company's stay
		return nil
	})
}

func TestSetLookup(t *testing.T) {
	f := newFile(t, Options{})
	a, b := account(1), account(2)
	in(t, f, func(tx *Tx) error {
		noError(t, tx.AddAccount(a))
		noError(t, tx.AddAccount(b))
		wantError(t, tx.SetLookup(a.ID, b.Lookup), ErrExists)
		wantError(t, tx.SetLookup(id(16, 9), id(16, 5)), ErrNotFound)
		wantError(t, tx.SetLookup(a.ID, id(15, 5)), ErrInvalid)
		got, err := tx.AccountByLookup(a.Lookup)
		same(t, got, err, a)
		was := a.Lookup
		a.Lookup = id(16, 5)
		noError(t, tx.SetLookup(a.ID, a.Lookup))
		got, err = tx.AccountByLookup(a.Lookup)
		same(t, got, err, a)
		_, err = tx.AccountByLookup(was)
		wantError(t, err, ErrNotFound)
		noError(t, tx.SetLookup(b.ID, was)) // what is free again may be taken
		return nil
	})
}

func TestWrapsAreTakenAway(t *testing.T) {
	f := withHeads(t, 1, 2)
	mine, his := id(16, 3), id(16, 4)
	all := func(tx *Tx, company, recipient []byte) (out []int) {
		got, err := tx.Wraps(company, recipient)
		noError(t, err)
		for _, w := range got {
			out = append(out, int(w.Domain)*10+int(w.Epoch))
		}
		return out
	}
	in(t, f, func(tx *Tx) error {
		for _, company := range [][]byte{id(16, 1), id(16, 2)} {
			for _, to := range [][]byte{mine, his} {
				for _, w := range []Wrap{{company, 1, 1, to, []byte("w")}, {company, 1, 2, to, []byte("w")}, {company, 2, 1, to, []byte("w")}, {company, 2, 3, to, []byte("w")}} {
					noError(t, tx.PutWrap(w))
				}
			}
		}
		noError(t, tx.RemoveWrapsBelow(id(16, 1), 2, 3))
		same(t, all(tx, id(16, 1), mine), nil, []int{11, 12, 23})
		same(t, all(tx, id(16, 1), his), nil, []int{11, 12, 23})
		noError(t, tx.RemoveWrap(id(16, 1), 1, mine))
		noError(t, tx.RemoveWrap(id(16, 1), 1, mine)) // none is no error
		same(t, all(tx, id(16, 1), mine), nil, []int{23})
		noError(t, tx.RemoveWraps(id(16, 1), his))
		noError(t, tx.RemoveWraps(id(16, 1), his))
		same(t, all(tx, id(16, 1), his), nil, nil)
		for _, to := range [][]byte{mine, his} {
			same(t, all(tx, id(16, 2), to), nil, []int{11, 12, 21, 23}) // another company's stay
		}
		return nil
	})
}

func TestRowsBelowAnEpoch(t *testing.T) {
	for _, b := range Tables() {
		t.Run(b.String(), func(t *testing.T) {
			f := withHeads(t, 1, 2)
			row := func(company, n, domain byte, epoch uint32) Row {
				return Row{id(16, company), id(16, n), 1, domain, epoch, []byte{n}}
			}
			in(t, f, func(tx *Tx) error {
				for _, r := range []Row{row(1, 4, 1, 1), row(1, 3, 1, 2), row(1, 2, 1, 3), row(1, 1, 2, 1), row(2, 1, 1, 1)} {
					noError(t, tx.AddRow(b, r))
				}
				for epoch, want := range map[uint32][]Row{1: nil, 2: {row(1, 4, 1, 1)}, 3: {row(1, 3, 1, 2), row(1, 4, 1, 1)},
					math.MaxUint32: {row(1, 2, 1, 3), row(1, 3, 1, 2), row(1, 4, 1, 1)}} {
					got, err := tx.Below(b, id(16, 1), 1, epoch, 9)
					same(t, got, err, want)
					n, err := tx.CountBelow(b, id(16, 1), 1, epoch)
					same(t, n, err, len(want))
				}
				got, err := tx.Below(b, id(16, 1), 1, 9, 2)
				same(t, got, err, []Row{row(1, 2, 1, 3), row(1, 3, 1, 2)})
				got, err = tx.Below(b, id(16, 1), 1, 9, -1)
				same(t, len(got), err, 3)
				n, err := tx.CountBelow(b, id(16, 1), 3, 9)
				same(t, n, err, 0)
				return nil
			})
		})
	}
}

func TestUnknownTableHasNothingBelow(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, func(tx *Tx) error {
		_, err := tx.Below(Table(5), id(16, 1), 1, 2, 1)
		wantError(t, err, ErrInvalid)
		_, err = tx.CountBelow(Table(5), id(16, 1), 1, 2)
		wantError(t, err, ErrInvalid)
		return nil
	})
}

// TestRowsOfMembersNeedTheirCompany: what version 4 brought needs the head of its
// company, like everything else.
func TestRowsOfMembersNeedTheirCompany(t *testing.T) {
	company := id(16, 1)
	for name, do := range map[string]func(*Tx) error{
		"older":   func(tx *Tx) error { return tx.PutOlder(Older{company, 1, 1, []byte("s")}) },
		"notes":   func(tx *Tx) error { return tx.PutNote(Note{company, id(16, 1), []byte("s")}) },
		"factors": func(tx *Tx) error { return tx.PutFactor(Factor{company, id(16, 1), id(16, 1), 1, []byte("s")}) },
		"reviews": func(tx *Tx) error { return tx.AddRow(TableReviews, Row{company, id(16, 1), 1, 1, 1, []byte("s")}) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t, Options{})
			wantError(t, f.Write(context.Background(), do), ErrNotFound)
			in(t, f, func(tx *Tx) error {
				noError(t, tx.PutHead(Head{company, 0, id(32, 0), 0, id(32, 0)}))
				return do(tx)
			})
		})
	}
}

// TestAnOlderFileHasNothingOfMembers reads the tables of version 4 in files that,
// opened as they are, do not have them yet.
func TestAnOlderFileHasNothingOfMembers(t *testing.T) {
	for _, name := range []string{"v1.trousseau", "v2.trousseau", "v3.trousseau"} {
		b, err := os.ReadFile(filepath.Join(golden, name))
		noError(t, err)
		path := newPath(t)
		noError(t, os.WriteFile(path, b, 0o600))
		f, err := OpenReadOnly(context.Background(), path)
		noError(t, err)
		noError(t, f.Read(context.Background(), func(tx *Tx) error {
			heads, err := tx.Heads()
			noError(t, err)
			company := heads[0].Company
			_, err = tx.OlderKey(company, 1, 1)
			wantError(t, err, ErrNotFound)
			notes, err := tx.Notes(company)
			same(t, notes, err, nil)
			notes, err = tx.CompanyNotes(company)
			same(t, notes, err, nil)
			factors, err := tx.Factors(company, company)
			same(t, factors, err, nil)
			rows, err := tx.Rows(TableReviews, company)
			same(t, rows, err, nil)
			rows, err = tx.Below(TableReviews, company, 2, 9, 9)
			same(t, rows, err, nil)
			n, err := tx.CountBelow(TableReviews, company, 2, 9)
			same(t, n, err, 0)
			n, err = tx.CountBelow(TableCompany, company, 1, 9)
			same(t, n, err, 1)
			return nil
		}))
		noError(t, f.Close())
	}
}

// TestTheMigrationTo4FailsOrIsKilledAtEachStep brings the file that the program of
// version 3 wrote up: until the last step it stays whole, as it was.
func TestTheMigrationTo4FailsOrIsKilledAtEachStep(t *testing.T) {
	from := filepath.Join(golden, "v3.trousseau")
	was := dumped(t, from, 3)
	check := func(t *testing.T, path string, version int) {
		t.Helper()
		f, err := OpenReadOnly(context.Background(), path)
		noError(t, err)
		noError(t, f.Check(context.Background()))
		if f.Version() != version || !sameDump(dump(t, f, 3), was) {
			t.Errorf("version %d, want %d; or other rows", f.Version(), version)
		}
		noError(t, f.Close())
	}
	again := func(t *testing.T, path string) {
		t.Helper()
		check(t, path, 3)
		f, err := Open(context.Background(), path, Options{})
		noError(t, err)
		for _, table := range []string{"older", "notes", "factors", "reviews"} {
			if rows, there := dump(t, f, latest)[table]; !there || len(rows) != 0 {
				t.Errorf("%s: %v, %d rows", table, there, len(rows))
			}
		}
		noError(t, f.Close())
		check(t, path, latest)
		backups, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.backups", "*.v3*.trousseau"))
		noError(t, err)
		if len(backups) == 0 {
			t.Error("no backup")
		}
		for _, b := range backups {
			check(t, b, 3)
		}
	}
	for _, step := range []string{"backup", "copy write", "copy verify", "copy place", "migrate", "migrate record 4", "migrate commit 4"} {
		t.Run("fail "+step, func(t *testing.T) {
			path := newPath(t)
			noError(t, copyBytes(from, path))
			_, err := Open(context.Background(), path, Options{TestOnlyHook: failAt(step)})
			wantError(t, err, errTest)
			again(t, path)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path := newPath(t)
			noError(t, copyBytes(from, path))
			diesAt(t, "open", path, step)
			again(t, path)
		})
	}
}

// withHeads makes a file with the heads of these companies.
func withHeads(t *testing.T, companies ...byte) *File {
	t.Helper()
	f := newFile(t, Options{})
	in(t, f, func(tx *Tx) error {
		for _, n := range companies {
			noError(t, tx.PutHead(Head{id(16, n), 0, id(32, 0), 0, id(32, 0)}))
		}
		return nil
	})
	return f
}
