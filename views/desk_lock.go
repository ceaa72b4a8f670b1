package views

import (
	"context"
	"encoding/json"
	"errors"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// touch says that somebody is there.
func (d *Desk) touch() {
	if d.idle != nil {
		d.idle.Touch()
	}
}

// watch begins to look for an idle computer.
func (d *Desk) watch() {
	if d.start.testOnlyWithoutIdler {
		return
	}
	d.unwatch()
	d.idle = kit.NewIdle(d.runner, idleLimit, d.start.testOnlyClock, d.lock)
}

func (d *Desk) unwatch() {
	if d.idle != nil {
		d.idle.Stop()
		d.idle = nil
	}
}

// lock covers everything at once: the windows first, then the keys. What was
// typed goes into the session's sealed draft. An open dialog does not stop it.
func (d *Desk) lock() {
	s := d.visit.session
	if s == nil {
		return
	}
	d.unwatch()
	d.clipboard.Empty()
	drafts := d.drafts()
	packed, err := json.Marshal(drafts)
	if err != nil {
		d.start.Log.Error("draft", "err", err)
	}
	d.visit = visit{email: s.Email(), unsaved: unsaved(drafts), initials: kit.Initials(d.visit.seen.First, d.visit.seen.Last)}
	d.windows.CloseAll(winMain)
	d.showCover()
	d.runner.Go(func() (err error) {
		d.visit.locked, err = s.Lock(context.Background(), packed)
		return err
	}, func(err error) {
		if err != nil {
			d.start.Log.Error("lock", "err", err)
		}
		d.showLock()
	})
}

// drafts collects what was typed in every window.
func (d *Desk) drafts() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, key := range d.windows.Keys() {
		if s := d.scenes[key]; s != nil && s.view != nil {
			out[key] = s.view.draft()
		}
	}
	return out
}

// unsaved tells whether anything typed would be lost.
func unsaved(drafts map[string]map[string]string) bool {
	for _, draft := range drafts {
		if len(draft) > 0 {
			return true
		}
	}
	return false
}

// back opens what was open before the lock, with what was typed.
func (d *Desk) back(s *access.Session, locked *access.Locked) {
	packed, err := locked.Draft(s)
	drafts := map[string]map[string]string{}
	if err == nil {
		err = json.Unmarshal(packed, &drafts)
	}
	if err != nil {
		d.start.Log.Error("draft", "err", err)
	}
	d.visit = visit{session: s, email: s.Email()}
	d.watch()
	d.wear(d.personal(s.Screen()))
	d.showHouse(func() {
		for _, key := range []string{winCompany, winPersonal, winEnrol} {
			if draft, open := drafts[key]; open {
				d.reopen(key, draft)
			}
		}
	})
}

// signOut ends the session, if there is one.
func (d *Desk) signOut(ctx context.Context) {
	s := d.visit.session
	d.visit = visit{}
	d.unwatch()
	if s == nil {
		return
	}
	if err := s.Close(ctx); err != nil {
		d.start.Log.Error("sign out", "err", err)
	}
}

// leave signs out and shows the door again.
func (d *Desk) leave() {
	d.clipboard.Empty()
	d.windows.CloseAll(winMain)
	d.showCover()
	d.runner.Go(func() error {
		d.signOut(context.Background())
		return nil
	}, func(error) { d.door() })
}

// expired ends a session that was ended elsewhere.
func (d *Desk) expired() {
	if d.visit.session == nil {
		return
	}
	d.windows.CloseAll(winMain)
	d.signOut(context.Background())
	d.visit.fault = access.ErrEnded
	d.door()
}

// door shows the sign-in with the look that was asked for at the start.
func (d *Desk) door() {
	d.wear(access.Screen{Language: d.words.Lang(), Theme: d.start.Theme, Scale: 100})
	d.showSignIn()
}

func isEnded(err error) bool { return errors.Is(err, access.ErrEnded) }
