package keystest_test

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"

	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
)

// TestJoin makes two members, the second invited by the first, and replays the
// whole chain as a file would.
func TestJoin(t *testing.T) {
	t.Parallel()
	random := rand.NewChaCha8([32]byte{1})
	company, owner := keys.ID{1}, keystest.Author{ID: keys.ID{2}}
	var epochs []keys.EpochFact
	for _, d := range keys.Domains() {
		k, err := keys.NewDomainKey(random, company, d, 1)
		if err != nil {
			t.Fatal(err)
		}
		fact, err := k.Fact()
		if err != nil {
			t.Fatal(err)
		}
		epochs = append(epochs, fact)
	}
	identity, err := keys.NewIdentity(random)
	if err != nil {
		t.Fatal(err)
	}
	owner.Identity = identity
	found, err := keys.SignFound(&owner.Identity, company, owner.ID, 1_795_000_000_000, epochs)
	if err != nil {
		t.Fatal(err)
	}
	s, err := keys.Replay(company, found.StatementHash(), []keys.Signed{found})
	if err != nil {
		t.Fatal(err)
	}
	first, err := keystest.Join(random, s, owner, s.Time, keys.Invite{Kind: keys.Internal, Rights: []string{keys.RightInvite}})
	if err != nil {
		t.Fatal(err)
	}
	second, err := keystest.Join(random, s, first.Author, s.Time+1, keys.Invite{Kind: keys.External, Until: "2099-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := keys.Replay(company, s.Root, []keys.Signed{found, first.Invite, first.Accept, second.Invite, second.Accept})
	if err != nil || !reflect.DeepEqual(again, s) {
		t.Fatalf("replayed: %v", err)
	}
	m, ok := again.Member(second.ID)
	if key, err := second.Identity.SigningKey(); err != nil || !ok || m.Invited != first.ID || !bytes.Equal(m.Signing, key) || len(again.Members()) != 3 {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := keystest.Join(random, s, second.Author, s.Time, keys.Invite{Kind: keys.Internal}); err == nil {
		t.Error("somebody without the right invites")
	}
}
