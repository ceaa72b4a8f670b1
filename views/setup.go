package views

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// The size of the set-up window, in units.
const setupWidth, setupHeight = 1040, 776

// setup leads from nothing to a company with its owner (picture 02).
type setup struct {
	page    *kit.Page
	book    setupBook
	spec    setupSpec
	company *setupCompany
	owner   *setupOwner
	factor  *setupFactor
	kit     *setupKit
	frame   *setupShell
	at      int
	busy    bool
	asking  *kit.Dialog       // whether to leave
	blank   map[string]string // the draft of an untouched set-up
}

func newSetup(p *kit.Page, b setupBook, s setupSpec) *setup {
	if s.Secrets == nil {
		s.Secrets = &setupSecrets{}
	}
	v := &setup{page: p, book: b, spec: s}
	v.frame = newSetupShell(p, setupMoves{back: v.back, next: v.next, later: v.later})
	v.company = newSetupCompany(v)
	v.owner = newSetupOwner(v)
	v.factor = newSetupFactor(v)
	v.kit = newSetupKit(v)
	v.blank = v.draft()
	return v
}

func (v *setup) step(i int) setupStep {
	return [setupPages]setupStep{v.company, v.owner, v.factor, v.kit}[i]
}

func (v *setup) build() fyne.CanvasObject {
	frame := v.frame.build()
	v.show(v.at)
	return frame
}

// show brings a page into sight; what it needs and cannot get is told there.
func (v *setup) show(at int) {
	v.at = at
	err := v.step(at).arrive()
	v.frame.show(at, v.step(at))
	v.frame.tell("")
	if err != nil {
		v.tell(err)
	}
	v.changed()
}

// changed brings everything outside the page in step with what was typed.
func (v *setup) changed() {
	if v.frame.stage == nil {
		return // still being made
	}
	c := v.company.form.value()
	v.frame.mark.set(c.Name, c.Color)
	v.frame.lock(v.step(v.at).locked(), v.busy, v.at == setupAtFactor && !v.spec.Secrets.proved)
}

func (v *setup) focus() { v.step(v.at).focus() }

// move shows a page with the keyboard in it.
func (v *setup) move(at int) {
	v.show(at)
	v.focus()
}

func (v *setup) back() {
	switch {
	case v.busy:
	case v.at == setupAtCompany:
		v.leave(v.cancel)
	default:
		v.move(v.at - 1)
	}
}

func (v *setup) next() {
	switch {
	case v.busy:
	case !v.step(v.at).check():
		revealFocus(v.page)
	case v.at == setupAtKit:
		v.found()
	default:
		v.move(v.at + 1)
	}
}

// later goes on without a second factor.
func (v *setup) later() {
	if !v.busy {
		v.move(setupAtKit)
	}
}

// keys takes Escape as the way back.
func (v *setup) keys(e *fyne.KeyEvent) bool {
	return stepKeys(e, v.back, v.next)
}

// leave asks before what was typed is lost; proceed then goes.
func (v *setup) leave(proceed func()) {
	if v.busy {
		return // the company is being written: a moment
	}
	if maps.Equal(v.draft(), v.blank) && !v.spec.Secrets.drawn {
		proceed()
		return
	}
	t := v.page.T
	if v.asking != nil {
		v.asking.Hide()
	}
	v.asking = kit.Confirm(v.page.Window, kit.ConfirmSpec{
		Title: t("setup.leave.title"), Text: t("setup.leave.text"),
		Verb: t("setup.leave.verb"), Cancel: t("setup.leave.stay"),
		OnDone: func(ok bool) {
			if ok {
				v.spec.Secrets.forget()
				proceed()
			}
		},
	})
}

func (v *setup) cancel() {
	v.spec.Secrets.forget()
	v.spec.OnCancel()
}

// found writes the company; until it is there nothing of it is.
func (v *setup) found() {
	f := access.Founding{Company: v.company.form.value(), Owner: v.owner.value(), Screen: v.spec.Screen, Kit: v.spec.Secrets.kit}
	if v.spec.Secrets.proved {
		f.Factor, f.Codes = v.spec.Secrets.factor, v.spec.Secrets.codes
	}
	var session *access.Session
	v.work(true)
	kit.Do(v.page, v.frame.main, func(ctx context.Context) (err error) {
		session, err = v.book.Found(ctx, f)
		return err
	}, func(err error) {
		v.work(false)
		if err != nil {
			v.refused(err)
			return
		}
		v.spec.Secrets.forget()
		v.spec.OnDone(session)
	})
}

func (v *setup) work(on bool) {
	v.busy = on
	v.changed()
}

// refused shows an error where it belongs: at its field, or above the button.
func (v *setup) refused(err error) {
	var input *access.InputError
	if errors.As(err, &input) {
		for at := range setupPages {
			if v.step(at).refuse(err) {
				v.show(at)
				v.step(at).refuse(err) // again, now that the keyboard can go there
				revealFocus(v.page)
				return
			}
		}
	}
	v.tell(err)
}

func (v *setup) tell(err error) { v.frame.tell(v.page.Explain(err)) }

// draft is everything typed, with the page it stands on.
func (v *setup) draft() map[string]string {
	all := map[string]string{"page": strconv.Itoa(v.at)}
	for at := range setupPages {
		for key, text := range v.step(at).draft() {
			all[strconv.Itoa(at)+"."+key] = text
		}
	}
	return all
}

func (v *setup) restore(draft map[string]string) {
	parts := map[string]map[string]string{}
	for key, text := range draft {
		at, name, _ := strings.Cut(key, ".")
		if parts[at] == nil {
			parts[at] = map[string]string{}
		}
		parts[at][name] = text
	}
	for at := range setupPages {
		if part := parts[strconv.Itoa(at)]; part != nil {
			v.step(at).restore(part)
		}
	}
	if at, err := strconv.Atoi(draft["page"]); err == nil && at >= 0 && at < setupPages {
		v.show(at)
	}
}
