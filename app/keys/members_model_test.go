package keys

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// deed is one statement told in plain fields, honest or not: persons, keys and
// codes are numbers, person 0 is the founder.
type deed struct {
	what           string
	author, signer int // a person, and the key that signs
	target         int
	own, prover    int // keys: a new one, and the one that vouches for it
	time           int64
	number         int64 // minutes, profile, offset of a head, date of a copy
	code, proof    int
	invite         Invite // without id and keys; of a grant, too
	domains        []Domain
}

// world is the people and codes of the model, and what the chain has come to,
// kept the simple way.
type world struct {
	keys    []Identity // key i is that with which person i begins
	signing [][]byte   // of the keys
	codes   []Identity
	time    int64
	head    Head
	members map[int]Member // without keys and ids
	key     map[int]int    // of the members
	used    map[int]bool   // keys
	taken   map[int]bool   // codes
	invites map[int]Invite // without ids and keys
	author  map[int]int
	spent   map[int]bool
	void    map[int]bool // cancelled
	resets  map[helping]help
	duties  Duties
	since   map[string]int64
	back    []returned
	epochs  map[Domain]uint32
	wraps   map[Domain]map[string]bool // who has the newest epoch's key
	lost    map[Domain]bool
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
	if !member || author.Removed {
		return ErrChainAuthor
	}
	if d.what == "rekey" || d.what == "by reset" {
		return w.judgeRekey(d, author)
	}
	if d.signer != w.key[d.author] {
		return ErrSignature
	}
	if author.Disabled || over(author.Until, d.time) {
		return ErrChainAuthor
	}
	if judge, ok := w.judges()[d.what]; ok {
		return judge(d, author)
	}
	if !author.Owner {
		return ErrChainAuthor
	}
	bad := map[string]bool{
		SetClock: d.time <= 0, SetLock: d.number < 1 || d.number > 60, SetPolicy: d.number != 1 && d.number != 2, SetLive: w.since[SetLive] != 0,
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
	case d.signer != d.own:
		return ErrSignature
	case !known:
		return ErrChainAuthor
	case d.proof != d.code:
		return ErrSignature
	case d.time < w.time || w.spent[d.code] || w.void[d.code] || invite.Kind == Support || d.time > invite.Ends || w.used[d.own]:
		return ErrChainContents
	}
	return nil
}

func (w *world) judgeInvite(d deed, author Member) error {
	i := d.invite
	if !holds(author, "users.invite") || !passes(author, i) {
		return ErrChainAuthor
	}
	month := int64(30 * 24 * time.Hour / time.Millisecond)
	if i.Kind == Support {
		month = int64(7 * 24 * time.Hour / time.Millisecond)
		scope := len(i.Rights) > 0
		for _, right := range i.Rights {
			scope = scope && strings.HasPrefix(right, "support.")
		}
		if !scope || i.Owner || i.Until != "" {
			return ErrChainContents
		}
	}
	if d.time < w.time || w.taken[d.code] || i.Kind < 1 || i.Kind > 3 || i.Ends <= d.time || i.Ends > d.time+month || !well(i, d.time) {
		return ErrChainContents
	}
	return nil
}

func (w *world) take(d deed, signed Signed) {
	w.head, w.time = Head{Seq: w.head.Seq + 1, Hash: signed.StatementHash()}, d.time
	before := w.holders()
	switch d.what {
	case "invite":
		for code, i := range w.invites {
			w.void[code] = w.void[code] || i.Kind == Support && d.invite.Kind == Support
		}
		w.invites[d.code], w.author[d.code], w.taken[d.code] = d.invite, d.author, true
	case "accept":
		i := w.invites[d.code]
		w.spent[d.code], w.used[d.own], w.key[d.author] = true, true, d.own
		w.members[d.author] = Member{Owner: i.Owner, Kind: i.Kind, Rights: i.Rights, Until: i.Until, Invited: personID(w.author[d.code]), Since: d.time}
		w.hand(before, label('c', d.code), label('k', d.own))
	case "restored":
		w.back = append(w.back, returned{at: w.head.Seq, named: uint64(int64(w.head.Seq) - 1 + d.number), line: uint64(d.number + 5), hash: w.head.Hash, by: w.key[d.author]})
	case SetLock:
		w.duties.Lock = uint8(d.number)
	case SetPolicy:
		w.duties.Profile = uint8(d.number)
	case SetFactor:
		w.duties.Factor = d.number%2 == 0
	default:
		w.takeMore(d, before)
	}
	w.since[d.what] = d.time
	w.settle(before)
}

