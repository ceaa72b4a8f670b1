package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// gdprLinks is the switch of link protection (A19): on, a link asks for the
// recipient's address before it shows anything.
type gdprLinks struct {
	tab     *gdprTab
	turns   *kit.Switch
	message *kit.Message // what it means that it is off, or what went wrong
}

func newGDPRLinks(g *gdprTab) *gdprLinks {
	t := g.window.page.T
	l := &gdprLinks{tab: g, message: kit.NewMessage()}
	l.turns = kit.NewSwitch(t("gdpr.on"), t("gdpr.off"), l.turn)
	return l
}

func (l *gdprLinks) show(s access.Security) fyne.CanvasObject {
	t := l.tab.window.page.T
	if !s.Mine {
		l.turns.Disable()
	}
	l.put(s.Links)
	return kit.VStack(12, setting(t("gdpr.links"), t("gdpr.links.text"), nil, l.turns), l.message)
}

// put shows how it stands; without protection it says what that means.
func (l *gdprLinks) put(on bool) {
	l.turns.SetOn(on)
	l.message.Clear()
	if !on {
		l.message.Set(kit.ToneWarning, "", l.tab.window.page.T("gdpr.links.off"))
	}
}

func (l *gdprLinks) turn(on bool) {
	w, g := l.tab.window, l.tab
	kit.Do(w.page, turning{l.turns}, func(ctx context.Context) error { return g.book.SetLinkProtection(ctx, on) }, func(err error) {
		if err != nil {
			l.put(g.kept.security.Links)
			l.message.Set(kit.ToneError, "", w.page.Explain(err))
			return
		}
		g.kept.security.Links = on
		l.put(on)
		w.page.Toasts.Show(kit.ToneSuccess, w.page.T("company.saved"), "", nil)
	})
}
