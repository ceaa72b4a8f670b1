//go:build linux

package stories

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"trousseau/stories/stage"
)

// What stands on the sheets: groups of four without the letters that are easily misread, and an age identity.
var (
	kitCode      = regexp.MustCompile(`(?:[0-9A-HJKMNP-TV-Z]{4}[-\s]+){8}[0-9A-HJKMNP-TV-Z]{4}`)
	recoveryCode = regexp.MustCompile(`\b(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}\b`)
	ageIdentity  = regexp.MustCompile(`AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}`)
)

// saveSheet presses the button that has the keyboard, which saves a sheet, keeps the path proposed and gives the
// sheet's words. Pattern is the file's name, or one that only this file has.
func (w *World) saveSheet(s says, pattern string) string {
	w.Helper()
	w.Key("Return")
	w.WaitText(s.path)
	w.Key("Return")
	pdf := w.waitFile(pattern)
	w.WaitNoText(s.path)
	return w.command("pdftotext", "-layout", pdf, "-")
}

// waitFile waits for the one file in the home folder whose name is like pattern, and gives its path.
func (w *World) waitFile(pattern string) string {
	w.Helper()
	var found []string
	w.must(stage.Until(patience, "the file "+pattern, func() (_ bool, err error) {
		found, err = filepath.Glob(filepath.Join(w.Home, pattern))
		return len(found) == 1, err
	}))
	return found[0]
}

// saveKit saves the kit of that number and reads its code and its identity from the sheet.
func (u *setUp) saveKit(number int) {
	u.Helper()
	sheet := u.saveSheet(u.says, fmt.Sprintf("Trousseau-kit-%d.pdf", number))
	code := strings.FieldsFunc(kitCode.FindString(sheet), func(r rune) bool { return r == '-' || r <= ' ' })
	u.age = ageIdentity.FindString(strings.Join(strings.Fields(sheet), ""))
	if len(code) != 9 || u.age == "" {
		u.Fatalf("no kit code or no identity on the sheet:\n%s", sheet)
	}
	u.kit = strings.Join(code, "-")
}

// typeGroup types the last group of the kit's code, as read from the sheet.
func (u *setUp) typeGroup() { u.Helper(); u.Type(u.kit[len(u.kit)-4:]) }

// keepCodes says that the recovery codes are kept, after saving them where the story uses one.
func (u *setUp) keepCodes() {
	u.Helper()
	if u.sheets {
		u.codes = recoveryCode.FindAllString(u.saveSheet(u.says, "Trousseau-codes-*.pdf"), -1)
		if len(u.codes) != 10 {
			u.Fatalf("%d recovery codes on the sheet", len(u.codes))
		}
	}
	u.ClickText(u.says.kept)
}

// useCode gives the door a recovery code in place of the phone's.
func (w *World) useCode(s says, code string) {
	w.Helper()
	w.WaitText(s.code)
	w.ClickText(s.noPhone)
	w.WaitText(s.oneCode)
	w.Type(code)
	w.Key("Return")
}
