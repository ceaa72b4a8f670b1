package access_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"

	"trousseau/app/keys"
)

func randomness() io.Reader { return rand.Reader }

// statement gives a statement of the file as it is now.
func (x *crime) statement(seq int) keys.Signed {
	return keys.Signed{Bytes: x.bytes(&x.past.now, fmt.Sprintf(`SELECT body FROM statements WHERE seq = %d`, seq)),
		Signature: x.bytes(&x.past.now, fmt.Sprintf(`SELECT signature FROM statements WHERE seq = %d`, seq))}
}

func (x *crime) line(seq string) keys.Signed {
	return keys.Signed{Bytes: x.bytes(&x.past.now, `SELECT line FROM journal WHERE seq = `+seq),
		Signature: x.bytes(&x.past.now, `SELECT signature FROM journal WHERE seq = `+seq)}
}

const newest = `(SELECT max(seq) FROM journal)`

// stored writes a statement into its row, hash included.
func stored(seq int, s keys.Signed) string {
	hash := s.StatementHash()
	return fmt.Sprintf(`UPDATE statements SET body = X'%x', signature = X'%x', hash = X'%x' WHERE seq = %d;`, s.Bytes, s.Signature, hash[:], seq)
}

// added writes a new statement behind the others and moves the head to it.
func (x *crime) added(seq int, s keys.Signed) string {
	hash := s.StatementHash()
	return fmt.Sprintf(`INSERT INTO statements VALUES (X'%x', %d, X'%x', X'%x', X'%x'); UPDATE heads SET statement_seq = %d, statement_hash = X'%x';`,
		x.company[:], seq, s.Bytes, s.Signature, hash[:], seq, hash[:])
}

// headTo moves the head to a statement.
func headTo(seq int) string {
	return fmt.Sprintf(`UPDATE heads SET statement_seq = %d, statement_hash = (SELECT hash FROM statements WHERE seq = %d);`, seq, seq)
}

// lineHeadTo moves the head to the newest line that is left.
const lineHeadTo = `UPDATE heads SET line_seq = ` + newest + `, line_hash = (SELECT hash FROM journal WHERE seq = ` + newest + `);`

// usurped is a first statement by the thief for the same company and member.
func (x *crime) usurped() (keys.Signed, map[keys.Domain]*keys.DomainKey) {
	x.t.Helper()
	var facts []keys.EpochFact
	all := map[keys.Domain]*keys.DomainKey{}
	for _, d := range keys.Domains() {
		all[d] = must(keys.NewDomainKey(randomness(), x.company, d, 1))(x.t)
		facts = append(facts, must(all[d].Fact())(x.t))
	}
	return must(keys.SignFound(&x.me, x.company, x.member, start.UnixMilli(), facts))(x.t), all
}

// swapped is the first statement with one public key replaced.
func (x *crime) swapped(signing bool) keys.Signed {
	x.t.Helper()
	s := x.statement(0)
	body := must(keys.Replay(x.company, s.StatementHash(), []keys.Signed{s}))(x.t)
	m, _ := body.Member(x.member)
	old, mine := m.Encryption, must(x.me.EncryptionKey())(x.t)
	if signing {
		old, mine = m.Signing, must(x.me.SigningKey())(x.t)
	}
	s.Bytes = bytes.Replace(s.Bytes, old, mine, 1)
	return s
}

