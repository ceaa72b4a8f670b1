package app_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousseau/app"
	"trousseau/app/access"
)

// killedEnv starts this test program again in the part that is killed: what it
// does, the file, the minute of its clock, and the step at which it ends itself.
const killedEnv = "TROUSSEAU_BACKUP_CHILD"

// rounds picks the size of a proof: the long form belongs to `make faults`.
func rounds(short, long int) int {
	if os.Getenv("TROUSSEAU_FAULTS") == "long" {
		return long
	}
	return short
}

var closing = time.Date(2026, 11, 22, 18, 2, 3, 0, time.UTC)

// clocked is the program's options with a clock that is counted in minutes.
func clocked(path string, minute *int) app.Options {
	o := options(path)
	o.Access.Clock = func() time.Time { return closing.Add(time.Duration(*minute) * time.Minute) }
	return o
}

// TestKilledPart is no test: it is the program that TestKilledBackups kills.
func TestKilledPart(t *testing.T) {
	if os.Getenv(killedEnv) == "" {
		t.Skip("a part of TestKilledBackups")
	}
	err := play(t.Context(), strings.Split(os.Getenv(killedEnv), "|"))
	fmt.Println("child failed:", err)
	os.Exit(3)
}

func play(ctx context.Context, part []string) error {
	var minute, die int
	if _, err := fmt.Sscan(part[2], &minute, &die); err != nil {
		return err
	}
	f := &faulty{armed: true, at: die, then: func() error {
		self, err := os.FindProcess(os.Getpid())
		return errors.Join(err, self.Kill())
	}}
	path := part[1]
	if part[0] == "replace" {
		a, err := app.Open(ctx, clocked(path, &minute))
		if err == nil {
			return errors.New("the file is not broken")
		}
		fmt.Println("ready")
		_, err = a.Replace(ctx, part[3])
		fmt.Println("ack")
		return errors.Join(err, rest())
	}
	f.armed = false
	a, err := app.Hooked(ctx, clocked(path, &minute), f.hook)
	if err != nil {
		return err
	}
	e, err := a.Door.Password(ctx, ownerEmail, ownerPassword)
	if err != nil {
		return err
	}
	s, err := e.Enter(ctx)
	if err != nil {
		return err
	}
	fmt.Println("ready")
	f.armed = true
	for n := 0; ; n++ {
		minute++
		fmt.Println("begin", minute, n%2)
		if part[0] == "backup" {
			_, err = a.BackUp(ctx, s)
		} else {
			var p access.Preview
			if p, err = a.Preview(ctx, s, part[3+n%2]); err == nil {
				err = a.Restore(ctx, s, part[3+n%2], p)
			}
		}
		if err != nil {
			return err
		}
		fmt.Println("ack")
	}
}

// rest waits for the kill.
func rest() error {
	_, err := os.Stdin.Read(make([]byte, 1))
	return err
}

// arena is a file under fire, and what was acknowledged.
type arena struct {
	*shop
	minute int
	dice   *rand.Rand
	from   []string // two copies, of the two cities
}

var cities = []string{"Bruges", "Damme"}

func newArena(t *testing.T) *arena {
	r := &arena{dice: rand.New(rand.NewPCG(11, 3))}
	r.shop = newShop(t, filepath.Join(t.TempDir(), "shop.trousseau"))
	r.o = clocked(r.o.File, &r.minute)
	for _, city := range cities {
		r.moveTo(city)
		from := filepath.Join(t.TempDir(), city)
		r.check(os.Rename(r.backUp().Path, from))
		r.from = append(r.from, from)
	}
	r.check(errors.Join(r.s.Close(t.Context()), r.a.Close()))
	return r
}

// kill runs the part until it is killed, at a step of the storage or at any
// moment, and gives what it had said.
func (r *arena) kill(part string, steps int) (said []string) {
	r.t.Helper()
	die, after := 1+r.dice.IntN(steps), time.Duration(-1)
	switch {
	case part == "replace": // its storage takes no hook
		die, after = 0, time.Duration(r.dice.IntN(25000))*time.Microsecond
	case r.dice.IntN(2) == 0:
		die, after = 0, time.Duration(r.dice.IntN(90000))*time.Microsecond
	}
	cmd := exec.Command(must(os.Executable())(r.t), "-test.run=^TestKilledPart$")
	cmd.Env = append(os.Environ(), killedEnv+"="+strings.Join(append([]string{part, r.o.File, fmt.Sprint(r.minute, die)}, r.from...), "|"))
	out := bufio.NewReader(must(cmd.StdoutPipe())(r.t))
	_ = must(cmd.StdinPipe())(r.t) // held open: the part rests on it
	r.check(cmd.Start())
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			break
		}
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "child failed") {
			r.t.Fatal(line)
		}
		if line == "ready" && after >= 0 {
			defer time.AfterFunc(after, func() { _ = cmd.Process.Kill() }).Stop() // it may have ended already
		}
		said = append(said, line)
	}
	_ = cmd.Wait() // "killed" is what was wanted
	if len(said) == 0 || cmd.ProcessState.Exited() {
		r.t.Fatalf("the child was not killed: %v, %q", cmd.ProcessState, said)
	}
	for _, line := range said {
		_, _ = fmt.Sscanf(line, "begin %d", &r.minute) // other lines tell no minute
	}
	return said
}

