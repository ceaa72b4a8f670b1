package main

// ofKeys are the checks of the chain, of what is sealed and of what a file may ask for (app/keys).
func ofKeys() []mutant {
	return append(append(ofChain(), ofMembers()...), ofSeals()...)
}

func ofChain() []mutant {
	const (
		replay   = "app/keys/replay.go"
		settings = "app/keys/settings.go"
		restored = "app/keys/restored.go"
		invite   = "app/keys/invite.go"
		journal  = "app/keys/journal.go"
	)
	return []mutant{
		never("replay: the pinned root", replay, "hash != s.Root", "ReplayFromItsRoot"),
		never("replay: company and number", replay, "st.Company != s.Company || st.Seq != seq", "ReplayFromItsRoot"),
		never("replay: the one before", replay, "st.Prev != s.Head.Hash", "ChainAgainstModel"),
		never("replay: the founder's signature", replay, "err := signed.verify(tagStatement, body.Signing); err != nil", "FoundIsJudged"),
		never("replay: the author's signature", replay, "err := signed.verify(tagStatement, author.Signing); err != nil", "EveryFlippedBitOfSignedBytesIsRefused"),
		never("replay: an author whose time is over", replay, "!author.Standing(st.Time)", "WhoInvites"),
		never("replay: settings are for owners", settings, "!author.Owner", "OnlyOwnersSet"),
		never("replay: a return is for owners", restored, "!author.Owner", "OnlyOwnersSpeakForTheCompany"),
		never("replay: time goes forward", replay, "st.Time < s.Time", "TimesNeverGoBack"),
		never("replay: the right to invite", invite, "!author.Has(RightInvite)", "WhoInvites"),
		never("replay: nobody passes on more than he has", invite, "!author.mayPass(body)", "WhoInvites"),
		never("replay: the one-time key's proof", invite, "err := proof.verify(tagAccept, invitation.Signing); err != nil", "AcceptIsJudged"),
		{"replay: an invitation is used once", invite, "return !i.Spent && i.Cancelled == 0 &&", "return i.Cancelled == 0 &&", "AcceptIsJudged"},
		{"replay: an invitation ends", invite, "i.Cancelled == 0 && time <= i.Ends", "i.Cancelled == 0", "AcceptIsJudged"},
		{"settings: a reason for easier passwords", settings, "value.Profile == ProfileNIST && value.Reason != Hash{}", "value.Profile == ProfileNIST", "SettingsOutOfBounds"},
		{"settings: bounds of the idle lock", settings, "return value >= 1 && value <= int64(maxLock)", "return true", "SettingsOutOfBounds"},
		{"journal: the line before", journal, " || l.Prev != head.Hash {", " {", "LinesAgainstModel"},
		never("journal: the actor's signature", journal, "err := s.signedBy(l, signed); err != nil", "LinesAgainstModel"),
		{"journal: what a commitment hides", journal, "subtle.ConstantTimeCompare(sum[:], commitment[:]) != 1", "subtle.ConstantTimeCompare(sum[:], commitment[:]) > 1", "Salted"},
	}
}

// ofMembers are those of what members do to one another.
func ofMembers() []mutant {
	const (
		grant  = "app/keys/grant.go"
		revoke = "app/keys/revoke.go"
		reset  = "app/keys/reset.go"
	)
	return []mutant{
		never("members: the right to give rights", grant, "!author.Has(RightEditRights)", "GrantIsJudged"),
		never("members: nobody gives more than he has", grant, "!author.mayGrant(before, body, st.Time)", "GrantIsJudged"),
		never("members: the right to take", revoke, "!author.mayRevoke(body.What)", "RevokeIsJudged"),
		never("members: an owner is an owner's matter", revoke, "before.ID == author.ID || before.Owner && !author.Owner", "RevokeIsJudged"),
		{"members: the last owner stays", revoke, " || before.counts() && s.lastOwner(before.ID) {", " {", "LastOwner"},
		never("members: whom one may reset", reset, "!author.mayReset(target, body)", "ResetIsJudged"),
	}
}

