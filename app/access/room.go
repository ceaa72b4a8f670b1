package access

import (
	"bytes"
	"maps"

	"trousseau/app/keys"
	"trousseau/data"
)

// room is one company as a session sees it: the replayed rights, the keys that
// were found for the member, and the newest journal line with its set hashes.
type room struct {
	member  keys.ID
	state   *keys.State
	keys    map[keys.Domain]*keys.DomainKey // the newest epochs
	former  map[epoch]*keys.DomainKey       // as far as they were asked for
	line    keys.Head
	lines   uint64                  // how many lines there are
	latest  int64                   // time of the newest line, Unix ms
	sets    map[uint16]keys.SetHash // masked, as the newest line of each table gives them
	touched map[uint16]keys.SetHash // open, of the tables changed since the newest line
	own     bool                    // a line of the member himself was followed
	stmt    uint64                  // the statement that the newest line names
	as      keys.ID                 // whose view the member has taken; zero: his own
	by      *keys.Identity          // former keys by which the company still knows him; nil: the present ones, see catchUp
	outside bool                    // his keys were renewed elsewhere since, by the reset of his password
	shared  bool                    // state is another room's too: copied before it changes
	anchor  anchor
	known   bool // this computer saw the company before
	older   bool // the file lies behind what this computer saw, and an owner wants it
	// overtaken: an owner's word ended what the anchor remembers; it begins anew.
	overtaken bool
	// remade: an owner goes on with older rings; their marks begin anew.
	remade bool
}

func newRoom(member keys.ID) *room {
	return &room{member: member, keys: map[keys.Domain]*keys.DomainKey{}, former: map[epoch]*keys.DomainKey{}, sets: map[uint16]keys.SetHash{}}
}

// batch is how many journal lines are read at a time.
const batch = 500

// openRoom replays a company from the root pinned in the ring and holds it
// against the heads the ring and this computer last saw. No key is opened: the
// second factor comes first (F6), then openKeys.
// tolerant lets an older file pass, see TakeOlder.
func (d *Door) openRoom(tx *data.Tx, ring *keys.Ring, m keys.Membership, version uint64, tolerant bool) (*room, error) {
	r := newRoom(m.Member)
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
	if r.foreign(&ring.Identity) {
		if r.by = r.knownBy(ring); r.by == nil {
			return nil, ErrEnded // he has other keys here: nothing of his would be taken
		}
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
	if m, ok := r.state.Member(r.member); !ok || r.outside || !m.Standing(max(now, r.state.Time)) {
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
	seen, err := lineAt(tx, m.Company, m.Line)
	if err != nil {
		return err
	}
	r.latest, r.stmt = seen.Time, seen.Statement
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

// lineAt compares one stored line with a head seen before and gives it.
func lineAt(tx *data.Tx, company keys.ID, seen keys.Head) (keys.Line, error) {
	rows, err := tx.Lines(company[:], seen.Seq, 1)
	if err != nil {
		return keys.Line{}, err
	}
	if len(rows) != 1 || rows[0].Seq != seen.Seq || signedLine(rows[0]).LineHash() != seen.Hash {
		return keys.Line{}, tampered("journal differs from what was seen before")
	}
	l, err := keys.ParseLine(rows[0].Line)
	return l, damaged(err)
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
	// The statement named is what a key is judged by: a line that names an earlier
	// one, or none any more, would let a former key sign.
	if l.Statement < r.stmt {
		return tampered("journal line of an earlier statement")
	}
	for _, set := range l.Sets {
		// Who lost a domain has its former keys, and may sign lines still: a sum is made
		// by the key that was the newest when the act began, or by a later one.
		if set.Epoch < r.state.EpochAt(set.Domain, r.stmt) {
			return tampered("set hash by a former key")
		}
	}
	r.stmt = l.Statement
	for _, set := range l.Sets {
		r.sets[set.Table] = set
	}
	r.line, r.lines, r.latest = keys.Head{Seq: l.Seq, Hash: hash}, l.Seq+1, l.Time
	r.own = r.own || l.Actor == r.member
	return nil
}

// refresh takes in what other sessions wrote since; the transaction holds the
// file's write lock, so that nothing can come between judging and writing. moved tells that there
// were statements.
func (r *room) refresh(tx *data.Tx) (moved bool, err error) {
	head, err := tx.Head(r.state.Company[:])
	if err != nil {
		return false, damaged(err)
	}
	if sameHead(head, r) {
		return false, nil
	}
	chain, err := statements(tx, r.state.Company, r.state.Head.Seq+1)
	if err != nil {
		return false, err
	}
	for _, signed := range chain {
		if err := r.apply(signed); err != nil {
			return false, damaged(err)
		}
	}
	if err := r.followLines(tx); err != nil {
		return false, err
	}
	if !sameHead(head, r) {
		return false, tampered("heads differ from the chains")
	}
	return len(chain) > 0, nil
}

// apply takes a statement into the room's state, which by then is its own.
func (r *room) apply(signed keys.Signed) error {
	if r.shared {
		r.state, r.shared = r.state.Clone(), false
	}
	return r.state.Apply(signed)
}

func sameHead(h data.Head, r *room) bool {
	return h.StatementSeq == r.state.Head.Seq && bytes.Equal(h.StatementHash, r.state.Head.Hash[:]) &&
		h.LineSeq == r.line.Seq && bytes.Equal(h.LineHash, r.line.Hash[:])
}

// clone copies what a transaction may change, so that a rolled-back one leaves nothing.
func (r *room) clone() *room {
	c := *r
	c.shared = true             // the state of many members is not copied for a look
	c.keys = maps.Clone(r.keys) // those of older epochs are shared: they only come in
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
	for _, k := range r.former {
		k.Wipe()
	}
	r.keys, r.former = nil, nil
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
	set, k, err := r.set(tx, table, d)
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
		opened, err := r.open(tx, d, table, s)
		if err != nil {
			return nil, err
		}
		k.Add(&sum, opened.id, opened.version, opened.plain)
		out = append(out, opened)
	}
	if set != sum {
		return nil, tampered("rows differ from the journal's set hash")
	}
	return out, nil
}

// set gives the open set hash of a table with the key that made it: that of the
// epoch in which the table was last changed.
func (r *room) set(tx *data.Tx, table data.Table, d keys.Domain) (keys.SetHash, *keys.DomainKey, error) {
	if open, ok := r.touched[table.Number()]; ok {
		k, err := r.at(tx, d, open.Epoch)
		return open, k, err
	}
	masked, ok := r.sets[table.Number()]
	if !ok {
		k, err := r.key(d)
		if err != nil {
			return keys.SetHash{}, nil, err
		}
		return k.EmptySet(table.Number()), k, nil
	}
	if masked.Domain != d {
		return masked, nil, tampered("set hash of another domain")
	}
	k, err := r.at(tx, d, masked.Epoch)
	if err != nil {
		return masked, nil, err
	}
	return k.Unmask(masked), k, nil
}

func (r *room) open(tx *data.Tx, d keys.Domain, table data.Table, s data.Row) (row, error) {
	id, err := keys.IDFrom(s.ID)
	if err != nil {
		return row{}, damaged(err)
	}
	k, err := r.at(tx, d, s.Epoch)
	if err != nil {
		return row{}, err
	}
	plain, err := k.OpenRow(keys.Context{Company: r.state.Company, Table: table.Number(), Row: id,
		Version: s.Version, Domain: keys.Domain(s.Domain), Epoch: s.Epoch}, s.Sealed)
	if err != nil {
		return row{}, damaged(err)
	}
	return row{id: id, version: s.Version, plain: plain}, nil
}
