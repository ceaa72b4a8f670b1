package data

// Presence says that a session of an account is at work (P5). Anybody can write
// or delete such a row: what it says holds as far as its MAC does.
type Presence struct {
	Account []byte // 16 bytes
	Session []byte // 16 bytes, drawn for each session
	Since   int64  // ms
	MAC     []byte // 32 bytes
}

func (p *Presence) columns() []any { return []any{&p.Account, &p.Session, &p.Since, &p.MAC} }

// presenceSince is the schema version that brought the table.
const presenceSince = 3

// Presences lists the rows of an account by session; none where a file of
// OpenReadOnly is older than the table.
func (t *Tx) Presences(account []byte) ([]Presence, error) {
	if t.version < presenceSince {
		return nil, nil
	}
	return list(t, "Presences", (*Presence).columns,
		`SELECT account, session, since, mac FROM presence WHERE account = $1 ORDER BY session`, account)
}

// PutPresence inserts the row of a session or replaces it. The account may be one
// that the file does not hold.
func (t *Tx) PutPresence(p Presence) error {
	return t.put("PutPresence", `INSERT INTO presence (account, session, since, mac) VALUES ($1, $2, $3, $4)
		ON CONFLICT (account, session) DO UPDATE SET since = excluded.since, mac = excluded.mac`,
		p.Account, p.Session, p.Since, p.MAC)
}

// RemovePresence deletes the row of a session; none is no error.
func (t *Tx) RemovePresence(account, session []byte) error {
	return t.put("RemovePresence", `DELETE FROM presence WHERE account = $1 AND session = $2`, account, session)
}

// ClearPresences deletes every row of an account; none is no error.
func (t *Tx) ClearPresences(account []byte) error {
	return t.put("ClearPresences", `DELETE FROM presence WHERE account = $1`, account)
}
