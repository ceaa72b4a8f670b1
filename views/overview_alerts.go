package views

import (
	"context"
	"errors"
	"strings"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// alertNotes tell an owner what he has not dealt with yet (P6): each stays until he
// ticks it off.
func (o *overviewPage) alertNotes(r overviewReader, a overviewRead) {
	t := r.page.T
	for _, alert := range a.alerts {
		moment := r.moment(time.UnixMilli(alert.Time))
		text := t("overview.alert.known", "Moment", moment)
		if name := strings.TrimSpace(a.names[alert.Who]); name != "" {
			text = t("overview.alert.known.name", "Name", name, "Moment", moment)
		}
		o.note(kit.ToneError, text).SetAction(t("overview.alert.tick"), func() { o.tick(alert) })
	}
}

// tick is the owner's word that he dealt with an alert; one that is gone meanwhile
// goes from the page too.
func (o *overviewPage) tick(a access.Alert) {
	kit.Do(o.page, nil, func(ctx context.Context) error { return o.book.TickAlert(ctx, a.ID) }, func(err error) {
		if err != nil && !errors.Is(err, access.ErrChanged) {
			o.page.Fail(err)
			return
		}
		o.load()
	})
}
