//go:build linux

package stories

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestMonthsLater opens a file that nobody opened for months (stories/testdata): the clock has leapt, so the time is
// asked first, and then the password must be changed before anything else.
func TestMonthsLater(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	o, seed := w.oldFile()
	w.begin(o, german, "light")
	p := phone{w: w, seed: seed}
	w.enter(o, german, p.next())
	w.WaitText(german.leapt)
	w.ClickText(german.timeRight)
	w.WaitText(german.old)

	t.Log("nothing else opens: neither by a new start, nor with the old password again")
	w.Kill9()
	w.Restart()
	w.WaitText(german.signIn)
	w.signIn(o, o.password)
	w.WaitText(german.code)
	w.Type(p.next())
	w.WaitText(german.old)
	w.changeOldPassword(o.password, o.password)
	w.WaitText(german.used)
	w.Key("ctrl+a")
	w.Type(newPassword)
	w.Key("Return")
	w.WaitText(german.overview)

	t.Log("the new password is the one that opens")
	w.signOut(german)
	w.signIn(o, o.password)
	w.WaitText(german.left)
	w.Type(newPassword)
	w.Key("Return")
	w.WaitText(german.code)
	w.Type(p.next())
	w.WaitText(german.overview)
	w.checkFile()
}

// changeOldPassword fills in the forced change; the keyboard is in the old password.
func (w *World) changeOldPassword(old, fresh string) {
	w.Helper()
	w.Type(old)
	w.Key("Tab", "Tab") // past the button that reveals it
	w.Type(fresh)
	w.Key("Tab")
	w.promise()
	w.Key("Return")
}

// oldFile puts the old file where the program looks for one, and gives its owner with the seed of her phone.
func (w *World) oldFile() (o owner, seed string) {
	w.Helper()
	facts, err := os.ReadFile(filepath.Join("testdata", "expired.json"))
	w.must(err)
	var said struct{ Email, Password, Seed string }
	w.must(json.Unmarshal(facts, &said))
	file, err := os.ReadFile(filepath.Join("testdata", "expired.trousseau"))
	w.must(err)
	w.must(os.MkdirAll(filepath.Dir(w.file()), 0o700))
	w.must(os.WriteFile(w.file(), file, 0o600))
	o = margaux
	o.email, o.password = said.Email, said.Password
	return o, said.Seed
}
