package data

import (
	"bytes"
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"
)

// in runs one writing transaction that has to succeed.
func in(t *testing.T, f *File, do func(tx *Tx) error) {
	t.Helper()
	noError(t, f.Write(context.Background(), do))
}

// same compares what a method gave with what was stored.
func same[T any](t *testing.T, got T, err error, want T) {
	t.Helper()
	noError(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestFileRow(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, func(tx *Tx) error {
		_, err := tx.Salt()
		wantError(t, err, ErrNotFound)
		_, err = tx.Clock()
		wantError(t, err, ErrNotFound)
		wantError(t, tx.SetClock(1), ErrNotFound)
		wantError(t, tx.InitFile(id(15, 1), 5), ErrInvalid)
		wantError(t, tx.InitFile(nil, 5), ErrInvalid)
		noError(t, tx.InitFile(id(16, 1), 5))
		wantError(t, tx.InitFile(id(16, 2), 6), ErrExists)
		noError(t, tx.SetClock(7))
		salt, err := tx.Salt()
		same(t, salt, err, id(16, 1))
		clock, err := tx.Clock()
		same(t, clock, err, 7)
		return nil
	})
}

func TestAccounts(t *testing.T) {
	f := newFile(t, Options{})
	a := Account{id(16, 1), id(16, 2), 3, []byte("ring")}
	in(t, f, func(tx *Tx) error {
		noError(t, tx.AddAccount(a))
		wantError(t, tx.AddAccount(Account{a.ID, id(16, 7), 1, []byte("r")}), ErrExists)
		wantError(t, tx.AddAccount(Account{id(16, 7), a.Lookup, 1, []byte("r")}), ErrExists)
		wantError(t, tx.AddAccount(Account{id(15, 7), id(16, 7), 1, []byte("r")}), ErrInvalid)
		wantError(t, tx.AddAccount(Account{id(16, 7), id(15, 7), 1, []byte("r")}), ErrInvalid)
		wantError(t, tx.AddAccount(Account{id(16, 7), id(16, 7), 1, nil}), ErrInvalid)
		wantError(t, tx.AddAccount(Account{id(16, 7), id(16, 7), math.MaxInt64 + 1, []byte("r")}), ErrInvalid)
		got, err := tx.AccountByID(a.ID)
		same(t, got, err, a)
		got, err = tx.AccountByLookup(a.Lookup)
		same(t, got, err, a)
		_, err = tx.AccountByID(a.Lookup)
		wantError(t, err, ErrNotFound)
		_, err = tx.AccountByLookup(a.ID)
		wantError(t, err, ErrNotFound)
		n, err := tx.CountAccounts()
		same(t, n, err, 1)
		return nil
	})
}

func TestSetRingComparesAndSwaps(t *testing.T) {
	f := newFile(t, Options{})
	a := Account{id(16, 1), id(16, 2), 3, []byte("ring")}
	in(t, f, func(tx *Tx) error {
		noError(t, tx.AddAccount(a))
		wantError(t, tx.SetRing(a.ID, 2, 3, []byte("x")), ErrConflict)
		wantError(t, tx.SetRing(a.ID, 4, 5, []byte("x")), ErrConflict)
		wantError(t, tx.SetRing(a.ID, 3, 3, []byte("x")), ErrInvalid)
		wantError(t, tx.SetRing(a.ID, 3, 2, []byte("x")), ErrInvalid)
		wantError(t, tx.SetRing(id(16, 9), 3, 4, []byte("x")), ErrNotFound)
		got, err := tx.AccountByID(a.ID)
		same(t, got, err, a)
		noError(t, tx.SetRing(a.ID, 3, 4, []byte("new")))
		wantError(t, tx.SetRing(a.ID, 3, 4, []byte("again")), ErrConflict)
		noError(t, tx.SetRing(a.ID, 4, math.MaxInt64, []byte("last")))
		got, err = tx.AccountByID(a.ID)
		same(t, got, err, Account{a.ID, a.Lookup, math.MaxInt64, []byte("last")})
		return nil
	})
}

func TestSlots(t *testing.T) {
	f := newFile(t, Options{})
	account := id(16, 1)
	kit := Slot{account, 2, []byte("p2"), []byte("s2"), []byte("w2")}
	word := Slot{account, 1, []byte("p1"), []byte("s1"), []byte("w1")}
	in(t, f, func(tx *Tx) error {
		noError(t, tx.PutSlot(kit)) // before its account: only the commit looks
		noError(t, tx.PutSlot(word))
		noError(t, tx.AddAccount(Account{account, id(16, 2), 1, []byte("r")}))
		wantError(t, tx.PutSlot(Slot{account, 0, []byte("p"), []byte("s"), []byte("w")}), ErrInvalid)
		all, err := tx.Slots(account)
		same(t, all, err, []Slot{word, kit})
		word.Wrap = []byte("other")
		noError(t, tx.PutSlot(word))
		all, err = tx.Slots(account)
		same(t, all, err, []Slot{word, kit})
		noError(t, tx.RemoveSlot(account, 2))
		wantError(t, tx.RemoveSlot(account, 2), ErrNotFound)
		all, err = tx.Slots(account)
		same(t, all, err, []Slot{word})
		all, err = tx.Slots(id(16, 9))
		same(t, all, err, nil)
		return nil
	})
}

func TestTries(t *testing.T) {
	f := newFile(t, Options{})
	known, old, recent := id(16, 1), id(16, 2), id(16, 3)
	further, kept, other := append(id(16, 1), 7), append(id(16, 9), 7), append(id(16, 2), 7)
	in(t, f, func(tx *Tx) error {
		got, err := tx.Try(known)
		same(t, got, err, Try{})
		noError(t, tx.AddAccount(Account{id(16, 9), known, 1, []byte("r")}))
		for _, y := range []Try{{known, 1, 10, 11, 12, 13}, {old, 2, 20, 21, 22, 23}, {recent, 3, 30, 100, 32, 33},
			{further, 1, 10, 11, 12, 13}, {kept, 1, 10, 11, 12, 13}, {other, 1, 10, 11, 12, 13}} {
			noError(t, tx.PutTry(y))
			got, err = tx.Try(y.Lookup)
			same(t, got, err, y)
		}
		noError(t, tx.PutTry(Try{old, 4, 40, 41, 42, 43}))
		got, err = tx.Try(old)
		same(t, got, err, Try{old, 4, 40, 41, 42, 43})
		wantError(t, tx.PutTry(Try{Lookup: old, Failures: -1}), ErrInvalid)

		noError(t, tx.PruneTries(100)) // old is due; known has an account, recent is at the edge
		for lookup, stays := range map[string]bool{string(known): true, string(old): false, string(recent): true,
			string(further): true, string(kept): true, string(other): false} {
			got, err = tx.Try([]byte(lookup))
			noError(t, err)
			if (got.Failures > 0) != stays {
				t.Errorf("after pruning, %x: %+v", lookup[:1], got)
			}
		}
		noError(t, tx.RemoveTry(known))
		noError(t, tx.RemoveTry(known))
		got, err = tx.Try(known)
		same(t, got, err, Try{})
		return nil
	})
}

func TestHeads(t *testing.T) {
	f := newFile(t, Options{})
	a := Head{id(16, 1), 1, id(32, 2), 3, id(32, 4)}
	b := Head{id(16, 2), math.MaxInt64, id(32, 5), 0, id(32, 6)}
	in(t, f, func(tx *Tx) error {
		_, err := tx.Head(a.Company)
		wantError(t, err, ErrNotFound)
		noError(t, tx.PutHead(b))
		noError(t, tx.PutHead(a))
		all, err := tx.Heads()
		same(t, all, err, []Head{a, b})
		a.LineSeq, a.LineHash = 4, id(32, 7)
		noError(t, tx.PutHead(a))
		got, err := tx.Head(a.Company)
		same(t, got, err, a)
		wantError(t, tx.PutHead(Head{id(16, 3), 1, id(31, 2), 3, id(32, 4)}), ErrInvalid)
		wantError(t, tx.PutHead(Head{id(16, 3), 1, id(32, 2), 3, nil}), ErrInvalid)
		wantError(t, tx.PutHead(Head{id(16, 3), math.MaxUint64, id(32, 2), 3, id(32, 2)}), ErrInvalid)
		return nil
	})
}

// withHead makes a file that knows company id(16, 1).
func withHead(t *testing.T) *File {
	t.Helper()
	f := newFile(t, Options{})
	in(t, f, func(tx *Tx) error { return tx.PutHead(Head{id(16, 1), 0, id(32, 0), 0, id(32, 0)}) })
	return f
}

func TestStatements(t *testing.T) {
	f := withHead(t)
	s := func(seq uint64) Statement {
		return Statement{id(16, 1), seq, []byte{byte(seq)}, id(64, byte(seq)), id(32, byte(seq))}
	}
	in(t, f, func(tx *Tx) error {
		for _, seq := range []uint64{2, 1, 3} {
			noError(t, tx.AddStatement(s(seq)))
		}
		wantError(t, tx.AddStatement(s(3)), ErrExists)
		twin := s(9)
		twin.Hash = s(3).Hash
		wantError(t, tx.AddStatement(twin), ErrExists)
		short := s(9)
		short.Signature = id(63, 9)
		wantError(t, tx.AddStatement(short), ErrInvalid)
		wantError(t, tx.AddStatement(s(math.MaxInt64+1)), ErrInvalid)
		all, err := tx.Statements(id(16, 1), 0)
		same(t, all, err, []Statement{s(1), s(2), s(3)})
		all, err = tx.Statements(id(16, 1), 3)
		same(t, all, err, []Statement{s(3)})
		all, err = tx.Statements(id(16, 2), 0)
		same(t, all, err, nil)
		_, err = tx.Statements(id(16, 1), math.MaxUint64)
		wantError(t, err, ErrInvalid)
		return nil
	})
}

func TestWraps(t *testing.T) {
	f := withHead(t)
	company, mine, other := id(16, 1), id(16, 2), id(16, 3)
	in(t, f, func(tx *Tx) error {
		for _, w := range []Wrap{
			{company, 2, 1, mine, []byte("c")},
			{company, 1, math.MaxUint32, mine, []byte("b")},
			{company, 1, 1, mine, []byte("a")},
			{company, 1, 1, other, []byte("x")},
		} {
			noError(t, tx.PutWrap(w))
		}
		noError(t, tx.PutWrap(Wrap{company, 2, 1, mine, []byte("d")}))
		wantError(t, tx.PutWrap(Wrap{company, 0, 1, mine, []byte("d")}), ErrInvalid)
		all, err := tx.Wraps(company, mine)
		same(t, all, err, []Wrap{
			{company, 1, 1, mine, []byte("a")},
			{company, 1, math.MaxUint32, mine, []byte("b")},
			{company, 2, 1, mine, []byte("d")},
		})
		all, err = tx.Wraps(other, mine)
		same(t, all, err, nil)
		return nil
	})
}

func TestRows(t *testing.T) {
	for _, b := range Tables() {
		t.Run(b.String(), func(t *testing.T) {
			f := withHead(t)
			company := id(16, 1)
			r := Row{company, id(16, 2), 5, 1, 7, []byte("one")}
			s := Row{company, id(16, 1), 1, 255, math.MaxUint32, []byte("two")}
			in(t, f, func(tx *Tx) error {
				noError(t, tx.AddRow(b, r))
				noError(t, tx.AddRow(b, s))
				wantError(t, tx.AddRow(b, r), ErrExists)
				wantError(t, tx.AddRow(b, Row{company, id(16, 3), 1, 1, 1, nil}), ErrInvalid)
				all, err := tx.Rows(b, company)
				same(t, all, err, []Row{s, r})

				wantError(t, tx.UpdateRow(b, Row{company, r.ID, 7, 1, 1, []byte("x")}, 6), ErrConflict)
				wantError(t, tx.UpdateRow(b, Row{company, r.ID, 4, 1, 1, []byte("x")}, 5), ErrInvalid)
				wantError(t, tx.UpdateRow(b, Row{company, id(16, 9), 6, 1, 1, []byte("x")}, 5), ErrNotFound)
				got, err := tx.Row(b, company, r.ID)
				same(t, got, err, r)
				sealedAnew := Row{company, r.ID, 5, 2, 8, []byte("anew")}
				noError(t, tx.UpdateRow(b, sealedAnew, 5))
				changed := Row{company, r.ID, 6, 2, 8, []byte("changed")}
				noError(t, tx.UpdateRow(b, changed, 5))
				got, err = tx.Row(b, company, r.ID)
				same(t, got, err, changed)

				noError(t, tx.RemoveRow(b, company, r.ID))
				wantError(t, tx.RemoveRow(b, company, r.ID), ErrNotFound)
				all, err = tx.Rows(b, company)
				same(t, all, err, []Row{s})
				_, err = tx.Row(b, company, r.ID)
				wantError(t, err, ErrNotFound)
				return nil
			})
		})
	}
}

func TestTablesStayApart(t *testing.T) {
	f := withHead(t)
	in(t, f, func(tx *Tx) error {
		noError(t, tx.AddRow(TableCompany, Row{id(16, 1), id(16, 2), 1, 1, 1, []byte("c")}))
		for _, b := range []Table{TableSettings, TableMembers, TableProfiles} {
			_, err := tx.Row(b, id(16, 1), id(16, 2))
			wantError(t, err, ErrNotFound)
		}
		return nil
	})
}

func TestTableNumbersAreFrozen(t *testing.T) {
	want := map[Table]uint16{TableCompany: 1, TableSettings: 2, TableMembers: 3, TableProfiles: 4, TableReviews: 8}
	for _, b := range Tables() {
		if b.Number() != want[b] {
			t.Errorf("%s has number %d", b, b.Number())
		}
	}
}

func TestUnknownTableIsRefused(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, func(tx *Tx) error {
		b := Table(5) // the journal, whose lines are no rows of this kind
		_, err := tx.Rows(b, id(16, 1))
		wantError(t, err, ErrInvalid)
		_, err = tx.Row(b, id(16, 1), id(16, 1))
		wantError(t, err, ErrInvalid)
		wantError(t, tx.AddRow(b, Row{}), ErrInvalid)
		wantError(t, tx.UpdateRow(b, Row{}, 0), ErrInvalid)
		wantError(t, tx.RemoveRow(b, id(16, 1), id(16, 1)), ErrInvalid)
		return nil
	})
}

