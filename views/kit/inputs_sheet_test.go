package kit

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func companyColors() []string {
	return []string{
		"#9A4A2C", "#35618A", "#2A6B60", "#8A4273", "#6A5A22", "#7A3B3B", "#4B5563", "#5A4E9A", "#3F6B2E", "#1F5F7A",
	}
}

// inputsTheme starts a test application with our fonts and icons; it tells how often a person was seen to do something.
func inputsTheme(t *testing.T, m Mode, scale float32) (seen *int) {
	t.Helper()
	test.NewTempApp(t)
	seen = new(int)
	fyne.CurrentApp().Settings().SetTheme(NewTheme(testLook(t), m, scale, func() { *seen++ }))
	return seen
}

// shownIn puts the object alone into a window and gives it that size, or its own where that is 0.
func shownIn(t *testing.T, obj fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, obj)
	win.SetPadded(false)
	size := obj.MinSize()
	if w > 0 {
		size.Width = w
	}
	if h > 0 {
		size.Height = h
	}
	win.Resize(size)
	return win
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func typeRunes(f fyne.Focusable, s string) {
	for _, r := range s {
		f.TypedRune(r)
	}
}

// TestInputsSheet draws all inputs in both themes into the folder TROUSSEAU_SHEET names, to be looked at.
func TestInputsSheet(t *testing.T) {
	dir := os.Getenv("TROUSSEAU_SHEET")
	if dir == "" {
		t.Skip("TROUSSEAU_SHEET names no folder")
	}
	for name, s := range map[string]struct {
		mode  Mode
		scale float32
	}{"light": {ModeLight, 1}, "dark": {ModeDark, 1}, "light-200": {ModeLight, 2}} {
		inputsTheme(t, s.mode, s.scale)
		obj := Over(canvas.NewRectangle(Color(ColorBackground)), Inset(32, inputsSheet()))
		win := shownIn(t, obj, 1280*s.scale, 0)
		win.Resize(fyne.NewSize(1280*s.scale, obj.MinSize().Height))
		win.Resize(fyne.NewSize(1280*s.scale, obj.MinSize().Height))
		out, err := os.Create(filepath.Join(dir, "inputs-"+name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(out, win.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func inputsSheet() fyne.CanvasObject {
	right := VStack(24, sheetSteps(), Fixed(400, 0, sheetSignIn()), sheetRows(), Caption("QR"), HStack(0, NewQRCard(
		"otpauth://totp/Bedrijf%20%26%20Zonen%20P%C3%A8re:margaux@bedrijf-zonen.be?secret=K7QXM2VJ5TLA3NRCWD6FEHYZ4PBGSU2O&issuer=Bedrijf")))
	return HStackTop(40, Fixed(720, 0, VStack(20, sheetButtons(), sheetChoices(), sheetFields(), sheetPassword(), sheetDoors(), sheetSecret())), Fixed(420, 0, right))
}

func sheetButtons() fyne.CanvasObject {
	focused, working, locked, low := NewButton(Normal, "Focus", nil), NewButton(Main, "Envoi…", nil), NewButton(Main, "Continuer", nil), NewButton(Low, "Survol", nil)
	focused.FocusGained()
	working.SetWorking(true)
	wide := NewButton(Main, "Se connecter", nil).Tall()
	wide.SetWorking(true)
	locked.Disable()
	low.MouseIn(&desktop.MouseEvent{})
	small := NewLink("Ouvrir un autre fichier", nil).Small()
	over := NewLink("Survol", nil)
	over.MouseIn(&desktop.MouseEvent{})
	held := NewLink("Focus", nil)
	held.FocusGained()
	return VStack(16,
		HStack(12, NewButton(Main, "Enregistrer", nil), NewButton(Normal, "Exporter", nil), NewButton(Low, "Annuler", nil),
			NewButton(Danger, "Supprimer", nil), locked, working, focused),
		HStack(12, NewIconButton(Normal, "edit", nil), NewButton(Normal, "Générer", nil).SetIcon("casino"), low, Fixed(200, 0, wide)),
		HStack(24, NewLink("J'ai reçu une invitation", nil).SetIcon("mail"), small, over, held),
	)
}

func sheetChoices() fyne.CanvasObject {
	partly, checked, faulty := NewCheck("En partie", nil), NewCheck("Coché", nil), NewCheck("À cocher", nil)
	partly.SetState(Partly)
	checked.SetOn(true)
	checked.FocusGained()
	faulty.SetFault(true)
	on, off, focus := NewSwitch("Activé", "Désactivé", nil), NewSwitch("Activé", "Désactivé", nil), NewSwitch("", "", nil)
	on.SetOn(true)
	focus.SetOn(true)
	focus.FocusGained()
	locked := NewSwitch("", "", nil)
	locked.Disable()
	two := NewSegmented([]Option{{"a", "Prononçable"}, {"b", "Au hasard"}}, nil)
	four := NewSegmented([]Option{{"fr", "FR"}, {"nl", "NL"}, {"de", "DE"}, {"en", "EN"}}, nil)
	four.SetKey("nl")
	four.FocusGained()
	swatches := NewSwatches(companyColors(), nil)
	swatches.SetColor("#2A6B60")
	return VStack(16,
		HStack(24, checked, partly, NewCheck("Décoché", nil), faulty),
		HStack(24, on, off, focus, locked),
		HStack(24, two, four),
		swatches,
	)
}

func sheetFields() fyne.CanvasObject {
	empty, typing, wrong, locked := NewEntry(), NewEntry(), NewEntry(), NewEntry()
	empty.SetPlaceHolder("Nom ou adresse")
	typing.SetText("Margaux")
	typing.FocusGained()
	wrong.SetText("BE68 5390 0754 7035")
	locked.SetText("verrouillé")
	locked.Disable()
	iban := NewField("IBAN", wrong)
	iban.SetFault("Cet IBAN contient une erreur de frappe.")
	hinted := NewField("Numéro", locked)
	hinted.SetHint("Peut rester vide.")
	country := NewChoice([]Option{{"be", "Belgique"}, {"fr", "France"}}, nil)
	country.SetKey("be")
	open := NewChoice(nil, nil)
	open.SetHint("Pays")
	open.FocusGained()
	return VStack(16,
		Columns(16, NewField("Nom", empty), NewField("Prénom", typing)),
		Columns(16, iban, hinted),
		Columns(16, NewField("Pays", country), NewField("Langue", open)),
	)
}

func sheetPassword() fyne.CanvasObject {
	shown := NewPassword()
	shown.SetText("Soleil-Bruges-47")
	shown.SetRevealed(true)
	shown.FocusGained()
	strength, good, none := NewStrength(), NewStrength(), NewStrength()
	strength.Set(2, "Faible")
	good.Set(5, "Très bon")
	list := NewChecklist(2)
	list.Set([]CheckItem{
		{"12 caractères ou plus (16)", Passed},
		{"Une majuscule et une minuscule", Passed},
		{"Un chiffre", Neutral},
		{"Ni votre nom, ni celui de l'entreprise", Passed},
		{"Mots du dictionnaire : « soleil », « bruges »", Failed},
		{"Pas de répétition (aaa)", Passed},
	})
	return VStack(8, NewField("Mot de passe", shown), strength, good, none, list)
}

func sheetDoors() fyne.CanvasObject {
	hover := NewDoor("folder", "Ouvrir un fichier", "Vous avez déjà un fichier .trousseau ou une copie de sauvegarde.", nil)
	hover.FocusGained()
	return VStack(12,
		NewDoor("add-company", "Créer une entreprise", "Quatre étapes, environ cinq minutes.", nil).Primary(), hover)
}

func sheetSecret() fyne.CanvasObject {
	return HStack(16, Fixed(406, 0, NewSecret("K7QX M2VJ 5TLA 3NRC WD6F EHYZ 4PBG SU2O", "")),
		Fixed(220, 0, NewSecret("K7QX M2VJ", "Copier")))
}

func sheetSteps() fyne.CanvasObject {
	steps := NewSteps([]string{"L'entreprise", "Vous, le propriétaire", "Deuxième facteur", "Trousse de secours"})
	steps.Set(1, []bool{true})
	return steps
}

func sheetSignIn() fyne.CanvasObject {
	password, boxes, bar, wrong := NewPassword(), NewCodeBoxes(), NewTimeBar(), NewCodeBoxes()
	password.SetText("motdepasse12")
	typeRunes(boxes, "417")
	boxes.FocusGained()
	bar.Set(0.4, "Code suivant dans 12 s")
	wrong.SetFault(true)
	locked := NewButton(Main, "Continuer", nil).Tall()
	locked.Disable()
	return Card(VStack(20, NewField("Mot de passe", password), boxes, bar, locked, wrong), 24)
}

func sheetRows() fyne.CanvasObject {
	hover := NewRow("phone", "Téléphone perdu ?", "", nil)
	hover.MouseIn(&desktop.MouseEvent{})
	focus := NewRow("mail", "J'ai une invitation", "", nil)
	focus.FocusGained()
	return Pad(0, 12, 0, 12, Rows(NewRow("key", "Utiliser un code de secours", "", nil), hover, focus, NewRow("login", "Retour", "Esc", nil)))
}
