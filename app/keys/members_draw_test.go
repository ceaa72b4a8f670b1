package keys

import (
	"slices"

	"pgregory.net/rapid"
)

// waiting lists the codes that nobody spent, ended or not.
func (w *world) waiting() []int {
	var out []int
	for code := range w.codes {
		if _, known := w.invites[code]; known && !w.spent[code] && !w.void[code] {
			out = append(out, code)
		}
	}
	return out
}

// there lists the members in the order of their numbers.
func (w *world) there() []int {
	var out []int
	for i := range w.keys {
		if m, known := w.members[i]; known && !m.Removed {
			out = append(out, i)
		}
	}
	return out
}

// join gives the deeds that make a member of person i, in the founder's name.
func join(t *rapid.T, i int, now int64) []deed {
	as := Invite{Kind: Internal, Ends: now + 7*day, Owner: rapid.IntRange(0, 3).Draw(t, "owner") == 2, Rights: rapid.SampledFrom(someRights[1:8]).Draw(t, "rights")}
	if !as.Owner && rapid.Bool().Draw(t, "external") {
		as.Kind, as.Until = External, rapid.SampledFrom([]string{"", "2026-12-01", "2027-02-28"}).Draw(t, "until")
	}
	return []deed{{what: "invite", code: i, proof: i, time: now, invite: as}, {what: "accept", author: i, own: i, signer: i, code: i, proof: i, time: now}}
}

// helped lists those whose reset of that kind is pending.
func (w *world) helped(what string) []int {
	var out []int
	for i := range w.keys {
		if _, pending := w.resets[helping{i, what}]; pending {
			out = append(out, i)
		}
	}
	return out
}

// someRights are lists that invitations and grants are drawn from.
var someRights = [][]string{
	{}, {"customers.view"}, {"users.invite"}, {"customers.view", "users.invite"}, {"customers.view", "users.delete", "users.edit_rights", "users.invite", "users.reset_2fa", "users.reset_password"},
	{"users.delete", "users.edit_rights", "users.invite", "users.reset_2fa", "users.reset_password"}, {"customers.view", "sync.use"}, {"sync.use", "users.edit_rights"}, {"users.invite", "customers.view"},
}

// begun are the deeds that follow upon a reset.
var begun = []struct{ what, of string }{{"by reset", "reset"}, {"obey", "2fa"}}

