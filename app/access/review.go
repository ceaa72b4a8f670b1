package access

import (
	"bytes"
	"context"
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// actReview is an access review that an owner signed (U12).
const actReview = "review.confirm"

// The facts of its line: how many keep their access, how many lost theirs.
const (
	factConfirmed = "confirmed"
	factRevoked   = "revoked"
)

// reviewEvery is after how many months an access review is due again.
const reviewEvery = 6

// reviewLimit bounds the sheet of a review, in bytes; with that of one row.
const reviewLimit = 4 << 20

// reviewRecord is the row of a review (table reviews, domain people).
type reviewRecord struct {
	Date    string `cbor:"1,keyasint"` // YYYY-MM-DD
	By      []byte `cbor:"2,keyasint"` // member id
	People  uint32 `cbor:"3,keyasint"`
	Revoked uint32 `cbor:"4,keyasint"`
	Sheet   []byte `cbor:"5,keyasint"` // the PDF
}

// Review is an access review that was done (U12). By is a member's id, also of one
// who is gone.
type Review struct {
	ID, Date, By    string // Date: YYYY-MM-DD
	People, Revoked int
}

// Reviews are those that were done, newest first, and when the next is due, Unix ms:
// half a year after the last, or after the company was founded.
type Reviews struct {
	Done []Review
	Due  int64
}

// ReviewDone is a review on its way into the file. Sheet is its PDF. Kept are the
// ids of everybody who keeps his access, one's own with them, and of the open
// invitations; Revoked is how many lost theirs.
type ReviewDone struct {
	Sheet   []byte
	Kept    []string
	Revoked int
}

// Reviews lists the reviews of the current company. Owners only. Errors:
// ErrForbidden, ErrTampered (also where the newest is not the one that was signed),
// ErrEnded.
func (s *Session) Reviews(ctx context.Context) (Reviews, error) {
	var out Reviews
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightOwner); err != nil {
			return err
		}
		rows, err := r.reviews(tx)
		if err != nil {
			return err
		}
		for _, one := range rows {
			out.Done = append(out.Done, Review{ID: one.id.String(), Date: one.Date, By: one.by(), People: int(one.People), Revoked: int(one.Revoked)})
		}
		out.Due = r.reviewDue()
		return nil
	})
	return out, err
}

// ReviewSheet gives the PDF of a review as it was signed. Owners only. Errors:
// *InputError of the field "review" where there is none of that id, and as Reviews.
func (s *Session) ReviewSheet(ctx context.Context, id string) ([]byte, error) {
	var out []byte
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightOwner); err != nil {
			return err
		}
		rows, err := r.reviews(tx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(one storedReview) bool { return one.id.String() == id })
		if i < 0 {
			return &InputError{Field: "review", Err: ErrOdd}
		}
		out = rows[i].Sheet
		return nil
	})
	return out, err
}

// ConfirmReview keeps the sheet of a review and signs its hash and day. Owners only.
// Errors: ErrChanged where somebody came or went since the list was read, who is in
// Kept and is gone or has access and is not; *InputError of the field "sheet";
// ErrForbidden, ErrTampered, ErrEnded.
func (s *Session) ConfirmReview(ctx context.Context, done ReviewDone) error {
	if len(done.Sheet) == 0 {
		return &InputError{Field: "sheet", Err: ErrEmpty}
	}
	if len(done.Sheet) > reviewLimit {
		return &InputError{Field: "sheet", Err: ErrLong}
	}
	a := act{name: actReview, right: rightOwner}.fact(factConfirmed, strconv.Itoa(len(done.Kept))).fact(factRevoked, strconv.Itoa(done.Revoked))
	return s.do(ctx, a, func(w *writer) (*change, error) {
		r := w.rooms[0]
		if !slices.Equal(r.entitled(w.now), sorted(done.Kept)) {
			return nil, ErrChanged
		}
		if _, err := r.reviews(w.tx); err != nil {
			return nil, err
		}
		at := w.signing(r)
		one := reviewRecord{Date: time.UnixMilli(at).UTC().Format(time.DateOnly), By: r.member[:], Revoked: uint32(done.Revoked), Sheet: done.Sheet,
			People: uint32(len(done.Kept) + done.Revoked)}
		plain, err := keys.Encode(one)
		if err != nil {
			return nil, err
		}
		id, err := keys.NewID(w.door.random)
		if err != nil {
			return nil, err
		}
		if err := w.put(r, data.TableReviews, keys.People, nil, id, plain); err != nil {
			return nil, err
		}
		return nil, w.state(r, func() (keys.Signed, error) {
			return keys.SignSetReview(&w.ring.Identity, r.state, r.member, at, keys.Review{Date: one.Date, Sheet: sha256.Sum256(done.Sheet)})
		})
	})
}

// entitled are the ids of everybody who has access, or may take it by an invitation
// that is open, ascending.
func (r *room) entitled(now int64) []string {
	var out []string
	for _, m := range r.state.Members() {
		if m.Standing(now) {
			out = append(out, m.ID.String())
		}
	}
	for _, i := range r.state.Invitations() {
		if i.Open(now) {
			out = append(out, i.Invite.Invitation.String())
		}
	}
	return sorted(out)
}

func sorted(ids []string) []string {
	out := slices.Clone(ids)
	slices.Sort(out)
	return out
}

// storedReview is a review with its row.
type storedReview struct {
	id keys.ID
	reviewRecord
}

func (s storedReview) by() string {
	id, err := keys.IDFrom(s.By)
	if err != nil {
		return "" // told as nobody
	}
	return id.String()
}

// reviews opens the reviews, newest first, and holds the last signed one against its
// hash: the statements that came before it are bound to theirs by the set of rows.
func (r *room) reviews(tx *data.Tx) ([]storedReview, error) {
	rows, err := r.load(tx, data.TableReviews, keys.People)
	if err != nil {
		return nil, err
	}
	signed, any := r.state.Review()
	out, found := make([]storedReview, 0, len(rows)), !any
	for _, row := range rows {
		one := storedReview{id: row.id}
		if err := keys.Decode(row.plain, &one.reviewRecord); err != nil {
			return nil, damaged(err)
		}
		sum := keys.Hash(sha256.Sum256(one.Sheet))
		found = found || one.Date == signed.Date && bytes.Equal(sum[:], signed.Sheet[:])
		out = append(out, one)
	}
	if !found {
		return nil, tampered("access review differs from its statement")
	}
	slices.SortStableFunc(out, func(a, b storedReview) int { return strings.Compare(b.Date, a.Date) })
	return out, nil
}

// reviewDue is half a year after the last review, or after somebody first had access.
func (r *room) reviewDue() int64 {
	if last, ok := r.state.Review(); ok {
		if day, err := time.Parse(time.DateOnly, last.Date); err == nil {
			return day.AddDate(0, reviewEvery, 0).UnixMilli()
		}
	}
	first := r.state.Time
	for _, m := range slices.Concat(r.state.Members(), r.state.Former()) {
		first = min(first, m.Since)
	}
	return time.UnixMilli(first).UTC().AddDate(0, reviewEvery, 0).UnixMilli()
}
