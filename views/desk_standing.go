package views

import (
	"slices"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// refresher is a view that reads again what it shows, and keeps what was typed.
type refresher interface{ refresh() }

// stood takes up what the last look saw of what the person may do. An act of
// another member shows in what is open; where his own rights changed, everything is
// built again with what was typed, and what he may no longer use closes with a
// sentence (R9, R10).
func (w *deskTwins) stood(now access.Standing) {
	d, was := w.desk, w.stands
	switch {
	case now.Stamp == was.Stamp:
		return
	case sameRights(was, now):
		d.refreshAll()
	case d.scenes[winMain].page.Busy() || gains(was, now) && d.asks():
		return // an act of his own, such as going to another company, or a question: the next look
	default:
		d.standAnew(was, now)
	}
	w.stands, w.behind = now, true
}

// sameRights tells that two standings allow the same to the same member.
func sameRights(a, b access.Standing) bool {
	return a.Company == b.Company && a.Member == b.Member && a.As == b.As && a.Owner == b.Owner && slices.Equal(a.Rights, b.Rights) && slices.Equal(a.Domains, b.Domains)
}

// gains tells that nothing was lost.
func gains(was, now access.Standing) bool {
	lost := func(right string) bool { return !now.May(right) }
	return was.Company == now.Company && was.As == now.As && (now.Owner || !was.Owner) && !slices.ContainsFunc(was.Rights, lost)
}

// asks tells whether a question stands over the main window.
func (d *Desk) asks() bool { return d.scenes[winMain].page.Window.Canvas().Overlays().Top() != nil }

// refreshAll lets every window that can read again what it shows.
func (d *Desk) refreshAll() {
	for _, key := range d.windows.Keys() {
		s := d.scenes[key]
		if s == nil || s.page.Closed() {
			continue
		}
		shown := s.view
		if h, ok := shown.(*houseWindow); ok {
			shown = h.inside
		}
		if r, ok := shown.(refresher); ok {
			r.refresh()
		}
	}
}

// asideRights names the rights without which a window beside the main one has
// nothing to show; the others fit themselves to what is allowed. Somebody who sees
// with another's eyes has none of those that write.
func asideRights(key string) string {
	switch key {
	case winRights:
		return userSee
	case winInvite:
		return keys.RightInvite
	case winJournal:
		return rightJournal
	case winReview:
		return "owner" // no list of rights has it
	}
	return ""
}

// standAnew builds everything again for what the person may do from now.
func (d *Desk) standAnew(was, now access.Standing) {
	t, s := d.words.T, d.visit.session
	word := t("standing.changed")
	switch {
	case was.Company != now.Company:
		word = t("standing.company", "Company", d.visit.seen.Company.Name)
		d.windows.CloseAll(winMain)
	case was.As != now.As:
		word = "" // his own doing, which the banner tells
	}
	for _, key := range d.windows.Keys() {
		sc := d.scenes[key]
		switch {
		case key == winMain || sc == nil || sc.view == nil:
		case !now.May(asideRights(key)):
			word = t("standing.closed")
			d.windows.Close(key)
		case !sc.stale:
			sc.stale = true
			sc.page.WhenIdle(func() { d.renew(sc, sc.view.draft()) })
		}
	}
	entry := d.visit.entry
	kit.Load(d.windows.Page(winMain), s.Overview, func(o access.Overview) {
		main := d.scenes[winMain]
		h, house := main.view.(*houseWindow)
		if d.visit.session != s || !house {
			return
		}
		draft := h.draft()
		if was.Company != now.Company {
			draft = nil
		}
		d.visit.seen = o
		d.renew(main, draft)
		d.titles()
		if h, ok := main.view.(*houseWindow); ok && entry != "" && h.chosen != entry {
			d.visit.entry = h.chosen
			word = t("standing.closed")
		}
		if word != "" {
			main.page.Toasts.Show(kit.ToneInfo, word, "", nil)
		}
	}, func(err error) { d.scenes[winMain].page.Fail(err) })
}
