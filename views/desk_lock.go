package views

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

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
	d.idle = kit.NewIdle(d.runner, d.idleLimit(), d.start.testOnlyClock, d.lock)
	d.lookAround()
}

// idleLimit is what the person's companies say, the least of them.
func (d *Desk) idleLimit() time.Duration {
	if n := d.visit.session.IdleMinutes(); n > 0 {
		return time.Duration(n) * time.Minute
	}
	return idleLimit
}

// rewatch takes up an idle time that was changed.
func (d *Desk) rewatch() {
	if d.idle != nil && d.visit.session != nil {
		d.idle.SetLimit(d.idleLimit())
	}
}

func (d *Desk) unwatch() {
	if d.idle != nil {
		d.idle.Stop()
		d.idle = nil
	}
	d.lookAway()
}

// lock covers everything at once: the windows first, then the keys. What was
// typed goes into the session's sealed draft. An open dialog does not stop it.
func (d *Desk) lock() {
	if d.visit.session == nil {
		return
	}
	drafts := d.drafts()
	packed, err := json.Marshal(drafts)
	if err != nil {
		d.start.Log.Error("draft", "err", err)
	}
	// The address is not asked of the session, which may be waiting for the disk.
	behind := visit{email: d.visit.email, entry: d.visit.entry, unsaved: unsaved(drafts), initials: kit.Initials(d.visit.seen.First, d.visit.seen.Last)}
	s := d.clear()
	d.visit = behind
	var locked *access.Locked
	d.runner.Go(func() (err error) {
		locked, err = s.Lock(context.Background(), packed)
		return err
	}, func(err error) {
		if err != nil {
			d.start.Log.Error("lock", "err", withoutPaths(err))
		}
		if locked == nil { // it had ended before
			d.visit = visit{fault: access.ErrEnded}
			d.door()
			return
		}
		d.visit.locked = locked
		d.showLock()
	})
}

// clear takes everything of a session off the screen and gives the session,
// whose keys are to be dropped.
func (d *Desk) clear() *access.Session {
	s := d.visit.session
	if d.visit.copies != nil {
		d.visit.copies.stop()
	}
	d.visit, d.parting = visit{}, s
	d.unwatch()
	d.clipboard.Empty()
	d.windows.CloseAll(winMain)
	d.showCover()
	d.titles()
	return s
}

// drafts collects what was typed in every window beside the main one, which keeps
// nothing; or what still waits for its windows after a lock.
func (d *Desk) drafts() map[string]map[string]string {
	if d.visit.waiting != nil {
		return d.visit.waiting
	}
	out := map[string]map[string]string{}
	for _, key := range d.windows.Keys() {
		if s := d.scenes[key]; key != winMain && s != nil && s.view != nil {
			out[key] = s.view.draft()
		}
	}
	d.addCodes(out)
	return out
}

// unsaved tells whether anything typed would be lost, or codes that nobody has
// kept. Which tab was open, and a factor that nobody proved, are no loss.
func unsaved(drafts map[string]map[string]string) bool {
	for key, draft := range drafts {
		if codesAtStake(draft) {
			return true
		}
		switch key {
		case winKit:
			if draft[draftKept] != "" { // a sheet that would open nothing
				return true
			}
		case winRights: // whose they are is no loss
			if typedIn(draft) > 1 {
				return true
			}
		case winEnrol, winCodes, winPassword, winJournal: // what they show is drawn anew, and no draft keeps a password
		case winPersonal:
			if _, named := draft["first"]; named {
				return true
			}
		default:
			if typedIn(draft) > 0 {
				return true
			}
		}
	}
	return false
}