// chainEdits are those of the statements.
func chainEdits() []edit {
	return []edit{
		{name: "statement: owner's signing key swapped", want: both(refused), sql: func(x *crime) string {
			return fmt.Sprintf(`UPDATE statements SET body = X'%x' WHERE seq = 0`, x.swapped(true).Bytes)
		}},
		{name: "statement: owner's signing key swapped, hashes made to fit", want: both(refused), sql: func(x *crime) string {
			return stored(0, x.swapped(true)) + `DELETE FROM statements WHERE seq = 1;` + headTo(0)
		}},
		{name: "statement: owner's sealing key swapped, hashes made to fit", want: both(refused), sql: func(x *crime) string {
			return stored(0, x.swapped(false)) + `DELETE FROM statements WHERE seq = 1;` + headTo(0)
		}},
		{name: "statement: found replaced by the thief's own", want: both(refused), sql: func(x *crime) string {
			s, _ := x.usurped()
			return stored(0, s) + `DELETE FROM statements WHERE seq = 1;` + headTo(0)
		}},
		{name: "statement: found and wraps replaced by the thief's own", want: both(refused), sql: func(x *crime) string {
			s, dks := x.usurped()
			return stored(0, s) + `DELETE FROM statements WHERE seq = 1;` + headTo(0) + x.wrapped(dks)
		}},
		{name: "statement: one of the thief's appended", want: both(refused), sql: func(x *crime) string {
			found, second := x.statement(0), x.statement(1)
			state := must(keys.Replay(x.company, found.StatementHash(), []keys.Signed{found, second}))(x.t)
			return x.added(2, must(keys.SignSetClock(&x.me, state, x.member, start.UnixMilli()))(x.t))
		}},
		{name: "statement: newest removed", want: both(refused), sql: func(*crime) string { return `DELETE FROM statements WHERE seq = 1` }},
		{name: "statement: newest removed, head made to fit", want: both(refused), sql: func(*crime) string {
			return `DELETE FROM statements WHERE seq = 1;` + headTo(0)
		}},
		{name: "statement: first removed, second renumbered", want: both(refused), sql: func(*crime) string {
			return `DELETE FROM statements WHERE seq = 0; UPDATE statements SET seq = 0;` + headTo(0)
		}},
		{name: "statement: doubled behind itself, head made to fit", want: both(refused), sql: func(x *crime) string {
			return `INSERT INTO statements SELECT company, 2, body, signature, randomblob(32) FROM statements WHERE seq = 1;` + headTo(2)
		}},
		{name: "statement: two exchanged", want: both(refused), sql: func(*crime) string {
			return `UPDATE statements SET seq = 9 WHERE seq = 0; UPDATE statements SET seq = 0 WHERE seq = 1; UPDATE statements SET seq = 1 WHERE seq = 9;`
		}},
		{name: "statement: signatures exchanged", want: both(refused), sql: func(x *crime) string {
			a, b := x.statement(0), x.statement(1)
			a.Signature, b.Signature = b.Signature, a.Signature
			return stored(0, a) + stored(1, b) + headTo(1)
		}},
		{name: "statement: hash column changed", want: both(refused), sql: func(*crime) string {
			return `UPDATE statements SET hash = randomblob(32) WHERE seq = 1`
		}},
		{name: "statement: moved to the other company", want: both(refused), sql: func(x *crime) string {
			return x.copied(&x.other, "heads", "1") + `UPDATE statements SET company = ` + x.value(&x.other, `SELECT company FROM heads`) + ` WHERE seq = 1`
		}},
		{name: "statement: the other company's put in its place", want: both(refused), sql: func(x *crime) string {
			return `DELETE FROM statements;` + x.copied(&x.other, "statements", "1") + fmt.Sprintf(`UPDATE statements SET company = X'%x';`, x.company[:]) + headTo(0)
		}},
	}
}

