package access

import (
	"bytes"
	"context"
	"fmt"

	"trousseau/app/keys"
	"trousseau/data"
)

// Report counts what Check went through.
type Report struct {
	Schema     int
	Accounts   int
	Companies  int
	Statements int
	Lines      int
	Rows       int
}

// Fault is the first thing that Check found wrong, in plain words for the
// command line (English; the window has its own words).
type Fault struct {
	Where string
	Err   error
}

// Error implements error.
func (f *Fault) Error() string { return fmt.Sprintf("%s: %v", f.Where, f.Err) }

// Unwrap gives the reason.
func (f *Fault) Unwrap() error { return f.Err }

// Check goes through a file without any key and changes nothing: integrity and
// schema of the database, then for every company the chain of statements with
// its signatures and rules, the journal's chain with its signatures, and the
// heads. What is sealed is counted, not opened. The first fault ends it (*Fault).
func Check(ctx context.Context, file *data.File) (Report, error) {
	r := Report{Schema: file.Version()}
	if err := file.Check(ctx); err != nil {
		return r, &Fault{Where: "database", Err: err}
	}
	err := file.Read(ctx, func(tx *data.Tx) (err error) {
		if r.Accounts, err = tx.CountAccounts(); err != nil {
			return err
		}
		heads, err := tx.Heads()
		if err != nil {
			return err
		}
		r.Companies = len(heads)
		for _, h := range heads {
			if err := r.company(tx, h); err != nil {
				return err
			}
		}
		return nil
	})
	return r, err
}

func (r *Report) company(tx *data.Tx, h data.Head) error {
	company, err := keys.IDFrom(h.Company)
	if err != nil {
		return &Fault{Where: "heads", Err: err}
	}
	where := "company " + company.String()[:8]
	chain, err := statements(tx, company, 0)
	if err != nil {
		return &Fault{Where: where + ", statements", Err: err}
	}
	r.Statements += len(chain)
	if len(chain) == 0 {
		return &Fault{Where: where + ", statements", Err: keys.ErrChainRoot}
	}
	state, err := keys.Replay(company, chain[0].StatementHash(), chain)
	if err != nil {
		return &Fault{Where: where + ", statements", Err: err}
	}
	room := newRoom(keys.ID{})
	room.state = state
	if err := room.followLines(tx); err != nil {
		return &Fault{Where: where, Err: ofLine(room.lines, err)}
	}
	r.Lines += int(room.lines)
	if !sameHead(h, room) {
		return &Fault{Where: where + ", heads", Err: tampered("heads differ from the chains")}
	}
	return r.rows(tx, h.Company, where)
}

// rows counts the sealed rows and looks at their outer form.
func (r *Report) rows(tx *data.Tx, company []byte, where string) error {
	for _, table := range data.Tables() {
		rows, err := tx.Rows(table, company)
		if err != nil {
			return &Fault{Where: where + ", rows", Err: err}
		}
		r.Rows += len(rows)
		for _, row := range rows {
			if !bytes.Equal(row.Company, company) || row.Version == 0 || len(row.Sealed) == 0 {
				return &Fault{Where: fmt.Sprintf("%s, table %d", where, table.Number()), Err: keys.ErrFormat}
			}
		}
	}
	return nil
}
