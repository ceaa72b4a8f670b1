package access

import (
	"context"

	"trousseau/app/checks"
	"trousseau/app/keys"
	"trousseau/app/passwords"
	"trousseau/data"
)

// Owner is the person who founds a company. Consent is his word that he keeps
// the password to himself (P5).
type Owner struct {
	First, Last, Email string
	Password           string
	Consent            bool
}

// Check gives the owner with every text in its normal form, or an *InputError.
func (o Owner) Check() (Owner, error) {
	if err := checkText("first", &o.First, true); err != nil {
		return o, err
	}
	if err := checkText("last", &o.Last, true); err != nil {
		return o, err
	}
	email, err := checks.Email(o.Email)
	if err != nil {
		return o, &InputError{Field: "email", Err: err}
	}
	o.Email = email
	if !o.Consent {
		return o, &InputError{Field: "consent", Err: ErrEmpty}
	}
	return o, nil
}

// Kit is a new recovery kit before it is in force.
type Kit struct {
	kit    keys.Kit
	number uint32
	asked  bool // drawn for a session, after its password
}

// Number tells kits of one account apart.
func (k Kit) Number() int { return int(k.number) }

// Code is the kit as printed, in groups of four; QR is the text of its QR code.
func (k Kit) Code() string { return k.kit.Code() }

// QR is the text of the kit's QR code.
func (k Kit) QR() string { return k.kit.QR() }

// Identity is the kit's age identity, for copies kept elsewhere.
func (k Kit) Identity() (string, error) {
	identity, _, err := k.kit.Age()
	return identity, err
}

// LastGroup tells whether the typed text is the last group of the code.
func (k Kit) LastGroup(typed string) bool { return k.kit.LastGroup(typed) }

// Founding is everything the set-up asked. Factor is nil when it was skipped and
// proved otherwise; its recovery codes come with it.
type Founding struct {
	Company Company
	Owner   Owner
	Screen  Screen
	Factor  *NewFactor
	Codes   *RecoverySet
	Kit     Kit
}

// Check gives the founding in its normal form, or an *InputError.
func (f Founding) Check() (Founding, error) {
	var err error
	if f.Company, err = f.Company.Check(); err != nil {
		return f, err
	}
	if f.Owner, err = f.Owner.Check(); err != nil {
		return f, err
	}
	if f.Factor != nil && !f.Factor.proved {
		return f, &InputError{Field: "factor", Err: ErrOdd}
	}
	if (f.Factor == nil) != (f.Codes == nil) {
		return f, &InputError{Field: "recovery", Err: ErrEmpty}
	}
	if !NewRules(f.Owner.First, f.Owner.Last, f.Owner.Email, f.Company.Name).Check(f.Owner.Password).OK() {
		return f, &InputError{Field: "password", Err: ErrWeak}
	}
	return f, f.Screen.Check()
}

// Found writes a company, its owner and his account in one transaction and signs
// him in: before it there is nothing, after it everything (ErrNotEmpty when the
// file already holds an account).
func (d *Door) Found(ctx context.Context, f Founding) (*Session, error) {
	f, err := f.Check()
	if err != nil {
		return nil, err
	}
	salt, err := d.salt()
	if err != nil {
		return nil, err
	}
	n, err := d.newAccount(applicant{Owner: f.Owner, screen: f.Screen, factor: f.Factor, codes: f.Codes, kit: f.Kit, salt: salt,
		rules: NewRules(f.Owner.First, f.Owner.Last, f.Owner.Email, f.Company.Name)})
	if err != nil {
		return nil, err
	}
	var w *writer
	s := &Session{door: d, account: n.ring.Account, lookup: n.lookup, rk: n.rk, strong: n.now, factor: seedHash(n.ring.Factor)}
	err = d.file.Write(ctx, func(tx *data.Tx) error {
		if count, err := tx.CountAccounts(); err != nil || count > 0 {
			if err == nil {
				err = ErrNotEmpty
			}
			return err
		}
		w = &writer{door: d, tx: tx, now: n.now, at: n.now, ring: n.ring}
		if err := n.store(w, f); err != nil {
			return err
		}
		s.presence, err = w.appear(s.account, n.rk)
		return err
	})
	if err != nil {
		return nil, err
	}
	if f.Factor != nil {
		w.offset = &f.Factor.offset
	}
	s.adopt(w, 1)
	return s, nil
}

// newcomer is an account that is not in the file yet. The slow work on the
// password is done before the transaction begins.
type newcomer struct {
	now    int64
	salt   []byte
	lookup []byte
	rk     *keys.RingKey
	ring   *keys.Ring
	slots  []keys.Slot
}

// applicant is a person without an account, checked: what his account will be made
// of, by the salt of the file, and the rules that his password was judged by.
type applicant struct {
	Owner
	screen Screen
	factor *NewFactor
	codes  *RecoverySet
	kit    Kit
	rules  Rules
	salt   []byte
}