// headEdits are those of whole companies and of the heads.
func headEdits() []edit {
	return []edit{
		{name: "company: the other one's rows all brought in beside", want: both(noEffect), sql: func(x *crime) string {
			return x.bringIn()
		}, why: "(not in the ring; everything of it is sealed or signed)"},
		{name: "company: id changed everywhere", want: both(refused), sql: func(x *crime) string {
			var out string
			for _, t := range []string{"heads", "statements", "wraps", "company", "members", "profiles", "journal"} {
				out += `UPDATE ` + t + ` SET company = X'00112233445566778899aabbccddeeff';`
			}
			return out
		}},
		{name: "head: statement hash changed", want: both(refused), sql: func(*crime) string { return `UPDATE heads SET statement_hash = randomblob(32)` }},
		{name: "head: line hash changed", want: both(refused), sql: func(*crime) string { return `UPDATE heads SET line_hash = randomblob(32)` }},
		{name: "head: line number raised", want: both(refused), sql: func(*crime) string { return `UPDATE heads SET line_seq = line_seq + 1` }},
		{name: "head: put back to an older line", want: both(refused), sql: func(x *crime) string { return `DELETE FROM heads;` + x.copied(&x.past.changed, "heads", "1") }},
		{name: "head: removed", want: both(refused), sql: func(*crime) string { return `DELETE FROM heads` }},
	}
}

// bringIn copies everything of the other company and its account into the file.
func (x *crime) bringIn() string {
	var out string
	for _, t := range []string{"accounts", "slots", "heads", "statements", "wraps", "company", "members", "profiles", "journal"} {
		out += x.copied(&x.other, t, "1")
	}
	return out
}

// wrapped replaces the wraps by those of other keys, for the owner's public key.
func (x *crime) wrapped(dks map[keys.Domain]*keys.DomainKey) string {
	x.t.Helper()
	found := x.statement(0)
	m, _ := must(keys.Replay(x.company, found.StatementHash(), []keys.Signed{found}))(x.t).Member(x.member)
	var out string
	for _, d := range keys.Domains() {
		out += fmt.Sprintf(`UPDATE wraps SET wrap = X'%x' WHERE domain = %d;`, must(dks[d].WrapFor(m.Encryption))(x.t), d)
	}
	return out
}

// forged is a line of the thief's behind the newest.
func (x *crime) forged() string {
	x.t.Helper()
	last := x.line(newest)
	old := must(keys.ParseLine(last.Bytes))(x.t)
	hash := last.LineHash()
	next := keys.Line{Company: x.company, Seq: old.Seq + 1, Time: old.Time + 1, Prev: hash, Actor: x.member, ID: keys.ID{9}}
	s := must(keys.SignLine(&x.me, next))(x.t)
	hash = s.LineHash()
	return fmt.Sprintf(`INSERT INTO journal SELECT company, %d, X'%x', X'%x', X'%x', X'%x', body_domain, body_epoch, body, 0, 0, NULL FROM journal WHERE seq = %d;`,
		next.Seq, s.Bytes, s.Signature, hash[:], next.ID[:], old.Seq) + lineHeadTo
}

