//go:build linux

package stories

import (
	"net/url"
	"os/exec"
	"regexp"
	"strings"
)

// owner is the person of a story, with his company.
type owner struct{ first, last, email, password, company string }

// margaux has the company's name that no QR code may trip over: an ampersand, a colon, an accent.
var margaux = owner{first: "Margaux", last: "Bedrijf", email: "margaux@bedrijf-zonen.be", password: "Rivu7-zokLe-namaf-4!", company: "Bedrijf & Zonen : Père"}

// setUp is a set-up by keyboard alone, cut into the moments at which something could go wrong.
type setUp struct {
	*World
	owner owner
	says  says
	shoot func(name string) // called when a page is filled in
	phone phone
	kit   string   // its code, in groups
	age   string   // its identity for the age program
	codes []string // the recovery codes, where sheets tells to save them
	// sheets tells that the recovery codes are saved, not only ticked off.
	sheets bool
}

// moment is a step of the set-up, by what is on the screen after it.
type moment struct {
	name string
	do   func()
}

// moments are the steps up to the one that founds the company; with later, the phone is left for another day.
func (u *setUp) moments(later bool) []moment {
	factor := []moment{
		{"phone scanned", func() { u.phone = u.scan() }},
		{"phone proved", func() { u.Type(u.phone.fresh()); u.WaitText(u.says.proved) }},
		{"codes kept", func() { u.shoot("02-setup-codes"); u.keepCodes() }},
		{"kit shown", func() { u.Key("Return"); u.WaitText(u.says.kit) }},
	}
	if later {
		factor = []moment{{"kit shown", func() { u.ClickText(u.says.later); u.WaitText(u.says.kit) }}}
	}
	begin := []moment{
		{"first run", func() { u.WaitText(u.says.create); u.shoot("01-firstrun") }},
		{"company typed", func() { u.Key("Return"); u.WaitText(u.says.company); u.Type(u.owner.company) }},
		{"owner's page", func() { u.shoot("02-setup-company"); u.Key("Return"); u.WaitText(u.says.owner) }},
		{"owner typed", u.typeOwner},
		{"phone's page", func() { u.Key("Return"); u.WaitText(u.says.factor); u.shoot("02-setup-factor") }},
	}
	end := []moment{
		{"kit saved", func() { u.saveKit(1) }},
		{"kit read", func() { u.typeGroup(); u.WaitText(u.says.right); u.shoot("02-setup-kit") }},
		{"founding", func() { u.Key("Return") }},
	}
	return append(append(begin, factor...), end...)
}

func (u *setUp) typeOwner() {
	for _, text := range []string{u.owner.first, u.owner.last, u.owner.email, u.owner.password} {
		u.Type(text)
		u.Key("Tab")
	}
	u.promise()
	u.shoot("02-setup-owner")
}

// promise ticks the promise below a password just left by Tab, past the button that reveals it and the generator's.
func (w *World) promise() { w.Helper(); w.Key("Tab", "Tab", "space") }

// begin starts the program in the language and look of a story.
func (w *World) begin(o owner, s says, theme string) *setUp {
	w.Helper()
	if s.locale != "" {
		w.StartIn(s.locale, "--theme", theme)
	} else {
		w.Start("--lang", s.lang, "--theme", theme)
	}
	w.WaitWindow("Trousseau")
	return &setUp{World: w, owner: o, says: s, shoot: func(string) {}}
}

// found goes through the whole set-up to the main window.
func (u *setUp) found(later bool) {
	u.Helper()
	for _, m := range u.moments(later) {
		m.do()
	}
	u.WaitText(u.says.overview)
}

// scan photographs the QR code from the screen, reads it with an independent reader and gives the phone. The address
// in it must name the company and the person so that any authenticator takes them (Key URI format, DESIGN 13).
func (u *setUp) scan() phone {
	u.Helper()
	text := u.QR()
	uri, err := url.Parse(text)
	if err != nil {
		u.Fatalf("the QR code says %q: %v", text, err)
	}
	company := strings.Join(strings.Fields(strings.ReplaceAll(u.owner.company, ":", " ")), " ")
	query := uri.Query()
	if uri.Scheme != "otpauth" || uri.Host != "totp" || uri.Path != "/"+company+":"+u.owner.email || query.Get("issuer") != company {
		u.Errorf("the QR code says %q, want the label %q with %q", text, company, u.owner.email)
	}
	if strings.Contains(text, "+") || strings.Count(text, "&") != 4 || strings.Count(text, ":") != 2 {
		u.Errorf("the QR code says %q: not every reader would take that", text)
	}
	seed := query.Get("secret")
	if !regexp.MustCompile(`^[A-Z2-7]{32}$`).MatchString(seed) {
		u.Fatalf("no seed in %q", text)
	}
	return phone{w: u.World, seed: seed}
}

// command runs a program on this computer, which must succeed, and gives what it said.
func (w *World) command(name string, args ...string) string {
	w.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		w.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

// signIn types address and password.
func (w *World) signIn(o owner, password string) {
	w.Helper()
	w.Type(o.email)
	w.Key("Tab")
	w.Type(password)
	w.Key("Return")
}

// enter goes through the whole door. Without a seed no code is asked.
func (w *World) enter(o owner, s says, code string) {
	w.Helper()
	w.WaitText(s.signIn)
	w.signIn(o, o.password)
	if code != "" {
		w.WaitText(s.code)
		w.Type(code)
	}
	w.WaitText(s.overview)
}

// openMenu opens the menu of the person signed in, the main window being the only one, and puts the keyboard on its first
// entry. The button is pressed by the mouse: how many entries of the navigation the Tab key passes depends on the rights.
func (w *World) openMenu(s says) {
	w.Helper()
	main := w.WaitWindow("Trousseau").Area
	w.Click(main.Max.X-100, main.Min.Y+30)
	w.WaitText(s.signOut)
	w.Key("Down")
}

// signOut goes through the menu, by keyboard.
func (w *World) signOut(s says) {
	w.Helper()
	w.openMenu(s)
	w.Key("Up", "Return")
	w.WaitText(s.signIn)
}

// openEnrolment asks for a phone, from the overview's card or, to change the phone, from the personal settings.
func (w *World) openEnrolment(o owner, s says, change bool) {
	w.Helper()
	if change {
		w.openMenu(s)
		w.Key("Down", "Return")
		w.WaitText(s.display)
		w.ClickText(s.security)
		w.ClickText(s.change)
	} else {
		w.ClickText(s.enrol)
	}
	w.WaitText(s.password)
	w.Type(o.password)
	w.Key("Return")
	w.WaitWindow(s.enrolment)
}

// waitEnrolled keeps the recovery codes that a right code brings, and waits until their window closes.
func (w *World) waitEnrolled(s says) {
	w.Helper()
	w.WaitText(s.kept)
	w.ClickText(s.kept)
	w.Key("Return")
	w.must(w.Display.WaitNoWindow(s.enrolment, patience))
}
