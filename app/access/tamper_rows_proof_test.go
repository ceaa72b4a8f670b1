package access_test

import (
	"fmt"

	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
)

// rowEdits are those of the sealed rows.
func rowEdits() []edit {
	old := func(column string) func(x *crime) string {
		return func(x *crime) string { return x.value(&x.past.changed, `SELECT `+column+` FROM company`) }
	}
	return []edit{
		{name: "row: older company data put back with their version", want: both(onReading), sql: func(x *crime) string {
			return `UPDATE company SET version = ` + old("version")(x) + `, sealed = ` + old("sealed")(x)
		}},
		{name: "row: older company data under the new version", want: both(onReading), sql: func(x *crime) string { return `UPDATE company SET sealed = ` + old("sealed")(x) }},
		{name: "row: new company data under the older version", want: both(onReading), sql: func(x *crime) string { return `UPDATE company SET version = ` + old("version")(x) }},
		{name: "row: company data removed", want: both(onReading), sql: func(*crime) string { return `DELETE FROM company` }},
		{name: "row: company data doubled under another id", want: both(onReading), sql: func(*crime) string {
			return `INSERT INTO company SELECT company, randomblob(16), version, domain, epoch, sealed FROM company`
		}},
		{name: "row: company data's id changed", want: both(onReading), sql: func(*crime) string { return `UPDATE company SET id = randomblob(16)` }},
		{name: "row: the other company's data in its place", want: both(onReading), sql: func(x *crime) string {
			return `UPDATE company SET version = 1, sealed = ` + x.value(&x.other, `SELECT sealed FROM company`)
		}},
		{name: "row: member record moved into company", want: both(onReading), sql: func(*crime) string {
			return `UPDATE company SET sealed = (SELECT sealed FROM members), version = (SELECT version FROM members), domain = 2`
		}},
		{name: "row: domain column changed", want: both(onReading), sql: func(*crime) string { return `UPDATE company SET domain = 2` }},
		{name: "row: epoch column changed", want: both(onReading), sql: func(*crime) string { return `UPDATE company SET epoch = 2` }},
		{name: "row: company column changed", want: both(onReading), sql: func(*crime) string { return `UPDATE company SET company = randomblob(16)` }},
		{name: "row: member record removed", want: both(onReading), sql: func(*crime) string { return `DELETE FROM members` }},
		{name: "row: the other company's member record in its place", want: both(onReading), sql: func(x *crime) string {
			return `UPDATE members SET sealed = ` + x.value(&x.other, `SELECT sealed FROM members`)
		}},
		{name: "row: company data moved into members", want: both(onReading), sql: func(*crime) string {
			return `UPDATE members SET sealed = (SELECT sealed FROM company), version = (SELECT version FROM company), domain = 1`
		}},
		{name: "profile: older one put back", want: both(noEffect), why: "(every act on the account writes it anew; until then it would show as stale)", sql: func(x *crime) string {
			return `DELETE FROM profiles;` + x.copied(&x.past.enrolled, "profiles", "1")
		}},
		{name: "profile: the other member's in its place", want: both(noEffect), why: "(does not open; the next act writes it anew)", sql: func(x *crime) string {
			return `UPDATE profiles SET sealed = ` + x.value(&x.other, `SELECT sealed FROM profiles`)
		}},
		{name: "profile: written by a stranger", want: both(noEffect), why: "(his signature does not count; the next act writes it anew)", sql: func(x *crime) string { return x.profiled() }},
		{name: "profile: removed", want: both(noEffect), why: "(the next act writes it anew)", sql: func(*crime) string { return `DELETE FROM profiles` }},
		{name: "profile: version raised", want: both(mended), why: "(his own takes its place, and he is told)", sql: func(*crime) string { return `UPDATE profiles SET version = 4611686018427387904` }},
	}
}

// profiled is a profile by the thief in the owner's name.
func (x *crime) profiled() string {
	x.t.Helper()
	found := x.statement(0)
	people, _ := must(keys.Replay(x.company, found.StatementHash(), []keys.Signed{found}))(x.t).Epoch(keys.People)
	sealed := must(x.me.SealProfile(people, keys.Profile{Company: x.company, Member: x.member, Version: 5, Person: keys.Person{First: "Mallory"}}))(x.t)
	return fmt.Sprintf(`UPDATE profiles SET version = 5, sealed = X'%x'`, sealed)
}

