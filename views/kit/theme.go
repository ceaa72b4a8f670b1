// Package kit holds the components every window is made of. It knows nothing of the product: data goes in, On… callbacks
// come out; it imports Fyne and a QR encoder, never app, data or views, and translates nothing, strings come in ready.
// Sizes go through U so that the scale of 100 to 200 % switches live; colours come by name from the theme. All of it runs on
// Fyne's goroutine; run.go alone starts others.
package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of the colours Fyne has no word for. Any theme that lacks them answers with Fyne's fallback colour.
const (
	ColorSurface     fyne.ThemeColorName = "trousseau.surface"
	ColorTrack       fyne.ThemeColorName = "trousseau.track"
	ColorOnSelection fyne.ThemeColorName = "trousseau.onSelection"
	ColorKey         fyne.ThemeColorName = "trousseau.key" // brass: keys and rights, nothing else
	ColorKeySoft     fyne.ThemeColorName = "trousseau.keySoft"
	ColorSuccessSoft fyne.ThemeColorName = "trousseau.successSoft"
	ColorWarningSoft fyne.ThemeColorName = "trousseau.warningSoft"
	ColorErrorSoft   fyne.ThemeColorName = "trousseau.errorSoft"
	ColorBar         fyne.ThemeColorName = "trousseau.bar"
	ColorSegment     fyne.ThemeColorName = "trousseau.segment"
)

// Short names for Fyne's own colours, by what they are used for here.
const (
	ColorBackground  = theme.ColorNameBackground
	ColorNav         = theme.ColorNameHeaderBackground
	ColorOverlay     = theme.ColorNameOverlayBackground
	ColorForeground  = theme.ColorNameForeground
	ColorMuted       = theme.ColorNamePlaceHolder
	ColorDisabled    = theme.ColorNameDisabled
	ColorSeparator   = theme.ColorNameSeparator
	ColorInput       = theme.ColorNameInputBackground
	ColorInputBorder = theme.ColorNameInputBorder
	ColorButton      = theme.ColorNameButton
	ColorHover       = theme.ColorNameHover
	ColorPressed     = theme.ColorNamePressed
	ColorPrimary     = theme.ColorNamePrimary
	ColorOnPrimary   = theme.ColorNameForegroundOnPrimary
	ColorSelection   = theme.ColorNameSelection
	ColorFocus       = theme.ColorNameFocus
	ColorSuccess     = theme.ColorNameSuccess
	ColorWarning     = theme.ColorNameWarning
	ColorError       = theme.ColorNameError
	ColorOnError     = theme.ColorNameForegroundOnError
	ColorShadow      = theme.ColorNameShadow
)

// Look is what a theme draws with. A nil font falls back to Fyne's; Icons are one-colour SVG files by name.
type Look struct {
	Regular, Bold fyne.Resource
	Icons         map[string]fyne.Resource
}

// Mode says which of the two palettes a theme shows.
type Mode int

// ModeSystem follows what the desktop prefers, light when it says nothing.
const (
	ModeSystem Mode = iota
	ModeLight
	ModeDark
)

// Theme is the product's look for Fyne. It is immutable: With makes the changed copy that Settings().SetTheme then applies live.
type Theme struct {
	look    Look
	mode    Mode
	scale   float32
	active  func()
	mono    fyne.Resource
	palette map[fyne.ThemeColorName]shades
}

type shades struct{ light, dark uint32 } // RRGGBBAA

// NewTheme returns a theme; scale is kept between 1 and 2. active, if not nil, is called at every sign that a person is
// present, see Active.
func NewTheme(l Look, m Mode, scale float32, active func()) *Theme {
	mono := leaded(theme.DefaultTheme().Font(fyne.TextStyle{Monospace: true}), monoLine)
	return &Theme{look: l, mode: m, scale: min(max(scale, 1), 2), active: active, mono: mono, palette: palette()}
}

// With returns the same theme in another mode and scale.
func (t *Theme) With(m Mode, scale float32) *Theme {
	return &Theme{look: t.look, mode: m, scale: min(max(scale, 1), 2), active: t.active, mono: t.mono, palette: t.palette}
}

// Color implements fyne.Theme; a name we do not set comes from Fyne's default theme.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	dark := t.mode == ModeDark || t.mode == ModeSystem && v == theme.VariantDark
	s, ok := t.palette[n]
	switch {
	case !ok && dark:
		return theme.DefaultTheme().Color(n, theme.VariantDark)
	case !ok:
		return theme.DefaultTheme().Color(n, theme.VariantLight)
	case dark:
		return rgba(s.dark)
	}
	return rgba(s.light)
}

// Font implements fyne.Theme: bold is the semi-bold cut, italic is not used, monospace is Fyne's with higher
// lines, symbols are Fyne's.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace && !s.Symbol:
		return t.mono
	case s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.Bold && t.look.Bold != nil:
		return t.look.Bold
	case !s.Bold && t.look.Regular != nil:
		return t.look.Regular
	}
	return theme.DefaultTheme().Font(s)
}

// Icon implements fyne.Theme for Fyne's own widgets.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size implements fyne.Theme; every size carries the scale.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	return t.scale * t.plainSize(n)
}

func (t *Theme) plainSize(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameText:
		return 14
	case theme.SizeNameSubHeadingText:
		return 17
	case theme.SizeNameHeadingText:
		return 24
	case theme.SizeNameInlineIcon:
		return 18
	case theme.SizeNamePadding, theme.SizeNameLineSpacing:
		return 4
	case theme.SizeNameInnerPadding, theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 8
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 6
	case theme.SizeNameScrollBarRadius:
		return 3
	}
	return theme.DefaultTheme().Size(n)
}

// U turns n units of the design into Fyne's at the current theme's scale; under a foreign theme they are the same.
func U(n float32) float32 {
	if t := current(); t != nil {
		return n * t.scale
	}
	return n
}

// Color returns the current theme's colour of that name.
func Color(n fyne.ThemeColorName) color.Color { return theme.Color(n) }

// Icon returns the named icon in the foreground colour, see IconIn.
func Icon(name string) fyne.Resource { return IconIn(name, ColorForeground) }

// IconIn returns the named icon in a theme colour; it follows the theme live. An unknown name gives a mark that is seen to
// be broken, so that it cannot be missed in a picture. Those of ownIcon are the kit's own.
func IconIn(name string, c fyne.ThemeColorName) fyne.Resource {
	if t := current(); t != nil {
		if r := t.look.Icons[name]; r != nil {
			return theme.NewColoredResource(r, c)
		}
	}
	if svg, ok := ownIcon(name); ok {
		return theme.NewColoredResource(fyne.NewStaticResource(name+".svg", []byte(svg)), c)
	}
	return theme.NewColoredResource(theme.BrokenImageIcon(), ColorError)
}

// Active tells the theme's active function that a person did something. Every component calls it on a key, a tap, a hover.
func Active() {
	if t := current(); t != nil && t.active != nil {
		t.active()
	}
}

// Pass hands a key that a focused component has no use for to its canvas' own handler: so Escape closes a dialog and a
// window whatever has the focus. Every focusable component calls it for the keys it leaves alone.
func Pass(obj fyne.CanvasObject, e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(obj)
	if c == nil {
		return
	}
	if handle := c.OnTypedKey(); handle != nil {
		handle(e)
	}
}

func current() *Theme {
	t, ok := theme.Current().(*Theme)
	if !ok {
		return nil
	}
	return t
}

func rgba(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}
