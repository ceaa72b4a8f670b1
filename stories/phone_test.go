//go:build linux

package stories

import (
	"time"

	"trousseau/stories/stage"
)

// phone is an authenticator of somebody else's making. It remembers the code it gave last: the door takes each only
// once, and none before it.
type phone struct {
	w    *World
	seed string
	used string
	// given are all the codes it gave.
	given []string
}

// codeStep is how long a phone shows a code (RFC 6238, 5.2).
const codeStep = 30 * time.Second

// fresh is the code shown now, as soon as it is later than the last one given.
func (p *phone) fresh() string { p.w.Helper(); return p.later(0) }

// next is the code to be shown after this one, which the door takes too, as a phone that is half a minute fast would
// give it. It saves most of the waiting.
func (p *phone) next() string { p.w.Helper(); return p.later(1) }

func (p *phone) later(steps int) string {
	p.w.Helper()
	p.w.must(stage.Until(3*codeStep, "a code that was not used", func() (bool, error) {
		for ahead := steps; ahead <= 1; ahead++ {
			if p.w.TOTP(p.seed, ahead) == p.used {
				return false, nil
			}
		}
		return true, nil
	}))
	p.used = p.w.TOTP(p.seed, steps)
	p.given = append(p.given, p.used)
	return p.used
}

// refuse gives the door a code that was used before. It must say so, or, where this computer was so slow that the code
// is too old by now, that it is not the right one.
func (p *phone) refuse(at *World, s says, code string) {
	at.Helper()
	at.WaitText(s.code)
	at.Type(code)
	if at.WaitEither(s.used, s.inexact) == s.used {
		return
	}
	for steps := -1; steps <= 1; steps++ {
		if p.w.TOTP(p.seed, steps) == code {
			at.Error("a used code counts as a wrong one although its time is not over")
		}
	}
}