// keyEdits are those of the wrapped domain keys.
func keyEdits() []edit {
	return []edit{
		{name: "wrap: two domains exchanged", want: both(refused), sql: func(*crime) string {
			return `UPDATE wraps SET domain = 99 WHERE domain = 1; UPDATE wraps SET domain = 1 WHERE domain = 2; UPDATE wraps SET domain = 2 WHERE domain = 99;`
		}},
		{name: "wrap: removed", want: both(refused), sql: func(*crime) string { return `DELETE FROM wraps WHERE domain = 3` }},
		{name: "wrap: keys of the thief's for the owner", want: both(refused), sql: func(x *crime) string {
			_, dks := x.usurped()
			return x.wrapped(dks)
		}},
		{name: "wrap: recipient column changed to the thief's", want: both(refused), sql: func(x *crime) string {
			id := keys.KeyID(must(x.me.EncryptionKey())(x.t))
			return fmt.Sprintf(`UPDATE wraps SET recipient = X'%x'`, id[:])
		}},
		{name: "wrap: the other company's in its place", want: both(refused), sql: func(x *crime) string {
			return `UPDATE wraps SET wrap = ` + x.value(&x.other, `SELECT wrap FROM wraps WHERE domain = 1`) + ` WHERE domain = 1`
		}},
		{name: "wrap: one of an epoch nobody published", want: both(noEffect), why: "(the signed epoch counts)", sql: func(*crime) string {
			return `INSERT INTO wraps SELECT company, domain, 2, recipient, wrap FROM wraps`
		}},
		{name: "wrap: epoch column changed", want: both(refused), sql: func(*crime) string { return `UPDATE wraps SET epoch = 2 WHERE domain = 1` }},
	}
}

// planted is an account that opens by the thief's password and claims the
// owner's membership: everything a file tells without a key is in it.
func (x *crime) planted(account keys.ID, lookup []byte) string {
	x.t.Helper()
	rk := must(keys.NewRingKey(randomness()))(x.t)
	slot := must(rk.SealPassword(randomness(), keystest.KDF{}, account, strangerPassword))(x.t)
	last := x.line(newest)
	found, second := x.statement(0), x.statement(1)
	state := must(keys.Replay(x.company, found.StatementHash(), []keys.Signed{found, second}))(x.t)
	l := must(keys.ParseLine(last.Bytes))(x.t)
	ring := &keys.Ring{Account: account, Identity: x.me, Person: keys.Person{Email: strangerEmail},
		Companies: []keys.Membership{{Company: x.company, Member: x.member, Root: state.Root, Statement: state.Head, Line: keys.Head{Seq: l.Seq, Hash: last.LineHash()}}}}
	sealed := must(rk.SealRing(randomness(), ring, 100))(x.t)
	return fmt.Sprintf(`INSERT OR REPLACE INTO accounts VALUES (X'%x', X'%x', 100, X'%x'); INSERT OR REPLACE INTO slots VALUES (X'%x', 1, X'%x', X'%x', X'%x');`,
		account[:], lookup, sealed, account[:], slot.Params, slot.Salt, slot.Wrap)
}

func (x *crime) account() keys.ID {
	return must(keys.IDFrom(x.bytes(&x.past.now, `SELECT id FROM accounts`)))(x.t)
}

// mine gives the thief's wraps for himself, of keys of his own.
func (x *crime) mine() string {
	x.t.Helper()
	_, dks := x.usurped()
	public := must(x.me.EncryptionKey())(x.t)
	id := keys.KeyID(public)
	var out string
	for _, d := range keys.Domains() {
		out += fmt.Sprintf(`INSERT INTO wraps VALUES (X'%x', %d, 1, X'%x', X'%x');`, x.company[:], d, id[:], must(dks[d].WrapFor(public))(x.t))
	}
	return out
}

