package access

import (
	"context"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// actTick is an owner's word that he dealt with an alert.
const actTick = "alert.tick"

// AlertKind says what an alert is about.
type AlertKind string

// AlertKnown: a member said that his password may be known (P6).
const AlertKnown AlertKind = "known"

// Alert is something that an owner shall look at; it stays until he ticks it off.
type Alert struct {
	ID   string // of the journal line
	Time int64  // Unix ms
	Who  string // the member's id
	Kind AlertKind
}

// Alerts lists what an owner has not ticked off yet in the current company, oldest
// first; none for anybody else. Errors: ErrDuty, ErrEnded, those of the file.
func (s *Session) Alerts(ctx context.Context) ([]Alert, error) {
	var out []Alert
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		ring, _, err := s.freshRing(tx)
		if err != nil {
			return err
		}
		defer ring.Wipe()
		m, ok := ring.Membership(r.state.Company)
		if !ok || r.may(rightOwner) != nil {
			return nil
		}
		seen := *m
		if err := r.alerted(tx, &seen); err != nil {
			return err
		}
		for _, a := range seen.Alerts {
			out = append(out, Alert{ID: a.ID.String(), Time: a.Time, Who: a.Who.String(), Kind: AlertKnown})
		}
		return nil
	})
	return out, err
}

// TickAlert ends an alert for the owner signed in; the others' stay. Errors: ErrChanged
// where it is none, or none any more, ErrForbidden, ErrEnded.
func (s *Session) TickAlert(ctx context.Context, id string) error {
	line, err := memberID(id)
	if err != nil {
		return err
	}
	return s.do(ctx, act{name: actTick, right: rightOwner}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		m, ok := w.ring.Membership(r.state.Company)
		if !ok {
			return nil, ErrChanged
		}
		if err := r.alerted(w.tx, m); err != nil {
			return nil, err
		}
		n := slices.IndexFunc(m.Alerts, func(a keys.Alert) bool { return a.ID == line })
		if n < 0 {
			return nil, ErrChanged
		}
		m.Alerts = slices.Delete(slices.Clone(m.Alerts), n, n+1)
		// Up to here everything was looked at: what ticks it off must not bring it back.
		m.Statement, m.Line = r.state.Head, r.line
		return nil, nil
	})
}

// alerted takes what happened since the ring's heads into an owner's alerts. New keys
// are in the statements in clear; only where there are some are lines opened, and of
// those members alone.
func (r *room) alerted(tx *data.Tx, m *keys.Membership) error {
	me, _ := r.state.Member(r.member)
	if !me.Owner || r.keys[keys.People] == nil || m.Statement.Seq >= r.state.Head.Seq || m.Statement.Hash == (keys.Hash{}) {
		return nil // the last: of a company just joined, what was before is not his to deal with
	}
	chain, err := tx.Statements(r.state.Company[:], m.Statement.Seq+1)
	if err != nil {
		return err
	}
	who := map[keys.ID]bool{}
	for _, row := range chain {
		st, err := keys.ParseStatement(row.Body)
		if err != nil {
			return damaged(err)
		}
		var body keys.Rekey
		if st.Kind == keys.KindRekey && keys.Decode(st.Body, &body) == nil && body.Reset == (keys.ID{}) {
			who[st.Author] = true
		}
	}
	if len(who) == 0 {
		return nil
	}
	return r.lineAlerts(tx, m, who)
}

// lineAlerts finds the lines of these members that say why their keys are new.
func (r *room) lineAlerts(tx *data.Tx, m *keys.Membership, who map[keys.ID]bool) error {
	for from := m.Line.Seq + 1; from < r.lines; from += batch {
		rows, err := tx.Lines(r.state.Company[:], from, batch)
		if err != nil {
			return err
		}
		for _, row := range rows {
			l, err := keys.ParseLine(row.Line)
			if err != nil {
				return damaged(err)
			}
			if !who[l.Actor] {
				continue
			}
			a, err := r.body(tx, l, row)
			if broken(err) {
				continue // told in the journal
			}
			if err != nil {
				return err
			}
			if a.Name == actKnown {
				m.Alert(keys.Alert{ID: l.ID, Time: l.Time, Who: l.Actor, Kind: keys.AlertKnown})
			}
		}
	}
	return nil
}
