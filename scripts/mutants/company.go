package main

// ofCompany are the checks of settings, people, copies and restore (app/access).
func ofCompany() []mutant {
	const (
		policy   = "app/access/policy.go"
		settings = "app/access/settings.go"
		restore  = "app/access/restore.go"
		backup   = "app/access/backup.go"
		people   = "app/access/people.go"
	)
	return []mutant{
		{"policy: owners only", policy, "act{name: name, right: rightOwner}", "act{name: name}", "AMemberWithoutRights"},
		never("policy: mandatory 2FA begins with oneself", policy, "on && w.ring.Factor == nil", "TheWall"),
		never("policy: bounds of the idle lock", policy, "minutes < 1 || minutes > 60", "SecuritySettings"),
		{"money: owners only", settings, "act{name: actMoney, right: rightOwner}", "act{name: actMoney}", "AMemberWithoutRights"},
		{"money: the row is the signed one", settings, "keys.Unsalted(value, commitment, &m)", "keys.Decode(value[keys.SaltSize+0*len(commitment):], &m)", "MoneyIsSigned"},
		{"settings: the right", settings, "act{name: name, right: rightCompany}", "act{name: name}", "AMemberWithoutRights"},
		never("logo: its sides", settings, "err != nil || c.Width > logoSide || c.Height > logoSide || c.Width == 0 || c.Height == 0", "LogoAndTerms"),
		never("logo: a whole picture", settings, "_, err := png.Decode(bytes.NewReader(file)); err != nil", "LogoAndTerms"),
		never("people: the right", people, "err := r.may(rightSeeUsers); err != nil", "AMemberWithRights|AMemberWithoutRights"),
		{"people: a report put back", people, "p.Stale = said.want > 0 && profile.Version != said.want", "p.Stale = false", "AReportPutBackIsStale"},
		never("restore: a preview is for owners", restore, "err := r.may(rightOwner); err != nil", "AMemberWithoutRights|RestoreRowsRefuses"),
		{"restore: the copy's chain grows from the same root", restore, "keys.Replay(r.state.Company, r.state.Root, chain)", "keys.Replay(r.state.Company, chain[0].StatementHash(), chain)", "RestoreRowsRefuses"},
		{"drill: the copy's journal", backup, "return c, c.followLines(tx)", "return c, nil", "ADrillFindsEveryPiece"},
		never("drill: the salt of the addresses", backup, "!bytes.Equal(salt, copied)", "ADrillFindsEveryPiece"),
		never("drill: the account's slots", backup, "!ring.Pinned(slot)", "ADrillFindsEveryPiece"),
		{"drill: what members report", backup, "if _, err := k.OpenProfile(m, row.Version, row.Sealed); err != nil {", "if _, err := k.OpenProfile(m, row.Version, row.Sealed); false && err != nil {", "ADrillFindsEveryPiece"},
		never("drill: what lines say", backup, "err := r.openLine(tx, row); err != nil", "ADrillFindsEveryPiece"),
		{"check: heads against the chains", "app/access/check.go", "if !sameHead(h, room) {", "if false {", "EditedHeadsAreRefused"},
	}
}
