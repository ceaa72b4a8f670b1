package access_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/data"
)

// guarded is what a file under fire must hold of what guards an account, and of
// what an owner decides. The child says it whole before each act, as it will be.
type guarded struct {
	Password, Kit, Seed string
	Codes               []string // empty: drawn in the act under way and not heard of yet
	Left, Number        int
	NIST                bool
	Days                uint16
	City                string
	Lines               int
}

// guards is a child that does one act of these again and again.
func (p *player) guards(ctx context.Context, name string) error {
	var g guarded
	b, err := os.ReadFile(p.Path + ".model")
	if err == nil {
		err = json.Unmarshal(b, &g)
	}
	if err != nil {
		return err
	}
	s, err := p.comes(ctx, &g)
	if err != nil {
		return err
	}
	acts := map[string]func(context.Context, *access.Session, *guarded) (*access.Session, error){
		"password": p.newPassword, "policy": p.newPolicy, "kit": p.kitUsed, "kitalone": p.kitAlone, "recovery": p.recoveryUsed,
		"codes": p.newCodes, "newkit": p.newKit, "money": p.newMoney, "restore": p.restoredRows,
	}
	act, ok := acts[name]
	if !ok {
		return errors.New("unknown act")
	}
	p.steps = 0
	for say("ready"); ; {
		if s, err = act(ctx, s, &g); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		say("ack")
	}
}

// will announces an act: one line, and the model as it will be.
func (p *player) will(name string, g *guarded) {
	g.Lines++
	b, err := json.Marshal(g)
	if err != nil {
		panic(err)
	}
	p.begin(name, string(b))
}

func (p *player) comes(ctx context.Context, g *guarded) (*access.Session, error) {
	p.will("open", g)
	e, err := p.door.Password(ctx, ownerEmail, g.Password)
	if err != nil {
		return nil, err
	}
	code, err := totp.GenerateCode(g.Seed, p.now())
	if err != nil {
		return nil, err
	}
	s, err := e.Code(ctx, code)
	if err == nil {
		say("ack")
	}
	return s, err
}

// another draws a password that the rules accept.
func (p *player) another(r access.Rules) (string, error) {
	return r.Propose(rand.NewChaCha8([32]byte{byte(p.dice.Uint64()), byte(p.dice.Uint64()), byte(p.dice.Uint64())}), passwords.Random, 16)
}

func (p *player) newPassword(ctx context.Context, s *access.Session, g *guarded) (*access.Session, error) {
	rules, err := s.Rules(ctx)
	if err != nil {
		return s, err
	}
	old := g.Password
	if g.Password, err = p.another(rules); err != nil {
		return s, err
	}
	p.will("password", g)
	return s, s.ChangePassword(ctx, old, g.Password, true)
}

func (p *player) newPolicy(ctx context.Context, s *access.Session, g *guarded) (*access.Session, error) {
	g.NIST = !g.NIST
	p.will("policy", g)
	return s, s.SetPasswordRules(ctx, !g.NIST, "why not")
}

func (p *player) newCodes(ctx context.Context, s *access.Session, g *guarded) (*access.Session, error) {
	g.Codes, g.Left = nil, 10
	p.will("codes", g)
	set, err := renewCodes(ctx, s, g.Password)
	if err == nil {
		g.Codes = set.Codes()
	}
	return s, err
}

func (p *player) newKit(ctx context.Context, s *access.Session, g *guarded) (*access.Session, error) {
	kit, err := s.BeginKit(ctx, g.Password)
	if err != nil {
		return s, err
	}
	g.Kit, g.Number = kit.Code(), kit.Number()
	p.will("newkit", g)
	return s, s.RenewKit(ctx, kit)
}

func (p *player) newMoney(ctx context.Context, s *access.Session, g *guarded) (*access.Session, error) {
	m, err := s.Money(ctx)
	if err != nil {
		return s, err
	}
	m.Days = (m.Days + 1) % 300
	g.Days = m.Days
	p.will("money", g)
	return s, saveMoney(ctx, s, m)
}

// restoredRows changes town and money, then brings the copy's back: three acts.
func (p *player) restoredRows(ctx context.Context, s *access.Session, g *guarded) (*access.Session, error) {
	if _, err := p.newMoney(ctx, s, g); err != nil {
		return s, err
	}
	say("ack")
	c, err := s.Company(ctx)
	if err != nil {
		return s, err
	}
	c.City = fmt.Sprintf("Stad %d", p.Tick)
	g.City = c.City
	p.will("company", g)
	if err := saveCompany(ctx, s, c); err != nil {
		return s, err
	}
	say("ack")
	from, err := data.OpenReadOnly(ctx, p.Path+".copy")
	if err != nil {
		return s, err
	}
	g.City, g.Days = "Bruges", access.NewMoney().Days
	p.will("restore", g)
	return s, errors.Join(bringBack(ctx, s, from), from.Close())
}

