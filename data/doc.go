// Package data is the one door to the company file: every table, every
// transaction, every migration and every copy of the file.
//
// The rule of the layer: it stores sealed bytes and never holds a key. What a
// column means, whether a signature is right and who may write are questions
// for the layers above; this one promises that a transaction is written whole
// or not at all, that a file which is not ours is refused unchanged, and that
// the schema is exactly the one this program made (a planted trigger or view
// is refused before it can run). It imports the standard library, the SQLite
// driver and the migration library, and nothing of ours.
//
// The SQL is the part that SQLite and PostgreSQL both speak; what differs
// stands in dialect.go and in the migrations folder of that dialect.
//
// Ids are 16 random bytes, times are Unix milliseconds in UTC, sequence numbers
// and versions are uint64 up to 2^63-1 (more is ErrInvalid).
package data
