package access

import (
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// event is a statement of the chain, as far as an explanation names it.
type event struct {
	seq  uint64
	time int64 // Unix ms
	by   keys.ID
}

// past is where a member's standing comes from: the newest statement of each kind.
type past struct {
	owner, disabled, until, reset event
	given, taken                  map[string]event
}

// pastOf walks the statements about a member. They were replayed before; here their
// hashes are followed to the head that was judged, so that the file cannot tell
// another story.
func (r *room) pastOf(tx *data.Tx, id keys.ID) (past, error) {
	chain, err := statements(tx, r.state.Company, 0)
	if err != nil {
		return past{}, err
	}
	w := walk{id: id, past: past{given: map[string]event{}, taken: map[string]event{}}, invited: map[keys.ID]offer{}}
	prev := keys.Hash{}
	for _, signed := range chain {
		st, err := keys.ParseStatement(signed.Bytes)
		if err != nil {
			return past{}, damaged(err)
		}
		if st.Prev != prev {
			return past{}, tampered("statements do not follow each other")
		}
		if prev = signed.StatementHash(); st.Seq > r.state.Head.Seq {
			break
		}
		if err := w.take(st); err != nil {
			return past{}, damaged(err)
		}
		if st.Seq == r.state.Head.Seq && prev != r.state.Head.Hash {
			return past{}, tampered("statements differ from those replayed")
		}
	}
	return w.past, nil
}

// offer is an invitation with the statement that made it.
type offer struct {
	body keys.Invite
	at   event
}

// walk collects the past of one member.
type walk struct {
	id      keys.ID
	past    past
	owner   bool
	rights  []string
	until   string
	invited map[keys.ID]offer
}

func (w *walk) take(st keys.Statement) error {
	at := event{seq: st.Seq, time: st.Time, by: st.Author}
	switch st.Kind {
	case keys.KindFound:
		if st.Author == w.id {
			w.become(true, nil, "", at)
		}
	case keys.KindInvite:
		var body keys.Invite
		if err := keys.Decode(st.Body, &body); err != nil {
			return err
		}
		w.invited[body.Invitation] = offer{body, at}
	case keys.KindAccept:
		var body keys.Accept
		if err := keys.Decode(st.Body, &body); err != nil {
			return err
		}
		if o, ok := w.invited[body.Invitation]; ok && st.Author == w.id {
			w.become(o.body.Owner, o.body.Rights, o.body.Until, o.at)
		}
	case keys.KindGrant:
		var body keys.Grant
		if err := keys.Decode(st.Body, &body); err != nil {
			return err
		}
		if body.Member == w.id {
			w.become(body.Owner, body.Rights, body.Until, at)
		}
	case keys.KindRevoke:
		return w.lose(st, at)
	case keys.KindRekey:
		var body keys.Rekey
		if err := keys.Decode(st.Body, &body); err != nil {
			return err
		}
		if st.Author == w.id && body.Reset != (keys.ID{}) {
			w.past.reset = at
		}
	}
	return nil
}

func (w *walk) lose(st keys.Statement, at event) error {
	var body keys.Revoke
	if err := keys.Decode(st.Body, &body); err != nil {
		return err
	}
	if body.Target != w.id {
		return nil
	}
	switch body.What {
	case keys.LoseOwner:
		w.become(false, body.Rights, w.until, at)
	case keys.LoseEntry:
		w.past.disabled = at
	}
	return nil
}

// become notes what a statement gave and took.
func (w *walk) become(owner bool, rights []string, until string, at event) {
	if owner && !w.owner {
		w.past.owner = at
	}
	if until != w.until {
		w.past.until = at
	}
	for _, right := range keys.Catalogue() {
		had, has := w.owner || slices.Contains(w.rights, right.Name), owner || slices.Contains(rights, right.Name)
		switch {
		case has && !had:
			w.past.given[right.Name] = at
		case had && !has:
			w.past.taken[right.Name] = at
		}
	}
	w.owner, w.rights, w.until = owner, rights, until
}
