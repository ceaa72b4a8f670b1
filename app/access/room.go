package access

import (
	"bytes"

	"trousseau/app/keys"
	"trousseau/data"
)

// room is one company as a session sees it: the replayed rights, the keys that
// were found for the member, and the newest journal line with its set hashes.
type room struct {
	member  keys.ID
	state   *keys.State
	keys    map[keys.Domain]*keys.DomainKey
	line    keys.Head
	lines   uint64                  // how many lines there are
	latest  int64                   // time of the newest line, Unix ms
	sets    map[uint16]keys.SetHash // masked, as the newest line of each table gives them
	touched map[uint16]keys.SetHash // open, of the tables changed since the newest line
	own     bool                    // a line of the member himself was followed
	anchor  anchor
	known   bool // this computer saw the company before
	older   bool // the file lies behind what this computer saw, and an owner wants it
	// overtaken: an owner's word ended what the anchor remembers; it begins anew.
	overtaken bool
	// remade: an owner goes on with older rings; their marks begin anew.
	remade bool
}

// batch is how many journal lines are read at a time.
const batch = 500

// openRoom replays a company from the root pinned in the ring and holds it
// against the heads the ring and this computer last saw. No key is opened: the
// second factor comes first (F6), then openKeys.
// tolerant lets an older file pass, see TakeOlder.
func (d *Door) openRoom(tx *data.Tx, ring *keys.Ring, m keys.Membership, version uint64, tolerant bool) (*room, error) {
	r := &room{member: m.Member, keys: map[keys.Domain]*keys.DomainKey{}, sets: map[uint16]keys.SetHash{}}
	var err error
	r.anchor, r.known = d.anchors.read(m.Company)
	head, err := tx.Head(m.Company[:])
	if err != nil {
		return nil, damaged(err)
	}
	chain, err := statements(tx, m.Company, 0)
	if err != nil {
		return nil, err
	}
	if r.state, err = keys.Replay(m.Company, m.Root, chain); err != nil {
		return nil, damaged(err)
	}
	if r.overtaken, err = r.excused(tx, chain); err != nil {
		return nil, err
	}
	if err := r.behindAnchor(head, m, r.anchor.ring(ring.Account).Version, version, tolerant); err != nil {
		return nil, err
	}
	if r.state.ClockSet() > r.anchor.Statement.Seq {
		r.anchor.Time = r.state.Since(keys.SetClock) // an owner lowered the clock since, perhaps on another computer
	}
	seen := r.known && !r.older && !r.overtaken
	if !passes(chain, m.Statement) || seen && !passes(chain, r.anchor.Statement) || r.known && r.anchor.Root != m.Root {
		return nil, tampered("statements differ from those seen before")
	}
	if err := may(r.state, m.Member, ""); err != nil {
		return nil, err
	}
	if err := r.ended(d.now()); err != nil {
		return nil, err
	}
	if err := r.rejoin(tx, m); err != nil {
		return nil, err
	}
	if !sameHead(head, r) {
		return nil, tampered("heads differ from the chains")
	}
	return r, nil
}

// ended gives ErrEnded for a member who was taken off or whose last day is over,
// by the clock of this computer: the chain's own time may lie long back.
func (r *room) ended(now int64) error {
	if m, ok := r.state.Member(r.member); !ok || !m.Standing(max(now, r.state.Time)) {
		return ErrEnded
	}
	return nil
}

// statements reads a chain from a number on.
func statements(tx *data.Tx, company keys.ID, from uint64) ([]keys.Signed, error) {
	rows, err := tx.Statements(company[:], from)
	if err != nil {
		return nil, err
	}
	out := make([]keys.Signed, len(rows))
	for i, row := range rows {
		out[i] = keys.Signed{Bytes: row.Body, Signature: row.Signature}
		if hash := out[i].StatementHash(); row.Seq != from+uint64(i) || !bytes.Equal(row.Hash, hash[:]) {
			return nil, tampered("statement row differs from its contents")
		}
	}
	return out, nil
}

