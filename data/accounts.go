package data

// Account is one person's account: found at sign-in by Lookup, opened by what
// its slots wrap. Ring is sealed.
type Account struct {
	ID      []byte // 16 bytes
	Lookup  []byte // 16 to 64 bytes, unique
	Version uint64 // of the ring; each SetRing raises it
	Ring    []byte
}

func (a *Account) columns() []any { return []any{&a.ID, &a.Lookup, &a.Version, &a.Ring} }

// AddAccount inserts an account. ErrExists when its id or look-up value is taken.
func (t *Tx) AddAccount(a Account) error {
	return t.put("AddAccount", `INSERT INTO accounts (id, lookup, version, ring) VALUES ($1, $2, $3, $4)`,
		a.ID, a.Lookup, a.Version, a.Ring)
}

// AccountByLookup finds an account by its look-up value. ErrNotFound.
func (t *Tx) AccountByLookup(lookup []byte) (Account, error) {
	return get(t, "AccountByLookup", (*Account).columns,
		`SELECT id, lookup, version, ring FROM accounts WHERE lookup = $1`, lookup)
}

// AccountByID finds an account by its id. ErrNotFound.
func (t *Tx) AccountByID(id []byte) (Account, error) {
	return get(t, "AccountByID", (*Account).columns,
		`SELECT id, lookup, version, ring FROM accounts WHERE id = $1`, id)
}

// SetRing replaces an account's ring and moves its version from one to a higher
// one. ErrConflict when the version is no longer from, ErrNotFound without the
// account, ErrInvalid when to is not above from.
func (t *Tx) SetRing(id []byte, from, to uint64, ring []byte) error {
	const op = "SetRing"
	if to <= from {
		return fault(op, ErrInvalid)
	}
	n, err := t.exec(op, `UPDATE accounts SET version = $1, ring = $2 WHERE id = $3 AND version = $4`, to, ring, id, from)
	if err != nil || n == 1 {
		return err
	}
	if _, err = t.AccountByID(id); err != nil {
		return fault(op, err)
	}
	return fault(op, ErrConflict)
}

// SetLookup gives an account another look-up value. ErrExists when that is taken,
// ErrNotFound without the account.
func (t *Tx) SetLookup(id, lookup []byte) error {
	return t.must("SetLookup", `UPDATE accounts SET lookup = $1 WHERE id = $2`, lookup, id)
}

// HasAccounts says whether there is an account; it reads one row at most.
func (t *Tx) HasAccounts() (bool, error) {
	return get(t, "HasAccounts", value[bool], `SELECT EXISTS (SELECT 1 FROM accounts)`)
}

// CountAccounts is the number of accounts in the file.
func (t *Tx) CountAccounts() (int, error) {
	return get(t, "CountAccounts", value[int], `SELECT COUNT(*) FROM accounts`)
}
