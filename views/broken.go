package views

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/views/kit"
)

// brokenBook is what the copies of a file are asked (B1, B2).
type brokenBook interface {
	Backups() ([]app.Backup, error)
	Replace(ctx context.Context, path string) (aside string, err error)
	FromOffSite(ctx context.Context, path, kit string) (app.Backup, error)
}

// brokenSpec is what the copies are shown with. FileName is that of the file they
// would take the place of, Why the sentence on what is wrong with it, "" for
// nothing. Words says a moment. Put hears that a copy took its place and where
// the older file lies, "" when there was none.
type brokenSpec struct {
	FileName, Why string
	Words         func(time.Time) string
	Now           func() time.Time
	OnBack        func()
	OnPut         func(made time.Time, aside string)
}

// brokenView lists the copies of a file that cannot be opened, is gone, or is
// older than it should be, and puts one of them in its place.
type brokenView struct {
	page    *kit.Page
	book    brokenBook
	spec    brokenSpec
	faces   *kit.Faces
	list    *fyne.Container
	message *kit.Message
	back    *kit.Button
	offsite *kit.Button
	body    *fyne.Container
	scroll  *kit.Scroller
	busy    bool
}

func newBroken(p *kit.Page, book brokenBook, spec brokenSpec) *brokenView {
	b := &brokenView{page: p, book: book, spec: spec, list: kit.VStack(0), message: kit.NewMessage()}
	b.faces = kit.NewFaces(p.Runner, b.list)
	b.back = kit.NewButton(kit.Normal, p.T("code.back"), b.leaveBack)
	b.offsite = kit.NewButton(kit.Normal, p.T("broken.offsite"), b.askOffSite).SetIcon("folder")
	b.load()
	return b
}

// load reads the folder of the copies.
func (b *brokenView) load() {
	b.faces.ShowLoading()
	kit.Load(b.page, func(context.Context) ([]app.Backup, error) { return b.book.Backups() }, b.show, func(err error) {
		p := b.page
		b.faces.ShowFault(kit.Fault("backup", p.T("broken.unread"), p.Explain(err),
			kit.NewButton(kit.Normal, p.T("broken.again"), b.load)))
		b.relayout()
	})
}

func (b *brokenView) show(copies []app.Backup) {
	p := b.page
	if len(copies) == 0 {
		b.faces.ShowEmpty(kit.Empty("backup", p.T("broken.empty"), p.T("broken.empty.text")))
		b.relayout()
		return
	}
	b.list.Objects = nil
	for i, c := range copies {
		if i > 0 {
			b.list.Add(kit.Divider())
		}
		b.list.Add(b.row(c))
	}
	b.faces.ShowContent()
	b.relayout()
}

// row is a copy with its age, its size and the way to bring it back.
func (b *brokenView) row(c app.Backup) fyne.CanvasObject {
	p := b.page
	var put *kit.Button
	put = kit.NewButton(kit.Normal, p.T("broken.put"), func() { b.ask(c, put) })
	facts := p.T("broken.facts", "Age", copyAge(p, b.spec.Now().Sub(c.Made)), "Size", copySize(p, c.Size))
	words := kit.VStack(0, kit.Label(b.spec.Words(c.Made)), kit.Caption(facts))
	return kit.Pad(12, 16, 12, 16, kit.HStack(12, kit.NewGlyph("backup", kit.ColorMuted, 20), words, kit.Spacer(), put))
}

func (b *brokenView) build() fyne.CanvasObject {
	p := b.page
	head := kit.VStack(4, kit.Title(p.T("broken.title")), kit.Muted(p.T("broken.text", "Name", b.spec.FileName)))
	body := kit.VStack(24, head)
	if b.spec.Why != "" {
		why := kit.NewMessage()
		why.Set(kit.ToneWarning, "", b.spec.Why)
		body.Add(why)
	}
	body.Add(kit.VStack(12, kit.Card(b.faces, 0), kit.Muted(p.T("broken.aside", "Name", b.spec.FileName))))
	b.scroll = kit.Scroll(kit.Pad(40, 40, 24, 40, kit.MaxWidth(kit.FormWidth, body)))
	foot := kit.VStack(0, kit.Divider(), kit.Pad(16, 40, 16, 40, kit.MaxWidth(kit.FormWidth,
		kit.VStack(12, b.message, kit.Foot(8, b.back, kit.Spacer(), b.offsite)))))
	b.body = aboveFoot(b.scroll, foot)
	return b.body
}

// relayout gives everything its place again after something came or went.
func (b *brokenView) relayout() {
	if b.body == nil {
		return
	}
	for range 2 { // its texts learn their width in the first round
		b.scroll.Refresh()
		b.body.Refresh()
	}
}

// tell says what went wrong, above the buttons.
func (b *brokenView) tell(tone kit.Tone, text string) {
	if text == "" {
		b.message.Clear()
	} else {
		b.message.Set(tone, "", text)
	}
	b.relayout()
}

// ask says what will happen before it does.
func (b *brokenView) ask(c app.Backup, put *kit.Button) {
	p := b.page
	if b.busy {
		return
	}
	kit.Confirm(p.Window, kit.ConfirmSpec{
		Title: p.T("broken.put.title", "Date", b.spec.Words(c.Made)), Text: p.T("broken.put.text", "Name", b.spec.FileName),
		Verb: p.T("broken.put.verb"), Cancel: p.T("signin.cancel"),
		OnDone: func(ok bool) {
			if ok {
				b.put(c, put)
			}
		},
	})
}

// put brings a copy back; the broken file is put aside.
func (b *brokenView) put(c app.Backup, button *kit.Button) {
	b.tell(kit.ToneInfo, "")
	b.work(true)
	var aside string
	kit.Do(b.page, button, func(ctx context.Context) (err error) {
		aside, err = b.book.Replace(ctx, c.Path)
		return err
	}, func(err error) {
		b.work(false)
		if err != nil {
			b.tell(kit.ToneError, b.page.Explain(err))
			return
		}
		b.spec.OnPut(c.Made, aside)
	})
}

func (b *brokenView) work(on bool) {
	b.busy = on
	setEnabled(b.back, !on)
	setEnabled(b.offsite, !on)
}

func (b *brokenView) leaveBack() {
	if !b.busy {
		b.spec.OnBack()
	}
}

func (b *brokenView) draft() map[string]string  { return nil }
func (b *brokenView) restore(map[string]string) {}

// focus is on what does nothing: a copy is put back by a deliberate hand.
func (b *brokenView) focus() {
	b.page.Window.Canvas().Focus(b.back)
	b.scroll.Top()
}

// keys goes back by Escape.
func (b *brokenView) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	b.leaveBack()
	return true
}

// leave keeps the window until a copy being put back is there.
func (b *brokenView) leave(proceed func()) { b.page.WhenIdle(proceed) }

// copyAge says how long ago a copy was made, in the unit people would take.
func copyAge(p *kit.Page, age time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case age < 0:
		return p.T("broken.age.future")
	case age < time.Hour:
		return p.T("broken.age.minutes", "Count", int(age/time.Minute))
	case age < 2*day:
		return p.T("broken.age.hours", "Count", int(age/time.Hour))
	}
	return p.T("broken.age.days", "Count", int(age/day))
}

// copySize says a size in kilobytes or megabytes, rounded up.
func copySize(p *kit.Page, size int64) string {
	const kilo, mega = 1000, 1000 * 1000
	if size < mega {
		return p.T("broken.size.kilo", "Size", (size+kilo-1)/kilo)
	}
	return p.T("broken.size.mega", "Size", (size+mega-1)/mega)
}
