package views

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
)

// wantLocked holds behind every lock: one window, nothing over it, no word of the
// company, no key, no timer, an empty clipboard.
func (d *deskTest) wantLocked(s *access.Session, secrets ...string) {
	d.Helper()
	d.wantOpen(winMain)
	d.want(winMain, d.word("lock.title"))
	d.want(winMain, deskEmail)
	if n := len(d.window(winMain).Canvas().Overlays().List()); n != 0 {
		d.Error("overlays on the lock:", n)
	}
	d.wantNothingOf(append(secrets, deskCompany, deskStreet, deskCity, deskNumber, "Margaux", "Bedrijf")...)
	if s.Email() != "" || d.desk.visit.session != nil || d.desk.visit.seen != (access.Overview{}) {
		d.Error("keys or names are kept")
	}
	if n := d.runner.Waiting(); n != 0 {
		d.Error("timers left:", n)
	}
	if d.app.Clipboard().Content() != "" {
		d.Error("the clipboard is not empty")
	}
	if len(d.desk.scenes) != 1 {
		d.Error("scenes left:", len(d.desk.scenes))
	}
}

// idle lets five minutes pass without a hand; a minute less does nothing.
func (d *deskTest) idle() {
	d.Helper()
	d.runner.Advance(idleLimit - time.Second)
	if d.desk.visit.session == nil {
		d.Error("locked too early")
	}
	d.runner.Advance(time.Second)
}

// opening is what can stand open when the lock comes.
type opening struct {
	name string
	open func(*deskTest)
}

func openings() []opening {
	return []opening{
		{"nothing open", func(*deskTest) {}},
		{"menu open", (*deskTest).menu},
		{"company window", func(d *deskTest) {
			d.openCompany()
			d.fill(winCompany, "company.city", "Gent-typed")
		}},
		{"question in the company window", func(d *deskTest) {
			d.openCompany()
			d.fill(winCompany, "company.city", "Gent-typed")
			d.window(winCompany).Canvas().Unfocus()
			pressKey(d.window(winCompany), fyne.KeyEscape)
			d.want(winCompany, d.word("company.leave"))
		}},
		{"list of countries open", func(d *deskTest) {
			d.openCompany()
			d.window(winCompany).Canvas().Focus(d.field(winCompany, "company.country"))
			pressKey(d.window(winCompany), fyne.KeySpace)
		}},
		{"password asked", func(d *deskTest) {
			d.openPersonal()
			d.tap(winPersonal, "personal.factor.replace")
			d.fill(winPersonal, "enrol.password.label", "half-typed")
		}},
		{"password asked in the main window", func(d *deskTest) {
			d.desk.askEnrol(d.desk.scenes[winMain].page, d.desk.visit.seen.Company)
			d.fill(winMain, "enrol.password.label", "half-typed")
		}},
		{"QR code shown", func(d *deskTest) {
			d.openPersonal()
			d.openEnrolment("personal.factor.replace")
			typeText(d.T, d.window(winEnrol), "123")
			d.copyKey(winEnrol)
		}},
	}
}

func TestDeskLocks(t *testing.T) {
	for _, c := range openings() {
		for way, lock := range map[string]func(*deskTest){
			"by key": func(d *deskTest) {
				keys := d.desk.windows.Keys()
				lockKey(d.window(keys[len(keys)-1]))
			},
			"by idle time": (*deskTest).idle,
		} {
			t.Run(c.name+" "+way, func(t *testing.T) {
				d := newDeskTest(t)
				d.inside(true)
				c.open(d)
				s, secrets := d.desk.visit.session, []string{d.seed, "Gent-typed", "half-typed"}
				if d.desk.windows.Window(winEnrol) != nil {
					secrets = append(secrets, d.shownKey(winEnrol)[:4])
				}
				lock(d)
				d.wantLocked(s, secrets...)
			})
		}
	}
}

func TestDeskLocksByMenuAndByTheColumn(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	for _, menu := range []bool{true, false} {
		s := d.desk.visit.session
		if menu {
			d.menu()
		}
		d.tap(winMain, "menu.lock")
		d.wantLocked(s)
		d.unlock()
		d.want(winMain, "L’état de la porte")
	}
}

