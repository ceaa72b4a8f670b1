package kit

import (
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

var brown = color.NRGBA{R: 0x9A, G: 0x4A, B: 0x2C, A: 0xFF}

func testLook(t testing.TB) Look {
	t.Helper()
	read := func(path string) fyne.Resource {
		b, err := os.ReadFile(filepath.Join("../../assets", path))
		if err != nil {
			t.Fatal(err)
		}
		return fyne.NewStaticResource(filepath.Base(path), b)
	}
	l := Look{
		Regular: read("fonts/Inter-Regular-Trousseau.otf"),
		Bold:    read("fonts/Inter-SemiBold-Trousseau.otf"),
		Icons:   map[string]fyne.Resource{},
	}
	paths, err := filepath.Glob("../../assets/icons/*.svg")
	if err != nil || len(paths) == 0 {
		t.Fatal("no icons", err)
	}
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".svg")
		l.Icons[name] = read("icons/" + filepath.Base(p))
	}
	return l
}

// dress gives the test an application in our theme and returns a window of the size in units.
func dress(t testing.TB, th *Theme, w, h float32) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(th)
	win := test.NewWindow(nil)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	t.Cleanup(win.Close)
	return win
}

// shoot writes the window's picture when TROUSSEAU_SHEET names a folder.
func shoot(t testing.TB, w fyne.Window, name string) {
	t.Helper()
	dir := os.Getenv("TROUSSEAU_SHEET")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func modes() map[string]Mode { return map[string]Mode{"light": ModeLight, "dark": ModeDark} }

func TestSheet(t *testing.T) {
	for name, mode := range modes() {
		t.Run(name, func(t *testing.T) {
			th := NewTheme(testLook(t), mode, 1, nil)
			test.NewTempApp(t).Settings().SetTheme(th)
			win := dress(t, th, 1280, 1120)
			r := Inline()
			p := NewPage(PageSpec{Window: win, Runner: r})
			p.SetContent(Pad(32, 40, 32, 40, sheet()))
			p.Toasts.Show(ToneSuccess, "Invitation envoyée à Thijs Peeters", "Voir", func() {})
			p.Toasts.Show(ToneInfo, "Copié. Le presse-papiers sera vidé dans 30 s", "", nil)
			p.Toasts.Show(ToneError, "Le courriel n’est pas parti", "Réessayer", func() {})
			shoot(t, win, "components-"+name)
			shootOverlays(t, win, name)
		})
	}
}

func shootOverlays(t *testing.T, win fyne.Window, name string) {
	d := Confirm(win, ConfirmSpec{
		Company: "Boulangerie Bedrijf & Zonen", CompanyColor: brown, Title: "Supprimer Zoë Van den Broeck ?",
		Text: "Son accès s’arrête à l’instant. Ses 214 documents, le journal et la numérotation restent tels quels.",
		Verb: "Supprimer Zoë Van den Broeck", Cancel: "Annuler", Danger: true,
	})
	shoot(t, win, "confirm-danger-"+name)
	d.Hide()
	d = Confirm(win, ConfirmSpec{
		Company: "Boulangerie Bedrijf & Zonen", CompanyColor: brown, Title: "Imposer la double authentification",
		Text: "À leur prochaine connexion, ces personnes devront l’installer :", Verb: "Imposer", Cancel: "Annuler",
		Body: VStack(8, HStack(12, Person("JB", 28), Body("Joris Bedrijf")), HStack(12, Person("TP", 28), Body("Thijs Peeters"))),
	})
	shoot(t, win, "confirm-"+name)
	d.Hide()
}

func sheet() fyne.CanvasObject {
	part := func(name string, o fyne.CanvasObject) fyne.CanvasObject { return VStack(8, CaptionBold(name), o) }
	message := func(tone Tone, icon, text string) *Message {
		m := NewMessage()
		m.Set(tone, icon, text)
		return m
	}
	warn := message(ToneWarning, "", "Joris Bedrijf et Thijs Peeters ne l’ont pas encore installée.")
	warn.SetAction("Comment ça marche", func() {})
	return VStack(24,
		VStack(4, Title("Composants"), Muted("Une seule manière de parler par situation.")),
		Columns(24,
			part("Vide", Card(Empty("quotes", "Aucun devis pour l’instant", "Préparez-en un ; votre client pourra le signer depuis son courriel.", NewButton(Main, "Nouveau devis", nil).SetIcon("add")), 0)),
			part("Erreur", Card(Fault("fault", "La liste n’a pas pu s’ouvrir", "Le fichier est occupé par un autre programme. Fermez-le, puis réessayez.", NewButton(Normal, "Réessayer", nil), NewButton(Low, "Détails", nil)), 0)),
			part("Chargement", Card(Loading(), 16)),
		),
		Columns(24,
			part("Message dans un formulaire", VStack(8,
				message(ToneError, "", "Adresse ou mot de passe inexact. Encore 3 essais."),
				message(ToneWarning, "schedule", "L’horloge de ce PC retarde de 4 minutes. Vérifiez l’heure, puis réessayez. Cette phrase est longue et doit passer à la ligne."),
				message(ToneInfo, "", "Votre mot de passe expire dans 6 jours."), warn)),
			part("Marques", VStack(12,
				HStack(16, PlainBadge("shield-check", "Active", ToneSuccess), Badge(ToneWarning, "warning", "Absente"), Badge(ToneError, "fault-filled", "Expiré"), Badge(ToneInfo, "mail", "Invité"), Badge(ToneNeutral, "", "Désactivé"), Badge(ToneKey, "key", "Ventes")),
				HStack(24, StrengthDashes(2, "Faible"), StrengthDashes(3, "Moyen"), StrengthDashes(5, "Très bon")),
				HStack(12, Person("MB", 28), Person("ÉL", 40), CompanyMark("BZ", brown, 32), NewGlyph("no-such-icon", ColorMuted, 18), Mono("JBSW Y3DP EHPK 3PXP")),
				HStack(12, NewPersonButton("MB", "margaux@bedrijf-zonen.be", nil), Spacer(), Body("Un texte sur une ligne qui finit par manquer de place quelque part").Single())),
			),
		),
	)
}

func TestSheetWindow(t *testing.T) {
	for name, mode := range modes() {
		t.Run(name, func(t *testing.T) {
			win := dress(t, NewTheme(testLook(t), mode, 1, nil), 1280, 800)
			anchor := NewPersonButton("MB", "margaux@bedrijf-zonen.be", nil)
			win.SetContent(overview(anchor))
			anchor.SetOpen(true)
			m := Menu(win, anchor, MenuSpec{
				ByKey:  true,
				Header: HStack(12, Person("MB", 40), VStack(0, Label("Margaux Bedrijf"), Caption("Propriétaire, Boulangerie Bedrijf & Zonen"))),
				Items: []MenuItem{
					{Icon: "company", Text: "Paramètres de l’entreprise"}, {Icon: "person", Text: "Paramètres personnels"},
					{Icon: "companies", Text: "Mes entreprises", Hint: "3"}, {Divider: true},
					{Icon: "lock", Text: "Verrouiller", Hint: "Ctrl L"}, {Icon: "logout", Text: "Se déconnecter"},
				},
			})
			shoot(t, win, "window-menu-"+name)
			m.Close()
			anchor.SetOpen(false)
			win.Resize(fyne.NewSize(1024, 680))
			shoot(t, win, "window-narrow-"+name)
			fyne.CurrentApp().Settings().SetTheme(NewTheme(testLook(t), mode, 2, nil))
			win.Resize(fyne.NewSize(1280, 800))
			shoot(t, win, "window-200-"+name)
		})
	}
}

func overview(anchor fyne.CanvasObject) fyne.CanvasObject {
	home := NavItem("overview", "Aperçu", "", nil)
	home.SetSelected(true)
	nav := NewSideNav(NavHead(CompanyMark("BZ", brown, 32), "Boulangerie Bedrijf & Zonen", ""), []fyne.CanvasObject{
		home, NavGroup("Vente"), NavItem("customers", "Clients", "", nil), NavItem("products", "Produits", "", nil),
		NavItem("quotes", "Devis", "", nil), NavGroup("Gestion"), NavItem("settings", "Configuration", "", nil),
	}, NavItem("lock", "Verrouiller", "Ctrl L", nil))
	card := func(icon, name, fact, more, state string, c fyne.ThemeColorName) fyne.CanvasObject {
		head := HStack(8, NewGlyph(icon, ColorMuted, 18), Muted(name).Single(), Spacer(), NewGlyph(state, c, 18))
		return Card(VStack(12, head, VStack(0, Section(fact), Muted(more))), 20)
	}
	content := VStack(24,
		VStack(4, Title("L’état de la porte"), Muted("Deux choses vous attendent. Le reste est bien fermé.")),
		Grid3(16, card("two-factor", "Double authentification", "7 personnes sur 9", "Manquent Joris et Thijs", "fault-filled", ColorWarning),
			card("key", "Mots de passe", "1 à changer", "Élise, dans 6 jours, avec une explication assez longue pour deux lignes", "fault-filled", ColorWarning),
			card("support", "Accès du support", "Fermé", "Aucune clé n’existe pour le support", "passed", ColorSuccess),
			card("backup", "Sauvegarde", "Hier à 18 h 02", "Vérifiée, 30 copies conservées", "passed", ColorSuccess)),
	)
	header := Fixed(0, 56, Pad(0, 26, 0, 32, HStack(0, Caption("Aperçu").In(ColorForeground), Spacer(), anchor)))
	page := VStack(0, header, Divider(), MaxWidth(1200, Pad(24, 32, 24, 32, content)))
	return Ground(VStack(0, Strip(brown), Fixed(0, 797, Beside(nav, Scroll(page)))))
}
