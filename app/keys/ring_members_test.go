package keys

import (
	"testing"
)

// A ring keeps the newest fifty alerts, each once, and eight former pairs of keys;
// one that holds more, or an alert of another kind, is refused.
func TestWhatARingKeepsOfMembers(t *testing.T) {
	t.Parallel()
	m := &Membership{}
	for n := range 2 * maxAlerts {
		a := Alert{ID: ID{byte(n)}, Time: int64(n), Kind: AlertKnown}
		m.Alert(a)
		m.Alert(a)
	}
	if len(m.Alerts) != maxAlerts || m.Alerts[0].Time != maxAlerts || m.Alerts[maxAlerts-1].Time != 2*maxAlerts-1 {
		t.Fatalf("%d alerts, the first of %d", len(m.Alerts), m.Alerts[0].Time)
	}
	r := aFullRing()
	first := r.Identity
	for n := range byte(maxFormer + 1) {
		r.Retire()
		r.Identity = anIdentity(0x40 + n)
	}
	if len(r.Former) != maxFormer || !spent(first.Signing) || spent(r.Former[0].Signing) {
		t.Fatalf("%d former keys, the oldest wiped: %v", len(r.Former), spent(first.Signing))
	}
	r.Companies[0].Alerts = m.Alerts
	rk := &RingKey{secret: run(0x01, 32)}
	must(rk.SealRing(nonce(0x70), r, 2))(t)
	for name, spoil := range map[string]func(*Ring){
		"alerts":   func(r *Ring) { r.Companies[0].Alerts = append(m.Alerts[:maxAlerts:maxAlerts], m.Alerts[0]) },
		"kind":     func(r *Ring) { r.Companies[0].Alerts = []Alert{{Kind: AlertKnown + 1}} },
		"former":   func(r *Ring) { r.Former = append(r.Former[:maxFormer:maxFormer], anIdentity(0x60)) },
		"no keys":  func(r *Ring) { r.Former = []Identity{{}} },
		"no alert": func(r *Ring) { r.Companies[0].Alerts = []Alert{{}} },
	} {
		bad := *r
		bad.Companies = append([]Membership(nil), r.Companies...)
		spoil(&bad)
		if _, err := rk.SealRing(nonce(0x70), &bad, 2); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	r.Wipe()
	if !spent(r.Former[0].Encryption) {
		t.Error("former keys were not wiped")
	}
}
