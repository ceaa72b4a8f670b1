package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestSteps(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewSteps([]string{"L'entreprise", "Vous", "Deuxième facteur"})
	for _, c := range []struct {
		current int
		done    []bool
		want    []StepState
	}{
		{0, nil, []StepState{StepNow, StepAhead, StepAhead}},
		{1, []bool{true}, []StepState{StepDone, StepNow, StepAhead}},
		{0, []bool{true, true}, []StepState{StepNow, StepDone, StepAhead}},
		{9, []bool{true, true, true, true}, []StepState{StepDone, StepDone, StepDone}},
	} {
		s.Set(c.current, c.done)
		for i, want := range c.want {
			if s.marks[i].state != want {
				t.Errorf("step %d of %v %v is %v, want %v", i, c.current, c.done, s.marks[i].state, want)
			}
		}
	}
	s.Set(1, []bool{true})
	s.Resize(fyne.NewSize(220, s.MinSize().Height))
	test.AssertObjectRendersToMarkup(t, "steps/second.xml", s)
}