// speak signs the deed behind the head of s.
func (w *world) speak(s *State, d deed) (Signed, error) {
	i, author := &w.keys[d.signer], personID(d.author)
	switch d.what {
	case SetLock:
		return SignSetLock(i, s, author, d.time, uint8(d.number))
	case SetPolicy:
		return SignSetPolicy(i, s, author, d.time, Policy{Profile: uint8(d.number), Reason: Hash{1}})
	case SetFactor:
		return SignSetFactor(i, s, author, d.time, d.number%2 == 0)
	case SetClock:
		return SignSetClock(i, s, author, d.time)
	case SetLive:
		return SignSetLive(i, s, author, d.time)
	case "restored":
		return SignRestored(i, s, author, d.time, Restored{Statement: Head{Seq: uint64(int64(s.Head.Seq) + d.number), Hash: Hash{0xff}}, Line: Head{Seq: uint64(d.number + 5)}, Copy: 1})
	case "invite":
		body, err := NewInvite(OneTime{Invitation: codeID(d.code), Keys: w.codes[d.code]})
		body.Kind, body.Owner, body.Rights, body.Ends, body.Until = d.invite.Kind, d.invite.Owner, d.invite.Rights, d.invite.Ends, d.invite.Until
		if err != nil {
			return Signed{}, err
		}
		return SignInvite(i, s, author, d.time, body)
	case "accept":
		signed, err := SignAccept(&w.keys[d.own], s, author, d.time, OneTime{Invitation: codeID(d.code), Keys: w.codes[d.proof]})
		if err == nil && d.signer != d.own {
			return i.sign(tagStatement, signed.Bytes)
		}
		return signed, err
	}
	return w.speakMore(s, d)
}

func TestMembersAgainstModel(t *testing.T) {
	t.Parallel()
	base, random := aChain(t), stream(5)
	people, codes := []Identity{base.owner}, []Identity{}
	for range 11 {
		people, codes = append(people, must(NewIdentity(random))(t)), append(codes, must(NewIdentity(random))(t))
	}
	var signing [][]byte
	for i := range people {
		signing = append(signing, must(people[i].SigningKey())(t))
	}
	found := must(SignFound(&people[0], aCompany, personID(0), founded, facts(t, stream(1), aCompany)))(t)
	verdicts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := &world{
			keys: people, signing: signing, codes: codes, time: founded, head: Head{Hash: found.StatementHash()}, invites: map[int]Invite{}, author: map[int]int{}, spent: map[int]bool{},
			members: map[int]Member{0: {Owner: true, Kind: Internal, Since: founded}}, duties: Duties{1, 5, false}, since: map[string]int64{},
			key: map[int]int{0: 0}, used: map[int]bool{0: true}, taken: map[int]bool{}, void: map[int]bool{}, resets: map[helping]help{},
			epochs: map[Domain]uint32{}, wraps: map[Domain]map[string]bool{}, lost: map[Domain]bool{},
		}
		for _, domain := range Domains() {
			w.epochs[domain], w.wraps[domain] = 1, map[string]bool{label('k', 0): true}
		}
		chain := []Signed{found}
		s := must2(Replay(aCompany, found.StatementHash(), chain))
		var first []deed
		for i := range 3 {
			first = append(first, join(t, i+1, founded)...)
		}
		for i := range rapid.IntRange(20, 60).Draw(t, "steps") {
			var d deed
			if i < len(first) {
				d = first[i]
			} else {
				d = drawDeed(t, w)
			}
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
				noGain(t, d, before, s)
				w.take(d, signed)
				chain = append(chain, signed)
				before = s
			}
			w.compare(t, s)
			w.compare(t, before)
			w.sound(t, s)
		}
		w.compare(t, must2(Replay(aCompany, s.Root, chain)))
	})
	t.Logf("verdicts: %v", verdicts)
	for _, what := range deeds {
		if verdicts[what+" <nil>"] == 0 || verdicts[fmt.Sprint(what, " ", ErrChainAuthor)]+verdicts[fmt.Sprint(what, " ", ErrChainContents)] == 0 {
			t.Errorf("the generator reaches too little of %s", what)
		}
	}
}

// compare holds everything that the state tells against the model.
func (w *world) compare(t *rapid.T, s *State) {
	waiting, there := 0, 0
	for i, invite := range w.invites {
		if !w.spent[i] && invite.Kind != Support {
			waiting++
		}
	}
	for i, want := range w.members {
		got, ok := s.Member(personID(i))
		if want.Removed {
			if ok {
				t.Fatalf("person %d is back", i)
			}
			continue
		}
		there++
		if !ok || !bytes.Equal(got.Signing, w.signing[w.key[i]]) || got.Owner != want.Owner || got.Kind != want.Kind || got.Disabled != want.Disabled || !slices.Equal(got.Suspended, want.Suspended) ||
			!slices.Equal(got.Rights, want.Rights) || got.Until != want.Until || got.Invited != want.Invited || got.Since != want.Since {
			t.Fatalf("person %d: %+v, model %+v", i, got, want)
		}
	}
	if s.Head != w.head || s.Time != w.time || s.Duties() != w.duties || len(s.Members()) != there || len(s.Members())+len(s.Former()) != len(w.members) || len(s.Invitations()) != waiting {
		t.Fatalf("state %+v, model %+v", s, w)
	}
	for _, name := range []string{SetLock, SetPolicy, SetFactor, SetClock, SetLive} {
		if s.Since(name) != w.since[name] {
			t.Fatalf("%s since %d, model %d", name, s.Since(name), w.since[name])
		}
	}
	w.compareHeads(t, s)
	w.compareMore(t, s)
}

func (w *world) compareHeads(t *rapid.T, s *State) {
	for seq := range w.head.Seq + 4 {
		for i := range w.keys {
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
