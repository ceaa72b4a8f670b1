package keys

import (
	"encoding/hex"
	"testing"
)

// aProfile is a profile with something in every field.
func aProfile() Profile {
	return Profile{Company: aCompany, Member: aMember, Version: 41, Person: aRing().Person, Password: aRing().Password,
		Factor: 1_795_000_000_000, SignIn: 1_795_000_200_000}
}

// peopleKey is the key that profiles are sealed to, of one company and epoch.
func peopleKey(t testing.TB, company ID, epoch uint32) *DomainKey {
	return must(newDomainKey(company, People, epoch, run(1, 32)))(t)
}

func makeProfile(t testing.TB) frozen {
	me, k := anIdentity(0x20), peopleKey(t, aCompany, 3)
	f := given(map[string]any{"company": aCompany, "domain key": k.secret, "domain": int(People), "epoch": 3,
		"member": aMember, "version": 41, "encryption seed": me.Encryption, "signing seed": me.Signing})
	f.Made["letter"] = hex.EncodeToString(must(me.SealProfile(must(k.Fact())(t), aProfile()))(t))
	return f
}

func openProfile(t testing.TB, f frozen) any {
	return must(f.domainKey(t).OpenProfile(f.member(t), uint64(f.number(t, "version")), f.hex(t, "letter")))(t)
}

// member is the one who signed a vector.
func (f frozen) member(t testing.TB) Member {
	me := f.identity(t)
	return Member{ID: f.id(t, "member"), Signing: must(me.SigningKey())(t), Encryption: must(me.EncryptionKey())(t)}
}

// profile gives what a frozen letter holds: the signed bytes, and the plaintext with their signature.
func (f frozen) profile(t testing.TB) (Signed, []byte) {
	k := f.domainKey(t)
	plain := must(k.OpenLetter(profileContext(k.Company, f.id(t, "member"), uint64(f.number(t, "version")), k.Epoch), f.hex(t, "letter")))(t)
	var signed signedProfile
	if err := decode(plain, &signed); err != nil {
		t.Fatal(err)
	}
	return Signed(signed), plain
}

// Whoever holds `people` reads a profile; another place, another key and another member refuse it.
func TestProfileOpensInItsPlaceOnly(t *testing.T) {
	t.Parallel()
	me, other := anIdentity(0x20), anIdentity(0x90)
	k, m := peopleKey(t, aCompany, 3), Member{ID: aMember, Signing: must(me.SigningKey())(t)}
	letter := must(me.SealProfile(must(k.Fact())(t), aProfile()))(t)
	want := aProfile()
	want.Format = formatProfile
	if got := must(k.OpenProfile(m, 41, letter))(t); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	for what, c := range map[string]struct {
		key     *DomainKey
		member  Member
		version uint64
		want    error
	}{
		"another version": {k, m, 42, ErrOpen},
		"another member":  {k, Member{ID: anID, Signing: m.Signing}, 41, ErrOpen},
		"another company": {peopleKey(t, anID, 3), m, 41, ErrOpen},
		"another epoch":   {peopleKey(t, aCompany, 4), m, 41, ErrOpen},
		"another domain":  {must(newDomainKey(aCompany, Sales, 3, run(1, 32)))(t), m, 41, ErrOpen},
		"another key":     {must(newDomainKey(aCompany, People, 3, run(2, 32)))(t), m, 41, ErrOpen},
		"another signer":  {k, Member{ID: aMember, Signing: must(other.SigningKey())(t)}, 41, ErrSignature},
		"no signing key":  {k, Member{ID: aMember}, 41, ErrSignature},
	} {
		got, err := c.key.OpenProfile(c.member, c.version, letter)
		wantErr(t, what, err, c.want)
		if got != (Profile{}) {
			t.Errorf("%s: something came out", what)
		}
	}
}

// Anybody can seal to a letterbox: what stands in the letter is judged whatever its place says.
func TestProfileIsJudged(t *testing.T) {
	t.Parallel()
	me, other := anIdentity(0x20), anIdentity(0x90)
	k, m := peopleKey(t, aCompany, 3), Member{ID: aMember, Signing: must(me.SigningKey())(t)}
	box, place := must(k.LetterboxKey())(t), profileContext(aCompany, aMember, 41, 3)
	signed := func(i Identity, tag string, change func(*Profile)) []byte {
		p := aProfile()
		p.Format = formatProfile
		change(&p)
		return must(encode(signedProfile(must(i.sign(tag, must(encode(p))(t)))(t))))(t)
	}
	nothing := func(*Profile) {}
	for what, c := range map[string]struct {
		plain []byte
		want  error
	}{
		"honest":                    {signed(me, tagProfile, nothing), nil},
		"signed by a stranger":      {signed(other, tagProfile, nothing), ErrSignature},
		"signed as a journal line":  {signed(me, tagJournal, nothing), ErrSignature},
		"of another company":        {signed(me, tagProfile, func(p *Profile) { p.Company = anID }), ErrFormat},
		"of another member":         {signed(me, tagProfile, func(p *Profile) { p.Member = anID }), ErrFormat},
		"an older version":          {signed(me, tagProfile, func(p *Profile) { p.Version = 40 }), ErrFormat},
		"format 2":                  {signed(me, tagProfile, func(p *Profile) { p.Format = 2 }), ErrFormat},
		"no signature":              {must(encode(signedProfile{Bytes: []byte{0xa0}}))(t), ErrSignature},
		"signed bytes of no form":   {must(encode(signedProfile(must(me.sign(tagProfile, []byte{0xf6}))(t))))(t), ErrFormat},
		"a letter of no form":       {[]byte{0xf6}, ErrFormat},
		"a letter with a byte more": {append(signed(me, tagProfile, nothing), 0), ErrFormat},
	} {
		_, err := k.OpenProfile(m, 41, must(SealLetter(box, place, c.plain))(t))
		wantErr(t, what, err, c.want)
	}
	wiped := Identity{Encryption: make([]byte, 32), Signing: make([]byte, 32)}
	_, err := wiped.SealProfile(must(k.Fact())(t), aProfile())
	wantErr(t, "a wiped identity signs", err, ErrFormat)
}