// passes tells whether a chain runs through a head seen before.
func passes(chain []keys.Signed, seen keys.Head) bool {
	return seen.Seq < uint64(len(chain)) && chain[seen.Seq].StatementHash() == seen.Hash
}

// rejoin finds the newest journal line the ring saw, and the one the anchor saw,
// and follows the journal from there to its end.
func (r *room) rejoin(tx *data.Tx, m keys.Membership) error {
	var err error
	if r.latest, err = lineAt(tx, m.Company, m.Line); err != nil {
		return err
	}
	if r.known && !r.older && !r.overtaken {
		if _, err = lineAt(tx, m.Company, r.anchor.Line); err != nil {
			return err
		}
	}
	r.line, r.lines = m.Line, m.Line.Seq+1
	for _, set := range m.Sets {
		r.sets[set.Table] = set
	}
	if err = r.followLines(tx); err != nil {
		return err
	}
	// Every line of his own was written together with his ring, which then saw it.
	if r.own {
		return tampered("ring older than its member's lines")
	}
	return nil
}

// lineAt compares one stored line with a head seen before and gives its time.
func lineAt(tx *data.Tx, company keys.ID, seen keys.Head) (int64, error) {
	rows, err := tx.Lines(company[:], seen.Seq, 1)
	if err != nil {
		return 0, err
	}
	if len(rows) != 1 || rows[0].Seq != seen.Seq || signedLine(rows[0]).LineHash() != seen.Hash {
		return 0, tampered("journal differs from what was seen before")
	}
	l, err := keys.ParseLine(rows[0].Line)
	return l.Time, damaged(err)
}

func signedLine(l data.Line) keys.Signed { return keys.Signed{Bytes: l.Line, Signature: l.Signature} }

// followLines takes in the lines behind the newest one known.
func (r *room) followLines(tx *data.Tx) error {
	for {
		rows, err := tx.Lines(r.state.Company[:], r.lines, batch)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := r.takeLine(row); err != nil {
				return damaged(err)
			}
		}
		if len(rows) < batch {
			return nil
		}
	}
}

// takeLine judges one line and takes its set hashes in.
func (r *room) takeLine(row data.Line) error {
	signed := signedLine(row)
	l, err := r.state.FollowsLine(r.line, r.lines == 0, signed)
	if err != nil {
		return err
	}
	hash := signed.LineHash()
	if row.Seq != l.Seq || (len(l.Change) == 0) != (len(row.Change.Bytes) == 0) || !bytes.Equal(row.Hash, hash[:]) || !bytes.Equal(row.ID, l.ID[:]) {
		return tampered("journal row differs from its line")
	}
	for _, set := range l.Sets {
		r.sets[set.Table] = set
	}
	r.line, r.lines, r.latest = keys.Head{Seq: l.Seq, Hash: hash}, l.Seq+1, l.Time
	r.own = r.own || l.Actor == r.member
	return nil
}

// refresh takes in what other sessions wrote since; the transaction holds the
// file's write lock, so that nothing can come between judging and writing.
func (r *room) refresh(tx *data.Tx) error {
	head, err := tx.Head(r.state.Company[:])
	if err != nil {
		return damaged(err)
	}
	if sameHead(head, r) {
		return nil
	}
	chain, err := statements(tx, r.state.Company, r.state.Head.Seq+1)
	if err != nil {
		return err
	}
	for _, signed := range chain {
		if err := r.state.Apply(signed); err != nil {
			return damaged(err)
		}
	}
	if err := r.followLines(tx); err != nil {
		return err
	}
	if !sameHead(head, r) {
		return tampered("heads differ from the chains")
	}
	return nil
}

func sameHead(h data.Head, r *room) bool {
	return h.StatementSeq == r.state.Head.Seq && bytes.Equal(h.StatementHash, r.state.Head.Hash[:]) &&
		h.LineSeq == r.line.Seq && bytes.Equal(h.LineHash, r.line.Hash[:])
}