// unlock types the password of the person who was there.
func (d *deskTest) unlock() {
	d.Helper()
	d.fill(winMain, "signin.password", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
}

// A hand on any window puts the lock off; after a suspend it locks at once.
func TestDeskIdleCountsFromTheLastHand(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	for range 3 {
		d.runner.Advance(idleLimit - time.Second)
		typeText(t, d.window(winCompany), "x")
	}
	d.window(winCompany).Canvas().Unfocus()
	d.runner.Advance(idleLimit - time.Second)
	pressKey(d.window(winCompany), fyne.KeyF1)
	d.runner.Advance(idleLimit - time.Second)
	if d.desk.visit.session == nil {
		t.Fatal("locked under the hand")
	}
	d.shift += time.Hour // the computer slept
	d.desk.touch()
	d.want(winMain, "Verrouillé")
}

func TestDeskUnlockBringsEverythingBack(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	d.fill(winCompany, "company.number", "0417.497")
	d.openPersonal()
	key := d.openEnrolment("personal.factor.replace")
	typeText(t, d.window(winEnrol), "12")

	d.idle()
	d.fill(winMain, "signin.password", "Soleil-Bruges-48")
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "Mot de passe inexact. Encore 4 essais.")
	d.wantOpen(winMain)
	d.unlock()

	d.wantOpen(winMain, winCompany, winPersonal, winEnrol)
	d.want(winMain, deskCompany)
	d.want(winMain, "L’état de la porte")
	for label, want := range map[string]string{"company.name": deskCompany, "company.city": "Gent", "company.number": "0417.497",
		"company.street": deskStreet} {
		if got := d.typed(winCompany, label); got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
	}
	d.want(winPersonal, d.word("personal.factor.on"))
	if again := d.shownKey(winEnrol); again != key {
		t.Fatalf("another key is shown: %s, was %s", again, key)
	}
	d.enrolsBeside(key)
}

// enrolsBeside makes the phone that scanned the key before the lock the new one;
// what is typed in the other window stays, and is saved.
func (d *deskTest) enrolsBeside(key string) {
	d.Helper()
	w := d.window(winEnrol)
	pressKey(w, fyne.KeyBackspace)
	pressKey(w, fyne.KeyBackspace)
	old := d.seed
	d.seed = key
	typeText(d.T, w, d.code())
	pressKey(w, fyne.KeyReturn)
	d.keepCodes(winEnrol)
	d.wantOpen(winMain, winCompany, winPersonal)
	if d.typed(winCompany, "company.city") != "Gent" {
		d.Error("the enrolment took what was typed beside it")
	}

	d.fill(winCompany, "company.number", deskNumber)
	d.tap(winCompany, "company.save")
	d.want(winCompany, "Enregistré")
	d.menu()
	d.tap(winMain, "menu.leave")
	d.runner.Advance(codeStep)
	d.seed = old
	d.signIn()
	d.want(winMain, "Code inexact.")
	d.seed = key
	typeText(d.T, d.window(winMain), d.code())
	d.openCompany()
	if d.typed(winCompany, "company.city") != "Gent" {
		d.Error("what was saved is not there")
	}
}

// After twelve hours the code is asked too, and nothing else than before.
func TestDeskUnlockAsksTheCodeAfterTwelveHours(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	lockKey(d.window(winCompany))
	d.shift += 12 * time.Hour
	d.unlock()
	d.want(winMain, "Code de votre téléphone")
	d.wantNothingOf(deskCompany, deskStreet, deskCity, "Gent", d.seed)
	if find(d.window(winMain), d.word("signin.other")) != nil {
		t.Error("another file can be opened from behind a lock, and what was typed would go")
	}
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, "Verrouillé")
	d.unlock()
	typeText(t, d.window(winMain), d.code())
	d.wantOpen(winMain, winCompany)
	if d.typed(winCompany, "company.city") != "Gent" {
		t.Error("what was typed is lost")
	}
}
