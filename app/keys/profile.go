package keys

// TableProfiles is the number of the profiles in sealed contexts (DESIGN 13).
const TableProfiles uint16 = 4

// Profile is what a member's own program reports of him to those who hold
// `people`: it is signed, then sealed to the letterbox, so he needs no key to
// read it back and nobody can write it in his name.
type Profile struct {
	Format   uint8        `cbor:"1,keyasint"`
	Company  ID           `cbor:"2,keyasint"`
	Member   ID           `cbor:"3,keyasint"`
	Version  uint64       `cbor:"4,keyasint"`
	Person   Person       `cbor:"5,keyasint"`
	Password PasswordFact `cbor:"6,keyasint"`
	Factor   int64        `cbor:"7,keyasint"` // since when 2FA is on, Unix ms; 0 = off
	SignIn   int64        `cbor:"8,keyasint"` // last sign-in, Unix ms
}

const formatProfile = 1

type signedProfile struct {
	Bytes     []byte `cbor:"1,keyasint"`
	Signature []byte `cbor:"2,keyasint"`
}

// SealProfile signs a profile as its member and seals it to the people letterbox.
func (i *Identity) SealProfile(people EpochFact, p Profile) ([]byte, error) {
	p.Format = formatProfile
	b, err := encode(p)
	if err != nil {
		return nil, err
	}
	signed, err := i.sign(tagProfile, b)
	if err != nil {
		return nil, err
	}
	plain, err := encode(signedProfile(signed))
	if err != nil {
		return nil, err
	}
	return SealLetter(people.Letterbox, profileContext(p.Company, p.Member, p.Version, people.Epoch), plain)
}

// OpenProfile opens a profile and judges it by the member's signing key; company,
// member and version must be the ones asked for. Errors: ErrOpen, ErrFormat, ErrSignature.
func (k *DomainKey) OpenProfile(m Member, version uint64, letter []byte) (Profile, error) {
	plain, err := k.OpenLetter(profileContext(k.Company, m.ID, version, k.Epoch), letter)
	if err != nil {
		return Profile{}, err
	}
	var signed signedProfile
	if err := decode(plain, &signed); err != nil {
		return Profile{}, err
	}
	if err := Signed(signed).verify(tagProfile, m.Signing); err != nil {
		return Profile{}, err
	}
	var p Profile
	if err := decode(signed.Bytes, &p); err != nil {
		return Profile{}, err
	}
	if p.Format != formatProfile || p.Company != k.Company || p.Member != m.ID || p.Version != version {
		return Profile{}, ErrFormat
	}
	return p, nil
}

func profileContext(company, member ID, version uint64, epoch uint32) Context {
	return Context{Company: company, Table: TableProfiles, Row: member, Version: version, Domain: People, Epoch: epoch}
}
