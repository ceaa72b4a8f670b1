package kit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// gridPerson is a row of the grid the tests look at.
type gridPerson struct {
	name, email, rights, more, badge, last string
	strength                               int
	word                                   string
	factor, active, invited                bool
}

func gridPeople() []gridPerson {
	return []gridPerson{
		{"Margaux Bedrijf", "margaux@bedrijf-zonen.be", "Propriétaire", "", "", "maintenant", 5, "Très bon", true, true, false},
		{"Joris Bedrijf", "joris@bedrijf-zonen.be", "Vente", "1 modification", "", "hier, 17:12", 4, "Bon", false, true, false},
		{"Élise Lefèvre", "elise@bedrijf-zonen.be", "Comptable", "2 modifications", "", "il y a 2 h", 3, "Moyen", true, true, false},
		{"Zoë Van den Broeck", "zoe@bedrijf-zonen.be", "Comptoir", "", "", "vendredi", 2, "Faible", true, true, false},
		{"Günther Hölzel", "guenther@bedrijf-zonen.be", "Lecture", "", "", "12 octobre", 4, "Bon", true, false, false},
		{"Benoît Charlier", "b.charlier@fidu-charlier.be", "Comptable", "", "Externe", "il y a 12 min", 5, "Très bon", true, true, false},
		{"Thijs Peeters", "thijs@bedrijf-zonen.be", "Comptoir", "", "", "–", 0, "–", false, true, true},
	}
}

// gridSpec is picture 06 as a specification; n rows repeat the people.
func gridSpec(r Runner) GridSpec {
	people := gridPeople()
	return GridSpec{
		Runner: r,
		Columns: []GridColumn{
			{Key: "who", Title: "Utilisateur", Sortable: true},
			{Key: "rights", Title: "Droits", Width: 136, Drop: 3},
			{Key: "strength", Title: "Mot de passe", Width: 88, Sortable: true, Drop: 4},
			{Key: "factor", Title: "2FA", Width: 92, Sortable: true, Drop: 1},
			{Key: "state", Title: "État", Width: 92, Sortable: true, Drop: 2},
			{Key: "last", Title: "Dernière connexion", Width: 110, Sortable: true, Drop: 5},
		},
		Icons: []GridIcon{{"edit", "edit", "Modifier"}, {"delete", "delete", "Supprimer"}},
		Row: func() GridRow {
			who, rights, strength := NewWhoCell(), NewTextCell(), NewStrengthCell()
			factor, state, last := NewStateCell(), NewStateCell(), NewTextCell().Muted()
			return GridRow{Cells: []fyne.CanvasObject{who, rights, strength, factor, state, last}, Show: func(i int) {
				p := people[i%len(people)]
				who.Set(Initials(p.name), p.name, p.email, p.badge)
				rights.Set(p.rights, p.more)
				strength.Set(p.strength, p.word)
				factor.Filled(ToneWarning, "warning", "Absente")
				if p.factor {
					factor.Plain(ToneSuccess, "shield-check", "Active")
				}
				state.Plain(ToneNeutral, "", "Actif")
				switch {
				case !p.active:
					state.Filled(ToneNeutral, "", "Désactivé")
				case p.invited:
					state.Filled(ToneInfo, "mail", "Invité")
				}
				last.Set(p.last, "")
			}}
		},
	}
}

func gridChips() *Chips {
	return NewChips([]Chip{{"all", "Tous", 9}, {"no2fa", "Sans 2FA", 2}, {"invited", "Invités", 1}, {"outside", "Externes", 2},
		{"weak", "Mot de passe faible", 1}}, nil)
}

// journalSpec is the list of picture 10: groups by day, one row chosen, no header.
func journalSpec(r Runner) GridSpec {
	lines := []string{"#Aujourd’hui", "login|Benoît Charlier|S’est connecté, PC-COMPTA|9:48", "refused|Adresse inconnue|Connexion refusée, 3 essais, COMPTOIR-1|7:31",
		"#Hier", "backup|Trousseau|Sauvegarde faite et vérifiée|18:02", "key|Margaux Bedrijf|A changé les droits d’Élise Lefèvre|16:40"}
	return GridSpec{
		Runner: r, High: 52, Plain: true,
		Columns: []GridColumn{{Key: "what"}, {Key: "when", Width: 44, End: true}},
		Heading: func(i int) (string, string, bool) {
			title, is := strings.CutPrefix(lines[i], "#")
			return title, "", is
		},
		OnChoose: func(int) {},
		Row: func() GridRow {
			what, when := NewEventCell(), NewTextCell().Muted().End()
			return GridRow{Cells: []fyne.CanvasObject{what, when}, Show: func(i int) {
				p := strings.Split(lines[i], "|")
				tone := ToneNeutral
				if p[0] == "refused" {
					tone = ToneError
				}
				what.SetEvent(tone, p[0], p[1], p[2])
				when.Set(p[3], "")
			}}
		},
	}
}

// TestGridSheet draws the grid in both themes, narrow, and at 200 %, into the folder TROUSSEAU_SHEET names.
func TestGridSheet(t *testing.T) {
	for _, s := range []struct {
		name string
		mode Mode
		w, h float32
		unit float32
	}{{"light", ModeLight, 1024, 720, 1}, {"dark", ModeDark, 1024, 720, 1}, {"narrow", ModeLight, 700, 480, 1}, {"200", ModeLight, 960, 900, 2}} {
		t.Run(s.name, func(t *testing.T) {
			win := dress(t, NewTheme(testLook(t), s.mode, s.unit, nil), s.w, s.h)
			r := Inline()
			p := NewPage(PageSpec{Window: win, Runner: r})
			t.Cleanup(p.Close)
			g, journal := NewGrid(gridSpec(r)), NewGrid(journalSpec(r))
			g.Sort("who", false)
			g.SetRows(9)
			journal.SetRows(6)
			journal.Choose(5)
			p.SetContent(Pad(24, 32, 32, 32, Fill(16, g, gridChips(), g, Fixed(504, 200, journal))))
			row := g.list.live[2]
			row.(*gridRow).MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(g.list.icons+8, 20)}})
			r.Advance(tipDelay)
			shoot(t, win, fmt.Sprintf("grid-%s", s.name))
		})
	}
}
