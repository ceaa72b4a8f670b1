package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// winRights is the rights editor, of one user at a time.
const winRights = "rights"

// draftMember is whose rights a draft of the editor is about.
const draftMember = "member"

// showRights opens the rights of a user; the editor of another one asks first.
func (d *Desk) showRights(u access.User) { d.turnRights(u.ID, func(*rightsWindow) {}) }

// showCompare opens them beside those of somebody else.
func (d *Desk) showCompare(u access.User) {
	d.turnRights(u.ID, func(w *rightsWindow) { w.onRead = func() { w.compare(nil) } })
}

// showExplain opens them with the question why.
func (d *Desk) showExplain(u access.User) {
	d.turnRights(u.ID, func(w *rightsWindow) { w.onRead = func() { w.explain("") } })
}

// turnRights shows the editor of a member and lets it begin.
func (d *Desk) turnRights(member string, begin func(*rightsWindow)) {
	open := func() {
		d.windows.Close(winRights)
		d.openRights(map[string]string{draftMember: member}, begin)
	}
	if s := d.scenes[winRights]; s != nil {
		w, ok := s.view.(*rightsWindow)
		switch {
		case ok && w.spec.Member == member:
			s.page.Window.RequestFocus()
			begin(w)
			if w.onRead != nil && w.user.ID != "" {
				w.onRead()
				w.onRead = nil
			}
		case ok:
			s.page.Window.RequestFocus()
			w.leave(open)
		default:
			open()
		}
		return
	}
	open()
}

// openRights opens the editor with a draft, which names the member.
func (d *Desk) openRights(draft map[string]string, begin func(*rightsWindow)) {
	s, member := d.visit.session, draft[draftMember]
	if member == "" {
		return
	}
	d.aside(winRights, "rights.window", fyne.NewSize(1200, 830), draft, func(p *kit.Page) view {
		c := d.visit.seen.Company
		w := newRights(p, s, rightsSpec{Member: member, Company: c.Name, Color: c.Color, Standing: s.Standing(), Words: d.words,
			Now: d.start.testOnlyClock, OnSaved: d.rightsChanged, OnClose: func() { d.closeAside(winRights) }})
		if begin != nil {
			begin(w)
			begin = nil
		}
		return w
	})
}

// rightsChanged shows in the main window what somebody may do from now on.
func (d *Desk) rightsChanged() {
	if s := d.scenes[winMain]; s != nil {
		if h, ok := s.view.(*houseWindow); ok {
			if page, ok := h.inside.(interface{ refresh() }); ok {
				page.refresh()
			}
		}
	}
}

// viewAs shows the company as a user sees it, until the banner's button (R15).
func (d *Desk) viewAs(u access.User) {
	p, s := d.scenes[winMain].page, d.visit.session
	d.settle(d.beside(), func() {
		kit.Do(p, nil, func(ctx context.Context) error { return s.ViewAs(ctx, u.ID) }, func(err error) {
			if err != nil {
				p.Fail(err)
				return
			}
			d.visit.viewed = fullName(u)
			d.windows.CloseAll(winMain)
			d.refreshHouse()
		})
	})
}

// endView gives the person his own view back.
func (d *Desk) endView() {
	p, s := d.scenes[winMain].page, d.visit.session
	d.settle(d.beside(), func() {
		kit.Do(p, nil, s.EndView, func(err error) {
			if err != nil {
				p.Fail(err)
				return
			}
			d.windows.CloseAll(winMain)
			d.refreshHouse()
		})
	})
}

// beside are the windows beside the main one.
func (d *Desk) beside() []string {
	var out []string
	for _, key := range d.windows.Keys() {
		if key != winMain {
			out = append(out, key)
		}
	}
	return out
}

// viewBanner says whose view it is, nil where it is the person's own.
func (d *Desk) viewBanner() fyne.CanvasObject {
	if d.visit.session.Standing().As == "" {
		return nil
	}
	return kit.NewBanner(kit.ToneError, "reveal", d.words.T("rights.view.banner", "Name", d.visit.viewed), d.words.T("rights.view.end"), d.endView)
}

// askShare makes a user an owner too, after the owner's own password and code (U8).
func (d *Desk) askShare(u access.User) {
	t, s, p := d.words.T, d.visit.session, d.scenes[winMain].page
	q := d.asking(t("rights.share.title", "Name", fullName(u)), t("rights.share.text", "Name", fullName(u)), t("rights.share.verb"))
	q.Code, _ = s.Factor()
	q.Do = func(ctx context.Context, password, code string) error {
		return s.ShareOwnership(ctx, access.Proof{Password: password, Code: code}, u.ID)
	}
	q.OnDone = func() { d.ownersChanged(t("rights.share.done", "Name", fullName(u))) }
	ask(p, q)
}

// askTransfer gives the ownership to a user; both sign.
func (d *Desk) askTransfer(u access.User) {
	t, s, c := d.words.T, d.visit.session, d.visit.seen.Company
	code, _ := s.Factor()
	askTransfer(d.scenes[winMain].page, s, transferSpec{Company: c.Name, Color: companyColor(c.Color), User: u, Code: code,
		OnDone: func() { d.ownersChanged(t("rights.transfer.done", "Name", fullName(u))) }})
}

// askDemote takes the ownership from another owner.
func (d *Desk) askDemote(u access.User) {
	t, s, p := d.words.T, d.visit.session, d.scenes[winMain].page
	q := d.asking(t("rights.demote.title", "Name", fullName(u)), t("rights.demote.text", "Name", fullName(u)), t("rights.demote.verb"))
	q.OnDone = func() { d.ownersChanged(t("rights.demote.done", "Name", fullName(u))) }
	kit.Load(p, s.Templates, func(templates []access.Template) { askDemoteOf(p, s, q, u, templates) }, nil)
}

// ownersChanged reads the house again, for somebody may do other things now.
func (d *Desk) ownersChanged(word string) {
	d.showHouse(func() {
		if s := d.scenes[winMain]; s != nil {
			s.page.Toasts.Show(kit.ToneSuccess, word, "", nil)
		}
	}, func(err error) { d.scenes[winMain].page.Fail(err) })
}
