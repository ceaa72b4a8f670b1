package access

import (
	"context"
	"strconv"
)

const (
	actLinks  = "links.change"
	actExport = "list.export"

	factFormat = "format"
	factRows   = "rows"
)

// What can be exported under a line of its own, and the right that it asks.
const (
	ExportUsers       = "users"       // who has access (G2)
	ExportDiagnostics = "diagnostics" // the bundle of S6
	ExportSupport     = "support"     // the report on support (S5)
)

// NoteExport writes the journal line of a list that is about to leave the program
// (X1): what, its format, how many rows. Called before the file is written, so that
// nothing leaves without a line. It asks the right to see the list. Errors:
// ErrForbidden, ErrEnded, those of the file.
func (s *Session) NoteExport(ctx context.Context, what, format string, rows int) error {
	right := ""
	switch what {
	case ExportUsers:
		right = rightSeeUsers
	case ExportDiagnostics, ExportSupport:
		right = rightOwner
	}
	facts := map[string]string{factWhat: what, factFormat: format, factRows: strconv.Itoa(rows)}
	return s.do(ctx, act{name: actExport, right: right, facts: facts}, func(*writer) (*change, error) { return nil, nil })
}