// accountEdits are those of accounts and rings.
func accountEdits() []edit {
	ring := func(x *crime, f *frozen) string {
		return `UPDATE accounts SET version = ` + x.value(f, `SELECT version FROM accounts`) + `, ring = ` + x.value(f, `SELECT ring FROM accounts`) + `;`
	}
	return []edit{
		{name: "ring: older one with its version (counter set back)", want: both(refused), sql: func(x *crime) string { return ring(x, &x.past.before) }},
		{name: "ring: older one under the new version", want: both(refused), sql: func(x *crime) string {
			return `UPDATE accounts SET ring = ` + x.value(&x.past.before, `SELECT ring FROM accounts`)
		}},
		{name: "ring: the one from before the enrolment (2FA cleared)", want: both(refused), sql: func(x *crime) string { return ring(x, &x.past.founded) }},
		{name: "ring: from before the enrolment, with tries and profile", want: both(refused), sql: func(x *crime) string {
			return ring(x, &x.past.founded) + `DELETE FROM tries; DELETE FROM profiles;` + x.copied(&x.past.founded, "profiles", "1")
		}},
		{name: "ring: from before the enrolment, journal cut to it", want: [2]string{refused, refused}, sql: func(x *crime) string {
			return ring(x, &x.past.founded) + x.cut(&x.past.founded)
		}},
		{name: "ring, journal, heads and rows of an older state together", want: [2]string{refused, rolled}, why: "(the same as a whole older file)", sql: func(x *crime) string {
			return ring(x, &x.past.founded) + x.cut(&x.past.founded) + `DELETE FROM company;` + x.copied(&x.past.founded, "company", "1") +
				`DELETE FROM profiles;` + x.copied(&x.past.founded, "profiles", "1")
		}},
		{name: "ring: the other person's", want: both(refused), sql: func(x *crime) string { return ring(x, &x.other) }},
		{name: "account: look-up values of two exchanged", want: both(denied), why: "(wrong password for both: no slot opens)", sql: func(x *crime) string {
			theirs := fmt.Sprintf("X'%x'", lookup(x, strangerEmail))
			return x.bringIn() + `UPDATE accounts SET lookup = X'000102030405060708090a0b0c0d0e0f' WHERE lookup = ` + x.value(&x.other, `SELECT lookup FROM accounts`) + `;
				UPDATE accounts SET lookup = ` + theirs + ` WHERE id = ` + x.value(&x.past.now, `SELECT id FROM accounts`) + `;
				UPDATE accounts SET lookup = ` + x.value(&x.past.now, `SELECT lookup FROM accounts`) + ` WHERE id = ` + x.value(&x.other, `SELECT id FROM accounts`)
		}},
		{name: "account: slots of two exchanged", want: both(denied), why: "(wrong password: the slot is bound to its account)", sql: func(x *crime) string {
			mine, theirs := x.value(&x.past.now, `SELECT id FROM accounts`), x.value(&x.other, `SELECT id FROM accounts`)
			return x.bringIn() + `UPDATE slots SET account = X'00' WHERE account = ` + mine + `; UPDATE slots SET account = ` + mine + ` WHERE account = ` + theirs + `;
				UPDATE slots SET account = ` + theirs + ` WHERE account = X'00'`
		}},
		{name: "account: rings of two exchanged", want: both(refused), sql: func(x *crime) string { return x.bringIn() + x.exchangeRings() }},
		{name: "account: removed", want: both(denied), sql: func(*crime) string { return `DELETE FROM accounts; DELETE FROM slots` }},
		{name: "account: one planted that claims the membership", want: both(noEffect), why: "(opens no domain key: nobody enters by it)", sql: func(x *crime) string {
			return x.planted(keys.ID{1, 2, 3}, lookup(x, strangerEmail))
		}},
		{name: "account: one planted, with wraps of keys of its own", want: both(noEffect), why: "(the signed commitments judge the keys)", sql: func(x *crime) string {
			return x.planted(keys.ID{1, 2, 3}, lookup(x, strangerEmail)) + x.mine()
		}},
		{name: "account: slot and ring of the owner made anew by the thief", want: both(denied), why: "(the owner's password opens nothing, nor does the thief's)", sql: func(x *crime) string {
			return x.planted(x.account(), lookup(x, ownerEmail)) + x.mine()
		}},
	}
}

