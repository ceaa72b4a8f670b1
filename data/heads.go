package data

// Head is the last statement and the last journal line of a company: the row a
// writing transaction compares with what it has replayed.
type Head struct {
	Company       []byte // 16 bytes
	StatementSeq  uint64
	StatementHash []byte // 32 bytes
	LineSeq       uint64
	LineHash      []byte // 32 bytes
}

func (h *Head) columns() []any {
	return []any{&h.Company, &h.StatementSeq, &h.StatementHash, &h.LineSeq, &h.LineHash}
}

const selectHeads = `SELECT company, statement_seq, statement_hash, line_seq, line_hash FROM heads`

// Head gives a company's head. ErrNotFound when the company is not in the file.
func (t *Tx) Head(company []byte) (Head, error) {
	return get(t, "Head", (*Head).columns, selectHeads+` WHERE company = $1`, company)
}

// PutHead inserts a company's head or replaces it. Every other row of a company
// needs its head, at the latest at the commit.
func (t *Tx) PutHead(h Head) error {
	return t.put("PutHead", `INSERT INTO heads (company, statement_seq, statement_hash, line_seq, line_hash)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (company) DO UPDATE SET statement_seq = excluded.statement_seq, statement_hash = excluded.statement_hash,
			line_seq = excluded.line_seq, line_hash = excluded.line_hash`,
		h.Company, h.StatementSeq, h.StatementHash, h.LineSeq, h.LineHash)
}

// Heads lists the heads of all companies, by company id.
func (t *Tx) Heads() ([]Head, error) {
	return list(t, "Heads", (*Head).columns, selectHeads+` ORDER BY company`)
}
