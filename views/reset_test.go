package views

import (
	"context"
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
)

// fakeReset is a right code of a lost password.
type fakeReset struct {
	*fakeRescue
	knows, anew bool
	typed       string
}

func (f *fakeReset) Knows() bool { return f.knows }
func (f *fakeReset) Anew() bool  { return f.anew }
func (f *fakeReset) Obey(_ context.Context, typed string) error {
	f.typed = typed
	return f.fault
}

const someCode = "WSWX-GE4H-6T9C-98QA-BA3B-58YB-APDP-SJYS-HN1Y"

// resetAt gives the way in by a code on one of its pages.
func (d *doorTest) resetAt(way rescueWay, book rescueBook, at int, how rescueHow) *rescue {
	d.Helper()
	v := newRescue(d.page, rescueSpec{Way: way, Words: d.moment, Now: d.now, Secrets: &rescueSecrets{}, OnJoin: func(rescueBook) {},
		Open:     func(context.Context, string, string) (rescueBook, error) { return book, nil },
		OnCancel: func(string) {}, OnLate: func(string) {}, OnCopies: func(string, string) {}})
	if way == wayObey {
		v.spec.OnJoin = nil
	}
	if at > rescueAtKit {
		v.spec.Secrets.book, v.spec.Secrets.how = book, how
	}
	if how == rescueByNone {
		var err error
		if v.spec.Secrets.factor, err = book.NewFactor(d.Context()); err != nil {
			d.Fatal(err)
		}
	}
	v.at = at
	return v
}

func TestPicturesOfResets(t *testing.T) {
	for name, c := range map[string]struct {
		way         rescueWay
		at          int
		how         rescueHow
		knows, anew bool
	}{
		"reset-code":   {wayReset, rescueAtKit, "", true, false},
		"reset-phone":  {wayReset, rescueAtFactor, rescueByPhone, true, true},
		"reset-second": {wayReset, rescueAtFactor, rescueByReset, false, true},
		"obey-code":    {wayObey, rescueAtKit, "", true, false},
		"obey-factor":  {wayObey, rescueAtFactor, rescueByNone, true, false},
	} {
		waysOn(t, name, setupWidth, setupHeight, func(d *doorTest, _ string) shownView {
			return d.resetAt(c.way, &fakeReset{fakeRescue: newFakeRescue(d), knows: c.knows, anew: c.anew}, c.at, c.how)
		})
	}
	waysOn(t, "reset-slip", setupWidth, setupHeight, func(d *doorTest, _ string) shownView {
		return d.resetAt(wayReset, nil, rescueAtKit, "")
	}, func(d *doorTest) {
		newResetSlip(d.page, resetSlipSpec{Words: d.moment, Now: d.now, Slip: access.Slip{Email: "elise@kantoor.be", First: "Élise", Last: "Aubert",
			Company: "Boulangerie Bedrijf & Zonen", Color: "#9A4A2C", Code: someCode, QR: "TROUSSEAU-INVITE:1:" + someCode, By: "Margaux Bedrijf",
			Ends: doorStart.Add(7 * 24 * time.Hour).UnixMilli()}})
	})
}

// Who lost both has two codes: the second opens the enrolment, a wrong one is told at
// its field.
func TestTheCodeOfTheOtherReset(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	book := &fakeReset{fakeRescue: newFakeRescue(d), anew: true}
	v := d.resetAt(wayReset, book, rescueAtKit, "")
	d.show(v)
	v.reset.code.set(someCode)
	v.next()
	if v.at != rescueAtFactor || v.spec.Secrets.how != rescueByReset {
		t.Fatal("not asked for the second code", v.at, v.spec.Secrets.how)
	}
	book.fault = &access.WrongError{Code: true, Left: 4}
	v.factor.reset.set(someCode)
	v.next()
	if book.typed != someCode || v.factor.reset.field.Fault() == "" {
		t.Fatal("a wrong code is not told")
	}
	book.fault = nil
	v.next()
	if v.spec.Secrets.how != rescueByNone || v.spec.Secrets.factor == nil {
		t.Fatal("no new phone after the right code")
	}
}

// What is wrong with a code stands under it, in words of its own.
func TestResetCodesThatAreRefused(t *testing.T) {
	d := newDoorTestIn(t, "en")
	for _, fault := range []error{access.ErrNoCode, &access.CodeError{State: access.CodeExpired}, &access.CodeError{State: access.CodeCancelled},
		&access.InputError{Field: "code", Err: access.ErrFactorCode}} {
		v := d.resetAt(wayReset, nil, rescueAtKit, "")
		v.spec.Open = func(context.Context, string, string) (rescueBook, error) { return nil, fault }
		d.show(v)
		v.reset.code.set(someCode)
		v.next()
		if said := v.reset.code.field.Fault(); said == "" || said != d.page.Explain(fault) {
			t.Errorf("%v: %q", fault, said)
		}
	}
	v := d.resetAt(wayReset, nil, rescueAtKit, "")
	v.spec.Open = func(context.Context, string, string) (rescueBook, error) { return nil, errors.New("unexpected") }
	d.show(v)
	v.reset.code.set(someCode)
	v.next()
	if v.frame.message.Text() == "" {
		t.Error("an unexpected fault is not told")
	}
}
