package access

import (
	"context"

	"trousseau/app/keys"
	"trousseau/data"
)

// PutSealed writes one row under a domain's key, as the services of that domain will.
func PutSealed(ctx context.Context, s *Session, d keys.Domain, id keys.ID, plain []byte) error {
	return s.do(ctx, act{name: "test.row"}, func(w *writer) (*change, error) {
		return nil, w.put(w.rooms[0], data.TableReviews, d, nil, id, plain)
	})
}
