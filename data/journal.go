package data

// Sealed is a seal with the domain and epoch it was made under.
type Sealed struct {
	Domain uint8
	Epoch  uint32
	Bytes  []byte
}

// Line is one line of a company's journal. Line holds its signed bytes; Body
// says what and on whom, Change before and after (Change.Bytes nil: none).
type Line struct {
	Company   []byte // 16 bytes
	Seq       uint64
	Line      []byte
	Signature []byte // 64 bytes
	Hash      []byte // 32 bytes
	ID        []byte // 16 bytes
	Body      Sealed
	Change    Sealed
}

func (l *Line) columns() []any {
	return []any{&l.Company, &l.Seq, &l.Line, &l.Signature, &l.Hash, &l.ID,
		&l.Body.Domain, &l.Body.Epoch, &l.Body.Bytes, &l.Change.Domain, &l.Change.Epoch, &l.Change.Bytes}
}

const lineColumns = `company, seq, line, signature, hash, id,
	body_domain, body_epoch, body, change_domain, change_epoch, change`

// AddLine appends a line. ErrExists when its number is taken in that company; a
// missing head is ErrNotFound at the commit.
func (t *Tx) AddLine(l Line) error {
	if l.Change.Bytes == nil {
		l.Change = Sealed{}
	}
	return t.put("AddLine", `INSERT INTO journal (`+lineColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		l.Company, l.Seq, l.Line, l.Signature, l.Hash, l.ID,
		l.Body.Domain, l.Body.Epoch, l.Body.Bytes, l.Change.Domain, l.Change.Epoch, l.Change.Bytes)
}

// Lines lists at most limit lines of a company from a number on, in their
// order; a limit of 0 or less means all of them.
func (t *Tx) Lines(company []byte, from uint64, limit int) ([]Line, error) {
	query := `SELECT ` + lineColumns + ` FROM journal WHERE company = $1 AND seq >= $2 ORDER BY seq`
	if limit <= 0 {
		return list(t, "Lines", (*Line).columns, query, company, from)
	}
	return list(t, "Lines", (*Line).columns, query+` LIMIT $3`, company, from, limit)
}
