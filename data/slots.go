package data

// Slot wraps an account's ring key for one way in. Kind 1 is the password, 2
// the recovery kit; an account has at most one slot of a kind.
type Slot struct {
	Account            []byte // 16 bytes
	Kind               int    // 1 to 255
	Params, Salt, Wrap []byte
}

func (s *Slot) columns() []any { return []any{&s.Account, &s.Kind, &s.Params, &s.Salt, &s.Wrap} }

// PutSlot inserts a slot or replaces the account's slot of that kind. A missing
// account is ErrNotFound at the commit.
func (t *Tx) PutSlot(s Slot) error {
	return t.put("PutSlot", `INSERT INTO slots (account, kind, params, salt, wrap) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (account, kind) DO UPDATE SET params = excluded.params, salt = excluded.salt, wrap = excluded.wrap`,
		s.Account, s.Kind, s.Params, s.Salt, s.Wrap)
}

// Slots lists an account's slots by kind; none is no error.
func (t *Tx) Slots(account []byte) ([]Slot, error) {
	return list(t, "Slots", (*Slot).columns,
		`SELECT account, kind, params, salt, wrap FROM slots WHERE account = $1 ORDER BY kind`, account)
}

// RemoveSlot deletes an account's slot of a kind. ErrNotFound.
func (t *Tx) RemoveSlot(account []byte, kind int) error {
	return t.must("RemoveSlot", `DELETE FROM slots WHERE account = $1 AND kind = $2`, account, kind)
}
