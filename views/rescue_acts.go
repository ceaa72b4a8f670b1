package views

import (
	"context"
	"errors"

	"trousseau/app/access"
)

// open looks the kit up, and goes on to the second factor, or past it where the
// account has none.
func (v *rescue) open() {
	email, typed := v.kit.email.Text, v.typed()
	var book rescueBook
	v.do(func(ctx context.Context) (err error) {
		book, err = v.spec.Open(ctx, email, typed)
		return err
	}, func() {
		joins := v.spec.Secrets.joins
		v.spec.Secrets.forget()
		v.spec.Secrets.book, v.spec.Secrets.joins = book, joins
		if v.spec.Way != wayOfKit {
			v.opened()
			return
		}
		if book.NeedsCode() {
			v.move(rescueAtFactor)
			return
		}
		v.spec.Secrets.proved = true
		v.rules()
	})
}

// rules reads what the new password is judged by, and whom the new sheet names,
// then asks the password.
func (v *rescue) rules() {
	var rules access.Rules
	var names access.Names
	book := v.spec.Secrets.book
	v.do(func(ctx context.Context) (err error) {
		if names, err = book.Names(ctx); err != nil {
			return err
		}
		rules, err = book.Rules(ctx)
		return err
	}, func() {
		v.spec.Secrets.names = names
		v.password.take(rules)
		v.move(rescueAtPassword)
	})
}

// finish writes everything in one act and signs the person in.
func (v *rescue) finish() {
	s := v.spec.Secrets
	r := access.Rescued{Kit: s.kit}
	if fresh := v.password.fresh; fresh != nil { // a lost phone asks no new password
		r.Password, r.Consent = fresh.password(), fresh.consent()
	}
	if s.how == rescueByNone {
		r.Factor, r.Codes = s.factor, s.codes
	}
	var session *access.Session
	v.do(func(ctx context.Context) (err error) {
		session, err = s.book.Finish(ctx, r)
		return err
	}, func() {
		s.forget()
		v.spec.OnDone(session)
	})
}

// rescueRefusal says that address or kit was not right, "" for any other error.
func (v *rescue) rescueRefusal(err error) string {
	var wrong *access.WrongError
	switch {
	case !errors.As(err, &wrong) || wrong.Code:
		return ""
	case wrong.Left > 0:
		return v.page.T("rescue.wrong", "Count", wrong.Left)
	}
	return v.page.T("rescue.wrongWait", "Count", seconds(wrong.Wait))
}
