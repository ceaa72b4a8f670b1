package keys

import "slices"

// EventKind says what happened to an account.
type EventKind uint8

// The kinds of events; the numbers are frozen.
const (
	EventPassword EventKind = 1 // password changed
	EventEnrolled EventKind = 2 // second factor enrolled
	EventReplaced EventKind = 3 // second factor replaced
	EventOff      EventKind = 4 // second factor switched off
	EventCodes    EventKind = 5 // recovery codes renewed
	EventCode     EventKind = 6 // recovery code used
	EventKitUsed  EventKind = 7 // recovery kit used
	EventKitMade  EventKind = 8 // recovery kit renewed
	EventReport   EventKind = 9 // a report that no program of his wrote stood in the way of his own
)

// maxEvents is how many are kept.
const maxEvents = 50

// Event is one change of what guards the account, told at the next sign-in. Time
// in Unix ms.
type Event struct {
	Time int64     `cbor:"1,keyasint"`
	Kind EventKind `cbor:"2,keyasint"`
}

// Note writes down what happened and keeps the newest fifty.
func (r *Ring) Note(time int64, kind EventKind) {
	r.Events = append(slices.Clip(r.Events), Event{Time: time, Kind: kind})
	r.Events = r.Events[max(0, len(r.Events)-maxEvents):]
}

func checkEvents(events []Event) error {
	unknown := func(e Event) bool { return e.Kind < EventPassword || e.Kind > EventReport }
	if len(events) > maxEvents || slices.ContainsFunc(events, unknown) {
		return ErrFormat
	}
	return nil
}