func TestJournal(t *testing.T) {
	f := withHead(t)
	company := id(16, 1)
	l := func(seq uint64) Line {
		return Line{company, seq, []byte{1, byte(seq)}, id(64, 2), id(32, byte(seq)), id(16, byte(seq)),
			Sealed{2, 3, []byte("body")}, Sealed{4, 5, []byte("change")}}
	}
	plain := l(2)
	plain.Change = Sealed{}
	in(t, f, func(tx *Tx) error {
		noError(t, tx.AddLine(l(1)))
		noError(t, tx.AddLine(Line{company, 2, plain.Line, plain.Signature, plain.Hash, plain.ID, plain.Body, Sealed{4, 5, nil}}))
		noError(t, tx.AddLine(l(3)))
		wantError(t, tx.AddLine(l(3)), ErrExists)
		bad := l(4)
		bad.Hash = id(33, 1)
		wantError(t, tx.AddLine(bad), ErrInvalid)
		bad = l(4)
		bad.Body.Bytes = nil
		wantError(t, tx.AddLine(bad), ErrInvalid)
		wantError(t, tx.AddLine(l(math.MaxUint64)), ErrInvalid)
		for _, c := range []struct {
			from  uint64
			limit int
			want  []Line
		}{
			{0, 0, []Line{l(1), plain, l(3)}},
			{0, -1, []Line{l(1), plain, l(3)}},
			{0, 2, []Line{l(1), plain}},
			{2, 1, []Line{plain}},
			{3, 9, []Line{l(3)}},
			{4, 9, nil},
		} {
			got, err := tx.Lines(company, c.from, c.limit)
			same(t, got, err, c.want)
		}
		n, err := countLines(tx, company)
		same(t, n, err, 3)
		n, err = countLines(tx, id(16, 2))
		same(t, n, err, 0)
		return nil
	})
}

