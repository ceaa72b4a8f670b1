package keys

import (
	"bytes"
	"testing"
)

func TestOlderKeyOpensOnlyFromTheNextEpoch(t *testing.T) {
	t.Parallel()
	older := aDomainKey(t)
	newer := must(newDomainKey(aCompany, Sales, 4, run(2, 32)))(t)
	fact := must(older.Fact())(t)
	sealed := must(newer.SealOlder(stream(1), older))(t)
	if got := must(newer.OpenOlder(fact, sealed))(t); !bytes.Equal(got.secret, older.secret) || got.Epoch != 3 || got.Company != aCompany {
		t.Errorf("%+v", got)
	}
	key := func(company ID, d Domain, epoch uint32, start byte) *DomainKey {
		return must(newDomainKey(company, d, epoch, run(start, 32)))(t)
	}
	with := func(change func(*EpochFact)) EpochFact {
		f := must(older.Fact())(t)
		change(&f)
		return f
	}
	forged := must(newer.SealOlder(stream(1), key(aCompany, Sales, 3, 9)))(t)
	for what, x := range map[string]struct {
		by     *DomainKey
		fact   EpochFact
		sealed []byte
		want   error
	}{
		"another key":        {key(aCompany, Sales, 4, 3), fact, sealed, ErrOpen},
		"another company":    {key(anID, Sales, 4, 2), fact, sealed, ErrOpen},
		"another domain":     {key(aCompany, People, 4, 2), with(func(f *EpochFact) { f.Domain = People }), sealed, ErrOpen},
		"another epoch":      {key(aCompany, Sales, 5, 2), with(func(f *EpochFact) { f.Epoch = 4 }), sealed, ErrOpen},
		"the same epoch":     {newer, with(func(f *EpochFact) { f.Epoch = 4 }), sealed, ErrFormat},
		"two epochs before":  {newer, with(func(f *EpochFact) { f.Epoch = 2 }), sealed, ErrFormat},
		"a fact of another":  {newer, with(func(f *EpochFact) { f.Domain = People }), sealed, ErrFormat},
		"epoch 0":            {key(aCompany, Sales, 0, 2), with(func(f *EpochFact) { f.Epoch = 1<<32 - 1 }), sealed, ErrFormat},
		"another commitment": {newer, with(func(f *EpochFact) { f.Commitment[0] ^= 1 }), sealed, ErrCommit},
		"another letterbox":  {newer, with(func(f *EpochFact) { f.Letterbox[0] ^= 1 }), sealed, ErrCommit},
		"the forger's key":   {newer, fact, forged, ErrCommit},
		"as a row":           {newer, fact, must(seal(stream(1), newer.row, newer.olderBound(), older.secret))(t), ErrOpen},
		"a short key inside": {newer, fact, must(seal(stream(1), must(derive(newer.secret, infoOlder, keySize))(t), newer.olderBound(), run(1, 31)))(t), ErrOpen},
		"nothing":            {newer, fact, nil, ErrOpen},
	} {
		got, err := x.by.OpenOlder(x.fact, x.sealed)
		wantErr(t, what, err, x.want)
		if got != nil {
			t.Errorf("%s: a key came out", what)
		}
	}
	for what, x := range map[string]*DomainKey{
		"another company": key(anID, Sales, 3, 1), "another domain": key(aCompany, People, 3, 1), "the same epoch": key(aCompany, Sales, 4, 1),
		"two before": key(aCompany, Sales, 2, 1), "a newer one": key(aCompany, Sales, 5, 1), "wiped": key(aCompany, Sales, 3, 0),
	} {
		if what == "wiped" {
			x.Wipe()
		}
		wantErr(t, what, second(newer.SealOlder(stream(1), x)), ErrFormat)
	}
	wantErr(t, "below epoch 0", second(key(aCompany, Sales, 0, 1).SealOlder(stream(1), key(aCompany, Sales, 1<<32-1, 1))), ErrFormat)
}
