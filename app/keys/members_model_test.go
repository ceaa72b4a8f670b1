package keys

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// deed is one statement told in plain fields, honest or not: persons and codes
// are numbers, person 0 is the founder.
type deed struct {
	what           string
	author, signer int
	time           int64
	number         int64 // minutes, profile, offset of a head, date of a copy
	code, proof    int
	invite         Invite // without id and keys
}

// world is the people and codes of the model, and what the chain has come to,
// kept the simple way.
type world struct {
	people  []Identity
	signing [][]byte // of the people
	codes   []Identity
	time    int64
	head    Head
	members map[int]Member // without keys and ids
	invites map[int]Invite // without ids and keys
	author  map[int]int
	spent   map[int]bool
	duties  Duties
	since   map[string]int64
	back    []returned
}

type returned struct {
	at, named, line uint64
	hash            Hash
	by              int
}

func personID(i int) ID { return ID(run(byte(16*i+1), 16)) }
func codeID(i int) ID   { return ID(run(byte(16*i+7), 16)) }

// lastMoments says when the last days that the generator draws are over.
var lastMoments = map[string]time.Time{
	"2026-12-01": time.Date(2026, 12, 2, 12, 0, 0, 0, time.UTC), "2027-02-28": time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC),
	"2099-01-01": time.Date(2099, 1, 2, 12, 0, 0, 0, time.UTC),
}

func over(until string, now int64) bool {
	return until != "" && now >= lastMoments[until].UnixMilli()
}

