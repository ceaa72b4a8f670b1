package main

// ofRecovery are the checks of kit, recovery codes and password change (app/access).
func ofRecovery() []mutant {
	const (
		rescue   = "app/access/rescue.go"
		judge    = "app/access/rescue_judge.go"
		recovery = "app/access/recovery.go"
		password = "app/access/password.go"
		kit      = "app/access/kit.go"
	)
	return []mutant{
		{"kit: the slot is pinned", rescue, "if !r.ring.Pinned(slot) {", "if false && !r.ring.Pinned(slot) {", "RenewKit"},
		{"kit: it waits half an hour", rescue, "now-r.since > rescueLife.Milliseconds()", "false", "ARescueLeftStandingIsDropped"},
		{"kit: a clock set back", rescue, "now < r.since || ", "", "ARescueLeftStandingIsDropped"},
		{"kit: tries are counted", rescue, "a, err := d.beginKit(ctx, lookup)", "a, err := attempt{}, error(nil)", "KitTries"},
		{"kit: the ring's key is renewed", rescue, "if n.rk, err = keys.NewRingKey(r.door.random); err != nil {", "if *n = (renewal{rk: r.rk}); err != nil {", "ADrillOfAnOlderCopy"},
		{"kit: renewed in another window", rescue, "w.ring.Kit != r.ring.Kit || ", "", "RescueAfterAnotherWindow"},
		{"kit: password changed in another window", rescue, " || w.ring.Password != r.ring.Password {", " {", "RescueAfterAnotherWindow"},
		never("kit: the new factor is proved", rescue, "r.without && (f.Factor == nil || !f.Factor.proved || f.Codes == nil)", "RescueAsks"),
		{"kit: the rules hold for its password", rescue, "if !rules.Check(f.Password).OK() {", "if false {", "RescueAsks"},
		{"kit: a new number", rescue, "if f.Kit.number != r.ring.Kit.Number+1 {", "if false {", "RescueAsks"},
		{"kit: enrolled meanwhile", rescue, "case w.ring.Factor != nil:", "case false:", "RescueAfterAnotherWindow"},
		{"kit: the second factor is asked", judge, "if r.NeedsCode() {", "if false {", "RescueAsks"},
		{"kit: tries at the code are counted", judge, "a, err := r.door.begin(ctx, r.lookup)", "a, err := attempt{}, error(nil)", "RescueAsks"},
		{"kit: a code spent meanwhile", recovery, "if p.counter <= w.ring.Factor.Last {", "if false {", "RescueSpendsItsCodeAtTheEnd"},
		{"kit: the seed is in force", recovery, "sha256.Sum256(w.ring.Factor.Seed) != judged {", "sha256.Sum256(w.ring.Factor.Seed) == (keys.Hash{}) {", "RescueAfterAnotherWindow"},
		{"kit: a recovery code is spent", recovery, "if !w.ring.Recovery.Spend(*p.recovery) {", "if false {", "Rescue"},
		{"2FA: no way out where it is mandatory", recovery, "if mandatory(asked(w.rooms, w.aside)) {", "if false {", "DropFactor"},
		{"2FA: a code to switch it off", recovery, "if err := w.accept(proof{code: code, attempt: a}); err != nil {", "if _ = a; false {", "DropFactor"},
		{"2FA: a password long enough alone", recovery, "if err := w.longEnough(password); err != nil {", "if false {", "LeavingTheFactorAsksALongPassword"},
		{"recovery codes: the password is asked", recovery, "e, err := s.confirm(ctx, password)\n\tif err != nil {\n\t\treturn err\n\t}\n\te.Drop()\n\treturn s.do(", "return s.do(", "RenewRecoveryAsksThePassword"},
		{"password: the rules when it is written", password, "} else if !rules.Check(password).OK() {", "} else if false && !rules.Check(password).OK() {", "AShortPasswordIsJudgedWhenItIsWritten"},
		never("password: the last five", password, "used", "ChangePassword"),
		never("password: changed in another window", password, "w.ring.Password != e.ring.Password", "TwoPasswordChangesAtOnce"),
		{"password: the old slot is void", password, "w.ring.Slots = append(pinned, s.Fact())", "w.ring.Slots = append(w.ring.Slots, s.Fact())", "TamperedGuards"},
		{"kit: renewed after the password only", kit, "if !kit.asked {", "if false {", "RenewKit"},
		{"kit: renewed twice", kit, "if w.ring.Kit.Number+1 != kit.number {", "if false {", "RenewKit"},
	}
}
