package access_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// What a method asks besides a right of the catalogue.
const (
	needsNothing = ""      // his own account, or what every member reads
	needsOwner   = "owner" // no right gives it
)

// cell is one row of the matrix: a method of the session, the right that it asks, and
// a call with arguments that reach the judgement. A nil call stands for an act on
// one's own account, proved elsewhere.
type cell struct {
	need string
	call func(m *matrix, s *access.Session) error
}

// matrix is the company in which every cell is tried.
type matrix struct {
	*world
	copied *data.File
	proof  access.Proof // of whoever calls
	target access.User
}

// ghost is the id of nobody: acts on it are judged and then find nobody.
const ghost = "000102030405060708090a0b0c0d0e0f"

func told[T any](_ T, err error) error { return err }

var somebody = access.NewInvitation{Emails: []string{"iemand@kantoor.be"}, Internal: true, Language: "nl"}

// cells has a row for every exported method: a method without one fails the test.
func cells() map[string]cell {
	return merged(ownCells(), userCells(), companyCells(), otherCells())
}

func merged(of ...map[string]cell) map[string]cell {
	out := map[string]cell{}
	for _, part := range of {
		for name, c := range part {
			if _, twice := out[name]; twice {
				panic(name)
			}
			out[name] = c
		}
	}
	return out
}

// ownCells are acts on one's own account and what needs no file.
func ownCells() map[string]cell {
	out := map[string]cell{}
	for _, name := range strings.Fields(`BeginEnrolment BeginKit ChangeEmail ChangeName ChangePassword ChangeScreen Close ConfirmTime DropFactor Duty Email
		Enrol Enrolled Factor HasRecovery IdleMinutes KitRecipient KnownPassword Lock MayChangeCompany NewRecovery RecordBackup RecordOffSite RenewKit
		RenewRecovery ResumeEnrolment ResumeKit ResumeRecovery Screen SignIns Standing Switch Twins EndView Alerts TickAlert KnownKit AnchorFault`) {
		out[name] = cell{need: needsNothing}
	}
	return out
}

