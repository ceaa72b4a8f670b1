package keys

import (
	"bytes"
	"reflect"
	"testing"
)

func aFactorRecord() FactorRecord {
	return FactorRecord{
		Company: aCompany, Member: aMember, Version: 7, Factor: Factor{Seed: run(0x61, 20), Last: 58_893_412, Since: 1_795_000_000_000},
		Recovery: &Recovery{Made: 1_795_000_000_003, Hashes: []Hash{Hash(run(0x91, 32)), Hash(run(0xb1, 32))}},
	}
}

func TestFactorRecordOpensOnlyAsItWasSealed(t *testing.T) {
	t.Parallel()
	me, helper, one := anIdentity(0x20), anIdentity(0x90), code(t, 0x41)
	m := Member{ID: aMember, Signing: must(me.SigningKey())(t)}
	signed := must(me.SignFactor(aFactorRecord()))(t)
	public := must(helper.EncryptionKey())(t)
	sealed := must(SealFactor(public, signed))(t)
	want := aFactorRecord()
	want.Format = formatFactor
	got, passed, err := helper.OpenFactor(aCompany, m, 7, sealed)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v, %v", got, err)
	}
	handed := must(SealFactor(must(one.Keys.EncryptionKey())(t), passed))(t)
	if got, _, err := one.Keys.OpenFactor(aCompany, m, 7, handed); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("handed on: %+v, %v", got, err)
	}
	seal := func(change func(r *FactorRecord), by Identity, tag string) []byte {
		r := want
		change(&r)
		plain := must(encode(signedProfile(must(by.sign(tag, must(encode(r))(t)))(t))))(t)
		return must(sealTo(public, factorInfo(aCompany, aMember, 7, public), pad(plain)))(t)
	}
	same := func(*FactorRecord) {}
	for what, x := range map[string]struct {
		by      Identity
		company ID
		member  Member
		version uint64
		sealed  []byte
		want    error
	}{
		"another recipient":  {me, aCompany, m, 7, sealed, ErrOpen},
		"another company":    {helper, anID, m, 7, sealed, ErrOpen},
		"another member":     {helper, aCompany, Member{ID: anID, Signing: m.Signing}, 7, sealed, ErrOpen},
		"another version":    {helper, aCompany, m, 8, sealed, ErrOpen},
		"nothing":            {helper, aCompany, m, 7, nil, ErrOpen},
		"another's word":     {helper, aCompany, m, 7, seal(same, helper, tagFactor), ErrSignature},
		"signed as a line":   {helper, aCompany, m, 7, seal(same, me, tagJournal), ErrSignature},
		"his other company":  {helper, aCompany, m, 7, seal(func(r *FactorRecord) { r.Company = anID }, me, tagFactor), ErrFormat},
		"his other id":       {helper, aCompany, m, 7, seal(func(r *FactorRecord) { r.Member = anID }, me, tagFactor), ErrFormat},
		"an older one":       {helper, aCompany, m, 7, seal(func(r *FactorRecord) { r.Version = 6 }, me, tagFactor), ErrFormat},
		"a later format":     {helper, aCompany, m, 7, seal(func(r *FactorRecord) { r.Format = 2 }, me, tagFactor), ErrFormat},
		"no seed":            {helper, aCompany, m, 7, seal(func(r *FactorRecord) { r.Factor.Seed = nil }, me, tagFactor), ErrFormat},
		"eleven codes":       {helper, aCompany, m, 7, seal(func(r *FactorRecord) { r.Recovery = &Recovery{Hashes: make([]Hash, 11)} }, me, tagFactor), ErrFormat},
		"not padded":         {helper, aCompany, m, 7, must(sealTo(public, factorInfo(aCompany, aMember, 7, public), run(1, 63)))(t), ErrOpen},
		"not signed":         {helper, aCompany, m, 7, must(sealTo(public, factorInfo(aCompany, aMember, 7, public), pad(signed.Bytes)))(t), ErrFormat},
		"identity not whole": {Identity{}, aCompany, m, 7, sealed, ErrFormat},
	} {
		_, _, err := x.by.OpenFactor(x.company, x.member, x.version, x.sealed)
		wantErr(t, what, err, x.want)
	}
	_, err = me.SignFactor(FactorRecord{})
	wantErr(t, "an empty record", err, ErrFormat)
	wantErr(t, "no record", second(SealFactor(public, Signed{Bytes: []byte{1}})), ErrFormat)
	wantErr(t, "no recipient", second(SealFactor(nil, signed)), ErrFormat)
	alone := aFactorRecord()
	alone.Recovery = nil
	less := must(SealFactor(public, must(me.SignFactor(alone))(t)))(t)
	if len(sealed)%64 != len(less)%64 {
		t.Error("the length tells more than steps of 64")
	}
	got.Wipe()
	if !spent(got.Factor.Seed) || got.Recovery.Hashes[0] != (Hash{}) || bytes.Equal(got.Factor.Seed, want.Factor.Seed) {
		t.Error("not wiped")
	}
}
