package data

// membersSince is the schema version that brought older, notes, factors and reviews.
const membersSince = 4

// Older is the key of an epoch, sealed under that of the epoch after it.
type Older struct {
	Company []byte // 16 bytes
	Domain  uint8  // 1 to 255
	Epoch   uint32 // the one whose key this is
	Sealed  []byte
}

func (o *Older) columns() []any { return []any{&o.Company, &o.Domain, &o.Epoch, &o.Sealed} }

// PutOlder inserts the key of an epoch. ErrExists when it is there; a missing head
// is ErrNotFound at the commit.
func (t *Tx) PutOlder(o Older) error {
	return t.put("PutOlder", `INSERT INTO older (company, domain, epoch, sealed) VALUES ($1, $2, $3, $4)`,
		o.Company, o.Domain, o.Epoch, o.Sealed)
}

// OlderKey gives the key of an epoch. ErrNotFound, also where a file of
// OpenReadOnly is older than the table.
func (t *Tx) OlderKey(company []byte, domain uint8, epoch uint32) (Older, error) {
	const op = "OlderKey"
	if t.version < membersSince {
		return Older{}, fault(op, ErrNotFound)
	}
	return get(t, op, (*Older).columns, `SELECT company, domain, epoch, sealed FROM older
		WHERE company = $1 AND domain = $2 AND epoch = $3`, company, domain, epoch)
}

// Note is what a code opens before its holder is a member. It carries no authority.
type Note struct {
	Company []byte // 16 bytes
	Code    []byte // 16 bytes, the id of the code
	Sealed  []byte
}

func (n *Note) columns() []any { return []any{&n.Company, &n.Code, &n.Sealed} }

// PutNote inserts the note of a code or replaces it. A missing head is ErrNotFound
// at the commit.
func (t *Tx) PutNote(n Note) error {
	return t.put("PutNote", `INSERT INTO notes (company, code, sealed) VALUES ($1, $2, $3)
		ON CONFLICT (company, code) DO UPDATE SET sealed = excluded.sealed`, n.Company, n.Code, n.Sealed)
}

// Notes lists the notes of a code by company: one code may be good in several.
func (t *Tx) Notes(code []byte) ([]Note, error) {
	if t.version < membersSince {
		return nil, nil
	}
	return list(t, "Notes", (*Note).columns, `SELECT company, code, sealed FROM notes WHERE code = $1 ORDER BY company`, code)
}

// CompanyNotes lists the notes of a company by code.
func (t *Tx) CompanyNotes(company []byte) ([]Note, error) {
	if t.version < membersSince {
		return nil, nil
	}
	return list(t, "CompanyNotes", (*Note).columns, `SELECT company, code, sealed FROM notes WHERE company = $1 ORDER BY code`, company)
}

// RemoveNote deletes the note of a code; none is no error.
func (t *Tx) RemoveNote(company, code []byte) error {
	return t.put("RemoveNote", `DELETE FROM notes WHERE company = $1 AND code = $2`, company, code)
}

// Factor is a member's second factor, sealed to one recipient.
type Factor struct {
	Company   []byte // 16 bytes
	Member    []byte // 16 bytes
	Recipient []byte // 16 bytes, the id of the recipient's key
	Version   uint64 // of the member's ring
	Sealed    []byte
}

func (f *Factor) columns() []any {
	return []any{&f.Company, &f.Member, &f.Recipient, &f.Version, &f.Sealed}
}

// PutFactor inserts the factor sealed to a recipient or replaces it. A missing
// head is ErrNotFound at the commit.
func (t *Tx) PutFactor(f Factor) error {
	return t.put("PutFactor", `INSERT INTO factors (company, member, recipient, version, sealed) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (company, member, recipient) DO UPDATE SET version = excluded.version, sealed = excluded.sealed`,
		f.Company, f.Member, f.Recipient, f.Version, f.Sealed)
}

// Factors lists what a member's factor was sealed to, by recipient; none where a
// file of OpenReadOnly is older than the table.
func (t *Tx) Factors(company, member []byte) ([]Factor, error) {
	if t.version < membersSince {
		return nil, nil
	}
	return list(t, "Factors", (*Factor).columns, `SELECT company, member, recipient, version, sealed FROM factors
		WHERE company = $1 AND member = $2 ORDER BY recipient`, company, member)
}

// ClearFactors deletes every seal of a member's factor; none is no error.
func (t *Tx) ClearFactors(company, member []byte) error {
	return t.put("ClearFactors", `DELETE FROM factors WHERE company = $1 AND member = $2`, company, member)
}

// RemoveFactorsFor deletes every factor that was sealed to a recipient; none is no
// error.
func (t *Tx) RemoveFactorsFor(company, recipient []byte) error {
	return t.put("RemoveFactorsFor", `DELETE FROM factors WHERE company = $1 AND recipient = $2`, company, recipient)
}
