package views

import (
	"strings"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// passwordRules is a report as lines for the screen, the same number at each key
// so that nothing moves. Open says that nothing is judged yet.
func passwordRules(p *kit.Page, rules access.Rules, report passwords.Report, open bool) []kit.CheckItem {
	found := passwordFindings{}
	for _, f := range report.Findings {
		found[f.Rule] = f
	}
	lines := passwordNIST
	switch {
	case rules.MinLength() == 0:
		return nil // not known yet
	case rules.House():
		lines = passwordHouse
	}
	var items []kit.CheckItem
	for _, line := range lines() {
		text, ok := line(p, rules, found)
		state := kit.Failed
		switch {
		case open:
			state = kit.Neutral
		case ok:
			state = kit.Passed
		}
		items = append(items, kit.CheckItem{Text: text, State: state})
	}
	return items
}

// passwordFindings are the findings by their rule; one that was not made yet
// holds nothing against the password.
type passwordFindings map[passwords.Rule]passwords.Finding

// fine tells whether none of the rules is broken.
func (f passwordFindings) fine(rules ...passwords.Rule) bool {
	for _, r := range rules {
		if found, made := f[r]; made && !found.OK {
			return false
		}
	}
	return true
}

// passwordLine is one line of the list: what it says, and whether it holds.
type passwordLine func(*kit.Page, access.Rules, passwordFindings) (text string, ok bool)

// passwordHouse are the lines of the house rules, read down the columns.
func passwordHouse() []passwordLine {
	return []passwordLine{
		lengthLine,
		kindLine("newpassword.rule.case", passwords.Upper, passwords.Lower),
		kindLine("newpassword.rule.digit", passwords.Digit),
		kindLine("newpassword.rule.special", passwords.Special),
		partLine("newpassword.rule.names", "newpassword.guilty.names", passwords.Names),
		wordLine,
		partLine("newpassword.rule.repeat", "newpassword.guilty.repeat", passwords.Repeat),
		partLine("newpassword.rule.sequence", "newpassword.guilty.sequence", passwords.Sequence),
	}
}

// passwordNIST are the lines of NIST SP 800-63B-4, which looks at the whole
// password alone: no part is named, for all of it is guilty.
func passwordNIST() []passwordLine {
	return []passwordLine{
		lengthLine,
		kindLine("newpassword.rule.common", passwords.Common),
		kindLine("newpassword.rule.whole.names", passwords.Names),
		kindLine("newpassword.rule.whole.repeat", passwords.Repeat),
		kindLine("newpassword.rule.whole.sequence", passwords.Sequence),
	}
}

// lengthLine names the bound that counts: the least, or the most once it is passed.
func lengthLine(p *kit.Page, rules access.Rules, f passwordFindings) (string, bool) {
	if !f.fine(passwords.TooLong) {
		return p.T("newpassword.rule.long", "Most", passwords.MaxLength, "Number", f[passwords.TooLong].Count), false
	}
	return p.T("newpassword.rule.length", "Least", rules.MinLength(), "Number", f[passwords.Length].Count), f.fine(passwords.Length)
}

// kindLine says the same whether it holds or not.
func kindLine(key string, rules ...passwords.Rule) passwordLine {
	return func(p *kit.Page, _ access.Rules, f passwordFindings) (string, bool) {
		return p.T(key), f.fine(rules...)
	}
}

// partLine names the guilty parts when it does not hold.
func partLine(key, guilty string, rule passwords.Rule) passwordLine {
	return func(p *kit.Page, _ access.Rules, f passwordFindings) (string, bool) {
		if f.fine(rule) || len(f[rule].Parts) == 0 {
			return p.T(key), f.fine(rule)
		}
		return p.T(guilty, "Count", len(f[rule].Parts), "Parts", passwordParts(p, f[rule].Parts)), false
	}
}

// wordLine is about words and about whole passwords that many people use: what
// is left of a common one when its words are gone.
func wordLine(p *kit.Page, rules access.Rules, f passwordFindings) (string, bool) {
	if f.fine(passwords.Words) && !f.fine(passwords.Common) {
		return p.T("newpassword.guilty.common"), false
	}
	return partLine("newpassword.rule.words", "newpassword.guilty.words", passwords.Words)(p, rules, f)
}

// partMost is the most characters of a guilty part on the screen: a run can be as
// long as a password.
const partMost = 24

func passwordParts(p *kit.Page, parts []string) string {
	quoted := make([]string, len(parts))
	for i, part := range parts {
		if r := []rune(part); len(r) > partMost {
			part = string(r[:partMost-1]) + "…"
		}
		quoted[i] = p.T("newpassword.part", "Part", part)
	}
	return strings.Join(quoted, ", ")
}
