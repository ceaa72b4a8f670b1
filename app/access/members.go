package access

import (
	"trousseau/app/keys"
	"trousseau/data"
)

// memberRecord is what the company keeps of a member (domain people): whether he
// is of the house, and the address under which he was taken in.
type memberRecord struct {
	Kind  uint8  `cbor:"1,keyasint"` // 1 internal, 2 external
	Email string `cbor:"2,keyasint"`
	Since int64  `cbor:"3,keyasint"`
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
