package data

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"modernc.org/sqlite"
)

// BenchmarkOpen opens and closes an existing file with all it does, and gives
// the ratio to a bare connection of the driver to the same file.
func BenchmarkOpen(b *testing.B) {
	path := closed(b)
	bare := 0 * time.Second
	ours := 0 * time.Second
	for b.Loop() {
		begun := time.Now()
		f, err := Open(context.Background(), path, Options{})
		noError(b, err)
		ours += time.Since(begun)
		noError(b, f.Close())

		begun = time.Now()
		db := sql.OpenDB(connector{driver: &sqlite.Driver{}, address: dial{path: path, mode: writing}.address()})
		noError(b, db.Ping())
		bare += time.Since(begun)
		noError(b, db.Close())
	}
	b.ReportMetric(float64(ours.Microseconds())/1000/float64(b.N), "open-ms")
	b.ReportMetric(float64(ours)/float64(bare), "ratio")
}

// BenchmarkWrite is one durable transaction of two rows and a head.
func BenchmarkWrite(b *testing.B) {
	f := newFile(b, Options{})
	noError(b, f.Write(context.Background(), func(tx *Tx) error { return tx.PutHead(Head{id(16, 1), 0, id(32, 0), 0, id(32, 0)}) }))
	for b.Loop() {
		noError(b, f.Write(context.Background(), func(tx *Tx) error { _, err := addPair(tx); return err }))
	}
}

// BenchmarkRead is one reading transaction with one look-up.
func BenchmarkRead(b *testing.B) {
	f := newFile(b, Options{})
	noError(b, f.Write(context.Background(), seed))
	for b.Loop() {
		noError(b, f.Read(context.Background(), func(tx *Tx) error { _, err := tx.AccountByLookup(id(16, 3)); return err }))
	}
}

// BenchmarkCompareSchema is the judgement at every opening.
func BenchmarkCompareSchema(b *testing.B) {
	f := newFile(b, Options{})
	for b.Loop() {
		_, err := judge(context.Background(), f.read, ours())
		noError(b, err)
	}
}