func (w *world) judge(d deed) error {
	author, member := w.members[d.author]
	if d.what == "accept" {
		return w.judgeAccept(d, member)
	}
	switch {
	case !member:
		return ErrChainAuthor
	case d.signer != d.author:
		return ErrSignature
	case over(author.Until, d.time):
		return ErrChainAuthor
	case d.what == "invite":
		return w.judgeInvite(d, author)
	case !author.Owner:
		return ErrChainAuthor
	}
	bad := map[string]bool{
		SetClock: d.time <= 0, SetLock: d.number < 1 || d.number > 60, SetPolicy: d.number != 1 && d.number != 2,
		"restored": uint64(int64(w.head.Seq)+d.number) < w.head.Seq,
	}[d.what]
	if bad || d.what != SetClock && d.time < w.time {
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeAccept(d deed, member bool) error {
	invite, known := w.invites[d.code]
	switch {
	case member:
		return ErrChainAuthor
	case d.signer != d.author:
		return ErrSignature
	case !known:
		return ErrChainAuthor
	case d.proof != d.code:
		return ErrSignature
	case d.time < w.time || w.spent[d.code] || d.time > invite.Ends:
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeInvite(d deed, author Member) error {
	i := d.invite
	if !author.Owner {
		if !slices.Contains(author.Rights, "users.invite") || i.Owner || author.Until != "" && (i.Until == "" || i.Until > author.Until) {
			return ErrChainAuthor
		}
		for _, right := range i.Rights {
			if !slices.Contains(author.Rights, right) {
				return ErrChainAuthor
			}
		}
	}
	_, known := w.invites[d.code]
	_, day := lastMoments[i.Until]
	month := int64(30 * 24 * time.Hour / time.Millisecond)
	if d.time < w.time || known || i.Kind != 1 && i.Kind != 2 || i.Ends <= d.time || i.Ends > d.time+month || !slices.IsSorted(i.Rights) ||
		i.Until != "" && (!day || i.Kind != 2 || i.Owner || over(i.Until, d.time)) {
		return ErrChainContents
	}
	return nil
}

func (w *world) take(d deed, signed Signed) {
	w.head, w.time = Head{Seq: w.head.Seq + 1, Hash: signed.StatementHash()}, d.time
	switch d.what {
	case "invite":
		w.invites[d.code], w.author[d.code] = d.invite, d.author
	case "accept":
		i := w.invites[d.code]
		w.spent[d.code] = true
		w.members[d.author] = Member{Owner: i.Owner, Kind: i.Kind, Rights: i.Rights, Until: i.Until, Invited: personID(w.author[d.code]), Since: d.time}
	case "restored":
		w.back = append(w.back, returned{at: w.head.Seq, named: uint64(int64(w.head.Seq) - 1 + d.number), line: uint64(d.number + 5), hash: w.head.Hash, by: d.author})
	case SetLock:
		w.duties.Lock = uint8(d.number)
	case SetPolicy:
		w.duties.Profile = uint8(d.number)
	case SetFactor:
		w.duties.Factor = d.number%2 == 0
	}
	w.since[d.what] = d.time
}

// speak signs the deed behind the head of s.
func (w *world) speak(s *State, d deed) (Signed, error) {
	i, author, code := &w.people[d.signer], personID(d.author), OneTime{Invitation: codeID(d.code), Keys: w.codes[d.proof]}
	switch d.what {
	case SetLock:
		return SignSetLock(i, s, author, d.time, uint8(d.number))
	case SetPolicy:
		return SignSetPolicy(i, s, author, d.time, Policy{Profile: uint8(d.number), Reason: Hash{1}})
	case SetFactor:
		return SignSetFactor(i, s, author, d.time, d.number%2 == 0)
	case SetClock:
		return SignSetClock(i, s, author, d.time)
	case "restored":
		return SignRestored(i, s, author, d.time, Restored{Statement: Head{Seq: uint64(int64(s.Head.Seq) + d.number), Hash: Hash{0xff}}, Line: Head{Seq: uint64(d.number + 5)}, Copy: 1})
	case "invite":
		body, err := NewInvite(OneTime{Invitation: codeID(d.code), Keys: w.codes[d.code]})
		body.Kind, body.Owner, body.Rights, body.Ends, body.Until = d.invite.Kind, d.invite.Owner, d.invite.Rights, d.invite.Ends, d.invite.Until
		if err != nil {
			return Signed{}, err
		}
		return SignInvite(i, s, author, d.time, body)
	}
	signed, err := SignAccept(&w.people[d.author], s, author, d.time, code)
	if err == nil && d.signer != d.author {
		return i.sign(tagStatement, signed.Bytes)
	}
	return signed, err
}

// waiting lists the codes that nobody spent, ended or not.
func (w *world) waiting() []int {
	var out []int
	for code := range w.codes {
		if _, known := w.invites[code]; known && !w.spent[code] {
			out = append(out, code)
		}
	}
	return out
}

func drawDeed(t *rapid.T, w *world) deed {
	d := deed{
		what:   rapid.SampledFrom([]string{SetLock, SetPolicy, SetFactor, SetClock, "restored", "invite", "invite", "invite", "accept", "accept", "accept"}).Draw(t, "what"),
		author: rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3, 4}).Draw(t, "author"),
		time:   w.time + rapid.SampledFrom([]int64{0, 1, 1, 1, 1000, 86_400_000, 20 * 86_400_000, -1, -1000}).Draw(t, "after"),
		number: rapid.SampledFrom([]int64{1, 2, 2, 60, 0, 3, 61, -1}).Draw(t, "number"),
		code:   rapid.IntRange(0, len(w.codes)-1).Draw(t, "code"),
	}
	if waiting := w.waiting(); d.what == "accept" && len(waiting) > 0 && rapid.IntRange(0, 3).Draw(t, "any code") > 0 {
		d.code, d.author = rapid.SampledFrom(waiting).Draw(t, "waiting"), rapid.IntRange(1, len(w.people)-1).Draw(t, "newcomer")
	}
	d.signer, d.proof = d.author, d.code
	if rapid.IntRange(0, 9).Draw(t, "forged") == 0 {
		d.signer = rapid.IntRange(0, len(w.people)-1).Draw(t, "signer")
	}
	if rapid.IntRange(0, 9).Draw(t, "other code") == 0 {
		d.proof = rapid.IntRange(0, len(w.codes)-1).Draw(t, "proof")
	}
	if d.what == SetClock {
		d.time += rapid.SampledFrom([]int64{0, -30 * 86_400_000, -100 * 86_400_000, -d.time, 5}).Draw(t, "clock")
	}
	if d.what == "restored" && d.number > 9 {
		d.number = 7
	}
	d.invite = Invite{
		Kind: rapid.SampledFrom([]MemberKind{1, 1, 2, 2, 2, 2, 2, 2, 2, 0, 3}).Draw(t, "kind"), Owner: rapid.IntRange(0, 5).Draw(t, "owner") == 0,
		Rights: rapid.SampledFrom([][]string{{}, {"a"}, {"users.invite"}, {"a", "users.invite"}, {"a", "users.invite"}, {"a", "users.invite"}, {"b", "a"}}).Draw(t, "rights"),
		Ends:   d.time + rapid.SampledFrom([]int64{1, 86_400_000, 86_400_000, 30 * 86_400_000, 30 * 86_400_000, 30*86_400_000 + 1, 0}).Draw(t, "ends"),
		Until:  rapid.SampledFrom([]string{"", "", "", "2026-12-01", "2027-02-28", "2099-01-01", "2099-01-01", "2027-02-30"}).Draw(t, "until"),
	}
	return d
}

func TestMembersAgainstModel(t *testing.T) {
	t.Parallel()
	base, random := aChain(t), stream(5)
	people, codes := []Identity{base.owner}, []Identity{}
	for range 4 {
		people, codes = append(people, must(NewIdentity(random))(t)), append(codes, must(NewIdentity(random))(t))
	}
	codes = append(codes, must(NewIdentity(random))(t))
	var signing [][]byte
	for i := range people {
		signing = append(signing, must(people[i].SigningKey())(t))
	}
	found := must(SignFound(&people[0], aCompany, personID(0), founded, facts(t, stream(1), aCompany)))(t)
	verdicts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := &world{
			people: people, signing: signing, codes: codes, time: founded, head: Head{Hash: found.StatementHash()}, invites: map[int]Invite{}, author: map[int]int{}, spent: map[int]bool{},
			members: map[int]Member{0: {Owner: true, Kind: Internal, Since: founded}}, duties: Duties{1, 5, false}, since: map[string]int64{},
		}
		chain := []Signed{found}
		s := must2(Replay(aCompany, found.StatementHash(), chain))
		for range rapid.IntRange(20, 60).Draw(t, "steps") {
			d := drawDeed(t, w)
			want := w.judge(d)
			before := s.Clone()
			signed, err := w.speak(s, d)
			if err != nil {
				t.Fatal(err)
			}
			err = s.Apply(signed)
			wantErr(t, fmt.Sprintf("%+v", d), err, want)
			verdicts[fmt.Sprint(d.what, " ", want)]++
			if err == nil {
				w.take(d, signed)
				chain = append(chain, signed)
				before = s
			}
			w.compare(t, s)
			w.compare(t, before)
		}
		w.compare(t, must2(Replay(aCompany, s.Root, chain)))
	})
	t.Logf("verdicts: %v", verdicts)
	for _, what := range []string{SetLock, SetPolicy, SetFactor, SetClock, "restored", "invite", "accept"} {
		if verdicts[what+" <nil>"] == 0 || verdicts[fmt.Sprint(what, " ", ErrChainAuthor)] == 0 || verdicts[fmt.Sprint(what, " ", ErrChainContents)] == 0 && what != SetFactor {
			t.Errorf("the generator reaches too little of %s", what)
		}
	}
}

