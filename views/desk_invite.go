package views

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// inviting is where «Add users» leads: companies by their ids and names; none: the
// current one. Slips are shown at once, as after a renewed code.
type inviting struct {
	ids, names []string
	email      string
	slips      []access.Slip
}

// showInvite opens «Add users» for the current company.
func (d *Desk) showInvite() { d.openInvite(inviting{}, nil) }

// inviteTo opens it for several companies at once, by their ids, with an address that
// was typed already.
func (d *Desk) inviteTo(ids []string, email string) {
	p := d.windows.Page(winMain)
	kit.Load(p, d.visit.session.Companies, func(all []access.CompanyCard) {
		i := inviting{ids: ids, email: email}
		for _, c := range all {
			if slices.Contains(ids, c.ID) {
				i.names = append(i.names, c.Name)
			}
		}
		d.openInvite(i, nil)
	}, p.Fail)
}

// openInvite opens the window, with a draft after a lock. One that is open already
// comes to the front, unless it is for something else: then it asks first.
func (d *Desk) openInvite(i inviting, draft map[string]string) {
	if draft == nil && (len(i.ids) > 0 || len(i.slips) > 0) && d.scenes[winInvite] != nil {
		d.settle([]string{winInvite}, func() {
			d.closeAside(winInvite)
			d.openInvite(i, nil)
		})
		return
	}
	s := d.visit.session
	d.aside(winInvite, "invite.window", fyne.NewSize(1120, 780), draft, func(p *kit.Page) view {
		o := d.visit.seen
		name := o.Company.Name
		if len(i.names) > 0 {
			name = strings.Join(i.names, ", ")
		}
		return newInvite(p, s, inviteSpec{Company: name, Color: o.Company.Color, Companies: i.ids, Names: i.names, Standing: s.Standing(),
			Lang: d.words.Lang(), Langs: d.words.Langs(), Words: d.words, Now: d.start.testOnlyClock, Email: i.email, Slips: i.slips, Hand: d.slipsHand(),
			OnClose: func() { d.closeAside(winInvite) }})
	})
}

// reopenInvite opens it after a lock.
func (d *Desk) reopenInvite(draft map[string]string) {
	i := inviting{ids: strings.Fields(draft[draftCompanies])}
	if len(i.ids) > 0 {
		i.names = strings.Split(draft[draftNames], "\n")
	}
	d.openInvite(i, draft)
}

// slipsHand is by what slips leave the program here.
func (d *Desk) slipsHand() slipsHand {
	o := d.visit.seen
	return slipsHand{Clipboard: d.clipboard, Printer: kitPrinterHere(), FromName: strings.TrimSpace(o.First + " " + o.Last),
		FromEmail: o.Email,
		Tongue:    func(lang string) (*Words, error) { return NewWords(assets.Translation, d.start.Languages, lang) },
		Open: func(address string) error {
			u, err := url.Parse(address)
			if err != nil {
				return err
			}
			return d.fyne.OpenURL(u)
		}}
}

// askResend makes a new code in the place of an invitation's, and shows its slip.
func (d *Desk) askResend(p *kit.Page, u access.User) {
	t, s, c := d.words.T, d.visit.session, d.visit.seen.Company
	kit.Confirm(p.Window, kit.ConfirmSpec{Company: c.Name, CompanyColor: companyColor(c.Color),
		Title: t("invite.resend.title", "Name", personName(u.Person)), Text: t("invite.resend.text"), Verb: t("invite.resend.verb"), Cancel: t("signin.cancel"),
		OnDone: func(ok bool) {
			if !ok {
				return
			}
			var slip access.Slip
			kit.Do(p, nil, func(ctx context.Context) (err error) {
				slip, err = s.Resend(ctx, u.ID, 0)
				return err
			}, func(err error) {
				if err != nil {
					p.Fail(err)
					return
				}
				d.openInvite(inviting{slips: []access.Slip{slip}}, nil)
			})
		}})
}
