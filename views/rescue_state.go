package views

import (
	"context"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// rescueProof is a kit that was right, until its second factor is proved (F16).
type rescueProof interface {
	NeedsCode() bool
	Code(ctx context.Context, code string) error
	Recovery(ctx context.Context, typed string) error
	WithoutFactor()
	TrustClock()
	TakeOlder()
}

// rescueMaker draws what a rescue puts in the place of the old.
type rescueMaker interface {
	NewFactor(ctx context.Context) (*access.NewFactor, error)
	Prove(f *access.NewFactor, code string) (bool, error)
	NewRecovery() (*access.RecoverySet, error)
	NewKit() (access.Kit, error)
}

// rescueBook is a sign-in with the recovery kit. Nothing is written before Finish.
type rescueBook interface {
	rescueProof
	rescueMaker
	Rules(ctx context.Context) (access.Rules, error)
	Names(ctx context.Context) (access.Names, error)
	Finish(ctx context.Context, r access.Rescued) (*access.Session, error)
	Email() string
	Drop()
}

// rescueSpec is what the way back in begins with and leads to. Open looks an
// address and a kit up. Words says a moment. Printer may be nil. OnCancel and
// OnLate are given the address that was typed, OnCopies why the file is not what
// it was.
type rescueSpec struct {
	Way       rescueWay
	Email     string
	Open      func(ctx context.Context, email, typed string) (rescueBook, error)
	Words     func(time.Time) string
	Now       func() time.Time
	Clipboard *kit.Clipboard
	Printer   kitPrinter
	Secrets   *rescueSecrets
	OnDone    func(*access.Session)
	OnJoin    func(rescueBook) // into an account that has a new password already, nil: no such way
	OnCancel  func(email string)
	OnLate    func(email string) // nobody went on in time: it begins anew
	OnCopies  func(email, why string)
}

// rescueSecrets are what a rescue holds and has drawn. They outlive a change of
// language, stay in memory and go with the window.
type rescueSecrets struct {
	book   rescueBook // nil until the kit was right
	how    rescueHow
	proved bool
	names  access.Names      // read once the factor is proved
	factor *access.NewFactor // with neither phone nor codes
	codes  *access.RecoverySet
	kit    access.Kit
	drawn  bool
	joins  bool // the code's company joins an account
}

// rescueHow is how the second factor is proved.
type rescueHow string

// The ways: the phone's code, a recovery code, or a new enrolment for who has
// neither; with a reset's code, that of a reset of the second factor.
const (
	rescueByPhone rescueHow = ""
	rescueByCode  rescueHow = "code"
	rescueByNone  rescueHow = "none"
	rescueByReset rescueHow = "reset"
)

// forget drops everything.
func (s *rescueSecrets) forget() {
	if s.book != nil {
		s.book.Drop()
	}
	if s.factor != nil {
		s.factor.Wipe()
	}
	if s.codes != nil {
		s.codes.Wipe()
	}
	*s = rescueSecrets{}
}
