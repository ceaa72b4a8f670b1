package views

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// usersBook is the reach of the list of users, beside the switch of mandatory 2FA.
type usersBook interface {
	factorBook
	Users(ctx context.Context) ([]access.User, error)
	Templates(ctx context.Context) ([]access.Template, error)
	usersActs
}

// usersActs are what the list does itself, after a question.
type usersActs interface {
	Disable(ctx context.Context, member string) error
	Enable(ctx context.Context, member string) error
	Remove(ctx context.Context, member string) error
	CancelInvitation(ctx context.Context, id string) error
}

// usersSpec is what the list is given. Color is #RRGGBB; Now also tells the zone in
// which times are shown; Standing is what the person may do.
type usersSpec struct {
	Company, Color string
	Words          overviewWords
	Now            func() time.Time
	Standing       access.Standing
	Ways           usersWays
	OnEnrol        func() // one's own second factor comes first
}

// usersWays lead from the list to other windows; one that is nil is not offered.
type usersWays struct {
	OnInvite, OnReview             func()
	OnEdit, OnCompare, OnExplain   func(access.User)
	OnViewAs                       func(access.User)
	OnResend                       func(access.User)
	OnResetPassword, OnResetFactor func(access.User)
	OnCancelReset                  func(u access.User, factor bool)
	OnShare, OnTransfer, OnDemote  func(access.User)
}

// usersPage is who may enter the company (U1): members and those invited, with what
// needs a hand in colour, and the way to everything that can be done about them.
type usersPage struct {
	page *kit.Page
	book usersBook
	spec usersSpec

	all    []userRow
	shown  []*userRow
	read   bool
	invite *kit.Button
	must   *requireFactor
	says   *kit.Message
	search *kit.Search
	chips  *kit.Chips
	grid   *kit.Grid
	inside *fyne.Container
	tools  *fyne.Container // switch and buttons
	bar    *fyne.Container // filters and search
	count  *kit.Text
	secure *kit.Text
	tally  *fyne.Container
	detail *kit.Dialog // of one person, nil while none is open
}

func newUsers(p *kit.Page, b usersBook, s usersSpec) *usersPage {
	u := &usersPage{page: p, book: b, spec: s, says: kit.NewMessage(), count: kit.Caption(""), secure: kit.Caption(""), inside: kit.VStack(0)}
	t := p.T
	u.invite = kit.NewButton(kit.Main, t("users.invite"), s.Ways.OnInvite).SetIcon("invite")
	u.must = newRequireFactor(p, b, "", "", requireSpec{Company: func() (string, string) { return s.Company, s.Color }, Tell: u.tell, OnEnrol: s.OnEnrol,
		OnTurned: func(on bool) {
			word := t("users.enforced.off")
			if on {
				word = t("users.enforced.on")
			}
			p.Toasts.Show(kit.ToneSuccess, word, "", nil)
		}})
	u.search = kit.NewSearch(t("users.search"), func(string) { u.filter() })
	u.chips = kit.NewChips([]kit.Chip{{Key: userAll, Text: t("users.chip.all"), Count: -1}}, func(string) { u.filter() })
	u.grid = u.newGrid()
	u.search.OnDown = func() { u.grid.FocusRows(p.Window) }
	u.frame()
	u.load()
	return u
}

// may tells whether the person may do something; with another's view taken nothing
// is written.
func (u *usersPage) may(right string) bool {
	return u.spec.Standing.As == "" && u.spec.Standing.May(right)
}

// owns tells whether he is an owner, and acts as one.
func (u *usersPage) owns() bool { return u.spec.Standing.As == "" && u.spec.Standing.Owner }

// frame makes what stands around the list: what the person may use.
func (u *usersPage) frame() {
	tools := kit.Foot(20)
	if u.owns() {
		tools.Add(u.must.labelled(u.page.T("users.enforce")))
	}
	if u.owns() && u.spec.Ways.OnReview != nil {
		tools.Add(kit.NewButton(kit.Normal, u.page.T("users.review"), u.spec.Ways.OnReview))
	}
	if u.may(keys.RightInvite) && u.spec.Ways.OnInvite != nil {
		tools.Add(u.invite)
	}
	u.tools = tools
	u.bar = kit.Ends(16, u.chips, kit.Fixed(208, 0, u.search))
	u.tally = kit.HStack(16, u.count, kit.HStack(6, kit.NewGlyph("shield-check", kit.ColorMuted, 14), u.secure), kit.Spacer())
	u.reveal(false)
}

