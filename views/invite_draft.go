package views

import (
	"encoding/json"
	"maps"
	"strings"

	"trousseau/app/access"
)

// draftSlips is the part of a draft that holds the codes on the screen; a lock seals
// it with all the rest.
const draftSlips = "slips"

// The companies that a draft is for, where they are not the current one.
const draftCompanies, draftNames = "companies", "names"

func (v *invite) draft() map[string]string {
	d := v.filled()
	if d != nil && len(v.spec.Companies) > 0 {
		d[draftCompanies], d[draftNames] = strings.Join(v.spec.Companies, " "), strings.Join(v.spec.Names, "\n")
	}
	return d
}

// filled is what was typed, or the codes on the screen.
func (v *invite) filled() map[string]string {
	if v.slips != nil {
		packed, err := json.Marshal(v.slips.spec.Slips)
		if err != nil {
			return nil // the codes can be renewed
		}
		return map[string]string{draftSlips: string(packed)}
	}
	if v.form == nil {
		return v.typed
	}
	return v.form.draft()
}

func (v *invite) restore(d map[string]string) {
	var slips []access.Slip
	if packed, ok := d[draftSlips]; ok && json.Unmarshal([]byte(packed), &slips) == nil && len(slips) > 0 {
		v.hand(slips)
		return
	}
	if v.form == nil {
		v.typed = maps.Clone(d)
		return
	}
	v.form.restore(d)
	v.judge()
}