// slotEdits are those of what opens a ring.
func slotEdits() []edit {
	return []edit{
		{name: "slot: KDF cost lowered", want: both(refused), sql: func(x *crime) string { return costs(x, keys.Params{Memory: 8, Time: 1, Threads: 1}) }},
		{name: "slot: KDF cost lowered by one", want: both(refused), sql: func(x *crime) string { return costs(x, keys.Params{Memory: 64<<10 - 1, Time: 3, Threads: 4}) }},
		{name: "slot: KDF cost raised beyond the ceiling", want: both(refused), sql: func(x *crime) string { return costs(x, keys.Params{Memory: 8 << 20, Time: 3, Threads: 4}) }},
		{name: "slot: KDF cost raised within the ceiling", want: both(denied), why: "(wrong password: the cost is bound)", sql: func(x *crime) string {
			return costs(x, keys.Params{Memory: 128 << 10, Time: 3, Threads: 4})
		}},
		{name: "slot: made anew with a low cost by who knows nothing", want: both(refused), sql: func(x *crime) string {
			return x.planted(x.account(), lookup(x, ownerEmail)) + costs(x, keys.Params{Memory: 8, Time: 1, Threads: 1})
		}},
		{name: "slot: salt changed", want: both(denied), why: "(wrong password)", sql: func(*crime) string { return `UPDATE slots SET salt = randomblob(16) WHERE kind = 1` }},
		{name: "slot: the password's removed", want: both(refused), sql: func(*crime) string { return `DELETE FROM slots WHERE kind = 1` }},
		{name: "slot: the kit's removed", want: both(noEffect), why: "(the kit opens nothing any more; the door does not notice)", sql: func(*crime) string { return `DELETE FROM slots WHERE kind = 2` }},
		{name: "slot: the kit's replaced by one of the thief's", want: both(noEffect), why: "(his kit opens no ring: RK is another; the door does not notice)", sql: func(x *crime) string { return x.kitted() },
			gain: func(x *crime, w *world) bool {
				_, err := w.door.OpenKit(w.ctx(), ownerEmail, thiefKit(x).Code())
				return err == nil
			}},
		{name: "slot: password and kit exchanged", want: both(denied), why: "(wrong password: the kind is bound)", sql: func(*crime) string {
			return `UPDATE slots SET kind = 9 WHERE kind = 1; UPDATE slots SET kind = 1 WHERE kind = 2; UPDATE slots SET kind = 2 WHERE kind = 9;`
		}},
	}
}

func costs(x *crime, p keys.Params) string {
	return fmt.Sprintf(`UPDATE slots SET params = X'%x' WHERE kind = 1;`, must(keys.Encode(p))(x.t))
}

// cut puts journal and heads back to a state.
func (x *crime) cut(f *frozen) string {
	return `DELETE FROM journal WHERE seq > ` + x.value(f, `SELECT max(seq) FROM journal`) + `; DELETE FROM heads;` + x.copied(f, "heads", "1")
}

func (x *crime) exchangeRings() string {
	mine, theirs := x.values(&x.past.now, `SELECT id, version, ring FROM accounts`)[0], x.values(&x.other, `SELECT id, version, ring FROM accounts`)[0]
	return fmt.Sprintf(`UPDATE accounts SET version = %s, ring = %s WHERE id = %s; UPDATE accounts SET version = %s, ring = %s WHERE id = %s;`,
		theirs[1], theirs[2], mine[0], mine[1], mine[2], theirs[0])
}

// thiefKit is a kit that the thief knows.
func thiefKit(x *crime) keys.Kit {
	return must(keys.NewKit(zeroes{1}))(x.t)
}

// zeroes is a random source that is none.
type zeroes [1]byte

func (z zeroes) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = z[0]
	}
	return len(b), nil
}

func (x *crime) kitted() string {
	rk := must(keys.NewRingKey(randomness()))(x.t)
	slot := must(rk.SealKit(randomness(), x.account(), thiefKit(x)))(x.t)
	return fmt.Sprintf(`UPDATE slots SET wrap = X'%x' WHERE kind = 2`, slot.Wrap)
}
