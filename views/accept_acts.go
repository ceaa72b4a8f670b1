package views

import (
	"context"
	"errors"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// open looks the code up and shows where it leads.
func (v *accept) open() {
	typed := v.code.field.text()
	var book acceptBook
	v.do(func(ctx context.Context) (err error) {
		book, err = v.spec.Open(ctx, typed)
		return err
	}, func() {
		v.spec.Secrets.forget()
		v.spec.Secrets.book = book
		v.person.take(book)
		v.move(acceptAtPerson)
	})
}

// finish makes the account and signs the person in.
func (v *accept) finish() {
	s := v.spec.Secrets
	a := access.Acceptance{First: v.person.first.Text, Last: v.person.last.Text, Password: v.person.password.password(),
		Consent: v.person.password.consent(), Screen: v.spec.Screen, Kit: s.kit}
	if s.proved {
		a.Factor, a.Codes = s.factor, s.codes
	}
	var session *access.Session
	v.do(func(ctx context.Context) (err error) {
		session, err = v.spec.Accept(ctx, s.book, a)
		return err
	}, func() {
		s.forget()
		v.spec.OnDone(session)
	})
}

// do runs work behind the main button.
func (v *accept) do(work func(context.Context) error, then func()) {
	v.work(true)
	kit.Do(v.page, v.frame.main, work, func(err error) {
		v.work(false)
		if err == nil {
			then()
			return
		}
		v.refused(err)
	})
}

// work locks everything while something runs.
func (v *accept) work(on bool) {
	v.busy = on
	v.changed()
}

func (v *accept) tell(err error) { v.frame.tell(v.page.Explain(err)) }

// refused shows an error where it belongs: at its field, or above the button. A code
// that is good no more leads back to the first page.
func (v *accept) refused(err error) {
	var over *access.CodeError
	switch {
	case errors.As(err, &over) && v.at != acceptAtCode, errors.Is(err, access.ErrEnded):
		v.spec.Secrets.forget()
		v.move(acceptAtCode)
	case errors.Is(err, access.ErrAccount) && v.spec.Secrets.book != nil:
		v.tell(err)
		v.frame.message.SetAction(v.page.T("accept.join"), func() { v.join(v.spec.Secrets.book.Email()) })
		v.frame.relayout()
		return
	}
	for at := range setupPages {
		if v.step(at).refuse(err) {
			v.show(at)
			v.step(at).refuse(err) // again, now that the keyboard can go there
			revealFocus(v.page)
			return
		}
	}
	v.tell(err)
	if errors.Is(err, access.ErrTampered) {
		why := v.page.Explain(err)
		v.frame.message.SetAction(v.page.T("firstrun.copies"), func() {
			v.leave(func() {
				v.spec.Secrets.forget()
				v.spec.OnCopies(why)
			})
		})
		v.frame.relayout()
	}
}
