package views

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// submit draws the sheet, keeps it and signs its hash.
func (r *reviewWindow) submit() {
	if r.sign.Disabled() {
		return
	}
	r.says.Clear()
	sheet := r.sheet()
	done := access.ReviewDone{Revoked: len(r.gone)}
	for _, u := range r.users {
		done.Kept = append(done.Kept, u.ID)
	}
	kit.Do(r.page, r.sign, func(ctx context.Context) (err error) {
		if done.Sheet, err = sheet.draw(); err != nil {
			return err
		}
		return r.book.ConfirmReview(ctx, done)
	}, func(err error) {
		switch {
		case errors.Is(err, access.ErrChanged):
			r.says.Set(kit.ToneWarning, "", r.page.T("review.changed"))
			r.refresh()
		case err != nil:
			r.says.Set(kit.ToneError, "", r.page.Explain(err))
		default:
			r.confirmed, r.gone = map[string]bool{}, nil
			r.says.Set(kit.ToneSuccess, "", r.page.T("review.signed"))
			r.says.SetAction(r.page.T("review.save"), func() {
				r.save(r.spec.Now().Format(time.DateOnly), func(context.Context) ([]byte, error) { return done.Sheet, nil })
			})
			r.refresh()
			r.spec.OnSigned()
		}
	})
}

// The draft is what was decided: who keeps his access, and who lost it.
const (
	draftConfirmed = "confirmed"
	draftGone      = "gone"
)

func (r *reviewWindow) draft() map[string]string {
	d := map[string]string{}
	var ids []string
	for id, on := range r.confirmed {
		if on {
			ids = append(ids, id)
		}
	}
	if slices.Sort(ids); len(ids) > 0 {
		d[draftConfirmed] = strings.Join(ids, " ")
	}
	if len(r.gone) > 0 {
		if packed, err := json.Marshal(r.gone); err == nil { // plain values always pack
			d[draftGone] = string(packed)
		}
	}
	return d
}

func (r *reviewWindow) restore(d map[string]string) {
	for _, id := range strings.Fields(d[draftConfirmed]) {
		r.confirmed[id] = true
	}
	if err := json.Unmarshal([]byte(d[draftGone]), &r.gone); err != nil {
		r.gone = nil // none was kept
	}
	if r.read {
		r.fill()
	}
}

func (r *reviewWindow) close() { r.leave(r.spec.OnClose) }

// leave asks before words that nobody signed are lost.
func (r *reviewWindow) leave(proceed func()) {
	if len(r.draft()) == 0 {
		proceed()
		return
	}
	t := r.page.T
	kit.Confirm(r.page.Window, kit.ConfirmSpec{Company: r.spec.Company, CompanyColor: companyColor(r.spec.Color), Title: t("review.leave"),
		Text: t("review.leave.text"), Verb: t("review.leave.verb"), Cancel: t("files.cancel"), Danger: true, OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		}})
}
