package views

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// reviewBook is the reach of the access review.
type reviewBook interface {
	Users(ctx context.Context) ([]access.User, error)
	Reviews(ctx context.Context) (access.Reviews, error)
	ReviewSheet(ctx context.Context, id string) ([]byte, error)
	ConfirmReview(ctx context.Context, done access.ReviewDone) error
	Remove(ctx context.Context, member string) error
	CancelInvitation(ctx context.Context, id string) error
}

// reviewWords says days and moments as people do; *Words does.
type reviewWords interface {
	overviewWords
	DateTime(t time.Time) string
}

// reviewSpec is what the review is given. Person is who signs it; Color is #RRGGBB.
type reviewSpec struct {
	Company, Color, Person string
	Words                  reviewWords
	Now                    func() time.Time
	OnSigned               func()
	OnClose                func()
}

// reviewWindow is an access review (U12): who has access and what it lets him do,
// and for each a word of an owner, kept as a signed sheet.
type reviewWindow struct {
	page *kit.Page
	book reviewBook
	spec reviewSpec

	users     []access.User // who has access, or may take it
	gone      []reviewGone  // who lost it in this review
	confirmed map[string]bool
	earlier   access.Reviews
	read      bool

	grid   *kit.Grid
	inside *fyne.Container
	says   *kit.Message
	count  *kit.Text
	before *kit.Button
	sign   *kit.Button
	detail *kit.Dialog
}

// reviewGone is somebody who lost his access in this review, as he was.
type reviewGone struct {
	access.User
	At int64 // Unix ms
}

func newReview(p *kit.Page, b reviewBook, s reviewSpec) *reviewWindow {
	r := &reviewWindow{page: p, book: b, spec: s, confirmed: map[string]bool{}, says: kit.NewMessage(), count: kit.Caption(""), inside: kit.VStack(0)}
	r.before = kit.NewButton(kit.Normal, p.T("review.before"), r.showBefore)
	r.sign = kit.NewButton(kit.Main, p.T("review.sign"), r.submit)
	r.sign.Disable()
	r.before.Disable()
	r.grid = r.newGrid()
	r.load()
	return r
}

func (r *reviewWindow) build() fyne.CanvasObject {
	t, color := r.page.T, companyColor(r.spec.Color)
	head := kit.VStack(8, kit.HStack(8, kit.Dot(color), kit.Caption(r.spec.Company).Single()),
		kit.Title(t("review.title")), kit.LeftMax(720, kit.Muted(t("review.text"))))
	foot := kit.Ends(16, r.count, kit.Foot(8, kit.NewButton(kit.Low, t("review.close"), r.close), r.before, r.sign))
	r.inside.Layout, r.inside.Objects = filling(16, r.grid, head, r.says, r.grid, foot)
	return belowHead(kit.Strip(color), kit.Scroll(kit.Pad(24, 32, 24, 32, r.inside)))
}

type reviewRead struct {
	users   []access.User
	earlier access.Reviews
}

func (r *reviewWindow) load() {
	if !r.read {
		r.grid.ShowLoading()
	}
	r.refresh()
}

// refresh reads again who has access: somebody may have come or gone.
func (r *reviewWindow) refresh() {
	kit.Load(r.page, func(ctx context.Context) (out reviewRead, err error) {
		if out.earlier, err = r.book.Reviews(ctx); err != nil {
			return out, err
		}
		all, err := r.book.Users(ctx)
		for _, u := range all {
			if u.State == access.UserActive || u.State == access.UserInvited {
				out.users = append(out.users, u)
			}
		}
		return out, err
	}, r.show, r.fail)
}

func (r *reviewWindow) fail(err error) {
	t := r.page.T
	switch {
	case errors.Is(err, access.ErrForbidden):
		r.read = false
		r.sign.Disable()
		r.grid.ShowFault(kit.Empty("lock", t("review.forbidden"), t("review.forbidden.text")))
	case r.read:
		r.page.Fail(err)
	default:
		r.grid.ShowFault(kit.Fault("fault", t("users.fault"), r.page.Explain(err), kit.NewButton(kit.Normal, t("company.retry"), r.load)))
	}
}

func (r *reviewWindow) show(got reviewRead) {
	first := !r.read
	r.users, r.earlier, r.read = got.users, got.earlier, true
	r.gone = slices.DeleteFunc(r.gone, func(g reviewGone) bool {
		return slices.ContainsFunc(r.users, func(u access.User) bool { return u.ID == g.ID }) // the act did not come through
	})
	if len(r.earlier.Done) > 0 {
		r.before.Enable()
	}
	r.fill()
	if first {
		r.focus()
	}
}

// fill shows the rows and how many wait for a word.
func (r *reviewWindow) fill() {
	r.grid.SetRows(len(r.users) + len(r.gone))
	relaid(r.inside)
	left := r.left()
	r.count.SetText(r.page.T("review.left", "Count", left))
	if left == 0 && r.read {
		r.count.SetText(r.page.T("review.ready"))
		r.sign.Enable()
	} else {
		r.sign.Disable()
	}
}

// left counts those who wait for a word.
func (r *reviewWindow) left() int {
	n := 0
	for _, u := range r.users {
		if !r.confirmed[u.ID] {
			n++
		}
	}
	return n
}

// confirm leaves somebody his access; the keyboard goes on to the next who waits.
func (r *reviewWindow) confirm(i int) {
	r.confirmed[r.users[i].ID] = !r.confirmed[r.users[i].ID]
	r.fill()
}

// revoke takes the access after a question, at once.
func (r *reviewWindow) revoke(u access.User) {
	t, name := r.page.T, personName(u.Person)
	kit.Confirm(r.page.Window, kit.ConfirmSpec{Company: r.spec.Company, CompanyColor: companyColor(r.spec.Color),
		Title: t("users.remove.title", "Name", name), Text: t("users.remove.text"), Verb: t("users.remove.verb", "Name", name), Cancel: t("files.cancel"), Danger: true,
		OnDone: func(ok bool) {
			if !ok {
				return
			}
			act := r.book.Remove
			if u.Waiting() {
				act = r.book.CancelInvitation
			}
			kit.Do(r.page, nil, func(ctx context.Context) error { return act(ctx, u.ID) }, func(err error) {
				if err != nil {
					r.page.Fail(err)
				} else {
					r.gone = append(r.gone, reviewGone{u, r.spec.Now().UnixMilli()})
					delete(r.confirmed, u.ID)
					r.users = slices.DeleteFunc(r.users, func(one access.User) bool { return one.ID == u.ID })
					r.fill()
				}
				r.refresh()
			})
		}})
}

func (r *reviewWindow) focus() {
	if r.read {
		r.grid.FocusRows(r.page.Window)
	}
}

func (r *reviewWindow) keys(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		r.close()
		return true
	}
	return false
}
