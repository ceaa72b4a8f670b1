package keys

import (
	"slices"
	"testing"
)

// forged makes an accept by hand, so that it can be wrong in one thing.
type forged struct {
	author, invitation ID
	time               int64
	company            ID
	own, signer, proof Identity
	signing            []byte
	encryption         []byte
	proven             func(Accept) Accept
	tag                string
}

func (f forged) sign(c *company) (Signed, error) {
	body := Accept{Invitation: f.invitation, Signing: f.signing, Encryption: f.encryption}
	b := f.proven(body).proven(f.company, f.author)
	signed, err := f.proof.sign(f.tag, b)
	if err != nil {
		return Signed{}, err
	}
	body.Proof = signed.Signature
	return signStatement(&f.signer, c.s.next(KindAccept, f.author, f.time), body)
}

func TestAcceptIsJudged(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	other := c.join(secondID, 20, func(*Invite) {})
	spent := OneTime{Invitation: ID(run(20, 16)), Keys: must(NewIdentity(stream(20)))(t)}
	waiting, otherCode := c.open(21)
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, waiting))
	invite, code := c.open(22)
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
	own, stranger := must(NewIdentity(stream(77)))(t), must(NewIdentity(stream(78)))(t)
	for what, x := range map[string]struct {
		change func(f *forged)
		want   error
	}{
		"honest":                      {func(*forged) {}, nil},
		"at the end":                  {func(f *forged) { f.time = invite.Ends }, nil},
		"after the end":               {func(f *forged) { f.time = invite.Ends + 1 }, ErrChainContents},
		"a member":                    {func(f *forged) { f.author = secondID }, ErrChainAuthor},
		"the owner":                   {func(f *forged) { f.author = aMember }, ErrChainAuthor},
		"no such invitation":          {func(f *forged) { f.invitation = anID }, ErrChainAuthor},
		"spent":                       {func(f *forged) { f.invitation, f.proof = spent.Invitation, spent.Keys }, ErrChainContents},
		"signed by another":           {func(f *forged) { f.signer = stranger }, ErrSignature},
		"signed by the code":          {func(f *forged) { f.signer = code.Keys }, ErrSignature},
		"proof by his own key":        {func(f *forged) { f.proof = own }, ErrSignature},
		"proof by another code":       {func(f *forged) { f.proof = otherCode.Keys }, ErrSignature},
		"proof by the owner":          {func(f *forged) { f.proof = c.owner }, ErrSignature},
		"proof for another company":   {func(f *forged) { f.company = anID }, ErrSignature},
		"proof of another signing":    {func(f *forged) { f.proven = func(a Accept) Accept { a.Signing = run(1, 32); return a } }, ErrSignature},
		"proof of another encryption": {func(f *forged) { f.proven = func(a Accept) Accept { a.Encryption = run(1, 32); return a } }, ErrSignature},
		"proof of another invitation": {func(f *forged) { f.proven = func(a Accept) Accept { a.Invitation = anID; return a } }, ErrSignature},
		"proof as a statement":        {func(f *forged) { f.tag = tagStatement }, ErrSignature},
		"keys of the code":            {func(f *forged) { f.own, f.signer = code.Keys, code.Keys; f.keys(t) }, ErrChainContents},
		"keys of another code":        {func(f *forged) { f.own, f.signer = otherCode.Keys, otherCode.Keys; f.keys(t) }, ErrChainContents},
		"keys of a member":            {func(f *forged) { f.own, f.signer = other, other; f.keys(t) }, ErrChainContents},
		"receives as the owner":       {func(f *forged) { f.encryption, _ = c.owner.EncryptionKey() }, ErrChainContents},
		"low-order encryption key":    {func(f *forged) { f.encryption = make([]byte, 32) }, ErrChainContents},
		"long encryption key":         {func(f *forged) { f.encryption = run(1, 33) }, ErrChainContents},
	} {
		f := forged{author: guestID, invitation: invite.Invitation, time: c.now, company: aCompany, own: own, signer: own, proof: code.Keys, tag: tagAccept, proven: func(a Accept) Accept { return a }}
		f.keys(t)
		x.change(&f)
		copied := &company{t: t, s: c.s.Clone()}
		if x.want == nil {
			copied.say(f.sign(c))
			continue
		}
		copied.refused(what, x.want)(f.sign(c))
	}
	c.refused("a body of another kind", ErrFormat)(signStatement(&own, c.s.next(KindAccept, guestID, c.now), invite))
	first := must(SignAccept(&own, c.s, guestID, c.now, code))(t)
	c.say(first, nil)
	c.refused("again", ErrChainOrder)(first, nil)
	c.refused("again by another", ErrChainContents)(SignAccept(&stranger, c.s, anID, c.now, code))
	c.refused("again under another code", ErrChainContents)(SignAccept(&own, c.s, anID, c.now, otherCode))
	if ids := c.s.Invitations(); len(ids) != 1 || !slices.Equal(ids[0].Signing, waiting.Signing) {
		t.Errorf("%+v", ids)
	}
}

func (f *forged) keys(t testing.TB) {
	f.signing, f.encryption = must(f.own.SigningKey())(t), must(f.own.EncryptionKey())(t)
}
