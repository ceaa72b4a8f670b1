package views

import (
	"os"
	"testing"
)

// The file is taken away while it is open: what is typed stays, and is told.
func TestDeskFileRemovedWhileOpen(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	for _, suffix := range []string{"", "-wal", "-shm"} {
		d.must(os.Rename(d.path+suffix, d.path+suffix+".away"))
	}
	d.tap(winCompany, "company.save")
	d.want(winCompany, d.word("fault.noFile"))
	if d.typed(winCompany, "company.city") != "Gent" {
		t.Error("what was typed is lost")
	}
	lockKey(d.window(winCompany)) // the journal cannot be written; the keys go all the same
	d.want(winMain, "Verrouillé")
	d.wantNothingOf(deskCompany, deskStreet, "Gent")
	d.unlock()
	d.want(winMain, d.word("fault.noFile"))
	for _, suffix := range []string{"", "-wal", "-shm"} {
		d.must(os.Rename(d.path+suffix+".away", d.path+suffix))
	}
	d.unlock()
	d.tap(winCompany, "company.save")
	d.want(winCompany, d.word("company.saved"))
}
