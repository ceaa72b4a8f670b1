package views

import "strconv"

// actClass is the kind of an act, as the journal's chips sort them. The strings
// are what a filter is told.
type actClass string

// The classes, in the order of the chips.
const (
	classSignIn    actClass = "signin"
	classRights    actClass = "rights"
	classDocuments actClass = "documents"
	classRefusal   actClass = "refusal"
	classCompany   actClass = "company"
	classSecurity  actClass = "security"
)

// actClasses lists them in the order of the chips.
func actClasses() []actClass {
	return []actClass{classSignIn, classRights, classDocuments, classRefusal, classCompany, classSecurity}
}

// className is what a chip is called.
func className(t translate, c actClass) string {
	return t("act.class." + string(c)) // words: act.class.* signin rights documents refusal company security
}

// oddActIcon and oddActClass stand for an act of a newer version.
const (
	oddActIcon  = "event"
	oddActClass = classCompany
)

// actRow is how an act is told: key is «act.» and its frozen name, who the sentence
// that names its subject, empty where the act is on oneself or on the company.
type actRow struct {
	key, who, icon string
	class          actClass
}

// actWords tells one line of the journal: the picture before it, its class, and a
// sentence in the past tense that does not name the actor, who stands above it.
// actor and subject are names as they are shown; a subject who is the actor, or
// empty, is not named. facts are the facts of its body, nil where that does not
// open. An act of a newer version shows its plain name. It never fails.
func actWords(t translate, name, actor, subject string, facts map[string]string) (icon string, class actClass, sentence string) {
	row, known := actRowOf(name)
	if !known {
		return oddActIcon, oddActClass, name
	}
	if row.who != "" && subject != "" && subject != actor {
		return row.icon, row.class, t(row.who, "Name", subject)
	}
	if special := actVariant(t, name, facts); special != "" {
		return row.icon, row.class, special
	}
	return row.icon, row.class, t(row.key)
}

func actRowOf(name string) (actRow, bool) {
	for _, row := range actRows() {
		if row.key == "act."+name {
			return row, true
		}
	}
	return actRow{}, false
}

// classOf is the class of an act.
func classOf(name string) actClass {
	if row, known := actRowOf(name); known {
		return row.class
	}
	return oddActClass
}

// actVariant is the sentence of an act that its facts make another one: tries that
// failed before it, and what stood in for the phone, which matters more.
func actVariant(t translate, name string, facts map[string]string) string {
	switch name + " " + facts["by"] {
	case "session.open recovery":
		return t("act.session.open.recovery")
	case "session.unlock recovery":
		return t("act.session.unlock.recovery")
	case "kit.use recovery":
		return t("act.kit.use.recovery")
	case "kit.use enrolment":
		return t("act.kit.use.enrolment")
	}
	failed, err := strconv.Atoi(facts["failed"])
	if err != nil || failed <= 0 { // no tries, or none that can be counted
		return ""
	}
	switch "act." + name {
	case "act.session.open":
		return t("act.session.open.failed", "Count", failed)
	case "act.session.unlock":
		return t("act.session.unlock.failed", "Count", failed)
	case "act.session.refuse":
		return t("act.session.refuse.failed", "Count", failed)
	}
	return ""
}

// actRows are all acts of this version (docs/FORMAT.md). A test holds them to the
// services and to the translations.
func actRows() []actRow {
	return append(append(accountActs(), companyActs()...), memberActs()...)
}

// accountActs are those of a person on his own account, and who comes and goes.
func accountActs() []actRow {
	return []actRow{
		{"act.session.open", "", "login", classSignIn},
		{"act.session.unlock", "", "unlock", classSignIn},
		{"act.session.close", "", "logout", classSignIn},
		{"act.session.lock", "", "lock", classSignIn},
		{"act.session.refuse", "", "refused", classRefusal},
		{"act.company.open", "", "companies", classSignIn},
		{"act.screen.change", "", "palette", classCompany},
		{"act.person.change", "", "person", classCompany},
		{"act.email.change", "act.email.change.who", "mail", classSecurity},
		{"act.password.change", "", "key", classSecurity},
		{"act.password.known", "", "warning", classSecurity},
		{"act.alert.tick", "", "passed", classSecurity},
		{"act.factor.enrol", "", "two-factor", classSecurity},
		{"act.factor.replace", "", "phone", classSecurity},
		{"act.factor.disable", "", "unlock", classSecurity},
		{"act.factor.obey", "", "phone", classSecurity},
		{"act.recovery.renew", "", "numbering", classSecurity},
		{"act.kit.use", "", "badge", classSecurity},
		{"act.kit.renew", "", "badge", classSecurity},
		{"act.reset.use", "", "key", classSecurity},
		{"act.time.confirm", "", "schedule", classSecurity},
		{"act.support.open", "", "support", classSignIn},
		{"act.support.view", "", "reveal", classDocuments},
		{"act.support.close", "", "logout", classSignIn},
	}
}

// companyActs are those on a company's data and rules.
func companyActs() []actRow {
	return []actRow{
		{"act.company.create", "", "add-company", classCompany},
		{"act.company.change", "", "company", classCompany},
		{"act.company.live", "", "storefront", classCompany},
		{"act.money.change", "", "bank", classCompany},
		{"act.billing.change", "", "invoices", classCompany},
		{"act.agreement.change", "", "agreement", classCompany},
		{"act.logo.change", "", "edit", classCompany},
		{"act.terms.change", "", "edit", classCompany},
		{"act.policy.change", "", "tune", classSecurity},
		{"act.lock.change", "", "lock", classSecurity},
		{"act.factor.require", "", "two-factor", classSecurity},
		{"act.links.change", "", "link", classSecurity},
		{"act.clock.set", "", "schedule", classSecurity},
		{"act.support.on", "", "support", classSecurity},
		{"act.support.off", "", "support", classSecurity},
		{"act.keys.rotate", "", "key", classSecurity},
		{"act.keys.reseal", "", "sync", classSecurity},
		{"act.backup.make", "", "backup", classCompany},
		{"act.backup.offsite", "", "backup", classCompany},
		{"act.backup.restore", "", "backup", classCompany},
		{"act.list.export", "", "download", classDocuments},
		{"act.journal.export", "", "download", classDocuments},
	}
}

// memberActs are those on who is a member and what he may do.
func memberActs() []actRow {
	return []actRow{
		{"act.member.invite", "act.member.invite.who", "invite", classRights},
		{"act.member.resend", "act.member.resend.who", "mail", classRights},
		{"act.invitation.cancel", "act.invitation.cancel.who", "close", classRights},
		{"act.member.accept", "", "added", classRights},
		{"act.company.join", "", "added", classRights},
		{"act.member.grant", "act.member.grant.who", "key", classRights},
		{"act.member.disable", "act.member.disable.who", "removed", classRights},
		{"act.member.enable", "act.member.enable.who", "added", classRights},
		{"act.member.remove", "act.member.remove.who", "delete", classRights},
		{"act.member.demote", "act.member.demote.who", "admin", classRights},
		{"act.owner.transfer", "act.owner.transfer.who", "admin", classRights},
		{"act.owner.share", "act.owner.share.who", "admin", classRights},
		{"act.reset.password", "act.reset.password.who", "key", classSecurity},
		{"act.reset.factor", "act.reset.factor.who", "two-factor", classSecurity},
		{"act.reset.cancel", "act.reset.cancel.who", "close", classSecurity},
		{"act.templates.change", "", "tune", classRights},
		{"act.view.as", "act.view.as.who", "reveal", classRights},
		{"act.review.confirm", "", "verified", classRights},
	}
}
