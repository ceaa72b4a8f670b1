package keys

import (
	"testing"
)

// room is a crew whose domain keys are really wrapped, as a file would hold them.
type room struct {
	*crew
	keys  map[Domain]*DomainKey
	older map[Domain][][]byte // sealed under the epoch behind it
	wraps map[Domain]map[ID][]byte
}

func aRoom(t testing.TB) *room {
	r := &room{crew: aCrew(t), keys: map[Domain]*DomainKey{}, older: map[Domain][][]byte{}}
	random := stream(1) // the founding's
	for _, d := range Domains() {
		r.keys[d] = must(NewDomainKey(random, aCompany, d, 1))(t)
	}
	r.wrap()
	return r
}

// wrap wraps every domain key for those who shall have it, and for nobody else.
func (r *room) wrap() {
	r.wraps = map[Domain]map[ID][]byte{}
	for d, k := range r.keys {
		r.wraps[d] = map[ID][]byte{}
		for _, to := range r.s.Recipients(d, r.now) {
			r.wraps[d][KeyID(to.Key)] = must(k.WrapFor(to.Key))(r.t)
		}
	}
}

// turn rotates what is due, in an owner's name, and nothing else.
func (r *room) turn(seed byte) {
	r.t.Helper()
	random := stream(seed | 0x80)
	var facts []EpochFact
	next := map[Domain]*DomainKey{}
	for _, d := range r.s.Due(r.now) {
		newest, _ := r.s.Epoch(d)
		next[d] = must(NewDomainKey(random, aCompany, d, newest.Epoch+1))(r.t)
		facts = append(facts, must(next[d].Fact())(r.t))
	}
	r.say(SignRotate(&r.owner, r.s, aMember, r.now, facts))
	for d, k := range next {
		r.older[d] = append(r.older[d], must(k.SealOlder(random, r.keys[d]))(r.t))
		r.keys[d] = k
	}
	r.wrap()
	r.wantDue("after a rotation")
}

// opens counts the newest epochs that somebody opens with everything in the file.
func (r *room) opens(i *Identity) (n int) {
	own := KeyID(must(i.EncryptionKey())(r.t))
	for _, d := range Domains() {
		fact, _ := r.s.Epoch(d)
		for id, wrap := range r.wraps[d] {
			if _, err := i.OpenWrap(aCompany, fact, wrap); err == nil {
				if id != own {
					r.t.Error("a wrap for another opens")
				}
				n++
			}
		}
	}
	return n
}

// TestNobodyGoneOpensTheNewEpoch: whoever lost a domain in any way opens no wrap
// of its epochs behind the rotation, neither with his own key nor with a code that
// he made, and those who stay open everything.
func TestNobodyGoneOpensTheNewEpoch(t *testing.T) {
	t.Parallel()
	for what, x := range map[string]struct {
		lose func(r *room) Identity
		left int
	}{
		"removed":  {func(r *room) Identity { r.say(r.revoke("owner", LoseMember, r.ids["clerk"])); return *r.who["clerk"] }, 0},
		"disabled": {func(r *room) Identity { r.say(r.revoke("owner", LoseEntry, r.ids["clerk"])); return *r.who["clerk"] }, 0},
		"demoted":  {func(r *room) Identity { r.say(r.revoke("owner", LoseOwner, r.ids["second"])); return *r.who["second"] }, 1},
		"fewer rights": {func(r *room) Identity {
			r.say(r.grant("owner", "seller", func(g *Grant) { g.Rights = []string{"stats.dashboard"} }))
			return *r.who["seller"]
		}, 2},
		"known password": {func(r *room) Identity {
			old := *r.who["clerk"]
			r.say(SignRekey(&old, ptr(anIdentity(0x61)), r.s, r.ids["clerk"], r.now))
			return old
		}, 0},
		"over": {func(r *room) Identity {
			r.now = founded + 60*day
			return *r.who["temp"]
		}, 0},
		"suspended": {func(r *room) Identity {
			next := anIdentity(0x61)
			r.say(r.reset("clerk", "seller", ResetPassword, 0x53))
			r.say(SignRekeyByReset(&next, r.s, r.ids["seller"], r.now, code(r.t, 0x53)))
			return next
		}, 3},
		"a cancelled code": {func(r *room) Identity {
			r.say(r.revoke("owner", LoseWaiting, code(r.t, 0x51).Invitation))
			return code(r.t, 0x51).Keys
		}, 0},
		"an ended code": {func(r *room) Identity {
			r.now = founded + 9*day
			return code(r.t, 0x51).Keys
		}, 0},
		"a code of who was removed": {func(r *room) Identity {
			r.say(r.revoke("owner", LoseMember, r.ids["clerk"]))
			return code(r.t, 0x51).Keys
		}, 0},
		"a reset of who was disabled": {func(r *room) Identity {
			r.say(r.revoke("owner", LoseEntry, r.ids["clerk"]))
			return code(r.t, 0x52).Keys
		}, 0},
		"support that is over": {func(r *room) Identity {
			r.now = founded + 3*day
			return code(r.t, 0x54).Keys
		}, 0},
		"support that is off": {func(r *room) Identity {
			r.say(r.revoke("owner", LoseWaiting, code(r.t, 0x54).Invitation))
			return code(r.t, 0x54).Keys
		}, 0},
	} {
		r := aRoom(t)
		r.say(r.invite("clerk", 0x51, func(i *Invite) { i.Rights = []string{"customers.view", "users.view"} }))
		r.say(r.reset("clerk", "reader", ResetPassword, 0x52))
		r.say(r.support("owner", 0x54, SupportDocuments))
		r.wrap()
		gone := x.lose(r)
		r.turn(7)
		if n := r.opens(&gone); n != x.left {
			t.Errorf("%s: %d epochs open, want %d", what, n, x.left)
		}
		if n := r.opens(&r.owner); n != 5 {
			t.Errorf("%s: the owner opens %d", what, n)
		}
		for d, sealed := range r.older {
			all := r.s.Epochs(d)
			k, err := r.keys[d].OpenOlder(all[len(all)-2], sealed[0])
			if err != nil || k.Epoch != 1 {
				t.Errorf("%s: the first epoch: %v", what, err)
			}
		}
	}
}
