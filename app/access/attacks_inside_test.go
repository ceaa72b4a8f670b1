package access

import "context"

// Backdate writes a line as a member's modified program could: of another time.
func Backdate(ctx context.Context, s *Session, at int64) error {
	return s.do(ctx, act{name: actBackup}, func(w *writer) (*change, error) {
		w.at = at
		return nil, nil
	})
}
