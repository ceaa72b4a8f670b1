package keys

import (
	"fmt"
	"slices"
	"strings"
)

// deeds are all kinds of the model.
var deeds = []string{
	SetLock, SetPolicy, SetFactor, SetClock, SetLive, "restored", "invite", "accept", "grant", "demote", "disable", "remove", "cancel", "rekey", "by reset", "reset", "2fa", "obey", "rotate",
}

// helping names a pending reset, help is one.
type helping struct {
	target int
	what   string
}

type help struct {
	code, author int
	ends         int64
	domains      []Domain
}

// label names a key or a code among those to whom domain keys are wrapped.
func label(what byte, i int) string { return fmt.Sprintf("%c%d", what, i) }

func holds(m Member, right string) bool {
	return !m.Disabled && !m.Removed && (m.Owner || slices.Contains(m.Rights, right))
}

// standing tells that somebody may act.
func standing(m Member, now int64) bool { return !m.Disabled && !m.Removed && !over(m.Until, now) }

// later tells that a last day is beyond the one that somebody has.
func later(until, own string) bool { return own != "" && (until == "" || until > own) }

// passes tells that somebody may invite so.
func passes(m Member, i Invite) bool {
	for _, right := range i.Rights {
		if !holds(m, right) {
			return false
		}
	}
	return m.Owner || !i.Owner && i.Kind != Support && !later(i.Until, m.Until)
}

// well tells that rights are in order and that the last day fits.
func well(i Invite, now int64) bool {
	_, day := lastMoments[i.Until]
	return slices.IsSorted(i.Rights) && (i.Until == "" || day && i.Kind == External && !i.Owner && !over(i.Until, now))
}

// helps tells that somebody may reset somebody.
func helps(m Member, by, target int, other Member, what string) bool {
	right := map[string]string{"reset": "users.reset_password", "2fa": "users.reset_2fa"}[what]
	return by != target && holds(m, right) && (m.Owner || !other.Owner) && (m.Owner || what == "2fa" || !later(other.Until, m.Until))
}

// reads tells the domains of the rights that the generator draws.
func reads(rights []string, owner bool) []Domain {
	if owner {
		return []Domain{1, 2, 3, 4, 5}
	}
	out := []Domain{Common}
	for _, right := range rights {
		switch {
		case strings.HasPrefix(right, "users."):
			out = append(out, People)
		case right == "customers.view":
			out = append(out, Sales, Insight)
		case right == "sync.use":
			out = append(out, Treasury)
		}
	}
	return out
}

// shows tells the domains of an invitation.
func shows(i Invite) []Domain {
	if i.Kind != Support {
		return reads(i.Rights, i.Owner)
	}
	if slices.Contains(i.Rights, "support.customers") {
		return []Domain{Common, Sales}
	}
	return []Domain{Common}
}

func (w *world) judges() map[string]func(d deed, author Member) error {
	return map[string]func(d deed, author Member) error{
		"invite": w.judgeInvite, "grant": w.judgeGrant, "demote": w.judgeRevoke, "disable": w.judgeRevoke, "remove": w.judgeRevoke, "cancel": w.judgeCancel,
		"reset": w.judgeReset, "2fa": w.judgeReset, "obey": w.judgeObey, "rotate": w.judgeRotate,
	}
}

