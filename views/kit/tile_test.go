package kit

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func testTiles(n int, tap func(i int)) []*Tile {
	tiles := make([]*Tile, n)
	for i := range tiles {
		tiles[i] = NewTile(TileSpec{Initials: "GV", Color: brown, Title: "Garage Vandeputte " + strconv.Itoa(i), Text: "Roulers", Tag: "Essai", Facts: []TileFact{
			{"Utilisateurs", "6", ToneNeutral}, {"Double authentification", "3 sur 5", ToneWarning}, {"Sauvegarde", "il y a 9 jours", ToneWarning}},
			OnTap: func() { tap(i) }})
	}
	return tiles
}

// The arrows move among the tiles as they stand, Enter opens.
func TestTilesByKeyboard(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 1136, 800)
	opened := -1
	tiles := testTiles(8, func(i int) { opened = i })
	box := NewTiles(tiles...)
	win.SetContent(Scroll(box))
	win.Resize(fyne.NewSize(1136, 800))
	box.Focus(win)
	at := func() int {
		for i, tile := range tiles {
			if win.Canvas().Focused() == fyne.Focusable(tile) {
				return i
			}
		}
		return -1
	}
	for _, c := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyRight, 1}, {fyne.KeyRight, 2}, {fyne.KeyDown, 5}, {fyne.KeyDown, 7}, {fyne.KeyDown, 7}, {fyne.KeyUp, 4}, {fyne.KeyLeft, 3},
		{fyne.KeyHome, 0}, {fyne.KeyLeft, 0}, {fyne.KeyUp, 0}, {fyne.KeyEnd, 7}} {
		if hit(win, c.key); at() != c.want {
			t.Errorf("%s leads to %d, want %d", c.key, at(), c.want)
		}
	}
	if hit(win, fyne.KeyReturn); opened != 7 {
		t.Errorf("Enter opens %d", opened)
	}
	if test.Tap(tiles[3]); opened != 3 {
		t.Errorf("a click opens %d", opened)
	}
	win.Resize(fyne.NewSize(500, 800))
	win.Canvas().Focus(tiles[0])
	if hit(win, fyne.KeyDown); at() != 1 || tiles[1].Position().X != 0 {
		t.Errorf("in one column Down leads to %d", at())
	}
}

// partsSheet is every component of pictures 07 to 10 that stands alone.
func partsSheet() fyne.CanvasObject {
	checks := VStack(8)
	for i, text := range []string{"Tableau de bord", "Rapport des clients", "Exporter"} {
		c := NewCheck(text, nil)
		c.SetOn(i < 2)
		checks.Add(c)
	}
	closed := NewDisclosure("Utilisateurs, comptes et leur facturation", Body(""), func(bool) {})
	closed.SetCaption("", "0 sur 8")
	open := NewDisclosure("Statistiques et rapports", checks, func(bool) {})
	open.SetCaption("", "2 sur 5")
	open.SetState(Partly)
	open.SetOpen(true)
	open.head.FocusGained()
	locked := NewDisclosure("Versements", Body(""), func(bool) {})
	locked.SetCaption("info", "Aucun accord d’acquisition valable")
	locked.SetLocked(true)
	progress, search, found := NewProgress(), NewSearch("Nom ou adresse", nil), NewSearch("", nil)
	progress.Set(0.4, "Nouvelles clés pour 4 812 lignes", "1 925 sur 4 812")
	found.SetText("garaje et un nom si long qu’il ne tient pas")
	tiles := testTiles(3, func(int) {})
	tiles[1].FocusGained()
	return VStack(0,
		NewBanner(ToneError, "support", "Le support regarde cette entreprise jusqu’à 18:30.", "Fermer l’accès", nil),
		Pad(24, 32, 32, 32, VStack(24,
			NewCrumbs("Configurations", "Admin et facturation", "Gestion des utilisateurs"),
			HStackTop(24, Fixed(600, 0, Disclosures(closed, open, locked)), VStack(16, Fixed(300, 0, progress), Fixed(240, 0, search), Fixed(240, 0, found))),
			NewTiles(tiles...))))
}

// TestPartsSheet draws them in both themes and at 200 %, into the folder TROUSSEAU_SHEET names.
func TestPartsSheet(t *testing.T) {
	for _, s := range []struct {
		name string
		mode Mode
		unit float32
	}{{"light", ModeLight, 1}, {"dark", ModeDark, 1}, {"light-200", ModeLight, 2}} {
		win := dress(t, NewTheme(testLook(t), s.mode, s.unit, nil), 1100*s.unit, 640*s.unit)
		p := NewPage(PageSpec{Window: win, Runner: Inline()})
		p.SetContent(partsSheet())
		shoot(t, win, "parts-"+s.name)
		p.Close()
	}
}
