package kit

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Windows knows the open windows by a key of the caller's, so that asking for one twice shows the first. A window that
// closes, however it does, ends its page.
type Windows struct {
	pages map[string]*Page
	order []string
}

// NewWindows returns a register of no window.
func NewWindows() *Windows { return &Windows{pages: map[string]*Page{}} }

// Open shows the page registered under key, in front; if there is none it builds, registers and shows it. It takes the
// window's SetOnClosed for itself; what a view has to do then belongs in Page.OnClose.
func (w *Windows) Open(key string, build func() *Page) *Page {
	if p, ok := w.pages[key]; ok {
		p.Window.RequestFocus()
		return p
	}
	p := build()
	w.pages[key] = p
	w.order = append(w.order, key)
	p.Window.SetOnClosed(func() { w.closed(key, p) })
	p.Window.Show()
	return p
}

// Page returns the page under key, nil when it is not open.
func (w *Windows) Page(key string) *Page { return w.pages[key] }

// Keys lists the open windows in the order they were opened.
func (w *Windows) Keys() []string { return slices.Clone(w.order) }

// Close closes the window under key, if it is open.
func (w *Windows) Close(key string) {
	if p := w.pages[key]; p != nil {
		p.Window.Close()
	}
}

// CloseAll closes every window except those named, the youngest first.
func (w *Windows) CloseAll(except ...string) {
	for _, key := range slices.Backward(w.Keys()) {
		if !slices.Contains(except, key) {
			w.Close(key)
		}
	}
}

// Window returns the window under key, nil when it is not open.
func (w *Windows) Window(key string) fyne.Window {
	if p := w.pages[key]; p != nil {
		return p.Window
	}
	return nil
}

func (w *Windows) closed(key string, p *Page) {
	if w.pages[key] == p {
		delete(w.pages, key)
		w.order = slices.DeleteFunc(w.order, func(k string) bool { return k == key })
	}
	p.Close()
}
