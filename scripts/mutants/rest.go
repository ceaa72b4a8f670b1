package main

// ofPasswords are the password rules (app/passwords).
func ofPasswords() []mutant {
	const policy = "app/passwords/policy.go"
	return []mutant{
		{"passwords: the length", "app/passwords/rules.go", "OK: s.length >= least,", "OK: true,", "LengthsOfThePolicies"},
		{"passwords: the upper case", "app/passwords/rules.go", "OK: s.upper > 0,", "OK: true,", "Rules"},
		never("passwords: too long to search", "app/passwords/rules.go", "s.length > MaxLength", "TooLong"),
		{"passwords: fifteen without a second factor", policy, "case p.SecondFactor:", "case true:", "LengthsOfThePolicies"},
		never("passwords: common ones", policy, "len(t) > 0 && commonPasswords().holds(hashOf(t))", "CommonPasswordsAreRefused"),
		{"passwords: one's own names", policy, "found(Names, own, true, t),\n\t\tfound(Words", "found(Names, nil, true, t),\n\t\tfound(Words", "Names"},
		never("passwords: nothing but one's own names", policy, "own.covers(t)", "NamesUnderNIST"),
		{"passwords: words of four languages", policy, "found(Words, without(without(listed, own), runs), true, t)", "found(Words, without(without(listed, own), runs)[:0], true, t)", "Words"},
		{"passwords: repeats", policy, "found(Repeat, repeats(t, 3), false, t)", "found(Repeat, repeats(t, 30), false, t)", "Runs"},
		{"passwords: runs of the keyboard", policy, "found(Sequence, runs, false, t)", "found(Sequence, runs[:0], false, t)", "Runs"},
		{"passwords: words lower the strength", "app/passwords/strength.go", "min(class, classOf(guesses(cells(password), listOf(own))))", "min(class, max(class, classOf(guesses(cells(password), listOf(own)))))", "WordsOfFourLanguagesRateLow"},
		never("generator: a password that the rules refuse", "app/passwords/generate.go", "length < max(MinGenerated, p.MinLength()) || length > MaxGenerated || style != Pronounceable && style != Random", "GenerateRefuses"),
		{"generator: every choice as likely", "app/passwords/generate.go", "int(b[0]) < 256-256%n", "true", "DrawsAreEven"},
	}
}

// ofBackups are the checks of copies, off-site copies and restore (app).
func ofBackups() []mutant {
	const (
		backup  = "app/backup.go"
		offsite = "app/offsite.go"
	)
	return []mutant{
		{"backup: a copy of the future is none of today", backup, "age >= 0 && age < backupEvery", "age < backupEvery", "DailyBackup"},
		never("drill: the whole of a copy", backup, "d.Report, err = access.Check(ctx, file); err != nil", "DrillFindsTheFault"),
		{"drill: the keys open it", backup, "return d, s.OpenCopy(ctx, file)", "return d, nil", "DrillFindsTheFault"},
		{"restore: a copy before it", backup, "may be the oldest one.\n\tmade, err := a.backUp(ctx)", "may be the oldest one.\n\tmade, err := Backup{}, error(nil)", "RestoreBringsRowsBack"},
		never("replace: by a whole file only", backup, "_, err = Check(ctx, path); err != nil", "ReplaceAnUnreadableFile"),
		never("off-site: an age file", offsite, "r.medium.err == nil && !bytes.HasPrefix([]byte(ageIntro), intro)", "FromOffSiteRefuses"),
		never("off-site: another kit's", offsite, "errors.As(err, &other)", "OffSiteKits"),
		{"off-site: a file that was cut", offsite, "if errors.Is(err, io.EOF) {\n\t\treturn n, io.EOF", "if err != nil {\n\t\treturn n, io.EOF", "FromOffSiteRefuses"},
	}
}
