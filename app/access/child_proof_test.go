package access_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// The proofs come in two lengths: the short form belongs to every run of the
// tests, the long one to `make faults`.
func long() bool { return os.Getenv("TROUSSEAU_FAULTS") == "long" }

// times picks the size of a proof.
func times(short, whole int) int {
	if long() {
		return whole
	}
	return short
}

// figure prints what a proof counted; in the long form also when tests pass quietly.
func figure(t testing.TB, format string, args ...any) {
	t.Helper()
	if t.Failed() {
		return // what failed proves nothing
	}
	text := fmt.Sprintf(format, args...)
	t.Log(text)
	if long() {
		fmt.Println(text)
	}
}

// The proofs that need a second process start this test program again with the
// part it has to play in this variable.
const childEnv = "TROUSSEAU_CHILD"

func TestMain(m *testing.M) {
	if part := os.Getenv(childEnv); part != "" {
		if err := play(part); err != nil {
			fmt.Println("child failed:", err)
			os.Exit(3)
		}
		return
	}
	os.Exit(m.Run())
}

// ramFolder gives a folder in memory where the system has one: what a killed
// process wrote stays there as on a disk, and thousands of runs wear nothing out.
func ramFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "trousseau-proof-*")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// part is what a child is told on its command line.
type part struct {
	Path, State string
	Seed        string // of the second factor, empty when it is off
	Tick        int    // the clock stands at start + Tick*tick
	Dice        uint64
	Die         int // at this step of the storage it kills itself; 0: never
}

// tick is how far the clock moves with every act, so that each has a fresh code.
const tick = 31 * time.Second

func moment(n int) time.Time { return start.Add(time.Duration(n) * tick) }

func (p part) String() string {
	return fmt.Sprintf("%q %q %q %d %d %d", p.Path, p.State, p.Seed, p.Tick, p.Dice, p.Die)
}

func parsePart(s string) (p part, err error) {
	_, err = fmt.Sscanf(s, "%q %q %q %d %d %d", &p.Path, &p.State, &p.Seed, &p.Tick, &p.Dice, &p.Die)
	return p, err
}

// player is the child's side: a door whose clock it moves itself, and a voice.
type player struct {
	part
	dice  *rand.Rand
	steps int
	file  *data.File
	door  *access.Door
	setup *access.Setup
	in    *bufio.Reader
}

func newPlayer(line string) (*player, error) {
	p, err := parsePart(line)
	return &player{part: p, dice: rand.New(rand.NewPCG(p.Dice, 1)), steps: -1, in: bufio.NewReader(os.Stdin)}, err
}

// say prints one line at once: what was said before a kill has been heard.
func say(format string, args ...any) { fmt.Fprintf(os.Stdout, format+"\n", args...) }

func (p *player) now() time.Time { return moment(p.Tick) }

// begin announces an act before its first byte is written and moves the clock.
func (p *player) begin(name, value string) {
	p.Tick++
	say("begin %d %s %q", p.Tick, name, value)
}

// hook counts the steps of the storage once the child is ready and ends the
// process at the chosen one as kill -9 does: nothing is flushed or closed.
func (p *player) hook(string) error {
	if p.Die == 0 || p.steps < 0 {
		return nil
	}
	if p.steps++; p.steps == p.Die {
		return syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
	return nil
}

func (p *player) options() access.Options {
	return access.Options{State: p.State, Clock: p.now, KDF: tellingKDF{}}
}

func (p *player) use(file *data.File) {
	p.file, p.door = file, access.New(file, p.options())
	p.setup = access.NewSetup(p.options())
}

// tellingKDF says when a password is looked at.
type tellingKDF struct{ keystest.KDF }

func (k tellingKDF) Stretch(password, salt []byte, costs keys.Params) []byte {
	if string(password) == wrongPassword {
		say("look")
	}
	return k.KDF.Stretch(password, salt, costs)
}

const wrongPassword = "Not-The-Password-9"

// child is the parent's side of a running part.
type child struct {
	t   testing.TB
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startChild(t testing.TB, name string, p part) *child {
	t.Helper()
	self := must(os.Executable())(t)
	c := &child{t: t, cmd: exec.Command(self, p.String())}
	c.cmd.Env = append(os.Environ(), childEnv+"="+name)
	c.cmd.Stderr = os.Stderr
	c.in = must(c.cmd.StdinPipe())(t)
	out := must(c.cmd.StdoutPipe())(t)
	c.out = bufio.NewReader(out)
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// line reads the next thing the child says; false when it is gone.
func (c *child) line() (string, bool) {
	s, err := c.out.ReadString('\n')
	if err != nil {
		return "", false // half a line was never said
	}
	return strings.TrimSuffix(s, "\n"), true
}

// until reads up to a line the child must say.
func (c *child) until(want string) {
	c.t.Helper()
	for {
		s, ok := c.line()
		if !ok || strings.HasPrefix(s, "child failed") {
			c.t.Fatalf("child said %q and never %q", s, want)
		}
		if s == want {
			return
		}
	}
}

func (c *child) tell(format string, args ...any) {
	c.t.Helper()
	if _, err := fmt.Fprintf(c.in, format+"\n", args...); err != nil {
		c.t.Fatal(err)
	}
}

// killAfter ends the child by SIGKILL after a while and gives everything it said.
func (c *child) killAfter(d time.Duration) []string {
	c.t.Helper()
	if d >= 0 {
		timer := time.AfterFunc(d, func() {
			_ = c.cmd.Process.Kill() // it may have ended itself already
		})
		defer timer.Stop()
	}
	var said []string
	for {
		s, ok := c.line()
		if !ok {
			break
		}
		if strings.HasPrefix(s, "child failed") {
			c.t.Fatal(s)
		}
		if s == "resting" {
			_ = c.cmd.Process.Kill() // it has nothing more to say
			continue
		}
		said = append(said, s)
	}
	_ = c.cmd.Wait() // "killed" is what was wanted
	if c.cmd.ProcessState.Exited() && c.cmd.ProcessState.ExitCode() != 0 {
		c.t.Fatalf("child ended by itself: %v", c.cmd.ProcessState)
	}
	return said
}
