package views

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// supportVisitBook is the reach of a visit of support: what it looks at is written
// down by the service.
type supportVisitBook interface {
	Company(ctx context.Context) (access.Company, error)
	Diagnostics(ctx context.Context) (access.Diagnostics, error)
	Watch(ctx context.Context) error
	Close(ctx context.Context) error
	Scope() access.SupportScope
	Ends() int64
}

// supportSpec is what the window of support is given. Company is what was read
// before, nil for nothing: a change of language is no second view. OnRead keeps it;
// OnLeave ends the visit, OnOver hears that its access was closed.
type supportSpec struct {
	Name, Version, Lang string
	Now                 func() time.Time
	Company             *access.Company
	OnRead              func(access.Company)
	OnLeave             func()
	OnOver              func()
}

// supportView is the window of support, read-only under a red banner (S5).
type supportView struct {
	page    *kit.Page
	book    supportVisitBook
	spec    supportSpec
	banner  *kit.Banner
	strip   *kit.CompanyStrip
	show    *kit.Button
	message *kit.Message
	inside  *fyne.Container
	faces   *kit.Faces
	looking bool
}

func newSupport(p *kit.Page, b supportVisitBook, s supportSpec) *supportView {
	v := &supportView{page: p, book: b, spec: s, strip: kit.Strip(nil), message: kit.NewMessage(), inside: kit.VStack(0)}
	v.banner = kit.NewBanner(kit.ToneError, "support", v.says(), p.T("support.leave"), s.OnLeave)
	v.faces = kit.NewFaces(p.Runner, v.inside)
	v.show = kit.NewButton(kit.Normal, p.T("support.bundle.show"), v.showBundle)
	p.OnClose(p.Runner.Every(access.WatchEvery, v.watch))
	if s.Company != nil {
		v.fill(*s.Company)
	} else {
		v.load()
	}
	return v
}

func (v *supportView) build() fyne.CanvasObject {
	body := kit.Scroll(kit.MaxWidth(houseWidth, kit.Pad(28, 32, 32, 32, v.faces)))
	return kit.AtLeast(640, 480, belowHead(kit.VStack(0, v.strip, v.banner), body))
}

func (v *supportView) draft() map[string]string  { return nil }
func (v *supportView) restore(map[string]string) {}
func (v *supportView) focus()                    { v.page.Window.Canvas().Focus(v.banner.Button()) }

// says is the banner's line: who looks, and for how long still.
func (v *supportView) says() string {
	return v.page.T("support.banner", "Name", v.spec.Name, "Left", timeLeft(v.page.T, time.UnixMilli(v.book.Ends()).Sub(v.spec.Now())))
}

// timeLeft says a time to come in the unit people would take, rounded up.
func timeLeft(t func(string, ...any) string, left time.Duration) string {
	up := func(unit time.Duration) int { return max(1, int((left+unit-1)/unit)) }
	switch {
	case left > 48*time.Hour:
		return t("support.left.days", "Count", up(24*time.Hour))
	case left > 2*time.Hour:
		return t("support.left.hours", "Count", up(time.Hour))
	}
	return t("support.left.minutes", "Count", up(time.Minute))
}

func (v *supportView) load() {
	v.faces.ShowLoading()
	kit.Load(v.page, v.book.Company, func(c access.Company) {
		v.spec.OnRead(c)
		v.fill(c)
	}, v.fail)
}

func (v *supportView) fail(err error) {
	if isEnded(err) {
		v.spec.OnOver()
		return
	}
	v.faces.ShowFault(kit.Fault("fault", v.page.T("support.fault"), v.page.Explain(err), kit.NewButton(kit.Normal, v.page.T("company.retry"), v.load)))
}

// fill shows the company's page.
func (v *supportView) fill(c access.Company) {
	t := v.page.T
	color := companyColor(c.Color)
	v.strip.SetColor(color)
	place := strings.TrimSpace(c.PostCode + " " + c.City)
	country := optionText(companyCountries(v.spec.Lang, c.Country), c.Country)
	var lines, ways []string
	for _, line := range []string{c.Street, c.Street2, place, country} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	for _, way := range []string{c.Email, c.Phone, c.Website} {
		if way != "" {
			ways = append(ways, way)
		}
	}
	head := kit.HStack(16, kit.CompanyMark(kit.Initials(c.Name), color, 44), kit.VStack(2, kit.Title(c.Name), kit.Muted(t("support.company.text"))), kit.Spacer())
	facts := companyFacts(companyFact{t("support.address"), strings.Join(lines, "\n")}, companyFact{t("support.number"), c.Number},
		companyFact{t("support.vat"), c.VAT}, companyFact{t("support.contact"), strings.Join(ways, "\n")})
	open := kit.NewMessage()
	open.Set(kit.ToneInfo, "", t("support.scope", "Areas", supportAreas(t, v.book.Scope())))
	v.inside.Objects = []fyne.CanvasObject{kit.VStack(24, head, facts, open, kit.Divider(),
		setting(t("support.bundle"), t("support.bundle.text"), nil, v.show), v.message)}
	v.faces.ShowContent()
}

func (v *supportView) showBundle() {
	v.message.Clear()
	var d access.Diagnostics
	kit.Do(v.page, v.show, func(ctx context.Context) (err error) {
		d, err = v.book.Diagnostics(ctx)
		return err
	}, func(err error) {
		switch {
		case isEnded(err):
			v.spec.OnOver()
		case err != nil:
			v.message.Set(kit.ToneError, "", v.page.Explain(err))
		default:
			showDiagnostics(v.page, diagnosticsSpec{Bundle: d.With("program", v.spec.Version), Now: v.spec.Now})
		}
	})
}

// watch sees twice a second whether the access is open still; looks never wait for
// each other. What the file says against one is left to the next.
func (v *supportView) watch() {
	if text := v.says(); text != v.banner.Text() {
		v.banner.SetText(text)
	}
	if v.looking {
		return
	}
	v.looking = true
	v.page.Runner.Go(func() error { return v.book.Watch(v.page.Context()) }, func(err error) {
		v.looking = false
		if !v.page.Closed() && errors.Is(err, access.ErrEnded) {
			v.spec.OnOver()
		}
	})
}

// leave ends the visit before the window closes.
func (v *supportView) leave(proceed func()) {
	v.page.Runner.Go(func() error { return v.book.Close(context.Background()) }, func(error) { proceed() }) // the keys are gone whatever it says
}
