package views

import (
	"context"
	"errors"
	"path/filepath"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// invitedWay is the way in with an invitation; a demo has none.
func (d *Desk) invitedWay() func() {
	if d.demo != nil || d.visit.joining != nil {
		return nil
	}
	return d.showAccept
}

// showAccept leads an invited person in by the code of his slip.
func (d *Desk) showAccept() {
	secrets := &acceptSecrets{}
	program := d.start.Program
	d.resize(setupWidth, setupHeight)
	d.show(winMain, func(p *kit.Page) view {
		return newAccept(p, acceptSpec{
			Screen: access.Screen{Language: d.words.Lang(), Theme: themeOr(d.start.Theme), Scale: 100}, Words: d.words, Now: d.start.testOnlyClock,
			Open: func(ctx context.Context, typed string) (acceptBook, error) {
				inv, err := program.Door.Invitation(ctx, typed)
				if err != nil {
					return nil, err // not a nil *Invitation in an interface
				}
				return inv, nil
			},
			Accept: func(ctx context.Context, b acceptBook, a access.Acceptance) (*access.Session, error) {
				inv, ok := b.(*access.Invitation)
				if !ok {
					return nil, errNoInvitation
				}
				return program.Door.Accept(ctx, inv, a)
			},
			Clipboard: d.clipboard, Printer: kitPrinterHere(), Secrets: secrets, OnDone: d.arrive,
			OnCancel: d.showSignIn, OnJoin: d.joinBy, OnCopies: func(why string) { d.showCopies(why, d.showSignIn) },
		})
	})
}

// errNoInvitation says that somebody else's book came back.
var errNoInvitation = errors.New("accept: no invitation")

// joinBy shows the sign-in, which will accept the invitation.
func (d *Desk) joinBy(b acceptBook, email string) {
	d.dropInvitation()
	d.visit.joining, _ = b.(*access.Invitation)
	if email != "" {
		d.visit.email = email
	}
	d.showSignIn()
}

// joined names the company whose invitation waits for the sign-in, "" for none.
func (d *Desk) joined() string {
	if d.visit.joining == nil {
		return ""
	}
	if all := d.visit.joining.Companies(); len(all) > 0 {
		return all[0].Name
	}
	return ""
}

// bringInvitation gives a right password the invitation to accept.
func (d *Desk) bringInvitation(e *access.Entry) {
	if d.visit.joining != nil && d.visit.locked == nil {
		e.Join(d.visit.joining)
	}
}

// unjoin leaves the invitation for later: its code stays good.
func (d *Desk) unjoin() {
	d.dropInvitation()
	d.showSignIn()
}

// dropInvitation forgets a code that waits for a sign-in.
func (d *Desk) dropInvitation() {
	if d.visit.joining != nil {
		d.visit.joining.Drop()
		d.visit.joining = nil
	}
}

// chooseInvited opens the file into which somebody was invited, then asks his code.
func (d *Desk) chooseInvited() {
	filesOpen(d.scenes[winMain].page, filesOpenSpec{
		Folder: filepath.Dir(d.start.Program.Path()), Choose: d.start.Program.Other,
		OnDone: func(path string) {
			d.turned(path)
			if _, ready := d.scenes[winMain].view.(*signInView); ready {
				d.showAccept()
			}
		},
	})
}
