package access_test

import (
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

var allAreas = access.SupportScope{Customers: true, Products: true, Documents: true, Hours: 24}

// again is what an owner gives before an act that reaches far; a minute passes, so
// that the phone shows another code.
func (w *world) again() access.Proof {
	w.pass(time.Minute)
	return access.Proof{Password: ownerPassword, Code: w.code(0)}
}

func (w *world) supportOn(s *access.Session, c access.SupportScope) access.SupportSlip {
	w.t.Helper()
	return must(s.SupportOn(w.ctx(), w.again(), c))(w.t)
}

func (w *world) helper(code string) (*access.Support, error) {
	return w.door.Support(w.ctx(), code, "Hugo Desk", "T-4711")
}

// slots counts what the file holds for support: its notes, and wraps beyond those
// of the members.
func (w *world) slots(members int) (notes, wraps int) {
	return int(w.peek(`SELECT count(*) FROM notes`).(int64)), int(w.peek(`SELECT count(*) FROM wraps`).(int64)) - 5*members
}

// Off by default; on, support looks at what its scope shows and every view is told;
// off, no slot remains, the keys are others, and the visit ends at its next look (S1
// to S5, A06 to A09).
func TestSupportOnVisitOff(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if st := must(s.Support(w.ctx()))(t); st.On || !st.Mine || len(st.Visits) != 0 {
		t.Errorf("%+v", st)
	}
	slip := w.supportOn(s, allAreas)
	if len(slip.Code) != 19 || slip.Ends != w.now.Add(24*time.Hour).UnixMilli() {
		t.Errorf("%d %d", len(slip.Code), slip.Ends)
	}
	if notes, wraps := w.slots(1); notes != 1 || wraps != 3 {
		t.Errorf("%d notes, %d wraps", notes, wraps)
	}
	w.pass(time.Minute)
	v := must(w.helper(strings.ToLower(strings.ReplaceAll(slip.Code, "-", " "))))(t)
	w.pass(time.Minute)
	if c := must(v.Company(w.ctx()))(t); c.Name != ownerCompany || c.City != "Bruges" {
		t.Errorf("%+v", c)
	}
	must(v.Diagnostics(w.ctx()))(t)
	if err := v.Watch(w.ctx()); err != nil || v.Scope() != allAreas || v.Ends() != slip.Ends {
		t.Error(err, v.Scope(), v.Ends())
	}
	st := must(s.Support(w.ctx()))(t)
	if !st.On || st.Scope != allAreas || st.Ends != slip.Ends || st.By == "" || len(st.Visits) != 1 {
		t.Fatalf("%+v", st)
	}
	seen := st.Visits[0]
	if seen.Name != "Hugo Desk" || seen.Ticket != "T-4711" || !slices.Equal(seen.Views, []string{"company", "diagnostics"}) || seen.Closed ||
		seen.Last-seen.Time != time.Minute.Milliseconds() {
		t.Errorf("%+v", seen)
	}

	if err := s.SupportOff(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if err := v.Watch(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	if _, err := v.Company(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	if notes, wraps := w.slots(1); notes != 0 || wraps != 0 {
		t.Errorf("%d notes, %d wraps", notes, wraps)
	}
	if n := w.peek(`SELECT count(*) FROM older`); n != int64(3) {
		t.Errorf("%v keys were renewed", n)
	}
	if _, err := w.helper(slip.Code); !isWrong(err) {
		t.Error(err)
	}
	lines := w.lines()
	if err := s.SupportOff(w.ctx()); err != nil || w.lines() != lines {
		t.Error(err, "and a line for nothing")
	}
	s.Close(w.ctx())
	w.signIn() // everything still holds
	must(access.Check(w.ctx(), w.file))(t)
}

func isWrong(err error) bool {
	var wrong *access.WrongError
	return errors.As(err, &wrong)
}

// Support that leaves by itself says so, and may come again with its code.
func TestSupportComesAgain(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	slip := w.supportOn(s, access.SupportScope{Products: true, Hours: 1})
	for range 2 {
		w.pass(time.Minute)
		v := must(w.helper(slip.Code))(t)
		w.pass(time.Minute)
		if err := errors.Join(v.Close(w.ctx()), v.Close(w.ctx())); err != nil {
			t.Fatal(err)
		}
		if err := v.Watch(w.ctx()); !errors.Is(err, access.ErrEnded) {
			t.Error(err)
		}
	}
	st := must(s.Support(w.ctx()))(t)
	if len(st.Visits) != 2 || !st.Visits[0].Closed || st.Visits[0].Time <= st.Visits[1].Time || st.Scope.Hours != 1 {
		t.Errorf("%+v", st)
	}
	// Products stand in common: no other key is wrapped.
	if _, wraps := w.slots(1); wraps != 1 {
		t.Errorf("%d wraps", wraps)
	}
}

// A wrong code, access that ended and access that is off are the same to whoever
// tries; five tries, then waiting, for support alone (F17).
func TestSupportTries(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	refusals := map[string]error{}
	_, refusals["off"] = w.helper("0000-0000-0000-0000")
	slip := w.supportOn(s, access.SupportScope{Customers: true, Hours: 1})
	_, refusals["wrong"] = w.helper("0000-0000-0000-0000")
	must(w.helper(slip.Code))(t)                                     // a right one, and the count begins anew
	if st := must(s.Support(w.ctx()))(t); st.Visits[0].Failed != 2 { // the wrong ones before
		t.Errorf("%+v", st.Visits)
	}
	w.pass(61 * time.Minute)
	_, refusals["ended"] = w.helper(slip.Code)
	for name, err := range refusals {
		var wrong *access.WrongError
		if !errors.As(err, &wrong) || !wrong.Code || wrong.Wait != 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for range 4 {
		if _, err := w.helper("1111-1111-1111-1111"); !isWrong(err) {
			t.Fatal(err)
		}
	}
	var locked *access.LockedError
	if _, err := w.helper(slip.Code); !errors.As(err, &locked) || locked.Wait != 30*time.Second {
		t.Error(err)
	}
	for field, try := range map[string][3]string{"code": {"0000", "Hugo", "1"}, "name": {slip.Code, " ", "1"}, "ticket": {slip.Code, "Hugo", ""}} {
		var input *access.InputError
		if _, err := w.door.Support(w.ctx(), try[0], try[1], try[2]); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	w.signIn() // members come in all the same
}

// What ended by time leaves no slot: any start deletes it without a key, and the
// next act of somebody who holds the keys renews them.
func TestSupportEnds(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	slip := w.supportOn(s, access.SupportScope{Customers: true, Hours: 1})
	v := must(w.helper(slip.Code))(t)
	if err := w.door.Sweep(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if notes, wraps := w.slots(1); notes != 1 || wraps != 2 {
		t.Errorf("%d notes, %d wraps: swept too early", notes, wraps)
	}
	w.pass(time.Hour + time.Second)
	if err := v.Watch(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	w.restart()
	if err := w.door.Sweep(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if notes, wraps := w.slots(1); notes != 0 || wraps != 0 {
		t.Errorf("%d notes, %d wraps", notes, wraps)
	}
	s = w.signIn()
	if n := w.peek(`SELECT count(*) FROM older`); n != int64(2) {
		t.Errorf("%v keys were renewed", n)
	}
	if st := must(s.Support(w.ctx()))(t); st.On || len(st.Visits) != 1 {
		t.Errorf("%+v", st)
	}
}

// A new code ends the one before, also of a visit at work.
func TestSupportAnew(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	first := w.supportOn(s, allAreas)
	v := must(w.helper(first.Code))(t)
	second := w.supportOn(s, access.SupportScope{Products: true, Hours: 168})
	if err := v.Watch(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	if _, err := w.helper(first.Code); !isWrong(err) {
		t.Error(err)
	}
	must(must(w.helper(second.Code))(t).Company(w.ctx()))(t)
	if notes, wraps := w.slots(1); notes != 1 || wraps != 1 {
		t.Errorf("%d notes, %d wraps", notes, wraps)
	}
}

// Only an owner who proves himself again lets support in; what is refused leaves the
// file as it was.
func TestSupportIsAnOwnersMatter(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, []string{"journal.view", "settings.company", "users.view"}, keys.Common, keys.People)
	mine := elise.enter()
	slip := w.supportOn(s, allAreas)
	must(w.helper(slip.Code))(t)
	statements, lines := w.peek(`SELECT count(*) FROM statements`), w.lines()
	refused := map[string]error{
		"on":     second(mine.SupportOn(w.ctx(), access.Proof{Password: elisePassword}, allAreas)),
		"off":    mine.SupportOff(w.ctx()),
		"links":  mine.SetLinkProtection(w.ctx(), false),
		"bundle": second(mine.Diagnostics(w.ctx())),
		"report": mine.NoteExport(w.ctx(), access.ExportSupport, "pdf", 1),
	}
	for name, err := range refused {
		if !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, p := range map[string]access.Proof{"password": {Password: "x", Code: w.code(0)}, "code": {Password: ownerPassword, Code: "000000"}, "none": {Password: ownerPassword}} {
		w.pass(time.Hour)
		if _, err := s.SupportOn(w.ctx(), p, allAreas); !isWrong(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, c := range []access.SupportScope{{Hours: 24}, {Products: true}, {Products: true, Hours: 169}} {
		if _, err := s.SupportOn(w.ctx(), w.again(), c); !errors.Is(err, access.ErrInput) {
			t.Error(c, err)
		}
	}
	if w.peek(`SELECT count(*) FROM statements`) != statements || w.lines() != lines {
		t.Error("a refused act wrote")
	}
	st := must(mine.Support(w.ctx()))(t)
	if !st.On || st.Mine || st.By != "" || len(st.Visits) != 0 || st.Ends != slip.Ends {
		t.Errorf("%+v", st)
	}
	if err := mine.NoteExport(w.ctx(), access.ExportUsers, "csv", 2); err != nil || w.lines() != lines+1 {
		t.Error(err)
	}
}

func second[T any](_ T, err error) error { return err }

// A clock that is set back does not prolong a visit, nor opens a door.
func TestSupportClockSetBack(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	slip := w.supportOn(s, access.SupportScope{Customers: true, Hours: 1})
	v := must(w.helper(slip.Code))(t)
	w.pass(50 * time.Minute)
	must(v.Company(w.ctx()))(t)
	w.pass(-30 * time.Minute)
	if err := v.Watch(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	var clock *access.ClockError
	if _, err := w.helper(slip.Code); !errors.As(err, &clock) {
		t.Error(err)
	}
}

// After a copy was brought back support is off, whichever way: rows of it, the whole
// file by the program, the whole file by hand.
func TestSupportIsOffAfterARestore(t *testing.T) {
	after := func(t *testing.T, w *world, s *access.Session) {
		t.Helper()
		if st := must(s.Support(w.ctx()))(t); st.On {
			t.Errorf("%+v", st)
		}
		if notes, wraps := w.slots(1); notes != 0 || wraps != 0 {
			t.Errorf("%d notes, %d wraps", notes, wraps)
		}
	}
	t.Run("rows", func(t *testing.T) {
		w := newWorld(t)
		w.found(true)
		copied := w.copied()
		w.pass(time.Minute)
		w.moveTo("Damme")
		w.pass(time.Minute)
		s := w.signIn()
		slip := w.supportOn(s, allAreas)
		v := must(w.helper(slip.Code))(t)
		if err := bringBack(w.ctx(), s, copied); err != nil {
			t.Fatal(err)
		}
		after(t, w, s)
		if err := v.Watch(w.ctx()); !errors.Is(err, access.ErrEnded) {
			t.Error(err)
		}
	})
	for name, drop := range map[string]bool{"replaced": true, "by hand": false} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(true)
			slip := w.supportOn(s, allAreas)
			s.Close(w.ctx())
			before := w.image()
			w.reopen()
			w.work(5)
			w.putBack(before)
			var older *access.OlderError
			if _, err := w.helper(slip.Code); !errors.As(err, &older) {
				t.Error(err) // this computer saw a newer file
			}
			if drop {
				if err := w.door.DropSupport(w.ctx()); err != nil {
					t.Fatal(err)
				}
				if _, err := w.helper(slip.Code); !isWrong(err) {
					t.Error(err)
				}
			}
			w.pass(time.Minute)
			after(t, w, must(w.come(true))(t))
			if _, err := w.helper(slip.Code); !isWrong(err) {
				t.Error(err)
			}
		})
	}
}

// Another computer knows no newer file: there the slot is what counts, and without
// it the access ends with the owner's next sign-in.
func TestSupportWithoutItsSlotIsOff(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	slip := w.supportOn(s, allAreas)
	s.Close(w.ctx())
	if err := w.door.DropSupport(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.helper(slip.Code); !isWrong(err) {
		t.Error(err)
	}
	w.pass(time.Minute)
	s = w.signIn()
	if st := must(s.Support(w.ctx()))(t); st.On {
		t.Errorf("%+v", st)
	}
	must(access.Check(w.ctx(), w.file))(t)
}

// Somebody who edits the file gains nothing by a note of another access, and an
// edited chain lets nobody in.
func TestSupportEditedFile(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	first := w.supportOn(s, allAreas)
	note := w.peek(`SELECT hex(sealed) FROM notes`).(string)
	w.pass(time.Minute)
	w.supportOn(s, allAreas)
	w.byHand(`INSERT INTO notes SELECT company, ?, sealed FROM notes`, must(hex.DecodeString(strings.Repeat("ab", 16)))(t))
	w.byHand(`UPDATE notes SET sealed = ?`, must(hex.DecodeString(note))(t))
	if v, err := w.helper(first.Code); err == nil || v != nil {
		t.Error("let in by the note of another access")
	}
	w.pass(time.Minute)
	third := w.supportOn(w.signIn(), allAreas)
	w.byHand(`UPDATE notes SET sealed = ?`, must(hex.DecodeString(note))(t))
	if _, err := w.helper(third.Code); !errors.Is(err, access.ErrTampered) {
		t.Error(err)
	}
}

// Two owners at once: whoever switches off what another has opened anew is told.
func TestSupportTwoOwners(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	other := joris.enter()
	w.supportOn(s, allAreas)
	if err := other.SupportOff(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if err := s.SupportOff(w.ctx()); err != nil { // off already: nothing to do
		t.Fatal(err)
	}
	if st := must(s.Support(w.ctx()))(t); st.On {
		t.Errorf("%+v", st)
	}
}

// The bundle says what helps and names nobody: every text that the file was fed with
// is looked for.
func TestDiagnosticsNamesNobody(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.elise(s, nil, keys.Common)
	c := must(s.Company(w.ctx()))(t)
	was := c
	c.Email, c.Phone, c.Website, c.Street2 = "bureau@bedrijf-zonen.be", "+32 50 12 34 56", "https://bedrijf-zonen.be", "Achterhuis 3"
	if err := errors.Join(s.ChangeCompany(w.ctx(), was, c), saveTerms(w.ctx(), s, "Betaalbaar binnen dertig dagen"), saveMoney(w.ctx(), s, someMoney)); err != nil {
		t.Fatal(err)
	}
	slip := w.supportOn(s, allAreas)
	own := must(s.Diagnostics(w.ctx()))(t)
	v := must(w.helper(slip.Code))(t)
	theirs := must(v.Diagnostics(w.ctx()))(t).With("program", "1.0.0")
	st := must(s.Support(w.ctx()))(t)
	users := must(s.Users(w.ctx()))(t)
	seeded := []string{"Margaux", "Bedrijf", "Élise", "Aubert", ownerEmail, eliseEmail, ownerCompany, "bedrijf-zonen", "Rue des Pierres", "8000", "Bruges", "0417", "497",
		c.Email, c.Phone, "12 34 56", c.Website, c.Street2, "Betaalbaar", someMoney.IBAN, someMoney.BIC, "Hugo", "4711", slip.Code, w.path, w.state, "shop", st.By}
	for _, u := range users {
		seeded = append(seeded, u.ID, u.Email)
	}
	for name, d := range map[string]access.Diagnostics{"owner": own, "support": theirs} {
		asJSON := string(must(d.JSON())(t))
		for _, text := range []string{d.Text(), asJSON} {
			for _, secret := range seeded {
				if secret == "" || strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
					t.Errorf("%s: %q stands in it", name, secret)
				}
			}
		}
		for _, line := range []string{"schema: 4\n", "members: 2\n", "members.external: 1\n", "support.on: true\n", "support.scope: customers documents products\n", "terms.bytes: 30\n"} {
			if !strings.Contains(d.Text(), line) {
				t.Errorf("%s: no %q in\n%s", name, line, d.Text())
			}
		}
	}
}

// The switch of link protection is a signed statement, and what stands writes nothing.
func TestLinkProtection(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if sec := must(s.Security(w.ctx()))(t); !sec.Links {
		t.Error("links are open from the start")
	}
	lines := w.lines()
	for range 2 {
		if err := s.SetLinkProtection(w.ctx(), false); err != nil {
			t.Fatal(err)
		}
	}
	if sec := must(s.Security(w.ctx()))(t); sec.Links || w.lines() != lines+1 {
		t.Error(sec, w.lines()-lines)
	}
}

// A storage that fails while support is let in or out leaves it as it was.
func TestSupportWhenTheStorageFails(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	nth := 0
	var failing bool
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	w.use(must(data.Open(w.ctx(), w.path, data.Options{TestOnlyHook: func(string) error {
		if !failing {
			return nil
		}
		if nth--; nth == 0 {
			return errStorage
		}
		return nil
	}}))(t))
	w.pass(time.Minute)
	s := w.signIn()
	acts := map[bool]func(on bool) error{
		false: func(bool) error { return second(s.SupportOn(w.ctx(), w.again(), allAreas)) },
		true:  func(bool) error { return s.SupportOff(w.ctx()) },
	}
	for _, was := range []bool{false, true} {
		n := 0
		for done := false; !done; {
			n++
			nth, failing = n, true
			err := acts[was](was)
			done, failing = err == nil, false // what fails behind the commit undoes nothing
			st := must(s.Support(w.ctx()))(t)
			if !done && !errors.Is(err, errStorage) || st.On != (was != done) {
				t.Fatalf("call %d: %v, on %v", n, err, st.On)
			}
			if notes, _ := w.slots(1); (notes == 1) != st.On {
				t.Fatalf("call %d: %d notes, on %v", n, notes, st.On)
			}
			w.pass(20 * time.Minute) // no waiting after tries that failed by the storage
		}
		if n < 10 {
			t.Errorf("only %d calls: nothing is proved", n)
		}
	}
	must(access.Check(w.ctx(), w.file))(t)
}

// Two companies of one file: the code says by itself which one it opens, and the
// other stays shut, whichever was opened last.
func TestSupportOfTwoCompanies(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	first := w.supportOn(s, allAreas)
	if err := s.NewCompany(w.ctx(), access.Company{Name: "Atelier Zonen", Country: "BE", Language: "nl", Color: "#2C5A9A"}); err != nil {
		t.Fatal(err)
	}
	second := w.supportOn(s, access.SupportScope{Products: true, Hours: 1})
	w.pass(time.Minute)
	for code, name := range map[string]string{first.Code: ownerCompany, second.Code: "Atelier Zonen"} {
		v := must(w.helper(code))(t)
		if c := must(v.Company(w.ctx()))(t); c.Name != name {
			t.Errorf("%q, want %q", c.Name, name)
		}
		if err := v.Close(w.ctx()); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SupportOff(w.ctx()); err != nil { // of the current one
		t.Fatal(err)
	}
	if _, err := w.helper(second.Code); !isWrong(err) {
		t.Error(err)
	}
	must(w.helper(first.Code))(t)
	if st := must(s.Support(w.ctx()))(t); st.On || len(st.Visits) != 1 {
		t.Errorf("%+v", st) // no visit of the other company
	}
}
