package main

// ofMembersRooms are the checks of keys, of running sessions and of what members may
// leave in the file (app/access).
func ofMembersRooms() []mutant {
	const (
		epochs   = "app/access/epochs.go"
		reseal   = "app/access/reseal.go"
		room     = "app/access/room.go"
		shut     = "app/access/shut.go"
		finish   = "app/access/finish.go"
		writer   = "app/access/writer.go"
		rights   = "app/access/rights.go"
		grant    = "app/access/grant.go"
		proved   = "app/access/proof.go"
		standing = "app/access/standing.go"
		presence = "app/access/presence.go"
	)
	return []mutant{
		{"epochs: rotation with what an act took", finish, "due, err := w.rotateDue(r)", "due, err := []keys.Domain(nil), error(nil)", "AFormerMemberOpensNothingNew|GrantGivesAndTakesKeys"},
		{"epochs: rotation of what time took", writer, "if err := w.renewKeys(a); err != nil {", "if err := error(nil); err != nil {", "AFormerMemberOpensNothingNew"},
		{"epochs: the new key goes to recipients alone", epochs, "range r.state.Recipients(k.Domain, w.now) {\n\t\tif err := w.wrap(r, k, to.Key)", "range r.state.Members() {\n\t\tif err := w.wrap(r, k, to.Encryption)", "AFormerMemberOpensNothingNew"},
		{"epochs: a key that was replaced is forgotten", epochs, "(!holds || k.Epoch != fact.Epoch)", "(!holds || false && k.Epoch != fact.Epoch)", "OlderEpochsStayReadable"},
		never("epochs: sums are made anew", writer, "made.Epoch != k.Epoch", "SumsAreMadeAnew"),
		{"unwrap: what is lost goes", epochs, "if slices.Contains(keep, d) {", "if true {", "UnwrapLeavesNothing"},
		{"reseal: under the newest key", reseal, "c.Epoch, stored.Epoch = k.Epoch, k.Epoch", "k, stored.Epoch = older, older.Epoch", "SealingAnew"},
		{"reseal: reports of no epoch", reseal, "if table == data.TableProfiles && errors.Is(err, ErrTampered) {", "if false && errors.Is(err, ErrTampered) {", "UnreadableReportsStallNothing"},
		{"reseal: any number of unreadable reports", reseal, "limit = -1", "limit = resealBatch", "UnreadableReportsStallNothing"},
		never("reseal: who may go on", reseal, "err := r.ended(w.now); err != nil", "ARunningSessionEndsAtItsNextLook"),
		never("file: a line of an earlier statement", room, "l.Statement < r.stmt", "AStatementNeverFalls|ALineByAFormerKey"),
		never("file: a sum by a former key", room, "set.Epoch < r.state.EpochAt(set.Domain, r.stmt)", "ALostKeyWritesNothing"),
		{"room: the last day", room, "!m.Standing(max(now, r.state.Time))", "!m.Standing(r.state.Time)", "ARunningSessionEndsAtItsNextLook|TheLastDayIsOver"},
		never("session: who may go on writes", writer, "err := w.rooms[0].ended(w.now); err != nil", "ARunningSessionEndsAtItsNextLook"),
		{"session: a lost company is left out", shut, "case n == 0 || c.ended(now) == nil:", "default:", "ALostCompanyIsLeftOut"},
		{"session: a look sees what was written", presence, "if moved || ring != p.ring {", "if moved && false || ring != p.ring {", "ARunningSessionEndsAtItsNextLook|StandingFollowsTheFile"},
		{"session: a look sees the last day", presence, "return !sameHead(head, r) || r.ended(s.door.now()) != nil, nil", "return !sameHead(head, r), nil", "ARunningSessionEndsAtItsNextLook"},
		{"rights: of both, with a view taken", rights, "return may(r.state, r.as, right)", "return nil", "ViewAs"},
		{"rights: keys of both, with a view taken", rights, "return ok && slices.Contains(m.Domains(), d)", "return ok || slices.Contains(m.Domains(), d)", "ViewAs"},
		{"rights: on others only", grant, "if id == r.member {", "if false {", "GrantByAMember"},
		{"rights: owners by owners", grant, "m.Owner && !me.Owner {", "false && !me.Owner {", "GrantByAMember"},
		{"rights: what stands is told as it is", standing, "if r.may(right.Name) == nil {", "if true {", "StandingFollowsTheFile"},
		{"proof: the code is asked", proved, "if err := w.accept(proof); err != nil {", "if false {\n\t\t\tvar err error", "AProofIsCountedAndSpent"},
		{"proof: tries are counted", proved, "if !counts(err) {", "if true {", "AProofIsCountedAndSpent"},
		{"proof: a right code costs no try", proved, "undoing := s.door.undo(ctx, proof.attempt)", "undoing := error(nil)", "AProofIsCountedAndSpent|AProofOfSomebodyWhoLostTheRight"},
		{"reset: a report that was put back", "app/access/reset.go", "(want == 0 || profile.Version == want)", "true", "AResetDoesNotBelieveAPutBackReport"},
		{"reset: a report that is gone", "app/access/reset.go", "errors.Is(reading, data.ErrNotFound) && want == 0:", "errors.Is(reading, data.ErrNotFound):", "AResetDoesNotBelieveAPutBackReport"},
		{"rejoin: somebody else's account", "app/access/rejoin.go", "asks && !same && ", "asks && !same && false && ", "AnotherAccountTakesNoReset"},
		{"remove: an address of two", "app/access/removefrom.go", "\treturn keys.Member{}, false, ErrAmbiguous", "\treturn found[0], true, nil", "RemovalIsNotMisled"},
		{"remove: the address he was taken in under", "app/access/removefrom.go", " || normalEmail(records[m.ID].Email) == address", "", "RemovalIsNotMisled"},
	}
}