func drawDeed(t *rapid.T, w *world) deed {
	rarely := func(what string) bool { return rapid.IntRange(0, 15).Draw(t, what) == 11 } // small numbers are drawn more often
	d := deed{
		what:   rapid.SampledFrom(slices.Concat(deeds, []string{"invite", "invite", "accept", "accept", "accept", "grant", "grant", "reset", "reset", "2fa", "by reset", "by reset", "obey", "rekey", "demote", "demote", "demote", "demote", "obey", "cancel", "cancel", "cancel", "rotate"})).Draw(t, "what"),
		author: rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3, 4}).Draw(t, "author"),
		target: rapid.SampledFrom([]int{0, 1, 1, 2, 2, 3, 4}).Draw(t, "target"),
		own:    rapid.IntRange(1, len(w.keys)-1).Draw(t, "own"),
		time:   w.time + rapid.SampledFrom([]int64{0, 1, 1, 1, 1, 1, 1000, 1000, day, day, 20 * day, -1, -1000}).Draw(t, "after"),
		number: rapid.SampledFrom([]int64{1, 2, 2, 60, 0, 3, 61, -1}).Draw(t, "number"),
		code:   rapid.IntRange(0, len(w.codes)-1).Draw(t, "code"),
	}
	for _, goes := range begun { // what is begun goes on
		if len(w.helped(goes.of)) > 0 && rapid.IntRange(0, 3).Draw(t, "goes on") == 2 {
			d.what = goes.what
		}
	}
	if there := w.there(); !rarely("anybody") {
		d.author, d.target = rapid.SampledFrom(append(there, 0, 0)).Draw(t, "member"), rapid.SampledFrom(there).Draw(t, "of")
	}
	if waiting := w.waiting(); d.what == "accept" && len(waiting) > 0 && !rarely("any code") {
		d.code, d.author = rapid.SampledFrom(waiting).Draw(t, "waiting"), rapid.IntRange(1, 4).Draw(t, "newcomer")
		d.own = d.author
	}
	for _, goes := range begun {
		if helped := w.helped(goes.of); d.what == goes.what && len(helped) > 0 && !rarely("not helped") {
			d.author = rapid.SampledFrom(helped).Draw(t, "helped")
			d.code = w.resets[helping{d.author, goes.of}].code
		}
	}
	if waiting := w.waiting(); d.what == "cancel" && len(waiting) > 0 && !rarely("another code") {
		d.code = rapid.SampledFrom(waiting).Draw(t, "cancelled")
	}
	d.signer, d.proof, d.prover = w.signer(d), d.code, d.own
	if rarely("forged") {
		d.signer = rapid.IntRange(0, len(w.keys)-1).Draw(t, "signer")
	}
	if rarely("other code") {
		d.proof = rapid.IntRange(0, len(w.codes)-1).Draw(t, "proof")
		d.prover = rapid.IntRange(0, len(w.keys)-1).Draw(t, "prover")
	}
	if d.what == SetClock {
		d.time += rapid.SampledFrom([]int64{0, -30 * day, -100 * day, -d.time, 5, 100 * day}).Draw(t, "clock")
	}
	if d.what == "restored" && d.number > 9 {
		d.number = 7
	}
	if d.what == "rotate" {
		d.number = rapid.SampledFrom([]int64{1, 1, 1, 1, 1, 0}).Draw(t, "above")
		d.domains = rapid.SampledFrom([][]Domain{{Common}, Domains(), Domains(), {People, Sales}, {Sales}, {Treasury}, {}}).Draw(t, "domains")
	}
	d.invite = drawInvite(t, w, d)
	return d
}

// signer gives the key that an honest author signs with.
func (w *world) signer(d deed) int {
	if key, member := w.key[d.author]; member && d.what != "by reset" && d.what != "accept" {
		return key
	}
	return d.own
}

func drawInvite(t *rapid.T, w *world, d deed) Invite {
	i := Invite{
		Kind: rapid.SampledFrom([]MemberKind{1, 1, 1, 2, 2, 2, 2, 2, 2, 0, 3, 3, 4}).Draw(t, "kind"), Owner: rapid.IntRange(0, 5).Draw(t, "owner") == 4,
		Rights: rapid.SampledFrom(someRights).Draw(t, "rights"),
		Ends:   d.time + rapid.SampledFrom([]int64{1, day, day, 7 * day, 30 * day, 30 * day, 30*day + 1, 0}).Draw(t, "ends"),
		Until:  rapid.SampledFrom([]string{"", "", "", "2026-12-01", "2027-02-28", "2099-01-01", "2099-01-01", "2027-02-30"}).Draw(t, "until"),
	}
	if i.Kind == Support && rapid.IntRange(0, 3).Draw(t, "a scope") > 0 {
		i.Owner, i.Rights, i.Until = false, rapid.SampledFrom([][]string{{SupportCustomers}, {SupportProducts}, {SupportCustomers, SupportProducts}}).Draw(t, "scope"), ""
	}
	if i.Kind == Internal && rapid.IntRange(0, 5).Draw(t, "an end") > 0 {
		i.Until = ""
	}
	if m, known := w.members[d.target]; d.what == "grant" && known && rapid.Bool().Draw(t, "as he is") {
		i.Owner, i.Kind, i.Until = m.Owner, m.Kind, m.Until
		if rapid.Bool().Draw(t, "with his rights") {
			i.Rights = m.Rights
		}
	}
	return i
}
