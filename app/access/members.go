package access

import (
	"trousseau/app/keys"
	"trousseau/data"
)

// memberRecord is what the company keeps of a member (domain people): whether he
// is of the house, and the address under which he was taken in. Of somebody who was
// invited it stands from his invitation on, under the id that he keeps; the name is
// the inviter's word, until the member's own program reports one.
type memberRecord struct {
	Kind     uint8  `cbor:"1,keyasint"` // 1 internal, 2 external
	Email    string `cbor:"2,keyasint"`
	Since    int64  `cbor:"3,keyasint"`
	First    string `cbor:"4,keyasint,omitempty"`
	Last     string `cbor:"5,keyasint,omitempty"`
	Language string `cbor:"6,keyasint,omitempty"`
}

const kindInternal = 1

// addMember writes the record of a new member.
func (w *writer) addMember(r *room, id keys.ID, m memberRecord) error {
	plain, err := keys.Encode(m)
	if err != nil {
		return err
	}
	return w.put(r, data.TableMembers, keys.People, nil, id, plain)
}

// records opens what the company keeps of its members and of those invited.
func (r *room) records(tx *data.Tx) (map[keys.ID]memberRecord, error) {
	rows, err := r.load(tx, data.TableMembers, keys.People)
	if err != nil {
		return nil, err
	}
	out := make(map[keys.ID]memberRecord, len(rows))
	for _, row := range rows {
		var m memberRecord
		if err := keys.Decode(row.plain, &m); err != nil {
			return nil, damaged(err)
		}
		out[row.id] = m
	}
	return out, nil
}
