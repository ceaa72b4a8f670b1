package main

// ofDoor are the checks of sign-in, lock, clock, file and rights (app/access).
func ofDoor() []mutant {
	return append(ofTries(), ofRooms()...)
}

func ofTries() []mutant {
	const (
		tries  = "app/access/tries.go"
		signin = "app/access/signin.go"
		factor = "app/access/factor.go"
	)
	return []mutant{
		{"tries: counted before the password is looked at", tries, "return tx.PutTry(a.after)", "return nil", "LockOut|ParallelTriesCannotPassTheLimit"},
		never("tries: the wait", tries, "wait := waiting(a.before, now); wait > 0", "LockOut"),
		{"tries: five are free", tries, "if t.Failures >= freeTries {", "if t.Failures >= 2*freeTries {", "LockOut"},
		{"tries: an edited wait ends", tries, "left := min(uint64(t.Until)-uint64(now), uint64(t.Hold))", "left := uint64(t.Until) - uint64(now)", "AWaitAlwaysEnds"},
		never("tries: a right password gives back its own only", tries, "t.Failures == a.after.Failures", "RightPasswordDoesNotClearTheCounter|ParallelTriesCannotPassTheLimit|LockOut|FailuresAreToldAndForgotten"),
		{"sign-in: the same work for an unknown address", signin, "keys.SpendPassword(d.kdf, password, lookup)", "", "TheSameWorkForUnknownAndWrong"},
		{"sign-in: the slot is pinned", signin, "if !e.ring.Pinned(slot) {", "if false && !e.ring.Pinned(slot) {", "SlotsArePinned"},
		{"sign-in: the code is asked", signin, "if f == nil {\n\t\treturn false", "if true {\n\t\treturn false", "LockAndUnlock"},
		{"sign-in: a factor enrolled meanwhile", "app/access/enter.go", "} else if e.asks(w.ring.Factor) {", "} else if false {", "UnlockingAsksAFactorEnrolledMeanwhile"},
		{"sign-in: a code counts once", signin, "if counter < 0 || uint64(counter) <= f.Last {\n\t\treturn ErrUsedCode", "if counter < 0 {\n\t\treturn ErrUsedCode", "CodeIsAcceptedOnce"},
		{"sign-in: the counter is kept", signin, "f.Last = uint64(counter)\n", "", "CodeIsAcceptedOnce"},
		{"sign-in: a recovery code of the set", signin, "if !w.ring.Recovery.Spend(*p.recovery) {", "if w.ring.Recovery.Spend(*p.recovery) && false {", "RecoveryCodes"},
		{"sign-in: a password waits five minutes", signin, "now-e.since > life.Milliseconds()", "false", "APasswordWaitsFiveMinutesForItsCode"},
		{"code: it must be equal", factor, "subtle.ConstantTimeCompare([]byte(want), []byte(typed)) == 1 &&", "subtle.ConstantTimeCompare([]byte(want), []byte(typed)) <= 1 &&", "WindowOfAcceptedCodes"},
		{"code: one step around now", factor, "signInReach  = 1 ", "signInReach  = 4 ", "WindowOfAcceptedCodes"},
		{"code: nobody enrols unproved", "app/access/enrol.go", "\tif !ok {\n\t\treturn nil, &WrongError{Code: true}", "\tif false && !ok {\n\t\treturn nil, &WrongError{Code: true}", "Enrolment"},
	}
}

func ofRooms() []mutant {
	const (
		room   = "app/access/room.go"
		clock  = "app/access/clock.go"
		older  = "app/access/older.go"
		duty   = "app/access/duty.go"
		writer = "app/access/writer.go"
	)
	return []mutant{
		{"file: a ring older than its member's lines", room, "if r.own {", "if false {", "TamperedGuards"},
		{"file: the statements that the ring saw", room, "if !passes(chain, m.Statement) || ", "if ", "AnotherBranchIsRefused"},
		{"file: the statements that this computer saw", room, "seen && !passes(chain, r.anchor.Statement)", "seen && false", "AnotherBranchIsRefused"},
		never("file: the lines that this computer saw", room, "r.known && !r.older && !r.overtaken", "LinesOfAnotherBranchAreRefused"),
		never("file: rows against the journal's sum", room, "set != sum", "TamperedGuards"),
		{"file: heads against the chains", room, "if !sameHead(head, r) {\n\t\treturn nil, tampered", "if false {\n\t\treturn nil, tampered", "EditedHeadsAreRefused"},
		never("clock: far behind the file", clock, "mark > now && uint64(mark)-uint64(now) > uint64(slack.Milliseconds())", "ClockBehind"),
		{"clock: newest line beside the file's own mark", clock, "mark = max(mark, r.state.Time, r.latest, r.anchor.Time)", "_ = r", "TheLinesHoldTheClock"},
		{"older file: the owner is asked", older, "return &OlderError{Seen: unixMilli(r.anchor.Time)}", "return nil", "AnOlderFileIsTold"},
		{"older file: an owner's word", older, "!ok || !m.Owner || ", "!ok || ", "WhoMayTakeAnOlderFile"},
		{"older file: an owner this computer knew", older, "r.anchor.Owners, others...) || !r.state.CoversLine(r.anchor.Line, r.anchor.Owners, others...)", "r.state.Owners(), others...) || !r.state.CoversLine(r.anchor.Line, r.state.Owners(), others...)", "WhoMayTakeAnOlderFile"},
		{"older file: a word explains one return", older, "others := slices.Clone(r.anchor.Restored)", "var others []keys.Hash", "AFileThatWasGivenUpStaysOut"},
		{"older file: lines from before the copy", older, "found && r.anchor.Line.Seq < at {", "found && r.anchor.Line.Seq < at && false {", "AWordOnAnotherBranch"},
		{"anchor: words once taken in stay", "app/access/anchor.go", "known && before.Root == a.Root {", "false && known && before.Root == a.Root {", "AFileThatWasGivenUpStaysOut"},
		{"rights: who has none", "app/access/rights.go", "return ErrForbidden", "return nil", "AMemberWithoutRights"},
		{"rights: an owner's cannot be given", "app/access/rights.go", "right != rightOwner && m.Has(right)", "m.Has(right)", "AMemberWithRights"},
		never("duty: everything else is shut", writer, "!s.duty.allows(a.name)", "ADutyShutsEverythingElse"),
		{"duty: an old password", duty, "ok && left < 0 && !doubtful(ring, now) {", "ok && left < 0 && !doubtful(ring, now) && false {", "PasswordExpires"},
		never("duty: the wall", duty, "ring.Factor == nil && mandatory(asked)", "TheWallBeforeAMember"),
		{"duty: only the way through", duty, "return d == DutyFactor", "return true", "APasswordThatIsDueComesFirst"},
		{"session: it ends with its ring key", writer, "if errors.Is(err, keys.ErrOpen) {\n\t\treturn nil, 0, ErrEnded", "if false && errors.Is(err, keys.ErrOpen) {\n\t\treturn nil, 0, ErrEnded", "ARescueEndsOtherPrograms|TheKitEndsTheOtherProgram"},
	}
}
