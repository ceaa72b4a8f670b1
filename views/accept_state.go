package views

import (
	"context"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// acceptOffer is what a code that was right leads to.
type acceptOffer interface {
	Companies() []access.InvitedCompany
	Email() string
	Name() (first, last string)
	By() string
	Ends() int64
	Account() bool
}

// acceptMaker draws what a new account is made of.
type acceptMaker interface {
	Mandatory() bool
	Rules(first, last string) access.Rules
	NewFactor() (*access.NewFactor, error)
	Prove(f *access.NewFactor, code string) (bool, error)
	NewRecovery() (*access.RecoverySet, error)
	NewKit() (access.Kit, error)
}

// acceptBook is a code that was right, until it is accepted or dropped. Nothing is
// written before Accept of the spec.
type acceptBook interface {
	acceptOffer
	acceptMaker
	Drop()
}

// acceptSpec is what the way of an invited person begins with and leads to. Open
// looks a code up, Accept makes his account. OnJoin leads to the sign-in of who has
// an account already, with the address that stands there first; the code goes along.
// Words says days and moments. Printer may be nil.
type acceptSpec struct {
	Screen    access.Screen
	Open      func(ctx context.Context, typed string) (acceptBook, error)
	Accept    func(ctx context.Context, b acceptBook, a access.Acceptance) (*access.Session, error)
	Words     companyWords
	Now       func() time.Time
	Clipboard *kit.Clipboard
	Printer   kitPrinter
	Secrets   *acceptSecrets
	OnDone    func(*access.Session)
	OnJoin    func(b acceptBook, email string)
	OnCancel  func()
	OnCopies  func(why string)
}

// acceptSecrets are what the way holds and has drawn. They outlive a change of
// language, stay in memory and go with the window.
type acceptSecrets struct {
	book   acceptBook // nil until the code was right
	factor *access.NewFactor
	proved bool
	codes  *access.RecoverySet // of the proved factor
	kit    access.Kit
	drawn  bool
}

// forget drops everything.
func (s *acceptSecrets) forget() {
	if s.book != nil {
		s.book.Drop()
	}
	s.release()
}

// release drops everything but the code, which somebody else holds now.
func (s *acceptSecrets) release() {
	if s.factor != nil {
		s.factor.Wipe()
	}
	if s.codes != nil {
		s.codes.Wipe()
	}
	*s = acceptSecrets{}
}

// company names the first company, for the sheets.
func (s *acceptSecrets) company() access.InvitedCompany {
	if s.book != nil {
		if all := s.book.Companies(); len(all) > 0 {
			return all[0]
		}
	}
	return access.InvitedCompany{}
}
