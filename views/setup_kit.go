package views

import (
	"strings"

	"trousseau/views/kit"
)

// kitHost is what the page of a new recovery kit needs of the window it is a page
// of: the set-up, or the way back in with an older kit. Draw draws the kit once;
// paper is its sheet from then on. Printer may be nil.
type kitHost struct {
	page                    *kit.Page
	printer                 kitPrinter
	draw                    func() error
	drawn                   func() bool
	paper                   func() kitPaper
	next, changed, relayout func()
}

// setupKit is the last page: the recovery kit, which must be on paper or in a
// file, and read there, before anything is written.
type setupKit struct {
	*kitSheet
	draw func() error
}

// newSetupKit makes the page of the set-up.
func newSetupKit(v *setup) *setupKit {
	secrets := v.spec.Secrets
	return newKitPage(kitHost{
		page: v.page, printer: v.spec.Printer, next: v.next, changed: v.changed, relayout: v.frame.relayout,
		drawn: func() bool { return secrets.drawn },
		draw: func() (err error) {
			if !secrets.drawn {
				secrets.kit, err = v.book.NewKit()
				secrets.drawn = err == nil
			}
			return err
		},
		paper: func() kitPaper {
			owner := v.owner.value()
			return kitPaper{Company: v.company.form.value().Name, Owner: strings.TrimSpace(owner.First + " " + owner.Last),
				Email: owner.Email, Kit: secrets.kit, Date: v.spec.Now()}
		},
	})
}

func newKitPage(h kitHost) *setupKit {
	return &setupKit{draw: h.draw, kitSheet: newKitSheet(h.page, kitSheetSpec{Paper: h.paper, Drawn: h.drawn, Printer: h.printer,
		OnChange: h.changed, OnSubmit: h.next, OnHeight: h.relayout})}
}

func (k *setupKit) title() (title, text string) {
	return k.page.T("setup.kit"), k.page.T("setup.kit.text")
}

// arrive draws the kit once.
func (k *setupKit) arrive() error {
	if err := k.draw(); err != nil {
		return err
	}
	k.recheck()
	return nil
}

func (k *setupKit) locked() string { return k.reason() }

func (k *setupKit) check() bool {
	if k.reason() == "" {
		return true
	}
	k.focus()
	return false
}

func (k *setupKit) refuse(error) bool { return false }