func TestRowsNeedTheirParents(t *testing.T) {
	company := id(16, 1)
	for name, do := range map[string]func(*Tx) error{
		"slot":      func(tx *Tx) error { return tx.PutSlot(Slot{id(16, 1), 1, []byte("p"), []byte("s"), []byte("w")}) },
		"statement": func(tx *Tx) error { return tx.AddStatement(Statement{company, 1, []byte("b"), id(64, 1), id(32, 1)}) },
		"wrap":      func(tx *Tx) error { return tx.PutWrap(Wrap{company, 1, 1, id(16, 1), []byte("w")}) },
		"company":   func(tx *Tx) error { return tx.AddRow(TableCompany, Row{company, id(16, 1), 1, 1, 1, []byte("s")}) },
		"settings":  func(tx *Tx) error { return tx.AddRow(TableSettings, Row{company, id(16, 1), 1, 1, 1, []byte("s")}) },
		"members":   func(tx *Tx) error { return tx.AddRow(TableMembers, Row{company, id(16, 1), 1, 1, 1, []byte("s")}) },
		"profiles":  func(tx *Tx) error { return tx.AddRow(TableProfiles, Row{company, id(16, 1), 1, 1, 1, []byte("s")}) },
		"line": func(tx *Tx) error {
			return tx.AddLine(Line{company, 1, []byte("l"), id(64, 1), id(32, 1), id(16, 1), Sealed{1, 1, []byte("b")}, Sealed{}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t, Options{})
			wantError(t, f.Write(context.Background(), do), ErrNotFound)
			in(t, f, func(tx *Tx) error { // and the writer still works
				return errors.Join(tx.PutHead(Head{company, 0, id(32, 0), 0, id(32, 0)}), tx.AddAccount(Account{id(16, 1), id(16, 1), 1, []byte("r")}), do(tx))
			})
		})
	}
}

func TestValuesComeBackByteForByte(t *testing.T) {
	f := withHead(t)
	for _, sealed := range [][]byte{{0}, {0, 0, 0}, bytes.Repeat([]byte{0, 255}, 40_000), []byte("'; DROP TABLE company; --")} {
		r := Row{id(16, 1), id(16, 2), 1, 1, 1, slices.Clone(sealed)}
		in(t, f, func(tx *Tx) error { return tx.AddRow(TableCompany, r) })
		noError(t, f.Read(context.Background(), func(tx *Tx) error {
			got, err := tx.Row(TableCompany, r.Company, r.ID)
			same(t, got, err, r)
			return nil
		}))
		in(t, f, func(tx *Tx) error { return tx.RemoveRow(TableCompany, r.Company, r.ID) })
	}
}
