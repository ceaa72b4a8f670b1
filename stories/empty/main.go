// Command empty is the floor that Trousseau's start is measured against: a bare window of the same size that links,
// and so initialises, every library that Trousseau must link. With the argument "label" it shows one word: the first
// text makes Fyne load its fonts, which any window with something to say pays. It imports nothing of the product.
package main

import (
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	_ "codeberg.org/go-pdf/fpdf"
	_ "filippo.io/age"
	_ "github.com/adrg/xdg"
	_ "github.com/alecthomas/kong"
	_ "github.com/fxamacker/cbor/v2"
	_ "github.com/gofrs/flock"
	_ "github.com/nicksnyder/go-i18n/v2/i18n"
	_ "github.com/pquerna/otp/hotp"
	_ "github.com/pressly/goose/v3"
	_ "github.com/skip2/go-qrcode"
	_ "github.com/trustelem/zxcvbn"
	_ "golang.org/x/crypto/argon2"
	_ "golang.org/x/crypto/chacha20poly1305"
	_ "golang.org/x/net/idna"
	_ "golang.org/x/text/unicode/norm"
	_ "modernc.org/sqlite"
)

func main() {
	a := app.NewWithID("org.trousseau.Empty")
	w := a.NewWindow("Empty")
	content := container.NewStack()
	if len(os.Args) > 1 && os.Args[1] == "label" {
		content.Add(widget.NewLabel("Empty"))
	}
	w.SetContent(content)
	w.Resize(fyne.NewSize(960, 640))
	w.ShowAndRun()
}
