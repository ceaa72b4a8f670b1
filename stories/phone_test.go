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
	step int64 // of the code that proved it
	slow bool  // that code may have been judged after its time
}

// codeStep is how long a phone shows a code (RFC 6238, 5.2).
const codeStep = 30 * time.Second

// proof is the code shown now, given early enough in its time that it is still shown when it is judged: a code of the
// step before would teach the program that this phone is slow.
func (p *phone) proof() string {
	p.w.Helper()
	const early = 10 * time.Second
	p.w.must(stage.Until(2*codeStep, "a code that has just begun", func() (bool, error) {
		return time.Now().UnixMilli()%codeStep.Milliseconds() < (codeStep - early).Milliseconds(), nil
	}))
	p.step = stepNow()
	p.used = p.w.TOTP(p.seed, 0)
	return p.used
}

// judged tells, as soon as it is known, that the proof was looked at. On a busy computer that may have been in the step
// after: the program has then learnt that this phone is slow, and takes no code ahead of its time.
func (p *phone) judged() { p.slow = stepNow() != p.step }

func stepNow() int64 { return time.Now().UnixMilli() / codeStep.Milliseconds() }

// fresh is the code shown now, as soon as it is later than the last one given.
func (p *phone) fresh() string { p.w.Helper(); return p.later(0) }

// next is the code to be shown after this one, which the door takes too, as a phone that is half a minute fast would
// give it. It saves most of the waiting.
func (p *phone) next() string { p.w.Helper(); return p.later(1) }

func (p *phone) later(steps int) string {
	p.w.Helper()
	if p.slow {
		steps = 0
	}
	p.w.must(stage.Until(3*codeStep, "a code that was not used", func() (bool, error) {
		for ahead := steps; ahead <= 1; ahead++ {
			if p.w.TOTP(p.seed, ahead) == p.used {
				return false, nil
			}
		}
		return true, nil
	}))
	p.used = p.w.TOTP(p.seed, steps)
	return p.used
}
