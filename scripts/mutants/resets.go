package main

// ofResets are the checks of resets by others, factor records, a known password and
// the change of an address (app/access).
func ofResets() []mutant {
	const (
		reset   = "app/access/reset.go"
		door    = "app/access/resetdoor.go"
		finish  = "app/access/resetfinish.go"
		obey    = "app/access/obey.go"
		rejoin  = "app/access/rejoin.go"
		known   = "app/access/known.go"
		factors = "app/access/factors.go"
		email   = "app/access/email.go"
		shut    = "app/access/shut.go"
		ident   = "app/access/identity.go"
	)
	return []mutant{
		{"reset: own password and code", reset, "err = s.doProved(ctx, p, a, func(", "_ = p\n\terr = s.do(ctx, a, func(", "AResetAsksOnesOwnProof"},
		{"reset: a factor that is not known", reset, "return 0, ErrRecord", "return 0, nil", "AResetNeverLosesTheSecondFactor"},
		never("reset: a record that was taken away", door, "r.note.Factor == keys.NoteRecord", "AResetNeverLosesTheSecondFactor"),
		{"reset: its end", door, "case !p.Open(at):", "case false:", "AResetIsTakenBack"},
		{"reset: the old factor is asked", door, "return (r.asks || r.note.Factor == keys.NoteNewFactor) && r.proof == nil && r.obeyed == nil", "return false", "ALostPasswordIsReset"},
		{"reset: tries at the code are counted", door, "a, err := r.door.begin(ctx, r.lookup)\n\tif err != nil {\n\t\treturn err\n\t}\n\tp.attempt = a", "a, err := attempt{}, error(nil)\n\tp.attempt = a", "ALostPasswordIsReset"},
		{"reset: the code of the other reset", door, "if !ok || pending.ID != one.Invitation || !pending.Open(w.now) {", "if _ = pending; !ok {", "AResetNeverLosesTheSecondFactor"},
		never("reset: a new factor is proved", finish, "r.obeyed != nil && (f.Factor == nil || !f.Factor.proved || f.Codes == nil)", "AResetNeverLosesTheSecondFactor"),
		{"reset: the rules hold", finish, "if !rules.Check(f.Password).OK() {", "if false {", "ALostPasswordIsReset"},
		{"reset: the report's version rises", finish, "return report.Version, w.tx.SetRing(w.ring.Account[:], version, report.Version, sealed)", "_ = sealed\n\treturn version, nil", "ALostPasswordIsReset"},
		{"reset: sessions under the old keys", shut, "c.outside = moved && c.foreign(i) || !moved && c.outside", "c.outside = false", "ALostPasswordIsReset"},
		never("obey: the code of this reset", obey, "p, ok := r.state.FactorReset(r.member); ok && p.ID == code && p.Open(max(now, r.state.Time))", "ALostPhoneIsReset"),
		{"obey: tries are counted", obey, "a, err := e.door.begin(ctx, e.lookup)\n\tif err != nil {\n\t\treturn err\n\t}\n\terr = e.door", "a, err := attempt{}, error(nil)\n\terr = e.door", "ALostPhoneIsReset"},
		{"obey: a proved factor", obey, "if f == nil || !f.proved || codes == nil {", "if false {", "ALostPhoneIsReset"},
		never("rejoin: the old factor is known and this account has none", rejoin, "asks && w.ring.Factor == nil", "RejoinAsksTheOldFactor"),
		{"known: own password and code", known, "err = s.doProved(ctx, p, act{", "err = s.do(ctx, act{", "AKnownPasswordAsksTheCode"},
		{"known: the ring's key is renewed", known, "w.renewed = n.rk", "_ = n.rk", "AKnownPassword"},
		{"known: new keys", known, "if err := w.newIdentity(); err != nil {", "if false {\n\t\tvar err error", "AKnownPassword"},
		{"records: for owners by owners", factors, "m.Has(keys.RightResetPassword) && (m.Owner || !me.Owner)", "m.Has(keys.RightResetPassword)", "TheRecordFollows"},
		{"records: for those who may reset", factors, "m.Standing(now) && m.Has(keys.RightResetPassword) && (", "m.Standing(now) && (", "TheRecordFollows"},
		{"records: signed by the old keys", ident, "m.Record = nil // signed by the old keys", "_ = m", "RecordsOfNewKeys"},
		{"email: taken", email, "return nil, &InputError{Field: \"email\", Err: ErrTaken}", "return nil, errSame", "AnotherAddress"},
	}
}