// journalEdits are those of the journal. The door follows it from the newest line
// the ring saw; what lies before is for check and for whoever reads it.
func journalEdits() []edit {
	const changed = `(SELECT max(seq) FROM journal WHERE change IS NOT NULL)`
	return []edit{
		{name: "journal: newest line removed", want: both(refused), sql: func(*crime) string { return `DELETE FROM journal WHERE seq = ` + newest }},
		{name: "journal: newest line removed, head made to fit", want: both(refused), sql: func(*crime) string {
			return `DELETE FROM journal WHERE seq = ` + newest + `;` + lineHeadTo
		}},
		{name: "journal: four lines cut off, head made to fit", want: both(refused), sql: func(*crime) string {
			return `DELETE FROM journal WHERE seq > ` + newest + ` - 4;` + lineHeadTo
		}},
		{name: "journal: one of the thief's appended", want: both(refused), sql: func(x *crime) string { return x.forged() }},
		{name: "journal: newest line doubled, head made to fit", want: both(refused), sql: func(*crime) string {
			return `INSERT INTO journal SELECT company, seq + 1, line, signature, hash, id, body_domain, body_epoch, body, change_domain, change_epoch, change FROM journal WHERE seq = ` + newest + `;` + lineHeadTo
		}},
		{name: "journal: newest two exchanged", want: both(refused), sql: func(*crime) string {
			return `UPDATE journal SET seq = 900 WHERE seq = ` + newest + `; UPDATE journal SET seq = seq + 1 WHERE seq = (SELECT max(seq) FROM journal WHERE seq < 900);
				UPDATE journal SET seq = (SELECT max(seq) - 1 FROM journal WHERE seq < 900) WHERE seq = 900;`
		}},
		{name: "journal: newest line's time changed", want: both(refused), sql: func(x *crime) string {
			s := x.line(newest)
			l := must(keys.ParseLine(s.Bytes))(x.t)
			l.Time += 1000
			return fmt.Sprintf(`UPDATE journal SET line = X'%x' WHERE seq = `+newest, must(keys.Encode(l))(x.t))
		}},
		{name: "journal: a line in the middle removed", want: both(onReading), sql: func(*crime) string { return `DELETE FROM journal WHERE seq = 6` }},
		{name: "journal: two lines in the middle exchanged", want: both(onReading), sql: func(*crime) string {
			return `UPDATE journal SET seq = 900 WHERE seq = 5; UPDATE journal SET seq = 5 WHERE seq = 6; UPDATE journal SET seq = 6 WHERE seq = 900;`
		}},
		{name: "journal: a signature in the middle changed", want: both(onReading), sql: func(*crime) string {
			return `UPDATE journal SET signature = randomblob(64) WHERE seq = 6`
		}},
		{name: "journal: id column of a line changed", want: both(onReading), sql: func(*crime) string { return `UPDATE journal SET id = randomblob(16) WHERE seq = 6` }},
		{name: "journal: hash column of a line changed", want: both(onReading), sql: func(*crime) string { return `UPDATE journal SET hash = randomblob(32) WHERE seq = 6` }},
		{name: "journal: a line moved to the other company", want: both(onReading), sql: func(x *crime) string {
			return x.copied(&x.other, "heads", "1") + `UPDATE journal SET company = ` + x.value(&x.other, `SELECT company FROM heads`) + ` WHERE seq = 6`
		}},
		{name: "journal: bodies of two lines exchanged", want: both(onReading), sql: func(*crime) string {
			return `CREATE TEMP TABLE t AS SELECT seq, body FROM journal WHERE seq IN (5, 6);
				UPDATE journal SET body = (SELECT body FROM t WHERE t.seq = 11 - journal.seq) WHERE seq IN (5, 6); DROP TABLE t;`
		}},
		{name: "journal: body written anew by a stranger", want: both(onReading), sql: func(x *crime) string {
			found := x.statement(0)
			people, _ := must(keys.Replay(x.company, found.StatementHash(), []keys.Signed{found}))(x.t).Epoch(keys.People)
			l := must(keys.ParseLine(x.line("6").Bytes))(x.t)
			plain, _, err := keys.Salted(randomness(), keys.Act{Name: "session.open"})
			if err != nil {
				x.t.Fatal(err)
			}
			body := must(keys.SealLetter(people.Letterbox, keys.Context{Company: x.company, Table: keys.TableJournal, Row: l.ID, Version: l.Seq, Domain: keys.People, Epoch: 1}, plain))(x.t)
			return fmt.Sprintf(`UPDATE journal SET body = X'%x' WHERE seq = 6`, body)
		}},
		{name: "journal: a change taken away", want: both(onReading), sql: func(*crime) string {
			return `UPDATE journal SET change = NULL, change_domain = 0, change_epoch = 0 WHERE seq = ` + changed
		}},
		{name: "journal: changes of two lines exchanged", want: both(onReading), sql: func(*crime) string {
			return `CREATE TEMP TABLE t AS SELECT row_number() OVER (ORDER BY seq) AS n, seq, change FROM journal WHERE change IS NOT NULL;
				UPDATE journal SET change = (SELECT b.change FROM t a JOIN t b ON a.n + b.n = 3 WHERE a.seq = journal.seq) WHERE change IS NOT NULL; DROP TABLE t;`
		}},
	}
}
