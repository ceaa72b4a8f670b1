package keys

import "slices"

// takeMore takes in the kinds about members and keys.
func (w *world) takeMore(d deed, before map[string][]Domain) {
	m := w.members[d.target]
	switch d.what {
	case "grant":
		g, author := d.invite, w.members[d.author]
		m.Owner, m.Kind, m.Rights, m.Until, m.Disabled = g.Owner, g.Kind, g.Rights, g.Until, false
		m.Suspended = slices.DeleteFunc(slices.Clone(m.Suspended), func(right string) bool {
			return slices.Contains(g.Rights, right) || holds(author, right) || g.Owner
		})
		w.members[d.target] = m
	case "demote":
		m.Owner, m.Rights = false, d.invite.Rights
		w.members[d.target] = m
	case "disable":
		m.Disabled = true
		w.members[d.target] = m
	case "remove":
		w.members[d.target] = Member{Removed: true}
	case "cancel":
		_, invited := w.invites[d.code]
		w.void[d.code] = invited
		for of, r := range w.resets {
			if r.code == d.code {
				delete(w.resets, of)
			}
		}
	case "rekey", "by reset":
		w.takeRekey(d, before)
	case "reset", "2fa":
		r := help{code: d.code, author: d.author, ends: d.invite.Ends}
		if d.what == "reset" {
			kept, _ := w.split(d.author, d.target)
			r.domains = reads(kept, m.Owner)
		}
		w.resets[helping{d.target, d.what}], w.taken[d.code] = r, true
	case "obey":
		delete(w.resets, helping{d.author, "2fa"})
	case "rotate":
		for _, domain := range d.domains {
			w.epochs[domain]++
			w.lost[domain], w.wraps[domain] = false, map[string]bool{}
		}
	}
}

func (w *world) takeRekey(d deed, before map[string][]Domain) {
	m, old := w.members[d.author], w.key[d.author]
	w.used[d.own], w.key[d.author] = true, d.own
	if d.what == "by reset" {
		r := w.resets[helping{d.author, "reset"}]
		kept, lacking := w.split(r.author, d.author)
		m.Suspended = append(slices.Clone(m.Suspended), lacking...)
		slices.Sort(m.Suspended)
		m.Rights, m.Suspended = kept, slices.Compact(m.Suspended)
		w.members[d.author] = m
		w.hand(before, label('k', old), label('k', d.own))
		w.forget(before, label('c', r.code))
	}
	delete(w.resets, helping{d.author, "reset"})
	for of, r := range w.resets {
		if r.author == d.author && of.what == "reset" {
			delete(w.resets, of)
		}
	}
	for code, author := range w.author {
		w.void[code] = w.void[code] || author == d.author && !w.spent[code]
	}
}

// split tells which of the target's rights somebody holds and which he lacks.
func (w *world) split(by, target int) (kept, lacking []string) {
	for _, right := range w.members[target].Rights {
		if holds(w.members[by], right) {
			kept = append(kept, right)
		} else {
			lacking = append(lacking, right)
		}
	}
	return kept, lacking
}

// holders tells who shall hold which domains, however his time stands.
func (w *world) holders() map[string][]Domain {
	out := map[string][]Domain{}
	for i, m := range w.members {
		if !m.Disabled && !m.Removed {
			out[label('k', w.key[i])] = reads(m.Rights, m.Owner)
		}
	}
	for code, i := range w.invites {
		if !w.spent[code] && !w.void[code] {
			out[label('c', code)] = shows(i)
		}
	}
	for _, r := range w.resets {
		out[label('c', r.code)] = r.domains
	}
	return out
}

// timely tells that the time of a key's or a code's holder is not over.
func (w *world) timely(who string, now int64) bool {
	for i, m := range w.members {
		if !m.Removed && label('k', w.key[i]) == who {
			return !over(m.Until, now)
		}
	}
	for code, i := range w.invites {
		if label('c', code) == who {
			return now <= i.Ends && !over(i.Until, now)
		}
	}
	for _, r := range w.resets {
		if label('c', r.code) == who {
			return now <= r.ends
		}
	}
	return false
}

// hand gives what one had to another, in whose place he is.
func (w *world) hand(before map[string][]Domain, from, to string) {
	for domain, wraps := range w.wraps {
		if wraps[from] {
			delete(wraps, from)
			wraps[to] = true
		}
		if slices.Contains(before[from], domain) {
			before[to] = append(before[to], domain)
		}
	}
	delete(before, from)
}

// forget lets a code go whose keys went to their owner.
func (w *world) forget(before map[string][]Domain, who string) {
	for _, wraps := range w.wraps {
		delete(wraps, who)
	}
	delete(before, who)
}

// settle ends what nobody could begin now, notes who lost what he had, and wraps
// for everybody who shall have it.
func (w *world) settle(before map[string][]Domain) {
	for code, i := range w.invites {
		author := w.members[w.author[code]]
		w.void[code] = w.void[code] || !w.spent[code] && !(holds(author, "users.invite") && passes(author, i))
	}
	for of, r := range w.resets {
		target := w.members[of.target]
		if target.Removed || target.Disabled || of.what == "reset" && !helps(w.members[r.author], r.author, of.target, target, of.what) {
			delete(w.resets, of)
		}
	}
	after := w.holders()
	for domain, wraps := range w.wraps {
		for who := range wraps {
			if slices.Contains(before[who], domain) && !slices.Contains(after[who], domain) {
				w.lost[domain] = true
			}
			if !slices.Contains(after[who], domain) {
				delete(wraps, who)
			}
		}
		for who, domains := range after {
			if slices.Contains(domains, domain) && w.timely(who, w.time) {
				wraps[who] = true
			}
		}
	}
}
