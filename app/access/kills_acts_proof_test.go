package access_test

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/data"
)

// play is a child: real calls of the services on a real file, one line before
// and one after each of them, until somebody kills it.
func play(name string) error {
	p, err := newPlayer(strings.Join(os.Args[1:], " "))
	if err != nil {
		return err
	}
	ctx := context.Background()
	if name == "found" {
		return p.found(ctx)
	}
	file, err := data.Open(ctx, p.Path, data.Options{TestOnlyHook: p.hook})
	if err != nil {
		return err
	}
	p.use(file)
	acts := map[string]func(context.Context, *access.Session) (*access.Session, error){
		"screen": p.screen, "company": p.company, "enrol": p.enrol, "lock": p.lock, "signin": p.again, "mixed": p.mixed,
		"reseal": p.reseal,
	}
	switch name {
	case "wrong":
		return p.wrong(ctx)
	case "race":
		return p.race(ctx)
	case "members":
		return p.members(ctx)
	}
	if guard, ok := strings.CutPrefix(name, "guards."); ok {
		return p.guards(ctx, guard)
	}
	act, ok := acts[name]
	if !ok {
		return errors.New("unknown part")
	}
	s, err := p.enter(ctx)
	if err != nil {
		return err
	}
	p.steps = 0 // from here on the steps count
	for say("ready"); ; {
		if s, err = act(ctx, s); err != nil {
			return err
		}
		say("ack")
	}
}

// enter signs in with what is needed, as the act "open".
func (p *player) enter(ctx context.Context) (*access.Session, error) {
	p.begin("open", "")
	e, err := p.door.Password(ctx, ownerEmail, ownerPassword)
	if err != nil {
		return nil, err
	}
	s, err := p.prove(ctx, e)
	if err == nil {
		say("ack")
	}
	return s, err
}

func (p *player) prove(ctx context.Context, e *access.Entry) (*access.Session, error) {
	if !e.NeedsCode() {
		return e.Enter(ctx)
	}
	code, err := totp.GenerateCode(p.Seed, p.now())
	if err != nil {
		return nil, err
	}
	return e.Code(ctx, code)
}

// phoneCode is what a phone with that seed shows.
func phoneCode(seed string, at time.Time) (string, error) { return totp.GenerateCode(seed, at) }

func (p *player) screen(ctx context.Context, s *access.Session) (*access.Session, error) {
	c := s.Screen()
	c.Scale = 100 + (c.Scale-100+1+p.dice.IntN(99))%100
	c.Language = []string{"fr", "en"}[p.dice.IntN(2)]
	p.begin("screen", fmt.Sprintf("%d %s", c.Scale, c.Language))
	return s, s.ChangeScreen(ctx, c)
}

func (p *player) company(ctx context.Context, s *access.Session) (*access.Session, error) {
	c, err := s.Company(ctx)
	if err != nil {
		return nil, err
	}
	c.City = fmt.Sprintf("Brugge %d", p.Tick)
	p.begin("company", c.City)
	return s, saveCompany(ctx, s, c)
}

func (p *player) enrol(ctx context.Context, s *access.Session) (*access.Session, error) {
	f, err := s.BeginEnrolment(ctx, ownerPassword)
	if err != nil {
		return nil, err
	}
	seed := strings.ReplaceAll(f.Key(), " ", "")
	p.begin("enrol", seed)
	code, err := totp.GenerateCode(seed, p.now())
	if err != nil {
		return nil, err
	}
	p.Seed = seed
	_, err = s.Enrol(ctx, f, code)
	return s, err
}

// lock locks and unlocks: two acts.
func (p *player) lock(ctx context.Context, s *access.Session) (*access.Session, error) {
	p.begin("lock", "")
	l, err := s.Lock(ctx, []byte("half a sentence"))
	if err != nil {
		return nil, err
	}
	say("ack")
	p.begin("unlock", "")
	e, err := l.Unlock(ctx, ownerPassword)
	if err != nil {
		return nil, err
	}
	return p.prove(ctx, e)
}

// again signs out and in: two acts.
func (p *player) again(ctx context.Context, s *access.Session) (*access.Session, error) {
	p.begin("close", "")
	if err := s.Close(ctx); err != nil {
		return nil, err
	}
	say("ack")
	p.begin("open", "")
	e, err := p.door.Password(ctx, ownerEmail, ownerPassword)
	if err != nil {
		return nil, err
	}
	return p.prove(ctx, e)
}

// mixed does one of all of them.
func (p *player) mixed(ctx context.Context, s *access.Session) (*access.Session, error) {
	all := []func(context.Context, *access.Session) (*access.Session, error){p.screen, p.company, p.lock}
	return all[p.dice.IntN(len(all))](ctx, s)
}

// found makes the file and the company in it.
func (p *player) found(ctx context.Context) error {
	p.setup = access.NewSetup(p.options())
	f, seed, err := p.founding()
	if err != nil {
		return err
	}
	p.steps = 0
	say("ready")
	p.begin("found", seed)
	file, err := data.Create(ctx, p.Path, data.Options{TestOnlyHook: p.hook})
	if errors.Is(err, data.ErrExists) {
		file, err = data.Open(ctx, p.Path, data.Options{TestOnlyHook: p.hook})
	}
	if err != nil {
		return err
	}
	p.use(file)
	if _, err := p.door.Found(ctx, f); err != nil {
		return err
	}
	say("ack")
	return p.rest()
}

// rest waits for the kill: the parent never says anything.
func (p *player) rest() error {
	say("resting")
	_, err := p.in.ReadString('\n')
	return err
}

func (p *player) founding() (access.Founding, string, error) {
	kit, err := p.setup.NewKit()
	if err != nil {
		return access.Founding{}, "", err
	}
	f := access.Founding{Kit: kit, Screen: access.Screen{Language: "fr", Theme: "light", Scale: 100},
		Company: access.Company{Name: ownerCompany, Country: "BE", Language: "fr", City: "Bruges", Color: "#9A4A2C"},
		Owner:   access.Owner{First: "Margaux", Last: "Bedrijf", Email: ownerEmail, Password: ownerPassword, Consent: true}}
	if f.Factor, err = p.setup.NewFactor(ownerCompany, ownerEmail); err != nil {
		return f, "", err
	}
	if f.Codes, err = p.setup.NewRecovery(); err != nil {
		return f, "", err
	}
	seed := strings.ReplaceAll(f.Factor.Key(), " ", "")
	code, err := totp.GenerateCode(seed, moment(p.Tick+1))
	if err != nil {
		return f, "", err
	}
	p.Tick++
	ok, err := p.setup.Prove(f.Factor, code)
	p.Tick--
	if !ok && err == nil {
		err = errors.New("not proved")
	}
	return f, seed, err
}

// wrong tries wrong passwords until it is told to wait; the clock stands still.
func (p *player) wrong(ctx context.Context) error {
	p.steps = 0
	for say("ready"); ; {
		_, err := p.door.Password(ctx, ownerEmail, wrongPassword)
		var wrong *access.WrongError
		var locked *access.LockedError
		switch {
		case errors.As(err, &wrong):
			say("counted %d", max(5-wrong.Left, 0))
		case errors.As(err, &locked):
			say("locked %d", locked.Wait/time.Second)
			return p.rest()
		default:
			return err
		}
	}
}

// decodable tells whether a text is a seed.
func decodable(seed string) bool {
	_, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(seed)
	return err == nil && seed != ""
}
