package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Picture shows an image whole, as large as fits into w by h units, on white in every theme: as it stands on paper. A nil
// image leaves the place empty.
func Picture(img image.Image, w, h float32) fyne.CanvasObject {
	paper := canvas.NewRectangle(color.White)
	paper.CornerRadius = 8
	objs := []fyne.CanvasObject{newPlate(ColorSurface, ColorSeparator, 8), Inset(1, paper)}
	if img != nil {
		drawn := canvas.NewImageFromImage(img)
		drawn.FillMode, drawn.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
		objs = append(objs, Inset(8, drawn))
	}
	return Fixed(w, h, Over(objs...))
}