// openKeys opens the wraps made for this member. An owner without one of the five
// keys, or anybody without that of all members, is a damaged file.
func (r *room) openKeys(tx *data.Tx, i *keys.Identity) error {
	public, err := i.EncryptionKey()
	if err != nil {
		return damaged(err)
	}
	id := keys.KeyID(public)
	wraps, err := tx.Wraps(r.state.Company[:], id[:])
	if err != nil {
		return err
	}
	for _, w := range wraps {
		d := keys.Domain(w.Domain)
		fact, ok := r.state.Epoch(d)
		if !ok || fact.Epoch != w.Epoch {
			continue
		}
		k, err := i.OpenWrap(r.state.Company, fact, w.Wrap)
		if err != nil {
			return damaged(err)
		}
		r.keys[d] = k
	}
	m, _ := r.state.Member(r.member)
	for _, d := range keys.Domains() {
		if r.keys[d] == nil && (m.Owner || d == keys.Common) {
			return tampered("key missing")
		}
	}
	return nil
}

// key gives a domain's key, or ErrForbidden for whoever does not hold it.
func (r *room) key(d keys.Domain) (*keys.DomainKey, error) {
	if k := r.keys[d]; k != nil {
		return k, nil
	}
	return nil, ErrForbidden
}

// clone copies what a transaction may change, so that a rolled-back one leaves nothing.
func (r *room) clone() *room {
	c := *r
	c.state = r.state.Clone()
	c.sets = make(map[uint16]keys.SetHash, len(r.sets))
	for t, s := range r.sets {
		c.sets[t] = s
	}
	c.touched = nil
	c.anchor.Rings = append([]ringMark(nil), r.anchor.Rings...)
	c.anchor.Restored = append([]keys.Hash(nil), r.anchor.Restored...)
	return &c
}

// wipe drops the keys.
func (r *room) wipe() {
	for _, k := range r.keys {
		k.Wipe()
	}
	r.keys = nil
}

// row is an opened row.
type row struct {
	id      keys.ID
	version uint64
	plain   []byte
}

// load opens every row of a table and compares the whole with the set hash of
// the journal: a row put back, changed or taken away is ErrTampered.
func (r *room) load(tx *data.Tx, table data.Table, d keys.Domain) ([]row, error) {
	k, err := r.key(d)
	if err != nil {
		return nil, err
	}
	stored, err := tx.Rows(table, r.state.Company[:])
	if err != nil {
		return nil, err
	}
	sum := k.EmptySet(table.Number())
	out := make([]row, 0, len(stored))
	for _, s := range stored {
		opened, err := r.open(k, table, s)
		if err != nil {
			return nil, err
		}
		k.Add(&sum, opened.id, opened.version, opened.plain)
		out = append(out, opened)
	}
	if r.set(k, table) != sum {
		return nil, tampered("rows differ from the journal's set hash")
	}
	return out, nil
}

// set gives the open set hash of a table.
func (r *room) set(k *keys.DomainKey, table data.Table) keys.SetHash {
	if open, ok := r.touched[table.Number()]; ok {
		return open
	}
	if masked, ok := r.sets[table.Number()]; ok {
		return k.Unmask(masked)
	}
	return k.EmptySet(table.Number())
}

func (r *room) open(k *keys.DomainKey, table data.Table, s data.Row) (row, error) {
	id, err := keys.IDFrom(s.ID)
	if err != nil {
		return row{}, damaged(err)
	}
	plain, err := k.OpenRow(keys.Context{Company: r.state.Company, Table: table.Number(), Row: id,
		Version: s.Version, Domain: keys.Domain(s.Domain), Epoch: s.Epoch}, s.Sealed)
	if err != nil {
		return row{}, damaged(err)
	}
	return row{id: id, version: s.Version, plain: plain}, nil
}
