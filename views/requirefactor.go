package views

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// factorBook is the reach of the switch of mandatory 2FA.
type factorBook interface {
	Security(ctx context.Context) (access.Security, error)
	RequireFactor(ctx context.Context, on bool) error
	Factor() (on bool, since int64)
}

// requireSpec is where the switch stands: whose company its questions name, with
// its colour (#RRGGBB), where a failure is told (Tell, with nil before the next
// try), the way to one's own enrolment, and what follows a change that was kept.
type requireSpec struct {
	Company  func() (name, color string)
	Tell     func(err error)
	OnEnrol  func()
	OnTurned func(on bool)
}

// requireFactor is the switch of mandatory 2FA (F9 to F12), the same in every
// window that shows it: enforcing names first who has no second factor, and is
// refused to an owner who has none himself (F10).
type requireFactor struct {
	page *kit.Page
	book factorBook
	spec requireSpec
	must *kit.Switch

	on, own bool // in force; the person has a second factor himself
	people  []access.Person
}

// newRequireFactor returns the switch with its two words, "" for none; it is off
// until Set.
func newRequireFactor(p *kit.Page, b factorBook, on, off string, s requireSpec) *requireFactor {
	r := &requireFactor{page: p, book: b, spec: s}
	r.must = kit.NewSwitch(on, off, r.turn)
	return r
}

// set shows what was read; people are the active members, as far as the person may
// see them.
func (r *requireFactor) set(s access.Security, people []access.Person) {
	r.on, r.people = s.Factor, people
	r.own, _ = r.book.Factor()
	r.must.SetOn(s.Factor)
	if s.Mine {
		r.must.Enable()
	} else {
		r.must.Disable()
	}
}

// turn acts on the switch.
func (r *requireFactor) turn(on bool) {
	r.spec.Tell(nil)
	lacking := perhapsWithout(r.people)
	switch {
	case !on || len(lacking) == 0 && r.own:
		r.require(on)
	case !r.own:
		r.must.SetOn(false)
		r.askEnrol()
	default:
		r.must.SetOn(false)
		r.askEnforce(lacking)
	}
}

// perhapsWithout are those without a second factor, and those of whom it is not
// known: before enforcing, nobody is left out whom it may concern.
func perhapsWithout(people []access.Person) []access.Person {
	var out []access.Person
	for _, p := range people {
		if !p.Factor || p.Stale {
			out = append(out, p)
		}
	}
	return out
}

func (r *requireFactor) confirm(s kit.ConfirmSpec) {
	name, color := r.spec.Company()
	s.Company, s.CompanyColor, s.Cancel = name, companyColor(color), r.page.T("files.cancel")
	kit.Confirm(r.page.Window, s)
}

// askEnrol tells an owner to begin with himself.
func (r *requireFactor) askEnrol() {
	t := r.page.T
	r.confirm(kit.ConfirmSpec{Title: t("gdpr.self"), Text: t("gdpr.self.text"), Verb: t("gdpr.self.verb"), OnDone: func(ok bool) {
		if ok {
			r.spec.OnEnrol()
		}
	}})
}

// askEnforce names who will have to enrol at his next sign-in.
func (r *requireFactor) askEnforce(lacking []access.Person) {
	t := r.page.T
	list := kit.VStack(8)
	for i, p := range lacking {
		if i == namedLacking {
			list.Add(kit.Muted(t("gdpr.enforce.more", "Count", len(lacking)-i)))
			break
		}
		row := kit.HStack(12, kit.Person(personInitials(p), 28), kit.Body(personName(p)), kit.Spacer())
		if p.Unreadable || p.Stale {
			row.Add(kit.Muted(t("gdpr.doubt")))
		}
		list.Add(row)
	}
	r.confirm(kit.ConfirmSpec{Title: t("gdpr.enforce"), Text: t("gdpr.enforce.text"), Body: list, Verb: t("gdpr.enforce.verb"), OnDone: func(ok bool) {
		if ok {
			r.must.SetOn(true)
			r.require(true)
		}
	}})
}

// namedLacking is how many are named before enforcing; more are told by number.
const namedLacking = 100

// require keeps the choice; on a failure the switch slides back and says why.
func (r *requireFactor) require(on bool) {
	kit.Do(r.page, turning{r.must}, func(ctx context.Context) error { return r.book.RequireFactor(ctx, on) }, func(err error) {
		switch {
		case err == nil:
			r.on = on
			r.spec.OnTurned(on)
			return
		case errors.Is(err, access.ErrEnforced): // the phone was given up meanwhile
			r.askEnrol()
		default:
			r.spec.Tell(err)
		}
		r.must.SetOn(r.on)
	})
}

// labelled is the switch with a name at its left, as beside a title.
func (r *requireFactor) labelled(name string) fyne.CanvasObject {
	return kit.HStack(12, kit.Body(name).Single(), r.must)
}
