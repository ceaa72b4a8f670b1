package main

// ofData are the checks of the file and of what is written into it (data).
func ofData() []mutant {
	return []mutant{
		never("file: all pages are there", "data/preflight.go", "!pending && size < page*pageCount(first)", "RefusedFilesStayAsTheyWere"),
		never("file: a whole header", "data/preflight.go", "len(first) < headerSize", "RefusedFilesStayAsTheyWere"),
		{"file: not of a newer version", "data/look.go", "func look(ctx context.Context, head header, busy time.Duration, h history) (err error) {\n\tif int64(head.version) > int64(h.latest) {", "func look(ctx context.Context, head header, busy time.Duration, h history) (err error) {\n\tif false {", "RefusedFilesStayAsTheyWere"},
		{"file: what stands beside it fits", "data/look.go", "\treturn head.fits(ctx, db)\n}", "\treturn nil\n}", "AnEndlessTreeIsRefused"},
		{"file: one name only", "data/twin.go", "err == nil && n > 1 {", "err == nil && n > 1000 {", "AFileOfTwoNamesIsNotWritten"},
		{"file: its log is all there", "data/file.go", "if err = wholeLog(ctx, f.write, f.path, page); err != nil {", "if err = wholeLog(ctx, f.write, f.path, page); false && err != nil {", "NobodyJoinsALostLog"},
		never("file: a log taken away under the program", "data/standing.go", "!still(n.path, *n.was)", "NothingIsSaidOfAWriteIntoALostLog"),
		{"file: a copy before a migration", "data/file.go", "if err = f.backUp(ctx, version); err != nil {", "if false {", "MigrationBringsAnOlderFileUp"},
		never("schema: an object somebody planted", "data/schema.go", "i < 0", "ARefusedSchemaIsNamed"),
		never("schema: an object somebody changed", "data/schema.go", "o != want[i]", "Compare"),
		never("schema: an object taken away", "data/schema.go", "!slices.ContainsFunc(found, func(o Object) bool { return o.Type == w.Type && o.Name == w.Name })", "Compare"),
		{"connection: settings are read back", "data/dialect.go", "if err == nil && got != p.read {", "if false {", "ASettingThatDoesNotTakeIsRefused"},
		{"rows: a version that moved", "data/rows.go", "WHERE company = $5 AND id = $6 AND version = $7`", "WHERE company = $5 AND id = $6 AND $7 = $7`", "Rows"},
		never("rows: versions go forward", "data/rows.go", "r.Version < from", "Rows"),
		{"ring: a version that moved", "data/accounts.go", "WHERE id = $3 AND version = $4`", "WHERE id = $3 AND $4 = $4`", "SetRingComparesAndSwaps"},
		never("ring: versions go forward", "data/accounts.go", "to <= from", "SetRingComparesAndSwaps"),
		{"copy: it is checked before it has its name", "data/copy.go", "return f.verify(ctx, temp)", "return nil", "ACopyIsVerifiedBeforeItHasItsName"},
		{"copy: what is taken in is checked", "data/take.go", "if err = f.Check(ctx); err != nil {", "if err = f.Check(ctx); false && err != nil {", "TakeCopyRefusesWhatIsNotWhole"},
		never("copy: what is taken in has an end", "data/take.go", "err == nil && size > t.most", "TakeCopyRefusesWhatIsNotWhole"),
	}
}
