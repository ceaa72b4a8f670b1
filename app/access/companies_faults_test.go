package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// Whichever call of the storage fails in an act on several companies, or in the way to
// live: the file is as before it, byte for byte, or the whole act is there.
func TestEveryFailingCallOfCompanies(t *testing.T) {
	base := newWorld(t)
	s := base.found(true)
	first, second := opens(t, s, garage)
	base.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.view"}}, keys.Common, keys.People)
	if err := s.ChangeBilling(base.ctx(), access.Billing{}, someBilling); err != nil {
		t.Fatal(err)
	}
	s.Close(base.ctx())
	x := base.freeze()
	dir := ramFolder(t)
	for name, act := range map[string]func(w *world, s *access.Session) error{
		"switch": func(w *world, s *access.Session) error { return s.Switch(w.ctx(), first) },
		"remove": func(w *world, s *access.Session) error {
			_, err := s.RemoveFrom(w.ctx(), []string{first, second}, jorisEmail)
			return err
		},
		"live": func(w *world, s *access.Session) error {
			return s.GoLive(w.ctx(), access.Proof{Password: ownerPassword, Code: w.code(0)})
		},
	} {
		failed, done := 0, false
		for n := 1; !done; n++ {
			clear(t, dir)
			w := x.place(t, dir, true)
			w.seed, w.kit = base.seed, base.kit
			calls, armed := 0, false
			w.use(must(data.Open(w.ctx(), w.path, data.Options{TestOnlyHook: func(string) error {
				if armed {
					if calls++; calls == n {
						return errStorage
					}
				}
				return nil
			}}))(t))
			w.pass(time.Minute)
			s := w.signIn()
			w.pass(time.Minute)
			before := w.contents()
			armed = true
			err := act(w, s)
			armed = false
			switch {
			case calls < n:
				done = true
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			case err == nil && name == "live" && must(s.Stage(w.ctx()))(t).Live:
				failed++ // the act was whole; what counts tries failed behind it
			case !errors.Is(err, errStorage):
				t.Fatalf("%s: call %d failed, and the person was told %v", name, n, err)
			case before != w.contents() && name != "live":
				t.Fatalf("%s: call %d left something", name, n)
			default:
				failed++
				if before == w.contents() && name != "live" {
					if err := act(w, s); err != nil {
						t.Fatalf("%s: trying again after call %d: %v", name, n, err)
					}
				}
			}
			w.file.Close()
		}
		if failed < 8 {
			t.Errorf("%s: %d calls, nothing is proved", name, failed)
		}
	}
}
