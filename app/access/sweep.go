package access

import (
	"context"
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

// Codes end by time alone, without a statement. What the file still holds for them
// is deleted at any start, without a key (DESIGN 3): deleting can only take away.
// That a rotation is due then follows from the chain and the time.

// spentCode is what remains of a code that is good no more.
type spentCode struct {
	company, code keys.ID
	public        []byte // nil: no wrap can be told to be its own
}

// Sweep deletes the notes and wraps of every code that ended: invitations, resets,
// support access. Meant for each start of the program; a file with nothing to
// delete is only read. Errors: those of the file.
func (d *Door) Sweep(ctx context.Context) error {
	return d.sweep(ctx, func(state *keys.State) []keys.Invitation { return nil })
}

// DropSupport deletes the notes and wraps of every support access, open or not: of
// a file that was brought back from a copy. Errors: those of the file.
func (d *Door) DropSupport(ctx context.Context) error {
	return d.sweep(ctx, (*keys.State).Supports)
}

// sweep deletes what ended, and of each company also what is named.
func (d *Door) sweep(ctx context.Context, also func(*keys.State) []keys.Invitation) error {
	var gone []spentCode
	err := d.file.Read(ctx, func(tx *data.Tx) (err error) {
		gone, err = spentCodes(tx, d.now(), also)
		return err
	})
	if err != nil || len(gone) == 0 {
		return err
	}
	return d.file.Write(ctx, func(tx *data.Tx) error {
		for _, g := range gone {
			if err := tx.RemoveNote(g.company[:], g.code[:]); err != nil {
				return err
			}
			if g.public == nil {
				continue
			}
			if err := dropCode(tx, g.company, g.code, g.public); err != nil {
				return err
			}
		}
		return nil
	})
}

// spentCodes finds the notes whose code is good no more. A company whose chain does
// not hold is left as it is: its members are told at the door.
func spentCodes(tx *data.Tx, now int64, also func(*keys.State) []keys.Invitation) ([]spentCode, error) {
	heads, err := tx.Heads()
	if err != nil {
		return nil, err
	}
	var out []spentCode
	for _, h := range heads {
		notes, err := tx.CompanyNotes(h.Company)
		if err != nil {
			return nil, err
		}
		if len(notes) == 0 {
			continue
		}
		state, err := unpinned(tx, h)
		if errors.Is(err, ErrTampered) {
			continue
		}
		if err != nil {
			return nil, err
		}
		open, public := codesOf(state, max(now, state.Time))
		for _, i := range also(state) {
			delete(open, i.Invitation)
		}
		for _, n := range notes {
			if code, err := keys.IDFrom(n.Code); err == nil && !open[code] {
				out = append(out, spentCode{company: state.Company, code: code, public: public[code]})
			}
		}
	}
	return out, nil
}

// unpinned replays a company without knowing its root: enough to delete by, and to
// see which door a code may try, never to let anybody in.
func unpinned(tx *data.Tx, h data.Head) (*keys.State, error) {
	company, err := keys.IDFrom(h.Company)
	if err != nil {
		return nil, damaged(err)
	}
	chain, err := statements(tx, company, 0)
	if err != nil {
		return nil, err
	}
	if len(chain) == 0 {
		return nil, tampered("no statements")
	}
	state, err := keys.Replay(company, chain[0].StatementHash(), chain)
	return state, damaged(err)
}

// codesOf tells which codes are good at now, and the key of each that is known.
func codesOf(state *keys.State, now int64) (open map[keys.ID]bool, public map[keys.ID][]byte) {
	open, public = map[keys.ID]bool{}, map[keys.ID][]byte{}
	for _, list := range [][]keys.Invitation{state.Invitations(), state.Supports()} {
		for _, i := range list {
			open[i.Invitation], public[i.Invitation] = i.Open(now), i.Encryption
		}
	}
	for _, m := range state.Members() {
		for _, pending := range []func(keys.ID) (keys.PendingReset, bool){state.PasswordReset, state.FactorReset} {
			if r, ok := pending(m.ID); ok {
				open[r.ID], public[r.ID] = r.Open(now), r.Encryption
			}
		}
	}
	return open, public
}
