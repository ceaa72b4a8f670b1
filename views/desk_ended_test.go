package views

import (
	"database/sql"
	"testing"

	"fyne.io/fyne/v2"
)

// meddle changes the file behind the program's back.
func (d *deskTest) meddle(statement string) {
	d.Helper()
	db, err := sql.Open("sqlite", d.path)
	if err != nil {
		d.Fatal(err)
	}
	result, err := db.ExecContext(d.Context(), statement)
	if err != nil {
		d.Fatal(err)
	}
	if n, err := result.RowsAffected(); n == 0 || err != nil {
		d.Fatal("nothing was changed", err)
	}
	if err := db.Close(); err != nil {
		d.Fatal(err)
	}
}

// A session that was ended elsewhere ends here at the next act, with a sentence.
func TestDeskSessionEndedElsewhere(t *testing.T) {
	for name, c := range map[string]struct{ before, act func(*deskTest) }{
		"saving": {(*deskTest).openCompany, func(d *deskTest) {
			d.fill(winCompany, "company.city", "Gent")
			d.tap(winCompany, "company.save")
		}},
		"language": {(*deskTest).openPersonal, func(d *deskTest) {
			d.tap(winPersonal, "personal.display")
			language, _, _ := d.display()
			d.pick(winPersonal, language, "E")
		}},
		"enrolment": {func(d *deskTest) {
			d.openPersonal()
			d.seed = d.openEnrolment("personal.factor.enrol")
		}, func(d *deskTest) {
			typeText(d.T, d.window(winEnrol), d.code())
			pressKey(d.window(winEnrol), fyne.KeyReturn)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.inside(false)
			c.before(d)
			// A renewed ring is one that the session's key does not open.
			d.meddle("UPDATE accounts SET ring = zeroblob(length(ring)), version = version + 1")
			c.act(d)
			d.wantOpen(winMain)
			d.want(winMain, "Connexion")
			d.want(winMain, "La session est terminée. Connectez-vous à nouveau.")
			d.wantNothingOf(deskCompany, deskStreet)
			if d.desk.visit.session != nil || d.runner.Waiting() != 0 {
				t.Error("something goes on:", d.runner.Waiting())
			}
		})
	}
}

// What the house cannot show is told at the door.
func TestDeskFileTamperedWithWhileOpen(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	lockKey(d.window(winMain))
	d.meddle("UPDATE company SET sealed = zeroblob(length(sealed))")
	d.unlock()
	d.want(winMain, "Connexion")
	d.want(winMain, "Ce fichier ne correspond plus à ses signatures")
	if d.desk.visit.session != nil {
		t.Error("the session goes on")
	}
}