func ofSeals() []mutant {
	const (
		seal = "app/keys/seal.go"
		slot = "app/keys/slot.go"
		kdf  = "app/keys/kdf.go"
		ring = "app/keys/ring.go"
	)
	return []mutant{
		{"seal: the table is bound", seal, "AppendUint16(b, c.Table)", "AppendUint16(b, 0)", "EveryChangedContextFails"},
		{"seal: the row is bound", seal, "b = append(b, c.Row[:]...)", "b = append(b, make([]byte, len(c.Row))...)", "EveryChangedContextFails"},
		{"seal: the version is bound", seal, "AppendUint64(b, c.Version)", "AppendUint64(b, 0)", "EveryChangedContextFails"},
		{"seal: the columns are bound", seal, "return append(b, c.Columns[:]...)", "return append(b, make([]byte, len(c.Columns))...)", "EveryChangedContextFails"},
		{"seal: the key's own company, domain and epoch", "app/keys/domain.go", "return c.Company == k.Company && c.Domain == k.Domain && c.Epoch == k.Epoch", "return true", "SealRowOfAnotherKeyIsRefused"},
		never("wrap: the published commitment", "app/keys/older.go", "!k.matches(fact)", "WrapOpensOnlyAsItWasSealed"),
		{"slot: the account is bound", slot, "b := append([]byte(tagSlot), account[:]...)", "b := append([]byte(tagSlot), make([]byte, len(account))...)", "SlotOpensOnlyAsItWasSealed"},
		never("slot: costs are judged before the work", slot, "err := p.Check(); err != nil", "SlotOpensOnlyAsItWasSealed"),
		{"kdf: the floor", kdf, "p.Memory < floor.Memory || p.Time < floor.Time || p.Threads < floor.Threads ||\n", "\n", "ParamsFloorAndCeiling"},
		{"kdf: the ceiling", kdf, "p.Memory > ceiling.Memory || p.Time > ceiling.Time || p.Threads > ceiling.Threads {", "false {", "ParamsFloorAndCeiling"},
		{"ring: the version is bound", ring, "return binary.BigEndian.AppendUint64(b, version)", "return binary.BigEndian.AppendUint64(b, 0*version)", "RingOpensOnlyAsItWasSealed"},
		{"ring: its account inside", ring, "if r.Format != formatRing || r.Account != account {", "if r.Format != formatRing {", "OpenRingJudgesContents"},
		{"ring: duties that no chain comes to", ring, "m.Duties != nil && m.Duties.check() != nil || ", "", "OpenRingJudgesContents"},
		never("profile: the member's signature", "app/keys/profile.go", "err := Signed(signed).verify(tagProfile, m.Signing); err != nil", "ProfileIsJudged"),
		{"profile: its place", "app/keys/profile.go", " || p.Company != k.Company || p.Member != m.ID || p.Version != version {", " {", "ProfileIsJudged"},
		never("points: keys of small order", "app/keys/points.go", "bytes.Equal(y, small)", "ForgedKeysAreRefused"),
		never("cbor: one form only", "app/keys/cbor.go", "!bytes.Equal(again, b)", "DecodeRefusesEveryOtherForm"),
		never("cbor: the longest value", "app/keys/cbor.go", "len(b) > maxEncoded", "EncodeRefusesWhatDecodeRefuses"),
		never("code: a mistyped kit", "app/keys/code.go", "check.String() != checksum(secret)", "CodeMistypings"),
		{"recovery: a code is taken away", "app/keys/recovery.go", "r.Hashes = slices.Delete(r.Hashes, at, at+1)", "_ = slices.Contains[[]int]", "RecoveryCodes"},
		{"history: a remembered password", "app/keys/history.go", "return found == 1, nil", "return found > 1, nil", "History"},
		{"history: five of them", "app/keys/history.go", "len(h.Hashes) > maxHistory {\n\t\tWipe", "len(h.Hashes) > 1 {\n\t\tWipe", "History"},
	}
}
