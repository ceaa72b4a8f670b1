package data

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"os"
	"testing"
	"time"
)

const testPage = 4096

// fan gives an inner page of a table or an index that points at one page below
// it as often as there is room.
func fan(index bool, below uint32) []byte {
	kind, cell := byte(5), []byte{0, 0, 0, 0, 1}
	if index {
		kind, cell = 2, []byte{0, 0, 0, 0, 2, 2, 0}
	}
	binary.BigEndian.PutUint32(cell, below)
	return inner(kind, below, bytes.Repeat(cell, (testPage-12)/(len(cell)+2)), len(cell))
}

// inner gives an inner page with cells of one length and the last page below.
func inner(kind byte, last uint32, cells []byte, length int) []byte {
	p := make([]byte, testPage)
	copy(p[testPage-len(cells):], cells)
	n := len(cells) / length
	for i := range n {
		binary.BigEndian.PutUint16(p[12+2*i:], uint16(testPage-len(cells)+i*length))
	}
	p[0] = kind
	binary.BigEndian.PutUint16(p[3:], uint16(n))
	binary.BigEndian.PutUint16(p[5:], uint16(testPage-len(cells)))
	binary.BigEndian.PutUint32(p[8:], last)
	return p
}

// fans puts six layers of such pages above the last page of a file, and gives
// the file and the number of the topmost.
func fans(b []byte, index bool) ([]byte, uint32) {
	for range 6 {
		b = append(b, fan(index, uint32(len(b)/testPage))...)
	}
	return b, uint32(len(b) / testPage)
}

// endlessTree makes a file in which a tree is read some 450^6 times over.
func endlessTree(t testing.TB, name string, index bool) string {
	t.Helper()
	path := closed(t)
	db, err := sql.Open("sqlite", path)
	noError(t, err)
	root := 0
	noError(t, db.QueryRow(`SELECT rootpage FROM sqlite_schema WHERE name = ?`, name).Scan(&root))
	noError(t, db.Close())
	b, err := os.ReadFile(path)
	noError(t, err)
	at := b[(root-1)*testPage : root*testPage]
	b, top := fans(append(b, at...), index) // what stood in it lies below
	copy(b[(root-1)*testPage:], b[(top-1)*testPage:])
	binary.BigEndian.PutUint32(b[28:], top)
	noError(t, os.WriteFile(path, b, 0o600))
	return path
}

// TestAnEndlessTreeIsRefused opens small files that point hundreds of times at
// the page below, layer over layer: counting rows, or sweeping old ones, would
// not end.
func TestAnEndlessTreeIsRefused(t *testing.T) {
	for name, index := range map[string]bool{
		"accounts": false, "sqlite_autoindex_accounts_1": true, "sqlite_autoindex_accounts_2": true,
		"tries": false, "slots": false, "sqlite_autoindex_slots_1": true, "journal": false,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
			defer cancel()
			path := endlessTree(t, name, index)
			_, err := Open(ctx, path, Options{})
			wantError(t, err, ErrDamaged)
			f, err := OpenReadOnly(ctx, path)
			noError(t, err)
			wantError(t, f.Check(ctx), ErrDamaged)
			noError(t, f.Close())
		})
	}
}

// endlessSchema makes a file whose list of tables is whole, and followed for ever
// by the line of one index: SQLite reads the list before it can check anything.
func endlessSchema(t testing.TB) string {
	t.Helper()
	path := closed(t)
	b, err := os.ReadFile(path)
	noError(t, err)
	if b[100] != 5 || b[104] != 1 {
		t.Fatal("the list of tables is no longer two pages under the first one")
	}
	left := binary.BigEndian.Uint32(b[testPage-5:])
	right := binary.BigEndian.Uint32(b[108:])
	one := bytes.Clone(b[(right-1)*testPage : right*testPage])
	for i := range int(binary.BigEndian.Uint16(one[3:])) {
		cell := one[8+2*i : 10+2*i]
		at := int(binary.BigEndian.Uint16(cell))
		if bytes.HasPrefix(one[at+2:], []byte{6, 23}) { // a short line without SQL: an automatic index
			copy(one[8:], cell)
		}
	}
	binary.BigEndian.PutUint16(one[3:], 1)
	b, top := fans(append(b, one...), false)
	cells := append(binary.BigEndian.AppendUint32(nil, left), 1)
	cells = append(binary.BigEndian.AppendUint32(cells, right), 100)
	first := inner(5, top, cells, 5)
	copy(b[100:], first[:16])
	copy(b[testPage-len(cells):testPage], cells)
	binary.BigEndian.PutUint32(b[28:], top)
	noError(t, os.WriteFile(path, b, 0o600))
	return path
}

// TestAnEndlessSchemaIsRefused gives such a file little time.
func TestAnEndlessSchemaIsRefused(t *testing.T) {
	path := endlessSchema(t)
	db := dial{path: path, busy: time.Second, mode: looking, extra: alone}.open(1)
	defer func() { noError(t, db.Close()) }()
	begun := time.Now()
	_, err := judgeWithin(context.Background(), db, ours(), 300*time.Millisecond)
	wantError(t, err, ErrDamaged)
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	_, err = Open(ctx, path, Options{})
	wantError(t, err, context.DeadlineExceeded) // the caller's own end is no verdict
}
