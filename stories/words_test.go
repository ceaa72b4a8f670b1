//go:build linux

package stories

// says are the words by which a story knows where it is: short, so that a changed sentence does not change them, and
// each on one window only.
type says struct {
	lang, locale                                       string // the locale where the system speaks the language, not the command line
	create, company, owner, factor, later, kit         string // the set-up
	path, right, proved, kept                          string
	signIn, code, used, inexact, left, wait, again     string // the door
	overview, signOut, locked, enrol, tries            string // the house
	display, unchanged, security, change, password, on string // the windows beside it
	companyWindow, personalWindow, enrolment           string // their titles
	other, clock, trust, compare, another              string // the file dialog, the clock's question, a file that is none

	noPhone, oneCode, codeUsed, codesLeft     string // a recovery code in place of the phone
	lost, getIn, wrongKit, fresh, kitUsed     string // the way back with the kit
	gdpr, mandatory, self, begin, enforced    string // two-factor authentication for everybody
	backups, makeCopy, now, away, bring, back string // copies of the file
	saved, info, restore                      string
	leapt, timeRight, old                     string // a file that nobody opened for months
}

var french = says{
	lang:   "fr",
	create: "Créer une entreprise", company: "Nom de l’entreprise", owner: "Adresse électronique", factor: "Scannez le code",
	later: "Plus tard", kit: "Dernier groupe", path: "Chemin du fichier", right: "bon groupe", proved: "Le code est juste",
	kept:   "gardé ces codes",
	signIn: "Ouvrez votre trousseau", code: "Code de votre téléphone", used: "déjà servi", inexact: "Code inexact", left: "Encore %d", wait: "Trop d’essais",
	again: "Vous pouvez réessayer", overview: "L’état de la porte", signOut: "Se déconnecter", locked: "Tout est resté en place",
	enrol: "Activer", tries: "%d essais", display: "Chaque choix agit", unchanged: "Rien n’a changé",
	security: "Sécurité", change: "Changer de téléphone", password: "Votre mot de passe",
	companyWindow: "Trousseau · Paramètres de", personalWindow: "Trousseau · Paramètres pers", enrolment: "Trousseau · Double",
	on:    "authentification est active",
	other: "Ouvrir un autre fichier", clock: "retarde de 3 jours", trust: "heure de ce PC est juste", compare: "une autre horloge",
	another: "Choisissez-en un autre",
	noPhone: "pas mon téléphone", oneCode: "Un de vos dix codes", codeUsed: "servi à la place du téléphone", codesLeft: "9 codes sur 10",
	lost: "perdu mon mot de passe", getIn: "Retrouver l’accès", fresh: "Il remplace le mot de passe",
	gdpr: "GDPR", backups: "Sauvegardes", makeCopy: "Sauvegarder maintenant", now: "Copie faite et vérifiée", away: "Copier vers un autre lieu",
	bring: "Restaurer la copie", back: "restaurées", saved: "Enregistré", info: "Informations", restore: "Restaurer…",
}

var english = says{
	lang:   "en",
	create: "Create a company", company: "Company name", owner: "E-mail address", factor: "Scan the code",
	later: "Later", kit: "Last group", path: "File path", right: "right group", proved: "The code is right",
	kept:   "kept these codes",
	signIn: "Open your key ring", code: "Code from your phone", used: "used already", inexact: "Wrong code", left: "%d tries left", wait: "Too many",
	again: "You can try again", overview: "The state of the door", signOut: "Sign out", locked: "where you left it",
	enrol: "Turn on", tries: "%d tries", display: "Each choice takes", unchanged: "Nothing has changed",
	security: "Security", change: "Change phone", password: "Your password",
	companyWindow: "Trousseau · Company", personalWindow: "Trousseau · Personal", enrolment: "Trousseau · Two",
	on:    "authentication is on",
	other: "Open another file", clock: "3 days slow", trust: "time is right", compare: "another clock",
	another: "Choose another one",
	gdpr:    "GDPR", mandatory: "Mandatory two-factor", self: "Begin with yourself", begin: "Enrol now", enforced: "cannot be turned off", info: "Information", saved: "Saved",
}

var dutch = says{
	lang: "nl", locale: "nl_BE.UTF-8",
	create: "Onderneming aanmaken", company: "Naam van de onderneming", owner: "E-mailadres", factor: "Scan de code",
	later: "Later", kit: "Laatste groep", path: "Pad van het bestand", right: "de juiste groep", proved: "De code klopt",
	kept:   "deze codes bewaard",
	signIn: "Open uw sleutelbos", code: "Code van uw telefoon", used: "al gebruikt", inexact: "Code onjuist", left: "wachtwoord onjuist",
	overview: "De staat van de deur", signOut: "Afmelden", locked: "nog op zijn plaats",
	lost: "mijn wachtwoord kwijt", getIn: "Weer toegang krijgen", wrongKit: "Adres of kit onjuist", fresh: "vervangt het verloren wachtwoord",
	kitUsed: "Uw herstelkit is gebruikt",
}

var german = says{
	lang: "de", locale: "de_DE.UTF-8",
	signIn: "Ihren Schlüsselbund", code: "Code von Ihrem", used: "schon benutzt", left: "Passwort falsch",
	overview: "So steht es um", signOut: "Abmelden", leapt: "niemand zweifelte", timeRight: "Uhrzeit stimmt", old: "älter als 90 Tage",
}
