package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// houseEntry is a page of the main window: its key, how the navigation shows it,
// and what makes it. Group is the caption over it and those that follow with the
// same one; Path are the folders it lies in, the outermost first. Somebody who may
// not use a page has no entry for it.
type houseEntry struct {
	Key, Icon, Text string
	Group           string
	Path            []houseFolder
	Make            func(*kit.Page) view
	Open            func() // where the entry leads to a window of its own
}

// houseFolder is what entries lie in. The icon shows for the outermost alone.
type houseFolder struct{ Icon, Text string }

// The keys of the pages.
const (
	pageOverview = "overview"
	pageUsers    = "users"
	pageJournal  = "journal"
)

// overviewEntry is the state of the door, which everybody has.
func overviewEntry(p *kit.Page, show func(*kit.Page) view) houseEntry {
	return houseEntry{Key: pageOverview, Icon: "overview", Text: p.T("overview.name"), Make: show}
}

// usersEntry is the management of users, where the source has it: below
// Configurations, Admin and billing.
func usersEntry(p *kit.Page, show func(*kit.Page) view) houseEntry {
	return houseEntry{
		Key: pageUsers, Icon: "users", Text: p.T("house.users"), Group: p.T("house.manage"), Make: show,
		Path: []houseFolder{{"settings", p.T("house.settings")}, {"admin", p.T("house.admin")}},
	}
}

// journalEntry leads to the journal, beside the users.
func journalEntry(p *kit.Page, open func()) houseEntry {
	e := usersEntry(p, nil)
	e.Key, e.Icon, e.Text, e.Open = pageJournal, "journal", p.T("journal.title"), open
	return e
}

// path is what the header shows.
func (e houseEntry) path() []string {
	var parts []string
	for _, f := range e.Path {
		parts = append(parts, f.Text)
	}
	return append(parts, e.Text)
}

// entry is the one with that key, the first one where there is none.
func (h *houseWindow) entry(key string) houseEntry {
	for _, e := range h.spec.Entries {
		if e.Key == key {
			return e
		}
	}
	return h.spec.Entries[0]
}

// navigation is the column's entries, with a caption where a group begins.
func (h *houseWindow) navigation(entries []houseEntry) []fyne.CanvasObject {
	var objs []fyne.CanvasObject
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].Group == entries[0].Group {
			n++
		}
		if entries[0].Group != "" {
			objs = append(objs, kit.NavGroup(entries[0].Group))
		}
		objs = append(objs, h.folder(entries[:n], 0)...)
		entries = entries[n:]
	}
	return objs
}

// folder is the entries of one folder at a level; those that lie deeper, one after
// the other, stand below their own.
func (h *houseWindow) folder(entries []houseEntry, level int) []fyne.CanvasObject {
	var objs []fyne.CanvasObject
	for len(entries) > 0 {
		e, n := entries[0], 1
		if len(e.Path) <= level {
			objs = append(objs, h.item(e, level))
			entries = entries[1:]
			continue
		}
		for n < len(entries) && len(entries[n].Path) > level && entries[n].Path[level] == e.Path[level] {
			n++
		}
		f := e.Path[level]
		objs = append(objs, kit.NewNavFold(f.Icon, f.Text, level, h.folder(entries[:n], level+1)...))
		entries = entries[n:]
	}
	return objs
}

func (h *houseWindow) item(e houseEntry, level int) *kit.Nav {
	item := kit.NavItem(e.Icon, e.Text, "", func() { h.choose(e.Key) }).Deep(level)
	item.SetSelected(e.Key == h.chosen)
	h.items[e.Key] = item
	return item
}