func (w *world) judgeGrant(d deed, author Member) error {
	target, known := w.members[d.target]
	g := d.invite
	switch {
	case !holds(author, "users.edit_rights"):
		return ErrChainAuthor
	case !known || target.Removed:
		return ErrChainContents
	case d.target == d.author:
		return ErrChainAuthor
	}
	has := standing(target, d.time)
	if !author.Owner {
		if target.Owner || g.Owner || later(g.Until, author.Until) && !(has && g.Until == target.Until) {
			return ErrChainAuthor
		}
		for _, right := range g.Rights {
			if !holds(author, right) && !(has && holds(target, right)) {
				return ErrChainAuthor
			}
		}
	}
	if d.time < w.time || target.Owner && !g.Owner || g.Kind != 1 && g.Kind != 2 || !well(g, d.time) {
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeRevoke(d deed, author Member) error {
	right := map[string]string{"demote": "only owners", "disable": "users.edit_rights", "remove": "users.delete"}[d.what]
	target, known := w.members[d.target]
	switch {
	case !holds(author, right):
		return ErrChainAuthor
	case !known || target.Removed:
		return ErrChainContents
	case d.target == d.author || target.Owner && !author.Owner:
		return ErrChainAuthor
	case d.time < w.time, d.what == "demote" && (!target.Owner || !slices.IsSorted(d.invite.Rights)), d.what == "disable" && target.Disabled:
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeCancel(d deed, author Member) error {
	allowed, there := holds(author, "users.invite") || holds(author, "users.reset_password") || holds(author, "users.reset_2fa"), false
	if i, known := w.invites[d.code]; known {
		allowed = author.Owner || holds(author, "users.invite") && !i.Owner && i.Kind != Support
		there = !w.spent[d.code] && !w.void[d.code]
	}
	for of, r := range w.resets {
		if r.code == d.code {
			right := map[string]string{"reset": "users.reset_password", "2fa": "users.reset_2fa"}[of.what]
			allowed, there = author.Owner || holds(author, right) && !w.members[of.target].Owner, true
		}
	}
	switch {
	case !allowed:
		return ErrChainAuthor
	case !there || d.time < w.time:
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeReset(d deed, author Member) error {
	target, known := w.members[d.target]
	right := map[string]string{"reset": "users.reset_password", "2fa": "users.reset_2fa"}[d.what]
	month := int64(30 * day)
	switch {
	case !holds(author, right):
		return ErrChainAuthor
	case !known || target.Removed:
		return ErrChainContents
	case !helps(author, d.author, d.target, target, d.what):
		return ErrChainAuthor
	case d.time < w.time || !standing(target, d.time) || w.taken[d.code] || d.invite.Ends <= d.time || d.invite.Ends > d.time+month:
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeObey(d deed, _ Member) error {
	r, pending := w.resets[helping{d.author, "2fa"}]
	switch {
	case !pending || r.code != d.code:
		return ErrChainAuthor
	case d.proof != d.code:
		return ErrSignature
	case d.time < w.time || d.time > r.ends:
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeRekey(d deed, m Member) error {
	signer, vouched := w.key[d.author], d.prover == d.own
	r, pending := w.resets[helping{d.author, "reset"}]
	if d.what == "by reset" {
		if !pending || r.code != d.code {
			return ErrChainAuthor
		}
		signer, vouched = d.own, d.proof == d.code
	}
	switch {
	case d.signer != signer:
		return ErrSignature
	case !standing(m, d.time):
		return ErrChainAuthor
	case !vouched:
		return ErrSignature
	case d.time < w.time, w.used[d.own], d.what == "by reset" && (d.time > r.ends || !standing(w.members[r.author], d.time)):
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeRotate(d deed, author Member) error {
	for _, domain := range d.domains {
		if !slices.Contains(reads(author.Rights, author.Owner), domain) {
			return ErrChainAuthor
		}
	}
	if d.time < w.time || len(d.domains) == 0 || d.number == 0 {
		return ErrChainContents
	}
	return nil
}

// speakMore signs the kinds about members and keys.
func (w *world) speakMore(s *State, d deed) (Signed, error) {
	i, author, target := &w.keys[d.signer], personID(d.author), personID(d.target)
	one := OneTime{Invitation: codeID(d.code), Keys: w.codes[d.proof]}
	switch d.what {
	case "grant":
		return SignGrant(i, s, author, d.time, Grant{Member: target, Owner: d.invite.Owner, Kind: d.invite.Kind, Rights: d.invite.Rights, Until: d.invite.Until})
	case "demote":
		return SignRevoke(i, s, author, d.time, Revoke{Target: target, What: LoseOwner, Rights: d.invite.Rights})
	case "disable":
		return SignRevoke(i, s, author, d.time, Revoke{Target: target, What: LoseEntry})
	case "remove":
		return SignRevoke(i, s, author, d.time, Revoke{Target: target, What: LoseMember})
	case "cancel":
		return SignRevoke(i, s, author, d.time, Revoke{Target: codeID(d.code), What: LoseWaiting})
	case "rekey":
		return signRekey(i, &w.keys[d.own], &w.keys[d.prover], s.next(KindRekey, author, d.time), ID{})
	case "by reset":
		return signRekey(i, &w.keys[d.own], &w.codes[d.proof], s.next(KindRekey, author, d.time), codeID(d.code))
	case "obey":
		signed, err := SignObeyed(i, s, author, d.time, one)
		return signed, err
	case "rotate":
		var facts []EpochFact
		for _, domain := range d.domains {
			secret := run(byte(domain), 32)
			secret[0], secret[1] = byte(w.head.Seq), byte(w.head.Seq>>8)
			k, err := newDomainKey(aCompany, domain, w.epochs[domain]+uint32(d.number), secret)
			if err != nil {
				return Signed{}, err
			}
			fact, err := k.Fact()
			if err != nil {
				return Signed{}, err
			}
			facts = append(facts, fact)
		}
		return SignRotate(i, s, author, d.time, facts)
	}
	body, err := NewReset(OneTime{Invitation: codeID(d.code), Keys: w.codes[d.code]})
	if err != nil {
		return Signed{}, err
	}
	body.Target, body.What, body.Ends = target, map[string]ResetKind{"reset": ResetPassword, "2fa": ResetFactor}[d.what], d.invite.Ends
	return SignReset(i, s, author, d.time, body)
}
