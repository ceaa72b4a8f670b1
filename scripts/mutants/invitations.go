package main

// ofInvitations are the checks of invitations and of who accepts them (app/access).
func ofInvitations() []mutant {
	const (
		inviting   = "app/access/inviting.go"
		invited    = "app/access/invited.go"
		resend     = "app/access/resend.go"
		invitation = "app/access/invitation.go"
		accept     = "app/access/accept.go"
		join       = "app/access/join.go"
	)
	return []mutant{
		{"invitation, invite: the right, in each company", inviting, "if err := r.may(keys.RightInvite); err != nil {\n\t\treturn err\n\t}\n\tat :=", "at :=", "InvitingAsksTheRight"},
		never("invitation, invite: an address that is taken", inviting, "taken[who.email]", "InvitationsThatAreRefused"),
		{"invitation, invite: owners by owners", invited, "case n.Owner:", "case false:", "InvitingWithinOnesOwn"},
		never("invitation, invite: the last day is over", invited, "(keys.Member{Until: n.Until}).Ended(at)", "InvitationsThatAreRefused"),
		{"invitation, resend: owners by owners", resend, "case i.Owner && !me.Owner:", "case false && i.Owner && !me.Owner:", "InvitingWithinOnesOwn"},
		{"invitation, resend: the old code is cancelled", resend, "if i.Cancelled == 0 {", "if false {", "WhatBecameOfACode"},
		{"invitation, cancel: what the code opens goes", resend, "return w.forgetCodes(r, waiting)", "_ = waiting\n\treturn nil", "ACodeLeavesNothing"},
		{"invitation, code: used", invitation, "case i.Spent:", "case false:", "ACodeIsGoodOnce"},
		{"invitation, code: cancelled", invitation, "case i.Cancelled != 0:", "case false:", "WhatBecameOfACode"},
		{"invitation, code: over", invitation, "case !i.Open(at):", "case false:", "WhatBecameOfACode"},
		never("invitation, code: every key of its rights", invitation, "r.keys[d] == nil", "ACodeAndAnEditedFile"),
		{"invitation, code: an older file", invitation, "r, err := i.door.noteRoom(tx, note, i.one.Invitation, data.Tables()...)", "d := *i.door\n\td.anchors.dir = \"/nowhere\"\n\tr, err := d.noteRoom(tx, note, i.one.Invitation, data.Tables()...)", "ACodeAndAnEditedFile"},
		{"invitation, accept: the clock", accept, "if err := behind(w.tx, w.rooms, w.now); err != nil {\n\t\treturn err\n\t}", "", "ACodeAndAClock"},
		{"invitation, accept: 2FA where it is mandatory", accept, "if a.Factor == nil && mandatory(", "if false && mandatory(", "AcceptingWhere2FAIsMandatory"},
		never("invitation, accept: a proved factor", accept, "a.Factor != nil && !a.Factor.proved", "AcceptingWhere2FAIsMandatory"),
		{"invitation, accept: the rules of the companies", accept, "if !i.rules(rooms, a.First, a.Last).Check(a.Password).OK() {", "if false {", "AcceptingWhere2FAIsMandatory"},
		{"invitation, accept: an address with an account", accept, "err = ErrAccount", "err = nil", "AnAccountJoinsASecondCompany"},
		{"invitation, accept: what the code opens goes", accept, "if err := dropCode(w.tx, r.state.Company, one.Invitation, i.Encryption); err != nil {\n\t\treturn err\n\t}", "", "ACodeLeavesNothing"},
		{"invitation, join: no company and no invitation", join, "return e.invitation != nil && errors.Is(err, ErrNoAccess)", "return errors.Is(err, ErrNoAccess)", "AnAccountWithoutACompanyJoins"},
		{"invitation, join: who has access already", join, "if len(out) == 0 {", "if false {", "OneCodeForSeveralCompanies"},
		{"invitation, join: new keys where the old were used", join, "if err == nil && used {", "if err == nil && used && false {", "ARemovedMemberIsInvitedAgain"},
	}
}
