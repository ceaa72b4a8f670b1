package kit

import (
	"time"

	"fyne.io/fyne/v2"
)

const loadingDelay = 150 * time.Millisecond

// Empty is what a list shows that has nothing: an icon, a title, one sentence, and the buttons that help.
func Empty(icon, title, text string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return face(tile(icon, ColorMuted, ColorButton), title, text, buttons)
}

// Fault is what a list shows that could not be read.
func Fault(icon, title, text string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	return face(tile(icon, ColorError, ColorErrorSoft), title, text, buttons)
}

// IconTile is the tile of an icon in a tone; ToneNeutral has the quiet ground of a button.
func IconTile(icon string, t Tone) fyne.CanvasObject {
	if t == ToneNeutral {
		return tile(icon, ColorForeground, ColorButton)
	}
	return tile(icon, t.Ink(), t.Soft())
}

// KeyTile is a square of 56 with an icon in brass: it stands for a key.
func KeyTile(icon string) fyne.CanvasObject { return tile(icon, ColorKey, ColorKeySoft) }

func tile(icon string, ink, ground fyne.ThemeColorName) fyne.CanvasObject {
	return Fixed(56, 56, Over(newPlate(ground, "", 14), Center(NewGlyph(icon, ink, 28))))
}

func face(picture fyne.CanvasObject, title, text string, buttons []fyne.CanvasObject) fyne.CanvasObject {
	stack := VStack(0,
		Center(picture), Gap(20),
		Section(title).Align(fyne.TextAlignCenter), Gap(4),
		MaxWidth(312, Muted(text).Align(fyne.TextAlignCenter)),
	)
	if len(buttons) > 0 {
		stack.Add(Gap(20))
		stack.Add(Center(HStack(8, buttons...)))
	}
	return VStack(0, Spacer(), Pad(32, 24, 32, 24, stack), Spacer())
}

// Loading is four grey rows in the shape of a list.
func Loading() fyne.CanvasObject {
	rows := VStack(0)
	for i, w := range []float32{132, 108, 148, 116} {
		if i > 0 {
			rows.Add(Divider())
		}
		bar := func(w float32) fyne.CanvasObject { return Fixed(w, 10, newPlate(ColorButton, "", 5)) }
		mark := Fixed(28, 28, newPlate(ColorButton, "", 14))
		rows.Add(Pad(8, 0, 8, 0, HStack(12, mark, bar(w), Spacer(), bar(56))))
	}
	return rows
}

// Faces shows one of a list's faces: its content, that it loads, that it is empty, or what went wrong.
type Faces struct {
	shell
	runner        Runner
	box           *fyne.Container
	content, face fyne.CanvasObject
	stop          func()
}

// NewFaces shows content.
func NewFaces(r Runner, content fyne.CanvasObject) *Faces {
	f := &Faces{runner: r, content: content, face: content, box: Over(content), stop: func() {}}
	f.wrap(f, f.box)
	return f
}

// ShowLoading shows grey rows, unless another face comes within 150 ms.
func (f *Faces) ShowLoading() {
	f.stop()
	f.stop = f.runner.After(loadingDelay, func() { f.show(Inset(16, Loading())) })
}

// ShowContent shows the content.
func (f *Faces) ShowContent() { f.show(f.content) }

// ShowEmpty shows a face made by Empty.
func (f *Faces) ShowEmpty(o fyne.CanvasObject) { f.show(o) }

// ShowFault shows a face made by Fault.
func (f *Faces) ShowFault(o fyne.CanvasObject) { f.show(o) }

// Shown is the face on the screen.
func (f *Faces) Shown() fyne.CanvasObject { return f.face }

func (f *Faces) show(o fyne.CanvasObject) {
	f.stop()
	f.face = o
	f.box.Objects = []fyne.CanvasObject{o}
	f.Refresh()
}
