package data

// Statement is one signed statement as its bytes stand in the file: they are the
// truth, and judging them is not this layer's business.
type Statement struct {
	Company   []byte // 16 bytes
	Seq       uint64
	Body      []byte
	Signature []byte // 64 bytes
	Hash      []byte // 32 bytes
}

func (s *Statement) columns() []any { return []any{&s.Company, &s.Seq, &s.Body, &s.Signature, &s.Hash} }

// AddStatement appends a statement. ErrExists when its number or its hash is
// taken in that company; a missing head is ErrNotFound at the commit.
func (t *Tx) AddStatement(s Statement) error {
	return t.put("AddStatement", `INSERT INTO statements (company, seq, body, signature, hash) VALUES ($1, $2, $3, $4, $5)`,
		s.Company, s.Seq, s.Body, s.Signature, s.Hash)
}

// Statements lists a company's statements from a number on, in their order. Gaps
// are not looked for.
func (t *Tx) Statements(company []byte, from uint64) ([]Statement, error) {
	return list(t, "Statements", (*Statement).columns,
		`SELECT company, seq, body, signature, hash FROM statements WHERE company = $1 AND seq >= $2 ORDER BY seq`,
		company, from)
}