// recoveryUsed signs out and in with a recovery code: two acts, and a third one
// when the codes run out.
func (p *player) recoveryUsed(ctx context.Context, s *access.Session, g *guarded) (*access.Session, error) {
	if len(g.Codes) == 0 {
		if _, err := p.newCodes(ctx, s, g); err != nil {
			return s, err
		}
		say("ack")
	}
	p.will("close", g)
	if err := s.Close(ctx); err != nil {
		return s, err
	}
	say("ack")
	code := g.Codes[0]
	g.Codes, g.Left = slices.Clone(g.Codes[1:]), g.Left-1
	p.will("recovery", g)
	e, err := p.door.Password(ctx, ownerEmail, g.Password)
	if err != nil {
		return s, err
	}
	return e.Recovery(ctx, code)
}

func (p *player) kitUsed(ctx context.Context, _ *access.Session, g *guarded) (*access.Session, error) {
	r, err := p.door.Kit(ctx, ownerEmail, g.Kit)
	if err != nil {
		return nil, err
	}
	p.Tick++
	code, err := totp.GenerateCode(g.Seed, p.now())
	if err != nil {
		return nil, err
	}
	if err := r.Code(ctx, code); err != nil {
		return nil, err
	}
	return p.finishes(ctx, r, g, access.Rescued{})
}

func (p *player) kitAlone(ctx context.Context, _ *access.Session, g *guarded) (*access.Session, error) {
	r, err := p.door.Kit(ctx, ownerEmail, g.Kit)
	if err != nil {
		return nil, err
	}
	r.WithoutFactor()
	var f access.Rescued
	if f.Factor, err = r.NewFactor(ctx); err != nil {
		return nil, err
	}
	if f.Codes, err = r.NewRecovery(); err != nil {
		return nil, err
	}
	g.Seed, g.Codes, g.Left = strings.ReplaceAll(f.Factor.Key(), " ", ""), f.Codes.Codes(), 10
	p.Tick++
	code, err := totp.GenerateCode(g.Seed, p.now())
	if err != nil {
		return nil, err
	}
	if ok, err := r.Prove(f.Factor, code); err != nil || !ok {
		return nil, errors.Join(err, errors.New("not proved"))
	}
	return p.finishes(ctx, r, g, f)
}

func (p *player) finishes(ctx context.Context, r *access.Rescue, g *guarded, f access.Rescued) (*access.Session, error) {
	rules, err := r.Rules(ctx)
	if err != nil {
		return nil, err
	}
	if g.Password, err = p.another(rules); err != nil {
		return nil, err
	}
	if f.Kit, err = r.NewKit(); err != nil {
		return nil, err
	}
	f.Password, f.Consent = g.Password, true
	g.Kit, g.Number = f.Kit.Code(), f.Kit.Number()
	p.will("kit", g)
	return r.Finish(ctx, f)
}

// siege is an arena whose model is a guarded one.
type siege struct {
	*arena
	truth guarded
}

func newSiege(t *testing.T, dice uint64, kills *tally) *siege {
	a := newArena(t, dice, kills)
	g := &siege{arena: a, truth: guarded{Password: ownerPassword, Kit: a.kit.Code(), Seed: a.seed, Codes: a.codes, Left: 10, Number: 1,
		Days: access.NewMoney().Days, City: "Bruges", Lines: 2}}
	write(t, a.path+".copy", must(os.ReadFile(a.path))(t))
	return g
}

// hears takes in what the child said.
func (g *siege) hears(said []string) *guarded {
	g.t.Helper()
	var open *guarded
	for _, s := range said {
		if s == "ack" {
			g.truth, open = *open, nil
			g.kills.acked.Add(1)
			continue
		}
		var name, value string
		open = &guarded{}
		if _, err := fmt.Sscanf(s, "begin %d %s %q", &g.tick, &name, &value); err != nil {
			g.t.Fatalf("%q: %v", s, err)
		}
		if err := json.Unmarshal([]byte(value), open); err != nil {
			g.t.Fatal(err)
		}
	}
	return open
}