func (d *Door) newAccount(a applicant) (*newcomer, error) {
	n := &newcomer{now: d.now(), salt: a.salt, lookup: d.kdf.Lookup([]byte(a.Email), a.salt)}
	account, err := keys.NewID(d.random)
	if err != nil {
		return nil, err
	}
	if n.rk, err = keys.NewRingKey(d.random); err != nil {
		return nil, err
	}
	password, err := n.rk.SealPassword(d.random, d.kdf, account, a.Password)
	if err != nil {
		return nil, err
	}
	kit, err := n.rk.SealKit(d.random, account, a.kit.kit)
	if err != nil {
		return nil, err
	}
	n.slots = []keys.Slot{password, kit}
	identity, err := keys.NewIdentity(d.random)
	if err != nil {
		return nil, err
	}
	_, recipient, err := a.kit.kit.Age()
	if err != nil {
		return nil, err
	}
	history, err := keys.NewHistory(d.random)
	if err != nil {
		return nil, err
	}
	if err := history.Add(d.kdf, a.Password); err != nil {
		return nil, err
	}
	n.ring = &keys.Ring{Account: account, Identity: identity, Screen: a.screen.record(),
		Person:   keys.Person{First: a.First, Last: a.Last, Email: a.Email},
		Password: keys.PasswordFact{Class: uint8(a.rules.Rate(a.Password)), Rules: passwords.RuleVersion, Set: n.now, Consent: n.now},
		Kit:      keys.KitFact{Number: a.kit.number, Recipient: recipient, Made: n.now},
		SignIns:  []keys.SignIn{{Time: n.now}},
		History:  history,
		Trusted:  n.now,
		Slots:    []keys.SlotFact{password.Fact(), kit.Fact()},
	}
	if a.factor != nil {
		n.ring.Factor = a.factor.record(n.now)
		n.ring.Recovery = keys.NewRecovery(a.codes.codes, n.now)
	}
	return n, nil
}

// salt draws the file's salt; the file takes it in with the first account.
func (d *Door) salt() ([]byte, error) {
	id, err := keys.NewID(d.random)
	return id[:], err
}

// store writes everything of a founding inside one transaction.
func (n *newcomer) store(w *writer, f Founding) error {
	if err := w.tx.InitFile(n.salt, n.now); err != nil {
		return err
	}
	if err := n.add(w.tx); err != nil {
		return err
	}
	r, err := w.found(f)
	if err != nil {
		return err
	}
	w.rooms = []*room{r}
	w.ring.Companies = []keys.Membership{{Company: r.state.Company, Member: r.member, Root: r.state.Root}}
	_, err = w.finish(act{name: actFound, account: true}, nil, n.rk, 0)
	return err
}

// add stores account and slots; the ring comes when the act ends.
func (n *newcomer) add(tx *data.Tx) error {
	account := n.ring.Account
	if err := tx.AddAccount(data.Account{ID: account[:], Lookup: n.lookup, Version: 0, Ring: []byte{0}}); err != nil {
		return err
	}
	for _, s := range n.slots {
		if err := tx.PutSlot(data.Slot{Account: account[:], Kind: int(s.Kind), Params: s.Params, Salt: s.Salt, Wrap: s.Wrap}); err != nil {
			return err
		}
	}
	return nil
}

// found signs a company into being: five domain keys, the first statement, the
// wraps for the founder, his record and the company's data.
func (w *writer) found(f Founding) (*room, error) {
	company, err := keys.NewID(w.door.random)
	if err != nil {
		return nil, err
	}
	member, err := keys.NewID(w.door.random)
	if err != nil {
		return nil, err
	}
	r := newRoom(member)
	var epochs []keys.EpochFact
	for _, d := range keys.Domains() {
		k, err := keys.NewDomainKey(w.door.random, company, d, 1)
		if err != nil {
			return nil, err
		}
		fact, err := k.Fact()
		if err != nil {
			return nil, err
		}
		r.keys[d], epochs = k, append(epochs, fact)
	}
	signed, err := keys.SignFound(&w.ring.Identity, company, member, w.now, epochs)
	if err != nil {
		return nil, err
	}
	if r.state, err = keys.Replay(company, signed.StatementHash(), []keys.Signed{signed}); err != nil {
		return nil, err
	}
	// The head stands first: every other row of the company leans on it.
	if err := w.tx.PutHead(data.Head{Company: company[:], StatementHash: r.state.Head.Hash[:], LineHash: make([]byte, 32)}); err != nil {
		return nil, err
	}
	if err := w.addStatement(r, signed); err != nil {
		return nil, err
	}
	return r, w.furnish(r, f)
}

// furnish writes the wraps and the first rows of a founded company.
func (w *writer) furnish(r *room, f Founding) error {
	public, err := w.ring.Identity.EncryptionKey()
	if err != nil {
		return err
	}
	if err := w.wrapAll(r, keys.Domains(), public); err != nil {
		return err
	}
	if err := w.addMember(r, r.member, memberRecord{Kind: kindInternal, Email: f.Owner.Email, Since: w.now}); err != nil {
		return err
	}
	plain, err := keys.Encode(f.Company)
	if err != nil {
		return err
	}
	return w.put(r, data.TableCompany, keys.Common, nil, r.state.Company, plain)
}