// compare holds everything that the state tells against the model.
func (w *world) compare(t *rapid.T, s *State) {
	open := 0
	for i := range w.invites {
		if !w.spent[i] {
			open++
		}
	}
	if s.Head != w.head || s.Time != w.time || s.Duties() != w.duties || len(s.Members()) != len(w.members) || len(s.Invitations()) != open {
		t.Fatalf("state %+v, model %+v", s, w)
	}
	for _, name := range []string{SetLock, SetPolicy, SetFactor, SetClock} {
		if s.Since(name) != w.since[name] {
			t.Fatalf("%s since %d, model %d", name, s.Since(name), w.since[name])
		}
	}
	for i, want := range w.members {
		got, ok := s.Member(personID(i))
		if !ok || !bytes.Equal(got.Signing, w.signing[i]) || got.Owner != want.Owner || got.Kind != want.Kind ||
			!slices.Equal(got.Rights, want.Rights) || got.Until != want.Until || got.Invited != want.Invited || got.Since != want.Since {
			t.Fatalf("person %d: %+v, model %+v", i, got, want)
		}
	}
	for seq := range w.head.Seq + 4 {
		for i := range w.people {
			var covers, line bool
			var known []Hash
			for _, r := range w.back {
				covers = covers || r.by == i && r.at <= seq && seq <= r.named
				line = line || r.by == i && seq <= r.line
				known = append(known, r.hash)
			}
			owners := [][]byte{w.signing[i]}
			if s.Covers(Head{Seq: seq}, owners) != covers || s.CoversLine(Head{Seq: seq}, owners) != line || s.Covers(Head{Seq: seq}, owners, known...) {
				t.Fatalf("head %d by %d: the model says %v, %v of %+v", seq, i, covers, line, w.back)
			}
		}
	}
}
