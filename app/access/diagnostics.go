package access

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Diagnostics is what helps whoever looks for a fault (S6): versions, sizes, counts
// and settings, and nothing of a person or of what the company writes: no name, no
// address, no id, no path. Previewed before it is saved.
type Diagnostics struct {
	Facts []DiagnosticFact // in a fixed order
}

// DiagnosticFact is one of them; the name is English and fixed.
type DiagnosticFact struct{ Name, Value string }

// Text is the bundle as lines of «name: value».
func (d Diagnostics) Text() string {
	var b strings.Builder
	for _, f := range d.Facts {
		b.WriteString(f.Name + ": " + f.Value + "\n")
	}
	return b.String()
}

// JSON is the bundle as one object of texts.
func (d Diagnostics) JSON() ([]byte, error) {
	m := make(map[string]string, len(d.Facts))
	for _, f := range d.Facts {
		m[f.Name] = f.Value
	}
	b, err := json.MarshalIndent(m, "", "  ")
	return append(b, '\n'), err
}

func (d *Diagnostics) add(name, value string)   { d.Facts = append(d.Facts, DiagnosticFact{name, value}) }
func (d *Diagnostics) count(name string, n int) { d.add(name, strconv.Itoa(n)) }
func (d *Diagnostics) yes(name string, is bool) { d.add(name, strconv.FormatBool(is)) }

// With adds what this package does not know, as the program's version.
func (d Diagnostics) With(name, value string) Diagnostics {
	d.Facts = append([]DiagnosticFact{{name, value}}, d.Facts...)
	return d
}

// Diagnostics makes the bundle for an owner. Saving it is NoteExport's to tell.
// Errors: ErrForbidden, ErrEnded, those of the file.
func (s *Session) Diagnostics(ctx context.Context) (Diagnostics, error) {
	var out Diagnostics
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		if err = r.may(rightOwner); err != nil {
			return err
		}
		out, err = s.door.diagnose(tx, r)
		return err
	})
	return out, err
}

// Diagnostics makes the bundle for support; it is a view of the journal.
func (s *Support) Diagnostics(ctx context.Context) (Diagnostics, error) {
	var out Diagnostics
	err := s.view(ctx, "diagnostics", "", func(tx *data.Tx, r *room) (err error) {
		out, err = s.door.diagnose(tx, r)
		return err
	})
	return out, err
}

func (d *Door) diagnose(tx *data.Tx, r *room) (Diagnostics, error) {
	var out Diagnostics
	out.add("made", d.clock().UTC().Format(time.RFC3339))
	out.add("go", runtime.Version())
	out.add("system", runtime.GOOS+"/"+runtime.GOARCH)
	out.count("processors", runtime.NumCPU())
	out.count("schema", d.file.Version())
	for _, part := range []struct{ name, tail string }{{"file.bytes", ""}, {"log.bytes", "-wal"}} {
		if info, err := os.Stat(d.file.Path() + part.tail); err == nil { // a file that nobody writes has no log
			out.add(part.name, strconv.FormatInt(info.Size(), 10))
		}
	}
	mark, err := tx.Clock()
	if err != nil {
		return out, err
	}
	out.add("clock.ahead.seconds", strconv.FormatInt((d.now()-mark)/1000, 10))
	heads, err := tx.Heads()
	if err != nil {
		return out, err
	}
	accounts, err := tx.CountAccounts()
	if err != nil {
		return out, err
	}
	out.count("companies", len(heads))
	out.count("accounts", accounts)
	out.add("statements", strconv.FormatUint(r.state.Head.Seq+1, 10))
	out.add("journal.lines", strconv.FormatUint(r.lines, 10))
	out.people(r.state, max(d.now(), r.state.Time))
	if err := out.rows(tx, r); err != nil {
		return out, err
	}
	return out, out.settings(tx, r, d.now())
}

// people counts members and invitations.
func (d *Diagnostics) people(state *keys.State, now int64) {
	var owners, external, disabled, ended, open, expired, resets int
	members := state.Members()
	for _, m := range members {
		switch {
		case m.Owner:
			owners++
		case m.Kind == keys.External:
			external++
		}
		switch {
		case m.Disabled:
			disabled++
		case !m.Standing(now):
			ended++
		}
		if r, ok := state.PasswordReset(m.ID); ok && r.Open(now) {
			resets++
		}
		if r, ok := state.FactorReset(m.ID); ok && r.Open(now) {
			resets++
		}
	}
	for _, i := range state.Invitations() {
		switch {
		case i.Open(now):
			open++
		case i.Cancelled == 0:
			expired++
		}
	}
	for _, c := range []struct {
		name string
		n    int
	}{{"members", len(members)}, {"members.owners", owners}, {"members.external", external}, {"members.disabled", disabled}, {"members.ended", ended},
		{"members.former", len(state.Former())}, {"invitations.open", open}, {"invitations.expired", expired}, {"resets.open", resets}} {
		d.count(c.name, c.n)
	}
}

// rows counts the sealed rows and tells the epoch of each domain.
func (d *Diagnostics) rows(tx *data.Tx, r *room) error {
	for _, table := range data.Tables() {
		var all int
		for _, domain := range keys.Domains() {
			n, err := tx.CountBelow(table, r.state.Company[:], uint8(domain), math.MaxUint32)
			if err != nil {
				return err
			}
			all += n
		}
		d.count("rows."+table.String(), all)
	}
	for _, domain := range keys.Domains() {
		fact, _ := r.state.Epoch(domain)
		d.add("epoch."+domainName(domain), strconv.FormatUint(uint64(fact.Epoch), 10))
	}
	return nil
}

// settings tells the company's rules, and of its own texts the sizes.
func (d *Diagnostics) settings(tx *data.Tx, r *room, now int64) error {
	duties := r.state.Duties()
	d.add("password.rules", profileName(duties.Profile))
	d.count("lock.minutes", int(duties.Lock))
	d.yes("factor.mandatory", duties.Factor)
	d.yes("links.protected", r.state.Links())
	d.yes("live", r.state.Live())
	_, money := r.state.Money()
	d.yes("money.set", money)
	i, on := r.state.Support(now)
	d.yes("support.on", on)
	if on {
		d.add("support.scope", strings.ReplaceAll(strings.Join(i.Rights, " "), "support.", ""))
		d.add("support.ends", unixMilli(i.Ends).UTC().Format(time.RFC3339))
	}
	_, company, err := companyRow(tx, r)
	if err != nil {
		return err
	}
	d.add("company.country", company.Country)
	d.add("company.language", company.Language)
	for _, name := range []string{settingLogo, settingTerms} {
		_, value, err := settingRow(tx, r, name)
		if err != nil {
			return err
		}
		d.add(name+".bytes", bytesOf(value))
	}
	return nil
}
