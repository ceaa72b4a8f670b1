package keys

import (
	"slices"

	"pgregory.net/rapid"
)

// compareMore holds codes, resets and epochs against the model.
func (w *world) compareMore(t *rapid.T, s *State) {
	for _, i := range s.invited(func(Invitation) bool { return true }) {
		code := slices.IndexFunc(w.codes, func(Identity) bool { return true })
		for codeID(code) != i.Invitation {
			code++
		}
		if (i.Cancelled != 0) != w.void[code] || i.Spent != w.spent[code] {
			t.Fatalf("code %d: %+v, model void %v", code, i, w.void[code])
		}
	}
	pending := 0
	for i := range w.members {
		for what, find := range map[string]func(ID) (PendingReset, bool){"reset": s.PasswordReset, "2fa": s.FactorReset} {
			want, known := w.resets[helping{i, what}]
			if got, ok := find(personID(i)); ok != known || ok && (got.ID != codeID(want.code) || got.Ends != want.ends || got.Author != personID(want.author)) {
				t.Fatalf("%s of %d: %+v, model %+v", what, i, got, want)
			}
			if known {
				pending++
			}
		}
	}
	if len(s.resets) != pending {
		t.Fatalf("%d resets, model %d", len(s.resets), pending)
	}
	for _, now := range []int64{w.time, w.time + 2, w.time + 8*day, w.time + 40*day, w.time + 200*day} {
		w.compareAt(t, s, now)
	}
}

func (w *world) compareAt(t *rapid.T, s *State, now int64) {
	var due []Domain
	shall := w.holders()
	for _, domain := range Domains() {
		if fact, _ := s.Epoch(domain); fact.Epoch != w.epochs[domain] || len(s.Epochs(domain)) != int(fact.Epoch) {
			t.Fatalf("domain %d: epoch %d, model %d", domain, fact.Epoch, w.epochs[domain])
		}
		late := w.lost[domain]
		for who := range w.wraps[domain] {
			late = late || !w.timely(who, now)
		}
		if late {
			due = append(due, domain)
		}
		var want, got []string
		for who, domains := range shall {
			if slices.Contains(domains, domain) && w.timely(who, now) && !w.helping(who) {
				want = append(want, who)
			}
		}
		for _, r := range s.Recipients(domain, now) {
			for i := range 16 {
				if r.ID == codeID(i) && !w.helping(label('c', i)) {
					got = append(got, label('c', i))
				} else if r.ID == personID(i) {
					got = append(got, label('k', w.key[i]))
				}
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Fatalf("domain %d is for %v, model %v", domain, got, want)
		}
	}
	if !slices.Equal(s.Due(now), due) {
		t.Fatalf("at %d due %v, model %v", now, s.Due(now), due)
	}
	var support []ID
	for code, i := range w.invites {
		if i.Kind == Support && !w.void[code] && now <= i.Ends {
			support = append(support, codeID(code))
		}
	}
	if i, on := s.Support(now); len(support) > 1 || on != (len(support) == 1) || on && i.Invitation != support[0] {
		t.Fatalf("support %v, model %v", i, support)
	}
}

// helping tells that a code is that of a reset.
func (w *world) helping(who string) bool {
	for _, r := range w.resets {
		if label('c', r.code) == who {
			return true
		}
	}
	return false
}

// sound holds what must be true of every state, whatever the model says.
func (w *world) sound(t *rapid.T, s *State) {
	if len(s.Owners()) == 0 {
		t.Fatalf("nobody owns the company")
	}
	for id := range s.pending {
		i := s.invitations[id]
		author, ok := s.Member(i.Author)
		if !ok || !author.Has(RightInvite) || i.Owner && !author.Owner || i.Kind == Support && !author.Owner {
			t.Fatalf("a code of nobody: %+v", i)
		}
		for _, right := range i.Rights {
			if i.Kind != Support && !author.Has(right) {
				t.Fatalf("%s by a code of who lacks it", right)
			}
		}
	}
	for _, m := range s.list(func(Member) bool { return true }) {
		for _, right := range m.Suspended {
			if slices.Contains(m.Rights, right) || m.Has(right) && !m.Owner {
				t.Fatalf("%s is suspended and held", right)
			}
		}
		if m.Removed && (m.Owner || m.Domains() != nil || m.Has("")) || m.Owner && m.Until != "" {
			t.Fatalf("%+v", m)
		}
	}
}

// power lists what anybody but an owner can do at a time, or could by a code that
// is open; "owner" when somebody could become one.
func power(s *State, now int64) map[string]bool {
	out := map[string]bool{}
	add := func(rights []string, owner bool) {
		for _, right := range rights {
			out[right] = true
		}
		out["owner"] = out["owner"] || owner
	}
	for _, m := range s.Members() {
		if m.Standing(now) && !m.Owner {
			add(m.Rights, false)
		}
	}
	for id := range s.pending {
		if i := s.invitations[id]; i.Open(now) {
			add(i.Rights, i.Owner)
		}
	}
	for _, r := range s.resets {
		if author, target := s.members[r.Author], s.members[r.Target]; r.What == ResetPassword && author.Standing(now) && target.Standing(now) && r.Open(now) {
			kept, _ := author.shared(target)
			add(kept, false)
		}
	}
	return out
}

// noGain: what is said by who is no owner gives nobody a right that nobody had,
// however many of them work together.
func noGain(t *rapid.T, d deed, before, after *State) {
	if m, ok := before.Member(personID(d.author)); ok && m.Owner {
		return
	}
	had := power(before, d.time)
	for right, has := range power(after, d.time) {
		if has && !had[right] {
			t.Fatalf("%s came from nowhere by %+v", right, d)
		}
	}
	owners := 0
	for _, m := range before.Members() {
		if m.Owner {
			owners++
		}
	}
	for _, m := range after.Members() {
		if m.Owner {
			owners--
		}
	}
	if owners > 0 || owners < 0 && !(had["owner"] && owners == -1) {
		t.Fatalf("%d owners less by %+v", owners, d)
	}
}
