package access_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// guardedPast is a company frozen before and after somebody changed what guards
// it: settings, password, recovery codes and policy; then a rescue.
type guardedPast struct {
	first, changed, rescued frozen
	codes                   []string // of the first moment, void since
	oldKit                  access.Kit
}

func aGuardedPast(t *testing.T) guardedPast {
	t.Helper()
	w := newWorld(t)
	s := w.found(true)
	w.pass(time.Minute)
	if err := errors.Join(saveTerms(w.ctx(), s, "dertig dagen"), saveMoney(w.ctx(), s, someMoney), s.Close(w.ctx())); err != nil {
		t.Fatal(err)
	}
	p := guardedPast{first: w.freeze(), codes: w.codes, oldKit: w.kit}
	w.reopen()
	w.pass(time.Minute)
	s = w.signIn()
	m := someMoney
	m.Days = 60
	if err := errors.Join(saveTerms(w.ctx(), s, "zestig dagen"), saveMoney(w.ctx(), s, m), s.ChangePassword(w.ctx(), ownerPassword, newPassword, true)); err != nil {
		t.Fatal(err)
	}
	must(renewCodes(w.ctx(), s, newPassword))(t)
	if err := errors.Join(s.SetPasswordRules(w.ctx(), false, "why"), s.Close(w.ctx())); err != nil {
		t.Fatal(err)
	}
	p.changed = w.freeze()
	w.reopen()
	w.pass(time.Minute)
	r := w.openKit()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	f := w.answers(r)
	f.Password = "Doskel4-virtaN-hupmo"
	must(r.Finish(w.ctx(), f))(t).Close(w.ctx())
	w.kit = f.Kit
	p.rescued = w.freeze()
	return p
}

// guardEdit is an edit of the file as it was at one moment, and where it must be refused.
type guardEdit struct {
	name     string
	start    *frozen
	password string
	edit     func() string
	refused  string // where
	kit      bool   // the thief comes with the kit that was used
}

func (x *crime) guardEdits(p *guardedPast) []guardEdit {
	const door, reading = "door", "reading"
	return []guardEdit{
		{"settings: rows of an older moment", &p.changed, newPassword, func() string { return `DELETE FROM settings;` + x.copied(&p.first, "settings", "1") }, reading, false},
		{"settings: rows exchanged", &p.changed, newPassword, func() string {
			return `UPDATE settings SET sealed = (SELECT sealed FROM settings s WHERE s.rowid = 2) WHERE rowid = 1`
		}, reading, false},
		{"settings: row moved under another id", &p.changed, newPassword, func() string { return `UPDATE settings SET id = randomblob(16) WHERE rowid = 1` }, reading, false},
		{"settings: row removed", &p.changed, newPassword, func() string { return `DELETE FROM settings WHERE rowid = 1` }, reading, false},
		{"settings: all removed", &p.changed, newPassword, func() string { return `DELETE FROM settings` }, reading, false},
		{"settings: row moved from company", &p.changed, newPassword, func() string {
			return `INSERT INTO settings SELECT company, randomblob(16), version, domain, epoch, sealed FROM company`
		}, reading, false},
		{"slot: the password's from before the change", &p.changed, ownerPassword, func() string {
			return `DELETE FROM slots WHERE kind = 1;` + x.copied(&p.first, "slots", "kind = 1")
		}, door, false},
		{"slot: the password's from before the rescue", &p.rescued, newPassword, func() string {
			return `DELETE FROM slots WHERE kind = 1;` + x.copied(&p.changed, "slots", "kind = 1")
		}, door, false},
		{"slot: the kit's from before the rescue", &p.rescued, "", func() string {
			return `DELETE FROM slots WHERE kind = 2;` + x.copied(&p.changed, "slots", "kind = 2")
		}, door, true},
		{"slot and ring from before the rescue", &p.rescued, newPassword, func() string {
			return `DELETE FROM slots;` + x.copied(&p.changed, "slots", "1") + `DELETE FROM accounts;` + x.copied(&p.changed, "accounts", "1")
		}, door, false},
		{"slot and ring from before the rescue, by the kit", &p.rescued, "", func() string {
			return `DELETE FROM slots;` + x.copied(&p.changed, "slots", "1") + `DELETE FROM accounts;` + x.copied(&p.changed, "accounts", "1")
		}, door, true},
		{"ring with the recovery codes that are void, and its slot", &p.changed, ownerPassword, func() string {
			return `DELETE FROM slots;` + x.copied(&p.first, "slots", "1") + `DELETE FROM accounts;` + x.copied(&p.first, "accounts", "1")
		}, door, false},
		{"policy: its statement taken from the end", &p.changed, newPassword, func() string {
			return `DELETE FROM statements WHERE seq = (SELECT max(seq) FROM statements)`
		}, door, false},
		{"policy: its statement taken, heads set to the one before", &p.changed, newPassword, func() string {
			return `DELETE FROM statements WHERE seq = (SELECT max(seq) FROM statements); UPDATE heads SET statement_seq = (SELECT max(seq) FROM statements),
				statement_hash = (SELECT hash FROM statements ORDER BY seq DESC LIMIT 1)`
		}, door, false},
		{"policy: statement, lines and heads of before", &p.changed, newPassword, func() string {
			return `DELETE FROM statements WHERE seq > ` + x.value(&p.first, `SELECT max(seq) FROM statements`) + `;` + x.cut(&p.first)
		}, door, false},
	}
}

// Nothing that was void comes back by an edit of the file: rows and slots of
// another moment, used hashes, a statement taken from the end, on a computer that
// knows the file and on one that never saw it.
func TestTamperedGuards(t *testing.T) {
	p := aGuardedPast(t)
	x := &crime{t: t, opened: map[*frozen]*sql.DB{}, dir: ramFolder(t)}
	dir := ramFolder(t)
	for _, c := range x.guardEdits(&p) {
		for _, known := range []bool{true, false} {
			clear(t, dir)
			w := c.start.place(t, dir, known)
			x.by(false, w.path, c.edit())
			if err := w.open(data.Options{}); err != nil {
				t.Fatal(err)
			}
			w.pass(2 * time.Minute)
			where, err := w.tampered(c.password, p, c.kit)
			if where != c.refused || !errors.Is(err, access.ErrTampered) {
				t.Errorf("%s (known %v): at the %s: %v", c.name, known, where, err)
			}
			if err := w.file.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// tampered goes in by password and code, or by the kit and code, reads what an
// owner reads, and tells where it was refused.
func (w *world) tampered(password string, p guardedPast, kit bool) (where string, err error) {
	w.t.Helper()
	if kit {
		r, err := w.door.Kit(w.ctx(), ownerEmail, p.oldKit.Code())
		if err == nil {
			err = r.Recovery(w.ctx(), p.codes[0])
		}
		return "door", err
	}
	e, err := w.door.Password(w.ctx(), ownerEmail, password)
	if err != nil {
		return "door", err
	}
	s, err := e.Code(w.ctx(), w.code(0))
	if err != nil {
		return "door", err
	}
	_, money := s.Money(w.ctx())
	_, terms := s.Terms(w.ctx())
	if (money == nil) != (terms == nil) {
		w.t.Errorf("one is read and the other is not: %v, %v", money, terms)
	}
	return "reading", errors.Join(money, terms, saveTerms(w.ctx(), s, "x"))
}
