package views

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// fakeReview keeps users and what was signed.
type fakeReview struct {
	*fakeUsers
	earlier access.Reviews
	signed  []access.ReviewDone
	refuses error
	unread  error
}

func (f *fakeReview) Reviews(context.Context) (access.Reviews, error) { return f.earlier, f.unread }

func (f *fakeReview) ReviewSheet(_ context.Context, id string) ([]byte, error) {
	return []byte("sheet " + id), nil
}

func (f *fakeReview) ConfirmReview(_ context.Context, done access.ReviewDone) error {
	if f.refuses == nil {
		f.signed = append(f.signed, done)
	}
	return f.refuses
}

func (f *fakeReview) Remove(ctx context.Context, id string) error {
	for i, u := range f.users {
		if u.ID == id {
			f.users = append(append([]access.User{}, f.users[:i]...), f.users[i+1:]...)
			break
		}
	}
	return f.fakeUsers.Remove(ctx, id)
}

func reviewOf() *fakeReview {
	return &fakeReview{fakeUsers: usersOf(), earlier: access.Reviews{Due: companyNow().AddDate(0, 6, 0).UnixMilli(),
		Done: []access.Review{{ID: "r1", Date: "2026-05-20", By: "mb", People: 7, Revoked: 1}}}}
}

func showReviewWindow(t testing.TB, p *kit.Page, lang string, f *fakeReview) (r *reviewWindow, signed, closed *int) {
	t.Helper()
	signed, closed = new(int), new(int)
	r = newReview(p, f, reviewSpec{Company: testCompany().Name, Color: testCompany().Color, Person: "Margaux Bedrijf", Words: usersWords(t, lang), Now: companyNow,
		OnSigned: func() { *signed++ }, OnClose: func() { *closed++ }})
	showView(p, r)
	return r, signed, closed
}

// decideAll gives everybody who waits a word by keys alone.
func (r *reviewWindow) decideAll(w fyne.Window) {
	r.grid.FocusRows(w)
	pressKey(w, fyne.KeyHome)
	for range r.users {
		pressKey(w, fyne.KeyRight) // the tick
		pressKey(w, fyne.KeyReturn)
		pressKey(w, fyne.KeyLeft)
		pressKey(w, fyne.KeyDown)
	}
}

// Nothing is signed before everybody has a word; who lost his access stands on the
// sheet, and the sheet is a PDF.
func TestReviewIsDecidedAndSigned(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := reviewOf()
	r, signed, _ := showReviewWindow(t, p, "fr", f)
	wantText(t, p.Window, "8 personnes attendent votre décision")
	wantNoHoles(t, p.Window)
	r.submit()
	if !r.sign.Disabled() || len(f.signed) > 0 {
		t.Fatal("it is signed without a word")
	}
	r.revoke(r.users[1])
	tapText(t, p, "Supprimer Joris\u00a0Bedrijf")
	wantText(t, p.Window, "Retiré")
	if strings.Join(f.done, " ") != "remove jb" || len(r.users) != 7 || len(r.gone) != 1 {
		t.Fatalf("%v, %d and %d", f.done, len(r.users), len(r.gone))
	}
	r.decideAll(p.Window)
	if r.left() != 0 || r.sign.Disabled() {
		t.Fatalf("%d wait", r.left())
	}
	draft := r.draft()
	tapText(t, p, "Signer le contrôle")
	if len(f.signed) != 1 || *signed != 1 {
		t.Fatalf("signed %d", len(f.signed))
	}
	done := f.signed[0]
	if !bytes.HasPrefix(done.Sheet, []byte("%PDF")) || strings.Join(done.Kept, " ") != "mb el nd zv bc sm tp" || done.Revoked != 1 {
		t.Errorf("%d bytes, %v, %d", len(done.Sheet), done.Kept, done.Revoked)
	}
	if len(r.draft()) != 0 {
		t.Error("what is signed still counts as typed")
	}
	again, _, _ := showReviewWindow(t, p, "fr", f)
	again.restore(draft)
	if again.left() != 0 || len(again.gone) != 1 || again.gone[0].Email != "joris@bedrijf-zonen.be" {
		t.Errorf("%d wait, gone %v", again.left(), again.gone)
	}
}

// Somebody who came meanwhile is looked at first.
func TestReviewOfAChangedList(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := reviewOf()
	r, _, _ := showReviewWindow(t, p, "fr", f)
	r.decideAll(p.Window)
	f.refuses = access.ErrChanged
	one := f.users[1]
	one.ID, one.Email = "xx", "xx@bedrijf-zonen.be"
	f.users = append(f.users, one)
	tapText(t, p, "Signer le contrôle")
	wantText(t, p.Window, "1 personne attend votre décision")
	if r.sign.Disabled() == false || !strings.Contains(r.says.Text(), "Entre-temps") {
		t.Errorf("%q", r.says.Text())
	}
}

// A row in plain words, an earlier sheet to save, and a question before words are lost.
func TestReviewDetailsAndEarlier(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := reviewOf()
	r, _, closed := showReviewWindow(t, p, "en", f)
	r.open(0)
	if strings.Contains(shownTexts(p.Window), "Take access away\n") && find(p.Window, "Take access away") != nil {
		t.Error("one's own access can be taken")
	}
	tapText(t, p, "Confirm")
	r.close()
	wantText(t, p.Window, "Leave the review?")
	tapText(t, p, "Leave")
	if *closed != 1 {
		t.Error("it stays")
	}
	r.showBefore()
	wantText(t, p.Window, "20 May 2026, Margaux\u00a0Bedrijf: 7 people, 1 access taken away")
	path := filepath.Join(t.TempDir(), "review.pdf")
	content, err := f.ReviewSheet(t.Context(), "r1")
	if err == nil {
		err = filesWrite(path, content)
	}
	if got, rerr := os.ReadFile(path); err != nil || rerr != nil || string(got) != "sheet r1" {
		t.Errorf("%v %v %q", err, rerr, got)
	}
}

func TestReviewFaces(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := reviewOf()
	f.unread = errors.New("busy")
	showReviewWindow(t, p, "fr", f)
	wantText(t, p.Window, "fault: busy")
	f.unread = nil
	tapText(t, p, "Réessayer")
	wantText(t, p.Window, "Élise\u00a0Lefèvre")
	f.unread = access.ErrForbidden
	r, _, _ := showReviewWindow(t, p, "fr", f)
	wantText(t, p.Window, "Ce contrôle revient à un propriétaire")
	if !r.sign.Disabled() {
		t.Error("it can be signed")
	}
}

func TestReviewFitsEveryScreen(t *testing.T) {
	screens := sheetScreens(1120, 760)
	screens["light-de"] = testScreen{"de", kit.ModeLight, 1, 1120, 760}
	screens["small-nl"] = testScreen{"nl", kit.ModeDark, 1, 1024, 680}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPageOn(t, s)
			r, _, _ := showReviewWindow(t, p, s.Lang, reviewOf())
			r.confirm(0)
			r.gone = append(r.gone, reviewGone{User: testUsers()[5], At: companyNow().UnixMilli()})
			r.fill()
			settlePage(p)
			wantNoHoles(t, p.Window)
			wantInside(t, p.Window)
			shootPage(t, p, "17-review-"+name)
			r.open(2)
			wantInside(t, p.Window)
			shootPage(t, p, "17-review-detail-"+name)
			pressKey(p.Window, fyne.KeyEscape)
			r.showBefore()
			wantInside(t, p.Window)
			shootPage(t, p, "17-review-before-"+name)
		})
	}
}