func userCells() map[string]cell {
	return map[string]cell{
		"People": {"users.view", func(m *matrix, s *access.Session) error { return told(s.People(m.ctx())) }},
		"Users":  {"users.view", func(m *matrix, s *access.Session) error { return told(s.Users(m.ctx())) }},
		"Explain": {"users.view", func(m *matrix, s *access.Session) error {
			return told(s.Explain(m.ctx(), m.target.ID, "customers.view"))
		}},
		"ViewAs": {"users.view", func(m *matrix, s *access.Session) error {
			return errors.Join(s.ViewAs(m.ctx(), m.target.ID), s.EndView(m.ctx()))
		}},
		"NoteExport": {"users.view", func(m *matrix, s *access.Session) error {
			return s.NoteExport(m.ctx(), access.ExportUsers, "csv", 1)
		}},
		"Invite": {"users.invite", func(m *matrix, s *access.Session) error { return told(s.Invite(m.ctx(), somebody)) }},
		"InviteTo": {"users.invite", func(m *matrix, s *access.Session) error {
			return told(s.InviteTo(m.ctx(), []string{s.Standing().Company}, somebody))
		}},
		"Resend":           {"users.invite", func(m *matrix, s *access.Session) error { return told(s.Resend(m.ctx(), ghost, 7)) }},
		"CancelInvitation": {"users.invite", func(m *matrix, s *access.Session) error { return s.CancelInvitation(m.ctx(), ghost) }},
		"Grant": {"users.edit_rights", func(m *matrix, s *access.Session) error {
			return s.Grant(m.ctx(), m.target, access.GrantTo{Member: ghost})
		}},
		"Enable":  {"users.edit_rights", func(m *matrix, s *access.Session) error { return s.Enable(m.ctx(), ghost) }},
		"Disable": {"users.edit_rights", func(m *matrix, s *access.Session) error { return s.Disable(m.ctx(), ghost) }},
		"SetTemplates": {"users.edit_rights", func(m *matrix, s *access.Session) error {
			return s.SetTemplates(m.ctx(), nil, []access.Template{{Key: "Winkel"}})
		}},
		"Reviews":     {needsOwner, func(m *matrix, s *access.Session) error { return told(s.Reviews(m.ctx())) }},
		"ReviewSheet": {needsOwner, func(m *matrix, s *access.Session) error { return told(s.ReviewSheet(m.ctx(), ghost)) }},
		"ConfirmReview": {needsOwner, func(m *matrix, s *access.Session) error {
			return s.ConfirmReview(m.ctx(), access.ReviewDone{Sheet: []byte("a sheet")})
		}},
		"Remove": {"users.delete", func(m *matrix, s *access.Session) error { return s.Remove(m.ctx(), ghost) }},
		"RemoveFrom": {"users.delete", func(m *matrix, s *access.Session) error {
			out, err := s.RemoveFrom(m.ctx(), []string{s.Standing().Company}, "niemand@kantoor.be")
			if err != nil {
				return err
			}
			return out[0].Err
		}},
		"ResetPassword": {"users.reset_password", func(m *matrix, s *access.Session) error {
			return told(s.ResetPassword(m.ctx(), m.proof, ghost, 7))
		}},
		"ResetFactor": {"users.reset_2fa", func(m *matrix, s *access.Session) error {
			return told(s.ResetFactor(m.ctx(), m.proof, ghost, 7))
		}},
		"CancelReset": {"users.reset_2fa", func(m *matrix, s *access.Session) error { return s.CancelReset(m.ctx(), ghost, true) }},
		"Journal": {"journal.view", func(m *matrix, s *access.Session) error {
			return told(s.Journal(m.ctx(), access.JournalQuery{Limit: 1}))
		}},
		"JournalNames": {"journal.view", func(m *matrix, s *access.Session) error { return told(s.JournalNames(m.ctx())) }},
		"VerifyJournal": {"journal.view", func(m *matrix, s *access.Session) error {
			return told(s.VerifyJournal(m.ctx(), func(uint64, uint64) {}))
		}},
		"ExportJournal": {"journal.view", func(m *matrix, s *access.Session) error {
			return told(s.ExportJournal(m.ctx(), access.JournalQuery{Limit: 1}, access.FormatJSON, io.Discard))
		}},
		"Demote":         {needsOwner, func(m *matrix, s *access.Session) error { return s.Demote(m.ctx(), ghost, nil) }},
		"ShareOwnership": {needsOwner, func(m *matrix, s *access.Session) error { return s.ShareOwnership(m.ctx(), m.proof, ghost) }},
		"Transfer":       {needsOwner, func(m *matrix, s *access.Session) error { return s.Transfer(m.ctx(), m.proof, ghost, m.proof) }},
	}
}

