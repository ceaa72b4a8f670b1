package views

import (
	"crypto/rand"
	"errors"
	"io"
	"strconv"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// newPasswordSpec is what the choice of a password begins with and tells. Label
// names the entry, "" for the plain word. Zero Rules are not known yet: nothing is
// judged, and nothing passes, until setRules. A nil Random is crypto/rand. OnChange is
// called at every key and tick, OnSubmit by Enter, OnHeight when the panel takes
// another height. All three may be nil.
type newPasswordSpec struct {
	Label     string
	Rules     access.Rules
	Random    io.Reader
	Clipboard *kit.Clipboard
	OnChange  func()
	OnSubmit  func()
	OnHeight  func()
}

// newPassword is the choice of a password wherever one is set: the entry, its
// strength, the rules answering at each key, a generator that opens in place, and
// the promise to keep it (P1 to P5, P7, P11; picture 02).
type newPassword struct {
	page     *kit.Page
	spec     newPasswordSpec
	entry    *kit.Password
	field    *kit.Field
	strength *kit.Strength
	list     *kit.Checklist
	maker    *passwordMaker
	promise  *kit.Check
	body     *fyne.Container
	report   passwords.Report // the latest; of nothing while the lists are unpacked
	loaded   bool
	rating   int // the latest rating asked for
}

func newNewPassword(p *kit.Page, s newPasswordSpec) *newPassword {
	if s.Random == nil {
		s.Random = rand.Reader
	}
	for _, f := range []*func(){&s.OnChange, &s.OnSubmit, &s.OnHeight} {
		if *f == nil {
			*f = func() {}
		}
	}
	if s.Label == "" {
		s.Label = p.T("newpassword.label")
	}
	n := &newPassword{page: p, spec: s, entry: kit.NewPassword(), strength: kit.NewStrength(), list: kit.NewChecklist(2)}
	n.promise = kit.NewCheck(p.T("newpassword.consent"), func(bool) { n.spec.OnChange() })
	n.maker = newPasswordMaker(n)
	n.field = kit.NewField(s.Label, kit.Lead(8, n.entry, n.maker.opener))
	n.entry.OnChanged = func(string) { n.typed() }
	n.entry.OnSubmitted = func(string) { n.spec.OnSubmit() }
	tellCaps(p, n.field, n.entry)
	n.show()
	n.load()
	return n
}

// load unpacks the lists elsewhere; until then nothing is judged.
func (n *newPassword) load() {
	p := n.page
	p.Runner.Go(func() error {
		passwords.Load()
		return nil
	}, func(err error) {
		switch {
		case p.Closed():
		case err != nil:
			p.Fail(err)
		default:
			n.loaded = true
			n.judge()
			n.spec.OnChange()
		}
	})
}

func (n *newPassword) build() fyne.CanvasObject {
	n.body = kit.VStack(20,
		kit.VStack(12, kit.VStack(8, n.field, n.strength), n.list),
		n.maker.build(), n.promise)
	return n.body
}

// typed forgets the fault of what stood there before.
func (n *newPassword) typed() {
	if n.field.Fault() != "" {
		n.field.SetFault("")
		n.entry.SetFault(false)
		n.settle()
	}
	n.judge()
	n.spec.OnChange()
}

// judge answers at every key: the list at once, the strength when it is known.
func (n *newPassword) judge() {
	if n.knows() {
		n.report = n.spec.Rules.Check(n.entry.Text)
	}
	n.show()
	n.rating++
	p, rules, typed, asked := n.page, n.spec.Rules, n.entry.Text, n.rating
	if typed == "" || !n.knows() {
		n.strength.Set(0, "")
		return
	}
	var class passwords.Class
	p.Runner.Go(func() error {
		class = rules.Rate(typed)
		return nil
	}, func(err error) {
		if err != nil || asked != n.rating || p.Closed() {
			return
		}
		if guessable(n.report) {
			class = min(class, passwords.Weak)
		}
		n.strength.Set(int(class), strengthWord(p, class))
	})
}

func (n *newPassword) show() {
	n.list.Set(passwordRules(n.page, n.spec.Rules, n.report, n.entry.Text == "" || !n.knows()))
}

// setRules judges by other rules: a name was typed, a company was added.
func (n *newPassword) setRules(r access.Rules) {
	n.spec.Rules = r
	n.judge()
	n.maker.follow()
}

func (n *newPassword) password() string { return n.entry.Text }

// setPassword puts a password into the entry, for a window that keeps it in a
// draft of its own.
func (n *newPassword) setPassword(password string) {
	n.entry.SetText(password)
	n.entry.CursorColumn = len([]rune(password))
	n.entry.Refresh()
}

func (n *newPassword) consent() bool { return n.promise.On() }

// knows tells whether a password can be judged: the lists and the rules are there.
func (n *newPassword) knows() bool { return n.loaded && n.spec.Rules.MinLength() > 0 }

// kept tells whether the password keeps every rule.
func (n *newPassword) kept() bool { return n.knows() && n.report.OK() }

// ready tells whether the password can be set: every rule is kept and the promise
// given.
func (n *newPassword) ready() bool { return n.kept() && n.consent() }

// reason says why it cannot, "" when it can.
func (n *newPassword) reason() string {
	switch {
	case !n.kept():
		return n.page.T("newpassword.locked.rules")
	case !n.consent():
		return n.page.T("newpassword.locked.consent")
	}
	return ""
}

// reveal brings into sight what keeps it from being ready, with the keyboard in
// it; false when nothing does.
func (n *newPassword) reveal() bool {
	switch {
	case !n.kept():
		n.setFault(n.page.T("newpassword.locked.rules"))
	case !n.consent():
		n.promise.SetFault(true)
		n.page.Window.Canvas().Focus(n.promise)
	default:
		return false
	}
	return true
}

// fault shows an *access.InputError of the password or the promise; false for
// every other error.
func (n *newPassword) fault(err error) bool {
	var input *access.InputError
	switch {
	case !errors.As(err, &input):
		return false
	case input.Field == "consent":
		n.promise.SetFault(true)
		n.page.Window.Canvas().Focus(n.promise)
	case input.Field != "password":
		return false
	case errors.Is(err, access.ErrReused):
		n.setFault(n.page.T("newpassword.reused"))
	default:
		n.setFault(n.page.T("newpassword.locked.rules"))
	}
	return true
}

func (n *newPassword) setFault(text string) {
	n.field.SetFault(text)
	n.entry.SetFault(true)
	n.settle()
	n.focus()
}

func (n *newPassword) focus() { n.page.Window.Canvas().Focus(n.entry) }

// draft is the promise alone: a password goes into no draft by itself. An
// untouched choice has none.
func (n *newPassword) draft() map[string]string {
	if !n.consent() {
		return nil
	}
	return map[string]string{"consent": strconv.FormatBool(true)}
}

func (n *newPassword) restore(d map[string]string) {
	n.promise.SetOn(d["consent"] == strconv.FormatBool(true))
}

// settle lays everything out again after something came or went.
func (n *newPassword) settle() {
	if n.body != nil {
		n.body.Refresh()
		n.body.Refresh() // its texts know their width now
	}
	n.spec.OnHeight()
}
