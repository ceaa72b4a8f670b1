package data

import "errors"

// Try counts failed sign-ins under one look-up value, whether it has an account
// or not (F17). Since, Last and Until are ms, Hold is what the rule needs of the
// length of the last lock-out.
type Try struct {
	Lookup                   []byte // 16 to 64 bytes
	Failures                 int
	Since, Last, Until, Hold int64
}

func (y *Try) columns() []any {
	return []any{&y.Lookup, &y.Failures, &y.Since, &y.Last, &y.Until, &y.Hold}
}

// Try gives the count of a look-up value: the zero Try when there is none.
func (t *Tx) Try(lookup []byte) (Try, error) {
	y, err := get(t, "Try", (*Try).columns,
		`SELECT lookup, failures, since, last, until, hold FROM tries WHERE lookup = $1`, lookup)
	if errors.Is(err, ErrNotFound) {
		return Try{}, nil
	}
	return y, err
}

// PutTry inserts a count or replaces the one of that look-up value.
func (t *Tx) PutTry(y Try) error {
	return t.put("PutTry", `INSERT INTO tries (lookup, failures, since, last, until, hold) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (lookup) DO UPDATE SET failures = excluded.failures, since = excluded.since,
			last = excluded.last, until = excluded.until, hold = excluded.hold`,
		y.Lookup, y.Failures, y.Since, y.Last, y.Until, y.Hold)
}

// RemoveTry deletes the count of a look-up value; none is no error.
func (t *Tx) RemoveTry(lookup []byte) error {
	return t.put("RemoveTry", `DELETE FROM tries WHERE lookup = $1`, lookup)
}

// PruneTries deletes the counts whose last failure is before a time (ms) and
// whose look-up value begins neither with that of an account nor with an
// account's id.
func (t *Tx) PruneTries(before int64) error {
	return t.put("PruneTries", `DELETE FROM tries WHERE last < $1
		AND NOT EXISTS (SELECT 1 FROM accounts WHERE accounts.lookup = substr(tries.lookup, 1, length(accounts.lookup))
			OR accounts.id = substr(tries.lookup, 1, length(accounts.id)))`, before)
}
