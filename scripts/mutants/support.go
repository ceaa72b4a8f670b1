package main

// ofSupport are the checks of support access, its exports and its switches
// (app/access).
func ofSupport() []mutant {
	const (
		support = "app/access/support.go"
		door    = "app/access/supportdoor.go"
		visit   = "app/access/supportvisit.go"
		report  = "app/access/supportreport.go"
		bundle  = "app/access/diagnostics.go"
		exports = "app/access/exports.go"
		sweep   = "app/access/sweep.go"
	)
	return []mutant{
		{"support: off is an owner's", support, "act{name: actSupportOff, right: rightOwner, subject: id}", "act{name: actSupportOff, subject: id}", "SupportIsAnOwnersMatter"},
		never("support: a scope", support, "len(c.rights()) == 0", "SupportIsAnOwnersMatter"),
		never("support: its longest time", support, "c.Hours < supportLeast || c.Hours > supportMost", "SupportIsAnOwnersMatter"),
		{"support: off leaves no slot", support, "return w.dropSupport(r)\n}", "return nil\n}", "SupportOnVisitOff|SupportIsOffAfterARestore"},
		{"support: without a note it is off", support, "if note != nil {\n\t\t\tcontinue", "if note != nil || true {\n\t\t\tcontinue", "SupportWithoutItsSlotIsOff"},
		{"support: the end of the access", visit, "if !ok || i.Invitation != s.one.Invitation {", "if _ = ok; false {", "SupportEnds"},
		{"support: a clock set back", visit, "return nil, err // a clock that was set back does not prolong the visit", "_ = err", "SupportClockSetBack"},
		{"support: tries are counted", door, "a, err := d.count(ctx, supportTries, supportTries)", "a, err := attempt{}, error(nil)", "SupportTries"},
		{"support: an older file", door, "err := r.behindAnchor(head, seen, 0, 0, false); err != nil", "err := r.behindAnchor(head, seen, 0, 0, true); err != nil", "SupportIsOffAfterARestore"},
		{"support: the report is an owner's", report, "if out.Mine {\n\t\t\tout.Visits", "if true {\n\t\t\tout.Visits", "SupportIsAnOwnersMatter"},
		{"diagnostics: an owner's", bundle, "if err = r.may(rightOwner); err != nil {", "if false {", "SupportIsAnOwnersMatter"},
		{"export: the report is an owner's", exports, "right = rightOwner", "right = \"\"", "SupportIsAnOwnersMatter"},
		{"sweep: what ended", sweep, "open[i.Invitation], public[i.Invitation] = i.Open(now), i.Encryption", "open[i.Invitation], public[i.Invitation] = true, i.Encryption", "SupportEnds"},
	}
}
