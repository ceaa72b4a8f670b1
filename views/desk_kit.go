package views

import (
	"context"
	"encoding/base64"
	"sync"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// openKit shows a new kit in a window of its own. Until the last group of its sheet
// was read, the older kit stays in force. Whichever way that window goes, the kit
// goes with it; a lock keeps a copy in its sealed draft.
func (d *Desk) openKit(drawn access.Kit, draft map[string]string) {
	o, number := d.visit.seen, drawn.Number()
	book := &renewOnce{session: d.visit.session, kit: drawn}
	if w := d.windows.Window(winKit); w != nil { // the password was asked in two windows
		d.forget(book)
		w.RequestFocus()
		return
	}
	sheet := kitPaper{Company: o.Company.Name, Owner: o.First + " " + o.Last, Email: o.Email, Kit: drawn, Date: d.start.testOnlyClock()}
	d.aside(winKit, "personal.kit.window", actSize(actMost), draft, func(p *kit.Page) view {
		return renewing{newRenewKit(p, book, renewSpec{Paper: sheet, Color: companyColor(o.Company.Color), Printer: kitPrinterHere(),
			OnDone: func() {
				d.closeAside(winKit)
				d.renewed(d.words.T("personal.kit.done", "Number", number))
			},
			OnCancel: func() { d.closeAside(winKit) }})}
	})
	d.windows.Page(winKit).OnClose(func() { d.forget(book) })
}

// renewOnce lets a kit be wiped while it is being put in force: never a half of it
// is.
type renewOnce struct {
	session *access.Session
	kit     access.Kit

	mu    sync.Mutex
	wiped bool
}

// RenewKit implements renewBook.
func (r *renewOnce) RenewKit(ctx context.Context, k access.Kit) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.wiped {
		return access.ErrEnded
	}
	return r.session.RenewKit(ctx, k)
}

func (r *renewOnce) wipe() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wiped = true
	r.kit.Wipe()
}

// renewing keeps the kit in the sealed draft, so that a sheet that was printed is
// the right one after a lock too.
type renewing struct{ *renewKit }

const draftKit = "kit"

func (r renewing) draft() map[string]string {
	draft := r.renewKit.draft()
	if state, err := r.spec.Paper.Kit.State(); err == nil {
		draft[draftKit] = base64.StdEncoding.EncodeToString(state)
	}
	return draft
}

// reopenKit shows a kit again that was on the screen before a lock. One that was
// being put in force is told to be so, where that reached the file.
func (d *Desk) reopenKit(draft map[string]string) {
	state, err := base64.StdEncoding.DecodeString(draft[draftKit])
	if err != nil {
		return
	}
	drawn, inForce, err := d.visit.session.ResumeKit(state)
	switch {
	case err == nil && inForce:
		d.renewed(d.words.T("personal.kit.done", "Number", drawn.Number()))
		drawn.Wipe()
	case err == nil:
		d.openKit(drawn, draft)
	case draft[draftKept] != "":
		d.scenes[winMain].page.Toasts.Show(kit.ToneError, d.words.T("personal.kit.lost"), "", nil)
	}
}
