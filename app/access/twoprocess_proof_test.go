package access_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/data"
)

// race is a child that does what the parent says: "code TICK CODE" signs in with
// that code and out again, "acts TICK MILLISECONDS" works for a while.
func (p *player) race(ctx context.Context) error {
	for say("ready"); ; {
		line, err := p.in.ReadString('\n')
		if err != nil {
			return nil // the parent has closed the line
		}
		var word, arg string
		if _, err := fmt.Sscan(line, &word, &p.Tick, &arg); err != nil {
			return err
		}
		if word == "acts" {
			if err = p.acts(ctx, arg); err != nil {
				return err
			}
			continue
		}
		e, err := p.door.Password(ctx, ownerEmail, ownerPassword)
		if err != nil {
			return err
		}
		s, err := e.Code(ctx, arg)
		switch {
		case err == nil:
			say("entered")
			if err := s.Close(ctx); err != nil {
				return err
			}
		case errors.Is(err, access.ErrUsedCode):
			say("used")
		default:
			return err
		}
		say("done")
	}
}

// acts signs in, which needs a code nobody else took, then changes screen and
// company, locks and unlocks until the time is over. Every line it says is an
// act that was acknowledged.
func (p *player) acts(ctx context.Context, ms string) error {
	d, err := time.ParseDuration(ms + "ms")
	if err != nil {
		return err
	}
	e, err := p.door.Password(ctx, ownerEmail, ownerPassword)
	if err != nil {
		return err
	}
	code, err := totp.GenerateCode(p.Seed, p.now())
	if err != nil {
		return err
	}
	s, err := e.Code(ctx, code)
	if err != nil {
		return err
	}
	say("act open")
	for n, begun := 0, time.Now(); time.Since(begun) < d; n++ {
		if s, err = p.act(ctx, s, n); err != nil {
			return err
		}
	}
	if err := s.Close(ctx); err != nil {
		return err
	}
	say("act close")
	say("done")
	return nil
}

func (p *player) act(ctx context.Context, s *access.Session, n int) (*access.Session, error) {
	switch p.dice.IntN(3) {
	case 0:
		c := s.Screen()
		c.Scale = 100 + (c.Scale-99)%100
		if c == s.Screen() {
			return s, nil
		}
		err := s.ChangeScreen(ctx, c)
		say("act screen")
		return s, err
	case 1:
		c, err := s.Company(ctx)
		if err != nil {
			return nil, err
		}
		c.City = fmt.Sprintf("Stad %d %d", p.Dice, n)
		err = saveCompany(ctx, s, c)
		say("act company %s", c.City)
		return s, err
	}
	l, err := s.Lock(ctx, nil)
	if err != nil {
		return nil, err
	}
	say("act lock")
	e, err := l.Unlock(ctx, ownerPassword)
	if err != nil {
		return nil, err
	}
	again, err := e.Enter(ctx) // the code is fresh: it is not asked
	if err == nil {
		say("act unlock")
	}
	return again, err
}

// pair is two programs on one file.
type pair struct {
	*arena
	both [2]*child
}

func newPair(t *testing.T) *pair {
	p := &pair{arena: newArena(t, 5, &tally{})}
	for i := range p.both {
		p.both[i] = startChild(t, "race", part{Path: p.path, State: p.state, Seed: p.model.seed, Dice: uint64(i)})
		p.both[i].until("ready")
	}
	return p
}

// answers collects what both say until they are done.
func (p *pair) answers() (said []string) {
	p.t.Helper()
	for _, c := range p.both {
		for {
			s, ok := c.line()
			if !ok || strings.HasPrefix(s, "child failed") {
				p.t.Fatalf("%q after %q", s, said)
			}
			if s == "done" {
				break
			}
			said = append(said, s)
		}
	}
	return said
}

// end closes both and reads the whole file.
func (p *pair) end() (access.Reading, access.Report) {
	p.t.Helper()
	for _, c := range p.both {
		if err := errors.Join(c.in.Close(), c.cmd.Wait()); err != nil {
			p.t.Fatal(err)
		}
	}
	p.use(must(data.Open(p.ctx(), p.path, data.Options{}))(p.t))
	p.t.Cleanup(func() { p.file.Close() })
	report := must(access.Check(p.ctx(), p.file))(p.t)
	p.now = moment(p.tick + 2)
	r := must(access.ReadAll(p.ctx(), p.signIn()))(p.t)
	return r, report
}

// The same code in two programs at the same moment opens one of them (F6).
func TestOneCodeOpensOneOfTwoPrograms(t *testing.T) {
	p := newPair(t)
	rounds := times(50, 500)
	for range rounds {
		p.tick++
		p.now = moment(p.tick)
		for _, c := range p.both {
			c.tell("code %d %s", p.tick, p.code(0))
		}
		said := p.answers()
		if got := strings.Join(said, " "); got != "entered used" && got != "used entered" {
			t.Fatalf("one code, two programs: %s", got)
		}
	}
	_, report := p.end()
	if want := p.model.lines + 2*rounds; report.Lines != want {
		t.Fatalf("%d lines, want %d", report.Lines, want)
	}
	figure(t, "one code in two programs at once: %d rounds, exactly one entered each time", rounds)
}

// Two programs that work on one file lose nothing of each other's and leave
// whole chains.
func TestTwoProgramsAtWork(t *testing.T) {
	p := newPair(t)
	ms := times(1000, 20000)
	for i, c := range p.both { // two codes, one after the other
		p.tick++
		c.tell("acts %d %d", p.tick, ms)
		if i == 0 {
			c.until("act open")
		}
	}
	said := p.answers()
	r, report := p.end()
	acts := len(said) + 1 // the first one's "open" was heard already
	if want := p.model.lines + acts; report.Lines != want {
		t.Fatalf("%d lines in the file, %d acknowledged", report.Lines, want)
	}
	last := map[bool]bool{}
	for _, s := range said {
		if city, ok := strings.CutPrefix(s, "act company "); ok {
			last[city == r.Company.City] = true
		}
	}
	if !last[true] && len(last) > 0 {
		t.Fatalf("the town %q is none that was acknowledged", r.Company.City)
	}
	figure(t, "two programs, %d ms: %d acts acknowledged, %d lines, 0 lost, chains whole", ms, acts, report.Lines)
}