// typedIn counts what a draft holds beside the open tab.
func typedIn(draft map[string]string) int {
	n := len(draft)
	if _, tab := draft[draftTab]; tab {
		n--
	}
	return n
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
	d.visit = visit{session: s, email: s.Email(), entry: d.visit.entry, waiting: drafts, unsaved: unsaved(drafts)}
	d.watch()
	d.wear(d.personal(s.Screen()))
	if s.Duty() != access.NoDuty {
		d.backToDuty(drafts)
		return
	}
	d.showHouse(func() {
		d.visit.waiting, d.visit.unsaved = nil, false
		for _, key := range []string{winCompany, winNewCompany, winPersonal, winEnrol, winCodes, winPassword, winKit, winInvite, winRights, winJournal, winReview} {
			if draft, open := drafts[key]; open {
				d.reopen(key, draft)
			}
		}
	}, d.leave)
}

// signOut ends the session, if there is one, at the end of the program.
func (d *Desk) signOut(ctx context.Context) {
	s := d.visit.session
	d.visit = visit{}
	d.unwatch()
	d.end(ctx, s)
}

func (d *Desk) end(ctx context.Context, s *access.Session) {
	if s == nil {
		return
	}
	if err := s.Close(ctx); err != nil {
		d.start.Log.Error("sign out", "err", withoutPaths(err))
	}
}

// closing lets the view of a window ask first. The main window takes every other
// one along, so that all of them ask.
func (d *Desk) closing(key string) {
	if key == winMain {
		d.settleAll(d.askLocked)
		return
	}
	d.settle([]string{key}, func() { d.closeAside(key) })
}

// askLocked asks before the program ends while a lock keeps something typed.
func (d *Desk) askLocked() {
	if !d.visit.unsaved {
		d.quit()
		return
	}
	t, s := d.words.T, d.scenes[winMain]
	if s.asking != nil {
		s.asking.Hide()
	}
	s.asking = kit.Confirm(s.page.Window, kit.ConfirmSpec{
		Title: t("lock.quit.title"), Text: t("lock.quit.text"), Verb: t("lock.quit.verb"), Cancel: t("signin.cancel"), Danger: true,
		OnDone: func(ok bool) {
			if ok {
				d.quit()
			}
		},
	})
}

// settleAll lets every window ask, also one that came up from what was waited for:
// new codes are not lost to somebody who leaves while they are being written.
func (d *Desk) settleAll(proceed func()) {
	asked := d.windows.Keys()
	d.settle(asked, func() {
		d.settle(slices.DeleteFunc(d.windows.Keys(), func(key string) bool { return slices.Contains(asked, key) }), proceed)
	})
}

// settle lets windows ask, one after the other, about what was typed in them, and
// then proceeds. What a window beside the main one is saving is waited for, and
// codes that are being written wherever that is.
func (d *Desk) settle(keys []string, proceed func()) {
	if len(keys) == 0 {
		proceed()
		return
	}
	next := func() { d.settle(keys[1:], proceed) }
	s := d.scenes[keys[0]]
	if s == nil {
		next()
		return
	}
	if (keys[0] != winMain || d.visit.codes != nil) && s.page.Busy() {
		s.page.WhenIdle(func() { d.settle(keys, proceed) })
		return
	}
	l, asks := s.view.(leaver)
	if !asks {
		next()
		return
	}
	if s.view.draft() != nil {
		s.page.Window.RequestFocus()
	}
	l.leave(next)
}

// goodbye signs out as the person wishes: nothing typed is lost unasked.
func (d *Desk) goodbye() { d.settleAll(func() { d.leave(nil) }) }

// leave signs out and shows the door again, which tells why unless why is nil.
func (d *Desk) leave(why error) {
	s := d.clear()
	d.runner.Go(func() error {
		d.end(context.Background(), s)
		return nil
	}, func(error) {
		if why == nil && d.demo != nil {
			d.leaveDemo()
			return
		}
		d.visit.fault = why
		d.door()
	})
}

// expired ends a session that was ended elsewhere.
func (d *Desk) expired() {
	if d.visit.session != nil {
		d.leave(access.ErrEnded)
	}
}

// door shows the sign-in with the look that was asked for at the start.
func (d *Desk) door() {
	d.wear(access.Screen{Language: d.words.Lang(), Theme: d.start.Theme, Scale: 100})
	d.showSignIn()
}

func isEnded(err error) bool { return errors.Is(err, access.ErrEnded) }
