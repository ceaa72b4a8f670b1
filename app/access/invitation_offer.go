package access

import (
	"slices"

	"trousseau/app/keys"
	"trousseau/app/passwords"
)

// Companies are where the code leads, in no order of rank.
func (i *Invitation) Companies() []InvitedCompany { return slices.Clone(i.companies) }

// Email is the address that was invited.
func (i *Invitation) Email() string { return i.note.Person.Email }

// Name is the person's name as the inviter knows it; empty: not known.
func (i *Invitation) Name() (first, last string) { return i.note.Person.First, i.note.Person.Last }

// By is the name of who invites; empty: not known.
func (i *Invitation) By() string { return i.note.By }

// Language is the one in which the inviter wants him spoken to.
func (i *Invitation) Language() string { return i.note.Language }

// Ends is until when the code is good, Unix ms.
func (i *Invitation) Ends() int64 { return i.ends }

// Account tells that this address has an account here: its owner signs in with his
// own password, and Entry.Join accepts. Somebody else's account may accept too.
func (i *Invitation) Account() bool { return i.account }

// Mandatory tells that one of the companies asks 2FA of everybody.
func (i *Invitation) Mandatory() bool {
	return slices.ContainsFunc(i.companies, func(c InvitedCompany) bool { return c.Factor })
}

// Rules are what the password of a new account is judged by: those of all the
// companies, as without 2FA where none asks for it.
func (i *Invitation) Rules(first, last string) Rules {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.rules(i.rooms, first, last)
}

func (i *Invitation) rules(rooms []*room, first, last string) Rules {
	out := Rules{about: passwords.About{First: first, Last: last, Email: i.note.Person.Email}}
	for _, c := range i.companies {
		out.about.Companies = append(out.about.Companies, c.Name)
	}
	duties := asked(rooms, nil)
	for _, d := range duties {
		out.policies = append(out.policies, passwords.Policy{Profile: passwords.Profile(d.Profile), SecondFactor: mandatory(duties)})
	}
	if len(duties) == 0 { // dropped
		out.policies = []passwords.Policy{{Profile: passwords.House}}
	}
	return out
}

// NewFactor draws a second factor, which the phone shows under the first company's
// name.
func (i *Invitation) NewFactor() (*NewFactor, error) {
	return newFactor(i.door.random, i.companies[0].Name, i.note.Person.Email)
}

// NewRecovery draws the recovery codes that belong to a new factor.
func (i *Invitation) NewRecovery() (*RecoverySet, error) { return newRecoverySet(i.door.random) }

// Prove tells whether a code of the new factor is right now, within five steps.
func (i *Invitation) Prove(f *NewFactor, code string) (bool, error) {
	return f.prove(code, i.door.now())
}

// NewKit draws the recovery kit of the new account; it is number 1.
func (i *Invitation) NewKit() (Kit, error) {
	k, err := keys.NewKit(i.door.random)
	return Kit{kit: k, number: 1}, err
}

// Drop forgets the code's keys. It may be called again.
func (i *Invitation) Drop() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.one.Wipe()
	for _, r := range i.rooms {
		r.wipe()
	}
	i.rooms = nil
}
