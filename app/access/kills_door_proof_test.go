package access_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/data"
)

// killedFoundings kills set-ups: before the end there is no company, afterwards
// all of it, and the next set-up in that file works.
func killedFoundings(t *testing.T, rounds int, kills *tally) {
	for i := range rounds {
		dir := ramFolder(t)
		a := &arena{world: &world{t: t, path: filepath.Join(dir, "shop.trousseau"), state: filepath.Join(dir, "state"), now: start},
			dice: rand.New(rand.NewPCG(uint64(i), 3)), kills: kills}
		said := a.round("found", 34)
		open := a.hear(said)
		acked := a.model.lines > 0
		file, err := data.Open(a.ctx(), a.path, data.Options{})
		if errors.Is(err, data.ErrNoFile) {
			file, err = data.Create(a.ctx(), a.path, data.Options{})
		}
		if err != nil {
			t.Fatal(err)
		}
		a.use(file)
		empty := must(a.door.Empty(a.ctx()))(t)
		switch {
		case empty && acked:
			t.Fatalf("an acknowledged company is gone; the child said %q", said)
		case !empty && !acked && open == nil:
			t.Fatalf("a company that nobody began; the child said %q", said)
		case empty:
			kills.before.Add(1)
			if r := must(access.Check(a.ctx(), file))(t); r.Accounts+r.Companies+r.Lines+r.Rows != 0 {
				t.Fatalf("half a company: %+v", r)
			}
			a.found(true).Close(a.ctx())
		case open != nil:
			kills.after.Add(1)
			a.seed = open.value
		}
		a.tick += 2
		a.now = moment(a.tick)
		e := must(a.door.Password(a.ctx(), ownerEmail, ownerPassword))(t)
		a.seed = access.FactorOf(e)
		s := must(e.Code(a.ctx(), must(totp.GenerateCode(a.seed, a.now))(t)))(t)
		if r := must(access.ReadAll(a.ctx(), s))(t); r.Company.Name != ownerCompany {
			t.Fatalf("%+v", r.Company)
		}
		must(access.Check(a.ctx(), file))(t)
		if err := errors.Join(s.Close(a.ctx()), file.Close(), os.RemoveAll(dir)); err != nil {
			t.Fatal(err)
		}
	}
}

// killedTries kills while wrong passwords are tried: the counter is never behind
// what was told, and never more passwords are looked at than the limit allows.
func killedTries(t *testing.T, rounds int, kills *tally) {
	a := newArena(t, 99, kills)
	a.tick++
	looked, counted, windows := 0, 0, 0
	for range rounds {
		said := a.round("wrong", 12)
		for _, s := range said {
			var n int
			switch {
			case s == "look":
				looked++
			case strings.HasPrefix(s, "counted"):
				if _, err := fmt.Sscanf(s, "counted %d", &n); err != nil {
					t.Fatal(err)
				}
				counted = max(counted, n)
				kills.acked.Add(1)
			}
		}
		file := must(data.Open(a.ctx(), a.path, data.Options{}))(t)
		a.use(file)
		a.now = moment(a.tick)
		try := must(a.door.Try(a.ctx(), ownerEmail))(t)
		if try.Failures < counted || try.Failures < looked {
			t.Fatalf("%d failures in the file, %d told, %d passwords looked at", try.Failures, counted, looked)
		}
		if looked > 5 {
			t.Fatalf("%d passwords were looked at: the limit is 5", looked)
		}
		if slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, "locked") }) {
			windows++
			a.tick += 40 // the wait is over; a good sign-in ends the series
			a.now = moment(a.tick)
			a.signIn().Close(a.ctx())
			a.tick++
			looked, counted = 0, 0
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if windows == 0 {
		t.Fatal("the limit was never reached: nothing was proved")
	}
	figure(t, "wrong passwords: %d kills, the limit of 5 reached %d times, never passed", rounds, windows)
}
