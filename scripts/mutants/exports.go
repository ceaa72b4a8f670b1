package main

// ofExports are the checks of what leaves the program for another: tables and messages.
func ofExports() []mutant {
	const (
		table  = "app/checks/csv.go"
		letter = "app/mail/mail.go"
		link   = "app/mail/mailto.go"
	)
	return []mutant{
		never("csv: formulas", table, `isFormula(strings.TrimLeft(cell, "'"))`, "CSVCells"),
		never("csv: formulas behind what no one sees", table, "unicode.IsSpace(r) || !unicode.IsGraphic(r)", "CSVCells"),
		never("csv: tabs and line ends", table, "unicode.IsControl(first)", "CSVCells"),
		{"csv: signs of another width", table, "norm.NFKC.String(string(r))", "norm.NFC.String(string(r))", "CSVCells"},
		{"mail: headers inside a line", letter, "unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp)", "unicode.In(r, unicode.Zl)", "RefusedMessages|RefusedMailto"},
		{"mail: a file is what it says", letter, " && strings.HasPrefix(string(a.Content[:min(len(a.Content), 8)]), k[1])", "", "RefusedMessages"},
		{"mail: names of files", letter, ` || !only(a.Name, "-_.")`, "", "RefusedMessages"},
		never("mailto: its length", link, "len(address) > maxURL", "MailtoIsBounded"),
	}
}