// judge opens the file as the next start does, checks it and every copy, and
// signs in.
func (r *arena) judge() {
	r.t.Helper()
	r.minute++
	r.a = must(app.Open(r.t.Context(), r.o))(r.t)
	for _, b := range must(r.a.Backups())(r.t) {
		must(app.Check(r.t.Context(), b.Path))(r.t)
	}
	must(app.Check(r.t.Context(), r.o.File))(r.t)
	r.s = must(r.enter())(r.t)
}

func (r *arena) leave() { r.check(errors.Join(r.s.Close(r.t.Context()), r.a.Close())) }

// A program killed in a backup, a restore or an exchange of the file leaves the
// old state or the new one, and every copy whole.
func TestKilledBackups(t *testing.T) {
	t.Run("backup", func(t *testing.T) {
		r, acked, half := newArena(t), 0, 0
		n := rounds(10, 50)
		for range n {
			for _, line := range r.kill("backup", 45) {
				if line == "ack" {
					acked++
				}
			}
			r.judge()
			copies := len(must(r.a.Backups())(t))
			if copies < min(acked, app.KeptBackups) || copies > app.KeptBackups+n {
				t.Fatalf("%d copies of %d acknowledged ones", copies, acked)
			}
			half += len(r.folder()) - copies
			r.sweep(copies)
			r.leave()
		}
		t.Logf("%d kills, %d backups acknowledged, 0 lost, %d half copies swept", n, acked, half)
	})
	t.Run("restore", func(t *testing.T) {
		r, city, before, after := newArena(t), cities[1], 0, 0
		n := rounds(10, 50)
		for range n {
			begun := ""
			for _, line := range r.kill("restore", 90) {
				switch line {
				case "ack":
					city, begun = begun, ""
				default:
					var minute, to int
					if _, err := fmt.Sscanf(line, "begin %d %d", &minute, &to); err == nil {
						begun = cities[to]
					}
				}
			}
			r.judge()
			switch r.city() {
			case city:
				before++
			case begun:
				city = begun
				after++
			default:
				t.Fatalf("%s, acknowledged was %s, begun %q", r.city(), city, begun)
			}
			r.sweep(len(must(r.a.Backups())(t)))
			r.leave()
		}
		t.Logf("%d kills, 0 half restores (the one under way: %d times absent, %d times whole)", n, before, after)
	})
	t.Run("replace", killedReplaces)
}

// sweep makes what a kill left old enough to be swept by the next backup.
func (r *arena) sweep(copies int) {
	r.t.Helper()
	for _, name := range r.folder() {
		if path := filepath.Join(r.a.BackupFolder(), name); name[0] == '.' {
			old := time.Now().Add(-2 * time.Hour)
			r.check(os.Chtimes(path, old, old))
		}
	}
	must(r.a.BackUp(r.t.Context(), r.s))(r.t)
	if left := r.folder(); len(left) > max(app.KeptBackups, copies+1) || len(left) > 0 && left[0][0] == '.' {
		r.t.Fatalf("%d copies, and %v", copies, left)
	}
}

func killedReplaces(t *testing.T) {
	r, n := newArena(t), rounds(6, 30)
	broken := []byte(strings.Repeat("broken ", 3000))
	found := map[string]int{}
	for range n {
		r.check(os.WriteFile(r.o.File, broken, 0o600))
		said := r.kill("replace", 1)
		a, err := app.Open(t.Context(), r.o)
		var aside *app.AsideError
		switch {
		case err == nil:
			found["new"]++
			r.check(a.Close())
		case said[len(said)-1] == "ack":
			t.Fatal("an acknowledged exchange is gone:", err)
		case errors.As(err, &aside):
			found["aside"]++
			if string(must(os.ReadFile(aside.Aside))(t)) != string(broken) {
				t.Fatal("the old file is not where it is said to be")
			}
		case errors.Is(err, app.ErrNotDatabase):
			found["old"]++
		default:
			t.Fatal(err)
		}
		if err != nil { // the next try brings it to its end
			must(a.Replace(t.Context(), r.from[0]))(t)
			r.check(a.Close())
		}
		must(app.Check(t.Context(), r.o.File))(t)
	}
	r.a = must(app.Open(t.Context(), r.o))(t)
	e := must(r.a.Door.Password(t.Context(), ownerEmail, ownerPassword))(t)
	if _, err := e.Enter(t.Context()); !errors.As(err, new(*access.OlderError)) {
		t.Fatal(err)
	}
	e.TakeOlder()
	r.s = must(e.Enter(t.Context()))(t)
	if r.city() != cities[0] {
		t.Error(r.city())
	}
	r.leave()
	t.Logf("%d kills, found: %v", n, found)
}
