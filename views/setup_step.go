package views

import (
	"context"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// setupBook is what the set-up needs of the program: nothing is written before
// Found, which writes everything in one transaction.
type setupBook interface {
	NewFactor(issuer, account string) (*access.NewFactor, error)
	NewRecovery() (*access.RecoverySet, error)
	Prove(f *access.NewFactor, code string) (bool, error)
	NewKit() (access.Kit, error)
	Found(ctx context.Context, f access.Founding) (*access.Session, error)
}

// setupSpec is what the set-up begins with and leads to. Lang is the window's
// language, Screen how the owner's windows will look; Langs are those a company
// can have. Secrets outlive a change of language. Printer may be nil.
type setupSpec struct {
	Lang      string
	Langs     []string
	Screen    access.Screen
	Now       func() time.Time
	Clipboard *kit.Clipboard
	Printer   kitPrinter
	Secrets   *setupSecrets
	OnDone    func(*access.Session)
	OnCancel  func()
}

// setupSecrets are what was drawn for a company that is not founded yet. They
// stay in memory and go with the window.
type setupSecrets struct {
	factor *access.NewFactor
	label  string // whom the factor names: another company or address needs another
	proved bool
	codes  *access.RecoverySet // of the proved factor
	kit    access.Kit
	drawn  bool
}

// forget drops the factor's seed and the codes.
func (s *setupSecrets) forget() {
	s.setFactor(nil, "")
	*s = setupSecrets{}
}

// setFactor puts a factor in the place of another, whose seed and codes go.
func (s *setupSecrets) setFactor(f *access.NewFactor, label string) {
	if s.factor != nil {
		s.factor.Wipe()
	}
	if s.codes != nil {
		s.codes.Wipe()
	}
	s.factor, s.label, s.proved, s.codes = f, label, false, nil
}

// setupStep is one page of the set-up.
type setupStep interface {
	view
	title() (title, text string)
	// arrive prepares the page when it comes into sight.
	arrive() error
	// locked says why the main button is locked, "" when it is not.
	locked() string
	// check shows what is wrong and returns false, or lets the set-up go on.
	check() bool
	// refuse shows the fault of a field; false when the page has no such field.
	refuse(err error) bool
}

// The pages, in their order.
const (
	setupAtCompany = iota
	setupAtOwner
	setupAtFactor
	setupAtKit
	setupPages
)