// stands wants the file to hold the acknowledged model, or the one of the act
// under way: password, kit, seed, codes, rules, money, town and lines together.
func (g *siege) stands(open *guarded) {
	g.t.Helper()
	g.use(must(data.Open(g.ctx(), g.path, data.Options{}))(g.t))
	defer func() {
		if err := g.file.Close(); err != nil {
			g.t.Fatal(err)
		}
	}()
	report := must(access.Check(g.ctx(), g.file))(g.t)
	g.tick += 2 // a child may have used the code of the step behind its last word
	g.arena.now = moment(g.tick)
	var held []guarded
	for _, m := range []*guarded{&g.truth, open} {
		if m == nil || m.Lines != report.Lines {
			continue
		}
		held = append(held, *m)
	}
	if len(held) != 1 {
		g.t.Fatalf("after a kill %d lines; acknowledged %+v, under way %+v", report.Lines, g.truth, open)
	}
	if open != nil {
		if held[0].Lines == open.Lines {
			g.kills.after.Add(1)
		} else {
			g.kills.before.Add(1)
			g.shut(*open)
		}
	}
	g.truth = g.enters(held[0])
}

// shut wants what an act that did not happen would have opened to be shut.
func (g *siege) shut(open guarded) {
	g.t.Helper()
	if open.Password != g.truth.Password {
		if _, err := g.door.Password(g.ctx(), ownerEmail, open.Password); err == nil {
			g.t.Fatal("half an act: its password opens")
		}
	}
	if open.Kit != g.truth.Kit {
		if _, err := g.door.OpenKit(g.ctx(), ownerEmail, open.Kit); err == nil {
			g.t.Fatal("half an act: its kit opens")
		}
	}
}

// enters signs in by what the model says and compares everything.
func (g *siege) enters(m guarded) guarded {
	g.t.Helper()
	g.seed = m.Seed
	e, err := g.door.Password(g.ctx(), ownerEmail, m.Password)
	if err != nil {
		g.t.Fatal("signing in after a kill:", err)
	}
	s, err := e.Code(g.ctx(), g.code(0))
	if err != nil {
		g.t.Fatal("signing in after a kill:", err)
	}
	must(access.ReadAll(g.ctx(), s))(g.t)
	must(g.door.Kit(g.ctx(), ownerEmail, m.Kit))(g.t).Drop()
	o, money, sec := must(s.Overview(g.ctx()))(g.t), must(s.Money(g.ctx()))(g.t), must(s.Security(g.ctx()))(g.t)
	if o.KitNumber != m.Number || o.KitFault || o.RecoveryLeft != m.Left || sec.House == m.NIST || money.Days != m.Days || o.Company.City != m.City {
		g.t.Fatalf("after a kill %+v %+v %+v, the model is %+v", o, sec, money, m)
	}
	if err := s.Close(g.ctx()); err != nil {
		g.t.Fatal(err)
	}
	m.Lines += 2
	return m
}

// fire starts a child with the model as it stands and kills it.
func (g *siege) fire(name string, steps int) []string {
	g.t.Helper()
	write(g.t, g.path+".model", must(json.Marshal(g.truth))(g.t))
	g.model.seed = g.truth.Seed
	return g.round("guards."+name, steps)
}

// A program killed in an act on password, kit, codes, rules, money or a restore
// has lost none that was acknowledged and left none half done.
func TestKilledGuards(t *testing.T) {
	var kills tally
	each := raced(2, times(6, 48))
	t.Run("acts", func(t *testing.T) {
		for i, act := range []struct {
			name  string
			steps int
		}{{"password", 40}, {"policy", 30}, {"kit", 60}, {"kitalone", 60}, {"recovery", 60}, {"codes", 40}, {"newkit", 40}, {"money", 30}, {"restore", 90}} {
			t.Run(act.name, func(t *testing.T) {
				t.Parallel()
				var g *siege
				for n := range each {
					if n%8 == 0 {
						g = newSiege(t, uint64(500*i+n+7), &kills)
					}
					g.stands(g.hears(g.fire(act.name, act.steps)))
				}
			})
		}
	})
	figure(t, "%d kills in acts on what guards the account: %d acknowledged acts, 0 lost, 0 half (the act under way: %d times absent, %d times whole)",
		kills.kills.Load(), kills.acked.Load(), kills.before.Load(), kills.after.Load())
	if n := kills.kills.Load(); n == int64(9*each) && long() && n < 400 {
		t.Fatalf("%d kills are too few to say anything", n)
	}
}