func companyCells() map[string]cell {
	return map[string]cell{
		"ChangeCompany": {"settings.company", func(m *matrix, s *access.Session) error { return s.ChangeCompany(m.ctx(), access.Company{}, garage) }},
		"ChangeLogo":    {"settings.company", func(m *matrix, s *access.Session) error { return s.ChangeLogo(m.ctx(), nil, nil) }},
		"ChangeTerms":   {"settings.company", func(m *matrix, s *access.Session) error { return s.ChangeTerms(m.ctx(), "", "x") }},
		"Billing":       {"account.billing", func(m *matrix, s *access.Session) error { return told(s.Billing(m.ctx())) }},
		"ChangeBilling": {"account.billing", func(m *matrix, s *access.Session) error {
			return s.ChangeBilling(m.ctx(), access.Billing{Name: "x"}, access.Billing{})
		}},
		"NewCompany": {"account.create", func(m *matrix, s *access.Session) error {
			company := s.Standing().Company
			return errors.Join(s.NewCompany(m.ctx(), garage), s.Switch(m.ctx(), company))
		}},
		"ChangeMoney": {needsOwner, func(m *matrix, s *access.Session) error {
			return s.ChangeMoney(m.ctx(), access.NewMoney(), someMoney)
		}},
		"ChangeAgreement": {needsOwner, func(m *matrix, s *access.Session) error {
			return s.ChangeAgreement(m.ctx(), access.Agreement{}, access.Agreement{Bank: "x", Reference: "y", From: "2026-01-01"})
		}},
		"SetPasswordRules":  {needsOwner, func(m *matrix, s *access.Session) error { return s.SetPasswordRules(m.ctx(), false, "why") }},
		"SetIdleLock":       {needsOwner, func(m *matrix, s *access.Session) error { return s.SetIdleLock(m.ctx(), 9) }},
		"RequireFactor":     {needsOwner, func(m *matrix, s *access.Session) error { return s.RequireFactor(m.ctx(), true) }},
		"SetLinkProtection": {needsOwner, func(m *matrix, s *access.Session) error { return s.SetLinkProtection(m.ctx(), false) }},
		"GoLive":            {needsOwner, func(m *matrix, s *access.Session) error { return s.GoLive(m.ctx(), m.proof) }},
		"SupportOn": {needsOwner, func(m *matrix, s *access.Session) error {
			return told(s.SupportOn(m.ctx(), m.proof, access.SupportScope{Products: true, Hours: 1}))
		}},
		"SupportOff":  {needsOwner, func(m *matrix, s *access.Session) error { return s.SupportOff(m.ctx()) }},
		"Diagnostics": {needsOwner, func(m *matrix, s *access.Session) error { return told(s.Diagnostics(m.ctx())) }},
		"PreviewCopy": {needsOwner, func(m *matrix, s *access.Session) error { return told(s.PreviewCopy(m.ctx(), m.copied)) }},
		"RestoreRows": {needsOwner, func(m *matrix, s *access.Session) error { return s.RestoreRows(m.ctx(), m.copied, nil) }},
	}
}

// otherCells are what every member may read.
func otherCells() map[string]cell {
	every := func(f func(context.Context, *access.Session) error) cell {
		return cell{needsNothing, func(m *matrix, s *access.Session) error { return f(m.ctx(), s) }}
	}
	return map[string]cell{
		"Company":   every(func(c context.Context, s *access.Session) error { return told(s.Company(c)) }),
		"Companies": every(func(c context.Context, s *access.Session) error { return told(s.Companies(c)) }),
		"Money":     every(func(c context.Context, s *access.Session) error { return told(s.Money(c)) }),
		"Logo":      every(func(c context.Context, s *access.Session) error { return told(s.Logo(c)) }),
		"Terms":     every(func(c context.Context, s *access.Session) error { return told(s.Terms(c)) }),
		"Agreement": every(func(c context.Context, s *access.Session) error { return told(s.Agreement(c)) }),
		"Gates":     every(func(c context.Context, s *access.Session) error { return told(s.Gates(c)) }),
		"Stage":     every(func(c context.Context, s *access.Session) error { return told(s.Stage(c)) }),
		"Support":   every(func(c context.Context, s *access.Session) error { return told(s.Support(c)) }),
		"Security":  every(func(c context.Context, s *access.Session) error { return told(s.Security(c)) }),
		"Rules":     every(func(c context.Context, s *access.Session) error { return told(s.Rules(c)) }),
		"Templates": every(func(c context.Context, s *access.Session) error { return told(s.Templates(c)) }),
		"Overview":  every(func(c context.Context, s *access.Session) error { return told(s.Overview(c)) }),
		"News":      every(func(c context.Context, s *access.Session) error { return told(s.News(c)) }),
		"ToReseal":  every(func(c context.Context, s *access.Session) error { return told(s.ToReseal(c)) }),
		"Reseal":    every(func(c context.Context, s *access.Session) error { return told(s.Reseal(c)) }),
		"OpenCopy":  {needsNothing, nil}, // asks what the copy holds: backup_test.go
	}
}