// reveal shows what stands around the list, or hides it while there is none.
func (u *usersPage) reveal(on bool) {
	for _, o := range []*fyne.Container{u.tools, u.bar, u.tally} {
		o.Hidden = !on
		o.Refresh()
	}
}

func (u *usersPage) build() fyne.CanvasObject {
	u.inside.Layout, u.inside.Objects = filling(16, u.grid,
		kit.Ends(16, kit.Title(u.page.T("users.title")), u.tools), u.says, u.bar, u.grid, u.tally)
	return u.inside
}

// usersRead is what the list shows, as it was read.
type usersRead struct {
	rows     []userRow
	security access.Security
}

// load reads the list and shows grey rows meanwhile.
func (u *usersPage) load() {
	u.grid.ShowLoading()
	u.refresh()
}

// refresh reads the list again and leaves what is shown until it is there: another
// program may have changed it. Of a page that is gone it does nothing.
func (u *usersPage) refresh() {
	if !u.page.Closed() {
		kit.Load(u.page, u.fetch, u.show, u.fail)
	}
}

func (u *usersPage) fetch(ctx context.Context) (r usersRead, err error) {
	users, err := u.book.Users(ctx)
	if err != nil {
		return r, err
	}
	templates, err := u.book.Templates(ctx)
	if err != nil {
		return r, err
	}
	r.security, err = u.book.Security(ctx)
	r.rows = userRows(u.page.T, users, templates)
	return r, err
}

func (u *usersPage) show(r usersRead) {
	first := !u.read
	u.all, u.read = r.rows, true
	u.must.set(r.security, u.active())
	u.reveal(true)
	u.counts()
	u.filter()
	if first {
		u.focus()
	}
}

// active are the members who may enter: nobody else counts.
func (u *usersPage) active() []access.Person {
	var out []access.Person
	for i := range u.all {
		if u.all[i].user.State == access.UserActive {
			out = append(out, u.all[i].user.Person)
		}
	}
	return out
}

// fail tells why there is no list; one that is shown already stays, except where
// the right to see it is gone.
func (u *usersPage) fail(err error) {
	t := u.page.T
	switch {
	case errors.Is(err, access.ErrForbidden):
		u.all, u.shown, u.read = nil, nil, false
		u.reveal(false)
		u.grid.ShowFault(kit.Empty("lock", t("users.forbidden"), t("users.forbidden.text")))
	case u.read:
		u.page.Fail(err)
	default:
		u.grid.ShowFault(kit.Fault("fault", t("users.fault"), u.page.Explain(err), kit.NewButton(kit.Normal, t("company.retry"), u.load)))
	}
}

// tell says what went wrong with the switch, nothing for nil.
func (u *usersPage) tell(err error) {
	u.says.Clear()
	if err != nil {
		u.says.Set(kit.ToneError, "", u.page.Explain(err))
	}
}

// The draft is what is looked for.
const (
	draftSearch = "search"
	draftFilter = "filter"
	draftSort   = "sort"
	draftDown   = "down"
)

func (u *usersPage) draft() map[string]string {
	d := map[string]string{}
	put := func(key, value string) {
		if value != "" {
			d[key] = value
		}
	}
	put(draftSearch, u.search.Text)
	if u.chips.Key() != userAll {
		put(draftFilter, u.chips.Key())
	}
	by, down := u.grid.SortedBy()
	put(draftSort, by)
	if down {
		put(draftDown, "1")
	}
	return d
}

func (u *usersPage) restore(d map[string]string) {
	u.grid.Sort(d[draftSort], d[draftDown] != "")
	if key := d[draftFilter]; key != "" && !u.read {
		u.chips.Set(u.chipList(map[string]int{key: 1})) // the counts follow with the list
		u.chips.SetKey(key)
	} else if key != "" {
		u.chips.SetKey(key)
	}
	u.search.SetText(d[draftSearch])
	if u.read {
		u.filter()
	}
}

func (u *usersPage) focus() {
	if u.read && u.detail == nil {
		u.page.Window.Canvas().Focus(u.search)
	}
}
