package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// palette holds both colours of every token. Text keeps 4.8:1 on each ground it is drawn on, control borders 3:1; the test
// measures it.
func palette() map[fyne.ThemeColorName]shades {
	return map[fyne.ThemeColorName]shades{
		ColorBackground:                    {0xF6F5F2FF, 0x17181AFF},
		ColorNav:                           {0xEEECE7FF, 0x1D1E21FF},
		ColorSurface:                       {0xFFFFFFFF, 0x222427FF},
		ColorOverlay:                       {0xFFFFFFFF, 0x2A2C30FF},
		theme.ColorNameMenuBackground:      {0xFFFFFFFF, 0x2A2C30FF},
		ColorForeground:                    {0x1E2126FF, 0xECEAE5FF},
		ColorMuted:                         {0x5F5D57FF, 0xABA8A0FF},
		ColorDisabled:                      {0x66635CFF, 0xA8A59DFF},
		ColorSeparator:                     {0xE2DFD8FF, 0x35373BFF},
		ColorInput:                         {0xFFFFFFFF, 0x1B1C1FFF},
		ColorInputBorder:                   {0x908C82FF, 0x77756FFF},
		ColorTrack:                         {0x8E8A80FF, 0x77756FFF},
		ColorButton:                        {0xE9E6E0FF, 0x33363AFF},
		theme.ColorNameDisabledButton:      {0xE9E6E0FF, 0x33363AFF},
		ColorHover:                         {0x4A3F2A12, 0xECEAE50F},
		ColorPressed:                       {0x4A3F2A26, 0xECEAE524},
		ColorPrimary:                       {0x2F4C9BFF, 0xA3B6F3FF},
		theme.ColorNameHyperlink:           {0x2F4C9BFF, 0xA3B6F3FF},
		ColorOnPrimary:                     {0xFFFFFFFF, 0x14203FFF},
		ColorSelection:                     {0xE1E7F6FF, 0x2D3654FF},
		ColorOnSelection:                   {0x233B7CFF, 0xC9D5FAFF},
		ColorFocus:                         {0x2F4C9B59, 0xA3B6F366},
		ColorKey:                           {0x82590FFF, 0xE0B964FF},
		ColorKeySoft:                       {0xF6EBD3FF, 0x3B3220FF},
		ColorSuccess:                       {0x1C6B42FF, 0x84CEA1FF},
		ColorSuccessSoft:                   {0xDFF0E5FF, 0x1F3629FF},
		theme.ColorNameForegroundOnSuccess: {0xFFFFFFFF, 0x0C2416FF},
		ColorWarning:                       {0x8A5200FF, 0xEABB72FF},
		ColorWarningSoft:                   {0xFBEBD0FF, 0x3D3019FF},
		theme.ColorNameForegroundOnWarning: {0xFFFFFFFF, 0x2B1C03FF},
		ColorError:                         {0xB3261EFF, 0xF49A90FF},
		ColorErrorSoft:                     {0xFBE4E1FF, 0x432522FF},
		ColorOnError:                       {0xFFFFFFFF, 0x33100CFF},
		ColorShadow:                        {0x1E212626, 0x00000080},
		theme.ColorNameScrollBar:           {0xDAD6CDFF, 0x3F4146FF},
		theme.ColorNameScrollBarBackground: {0x00000000, 0x00000000},
		ColorBar:                           {0xDAD6CDFF, 0x3F4146FF},
		ColorSegment:                       {0xFFFFFFFF, 0x4A4D53FF},
	}
}
