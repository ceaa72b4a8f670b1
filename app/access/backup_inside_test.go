package access

import (
	"context"

	"trousseau/data"
)

// SealedPieces gives every piece of a file that one account and its company
// need, as the file stores them.
func SealedPieces(ctx context.Context, s *Session, file *data.File) (pieces map[string][]byte, err error) {
	pieces = map[string][]byte{}
	err = file.Read(ctx, func(tx *data.Tx) error {
		r := s.rooms[0]
		company := r.state.Company[:]
		if pieces["salt"], err = tx.Salt(); err != nil {
			return err
		}
		acct, err := tx.AccountByID(s.account[:])
		if err != nil {
			return err
		}
		pieces["ring"] = acct.Ring
		slots, err := tx.Slots(acct.ID)
		if err != nil {
			return err
		}
		for i, slot := range slots {
			kind := []string{"password", "kit"}[i]
			pieces[kind+" wrap"] = slot.Wrap
			if len(slot.Salt) > 0 {
				pieces[kind+" salt"] = slot.Salt
			}
		}
		for _, table := range data.Tables() {
			rows, err := tx.Rows(table, company)
			if err != nil {
				return err
			}
			for _, row := range rows {
				pieces["row of "+table.String()] = row.Sealed
			}
		}
		lines, err := tx.Lines(company, 0, 0)
		if err != nil {
			return err
		}
		for _, line := range lines {
			pieces["body"] = line.Body.Bytes
			if len(line.Change.Bytes) > 0 {
				pieces["change"] = line.Change.Bytes
			}
		}
		chain, err := tx.Statements(company, 0)
		for _, statement := range chain {
			pieces["statement"] = statement.Body
		}
		return err
	})
	return pieces, err
}