// dump is everything in the file that an act may change; the counts of tries, which a
// proof of oneself moves, and sessions at work are none of it.
func (m *matrix) dump() string {
	m.t.Helper()
	db := must(sql.Open("sqlite", m.path))(m.t)
	defer db.Close() // only read
	h := sha256.New()
	for _, table := range strings.Fields("accounts slots heads statements wraps journal company members profiles settings older notes factors reviews") {
		rows := must(db.Query("SELECT * FROM " + table + " ORDER BY 1, 2, 3"))(m.t)
		values := make([]any, len(must(rows.Columns())(m.t)))
		for i := range values {
			values[i] = new(any)
		}
		for rows.Next() {
			if err := rows.Scan(values...); err != nil {
				m.t.Fatal(err)
			}
			for _, v := range values {
				fmt.Fprintf(h, "%v|", *v.(*any))
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			m.t.Fatal(err)
		}
	}
	return string(h.Sum(nil))
}

// try calls every cell with one session. held says which rights it has.
func (m *matrix) try(s *access.Session, who string, held []string, owner bool) (refused, allowed int) {
	m.t.Helper()
	before := m.dump()
	open := func(c cell) bool { return owner || c.need == needsNothing || slices.Contains(held, c.need) }
	table := cells()
	for name, c := range table {
		if c.call == nil || open(c) {
			continue
		}
		refused++
		if err := c.call(m, s); !errors.Is(err, access.ErrForbidden) {
			m.t.Errorf("%s calls %s: %v", who, name, err)
		}
	}
	if m.dump() != before {
		m.t.Errorf("%s: a refused call wrote", who)
	}
	for name, c := range table {
		if c.call == nil || !open(c) {
			continue
		}
		allowed++
		if err := c.call(m, s); errors.Is(err, access.ErrForbidden) || errors.Is(err, access.ErrEnded) {
			m.t.Errorf("%s may not %s: %v", who, name, err)
		}
	}
	return refused, allowed
}

// Every exported method of a session stands in the table (R10).
func TestEveryMethodHasARow(t *testing.T) {
	table := cells()
	session := reflect.TypeFor[*access.Session]()
	for i := range session.NumMethod() {
		method := session.Method(i)
		if file, _ := runtime.FuncForPC(method.Func.Pointer()).FileLine(method.Func.Pointer()); strings.HasSuffix(file, "_test.go") {
			continue
		}
		name := method.Name
		if _, ok := table[name]; !ok {
			t.Errorf("%s has no row: which right does it ask?", name)
		}
	}
	for name, c := range table {
		if c.need == needsNothing || c.need == needsOwner {
			continue
		}
		if !slices.ContainsFunc(keys.Catalogue(), func(r keys.Right) bool { return r.Name == c.need }) {
			t.Errorf("%s asks %q, which is no right", name, c.need)
		}
	}
}

// For each right a member who holds it and nothing else calls every method: what asks
// another one is refused before anything is written, and what he may is not. He is
// the same person in one running session, so each grant also shows that a change
// holds at its next call (R10, issue 4).
func TestRightsMatrix(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	m := &matrix{world: w, copied: w.copied()}
	elise := w.elise(s, nil, keys.Common)
	w.joris(s, keys.Invite{Kind: keys.Internal}, keys.Common)
	his := elise.enter()
	m.target = userOf(t, s, jorisEmail)
	m.proof = access.Proof{Password: elisePassword}
	refused, allowed := m.try(his, "without a right", nil, false)
	for _, right := range keys.Catalogue() {
		w.pass(time.Second)
		u := userOf(t, s, eliseEmail)
		if err := grants(t, s, u, right.Name); err != nil {
			t.Fatal(right.Name, err)
		}
		no, yes := m.try(his, right.Name, keys.Complete([]string{right.Name}), false)
		refused, allowed = refused+no, allowed+yes
	}
	m.proof = access.Proof{Password: ownerPassword}
	no, yes := m.try(s, "the owner", nil, true)
	if refused, allowed = refused+no, allowed+yes; refused < 1500 || no != 0 || yes < 50 {
		t.Errorf("%d refused, %d allowed", refused, allowed)
	}
	figure(t, "%d cells of right and method: %d refused, %d allowed", refused+allowed, refused, allowed)
}
