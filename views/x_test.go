package views
import ("testing";"fyne.io/fyne/v2";"trousseau/views/kit";"trousseau/app/access")
func TestX(t *testing.T){
 e := newEnrolTest(t, testScreen{"fr", kit.ModeLight, 2, 800, 596}, true)
 e.book.answers = []error{&access.WrongError{Code:true}}
 typeText(t, e.page.Window, "123456")
 t.Log(e.view.scroll.Offset())
 pressKey(e.page.Window, fyne.KeyReturn)
 at := fyne.CurrentApp().Driver().AbsolutePositionForObject
 m := e.view.steps.message
 t.Log(e.view.scroll.Offset(), at(m), m.Size(), at(e.view.scroll), e.view.scroll.Size(), at(e.view.steps.boxes))
}
