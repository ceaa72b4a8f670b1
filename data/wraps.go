package data

// Wrap is a domain key wrapped to one recipient's public key. It carries no
// authority.
type Wrap struct {
	Company   []byte // 16 bytes
	Domain    uint8  // 1 to 255
	Epoch     uint32
	Recipient []byte // 16 bytes, the id of the recipient's key
	Wrap      []byte
}

func (w *Wrap) columns() []any { return []any{&w.Company, &w.Domain, &w.Epoch, &w.Recipient, &w.Wrap} }

// PutWrap inserts a wrap or replaces the recipient's wrap of that domain and
// epoch. A missing head is ErrNotFound at the commit.
func (t *Tx) PutWrap(w Wrap) error {
	return t.put("PutWrap", `INSERT INTO wraps (company, domain, epoch, recipient, wrap) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (company, domain, epoch, recipient) DO UPDATE SET wrap = excluded.wrap`,
		w.Company, w.Domain, w.Epoch, w.Recipient, w.Wrap)
}

// Wraps lists a recipient's wraps in a company by domain and epoch.
func (t *Tx) Wraps(company, recipient []byte) ([]Wrap, error) {
	return list(t, "Wraps", (*Wrap).columns, `SELECT company, domain, epoch, recipient, wrap FROM wraps
		WHERE company = $1 AND recipient = $2 ORDER BY domain, epoch`, company, recipient)
}

// RemoveWrap deletes every wrap of a domain for a recipient; none is no error.
func (t *Tx) RemoveWrap(company []byte, domain uint8, recipient []byte) error {
	return t.put("RemoveWrap", `DELETE FROM wraps WHERE company = $1 AND domain = $2 AND recipient = $3`, company, domain, recipient)
}

// RemoveWraps deletes every wrap for a recipient; none is no error.
func (t *Tx) RemoveWraps(company, recipient []byte) error {
	return t.put("RemoveWraps", `DELETE FROM wraps WHERE company = $1 AND recipient = $2`, company, recipient)
}

// RemoveWrapsBelow deletes the wraps of a domain of all epochs below that one.
func (t *Tx) RemoveWrapsBelow(company []byte, domain uint8, epoch uint32) error {
	return t.put("RemoveWrapsBelow", `DELETE FROM wraps WHERE company = $1 AND domain = $2 AND epoch < $3`, company, domain, epoch)
}
