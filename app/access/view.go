package access

import (
	"context"
	"strings"

	"trousseau/app/keys"
)

// actView is the act by which somebody takes another's view (R15).
const actView = "view.as"

// ViewAs shows the current company as a member sees it, until EndView: what both may
// see and do, and nothing is written meanwhile (ErrViewing). It asks users.view and
// stands in the journal; Standing tells that it lasts. A member who may not enter any
// more ends it. Errors: ErrForbidden, ErrSelf, *InputError of the field "member",
// ErrViewing where one is taken already, ErrEnded.
func (s *Session) ViewAs(ctx context.Context, member string) error {
	id, err := memberID(member)
	if err != nil {
		return err
	}
	return s.do(ctx, act{name: actView, right: rightSeeUsers, subject: id}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		if id == r.member {
			return nil, ErrSelf
		}
		m, ok := r.state.Member(id)
		if !ok || !m.Standing(w.now) {
			return nil, &InputError{Field: "member", Err: ErrOdd}
		}
		r.as = id
		return nil, nil
	})
}

// EndView gives the person his own view back; where none is taken it does nothing.
// Errors: ErrEnded.
func (s *Session) EndView(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.company()
	if err != nil {
		return err
	}
	r.as = keys.ID{}
	return nil
}

// viewing tells that somebody else's view is taken.
func (r *room) viewing() bool { return r.as != keys.ID{} }

// whileViewing tells which acts are open to somebody who has taken another's view:
// coming and going.
func whileViewing(name string) bool { return strings.HasPrefix(name, "session.") }

// keepView ends a view whose member may not enter any more: there is nothing that
// both may see.
func (r *room) keepView(now int64) {
	if m, ok := r.state.Member(r.as); r.viewing() && (!ok || !m.Standing(max(now, r.state.Time))) {
		r.as = keys.ID{}
	}
}

// WhatGrantOpens names the domains whose keys somebody with these rights holds, in
// their order: common, people, sales, insight, treasury.
func WhatGrantOpens(rights []string, owner bool) []string {
	var out []string
	for _, d := range keys.DomainsFor(keys.Complete(rights), owner) {
		out = append(out, domainName(d))
	}
	return out
}
