package keys

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestInvitationCode(t *testing.T) {
	t.Parallel()
	code := must(NewInvitationCode(stream(1)))(t)
	other := must(must(NewInvitationCode(stream(2)))(t).OneTime())(t)
	one := must(code.OneTime())(t)
	for _, typed := range []string{code.Code(), code.QR(), " " + strings.ToLower(code.QR()) + "\n", strings.ReplaceAll(code.Code(), "-", " ")} {
		if got := must(must(ParseInvitationCode(typed))(t).OneTime())(t); !reflect.DeepEqual(got, one) {
			t.Errorf("%q is another code", typed)
		}
	}
	if len(code.Code()) != 9*4+8 || len(code.secret) != 20 {
		t.Errorf("%s", code.Code())
	}
	parts := [][]byte{one.Invitation[:], one.Keys.Encryption, one.Keys.Signing, one.note, other.Invitation[:], other.Keys.Encryption, other.Keys.Signing, other.note, code.secret}
	for i, a := range parts {
		for _, b := range parts[:i] {
			if bytes.Equal(a[:16], b[:16]) {
				t.Error("two derived values are the same")
			}
		}
	}
	invite := must(NewInvite(one))(t)
	if invite.Invitation != one.Invitation || !goodSigning(invite.Signing) || !goodEncryption(invite.Encryption) {
		t.Errorf("%+v", invite)
	}
	last := code.Code()[len(code.Code())-1:]
	wrong := strings.Map(func(r rune) rune { return map[bool]rune{true: '1', false: '0'}[r == '0'] }, last)
	for typed, want := range map[string]error{
		"": ErrCodeLength, code.Code() + "0": ErrCodeLength, code.Code()[1:]: ErrCodeLength, "U" + code.Code()[1:]: ErrCodeLetter,
		code.Code()[:len(code.Code())-1] + wrong: ErrCodeChecksum, must(NewKit(stream(1)))(t).QR(): ErrCodeLetter,
	} {
		_, err := ParseInvitationCode(typed)
		wantErr(t, typed, err, want)
	}
	_, err := NewInvitationCode(bytes.NewReader(make([]byte, 19)))
	if err == nil {
		t.Error("a short source made a code")
	}
}

func TestSupportCode(t *testing.T) {
	t.Parallel()
	code := must(NewSupportCode(stream(1)))(t)
	if len(code.Code()) != 16+3 {
		t.Errorf("%s", code.Code())
	}
	w := &work{}
	one := must(code.OneTime(w, aCompany))(t)
	if len(w.calls) != 1 || w.calls[0] != floor {
		t.Errorf("stretched at %+v", w.calls)
	}
	for _, typed := range []string{code.Code(), strings.ToLower(code.Code()), " " + strings.ReplaceAll(code.Code(), "-", " ")} {
		if got := must(ParseSupportCode(typed))(t); !bytes.Equal(got.secret, code.secret) {
			t.Errorf("%q is another code", typed)
		}
	}
	for typed, want := range map[string]error{"": ErrCodeLength, code.Code()[1:]: ErrCodeLength, code.Code() + "0": ErrCodeLength, "U" + code.Code()[1:]: ErrCodeLetter} {
		_, err := ParseSupportCode(typed)
		wantErr(t, typed, err, want)
	}
	other := must(code.OneTime(Argon2id{}, anID))(t)
	again := must(code.OneTime(Argon2id{}, aCompany))(t)
	if other.Invitation == again.Invitation || bytes.Equal(other.Keys.Signing, again.Keys.Signing) || again.Invitation == one.Invitation {
		t.Error("neither company nor costs matter")
	}
	if _, err := NewSupportCode(bytes.NewReader(make([]byte, 9))); err == nil {
		t.Error("a short source made a code")
	}
}

func aNote() Note {
	return Note{
		Company: aCompany, Root: Hash(run(1, 32)), Statement: Head{Seq: 7, Hash: Hash(run(2, 32))}, Line: Head{Seq: 9, Hash: Hash(run(3, 32))},
		Name: "Bedrijf & Zonen", Person: Person{First: "Joris", Last: "Peeters", Email: "joris@example.org"}, Language: "nl",
	}
}

func TestNoteOpensOnlyByItsCode(t *testing.T) {
	t.Parallel()
	one := must(must(NewInvitationCode(stream(1)))(t).OneTime())(t)
	other := must(must(NewInvitationCode(stream(2)))(t).OneTime())(t)
	sealed := must(one.SealNote(stream(3), aNote()))(t)
	want := aNote()
	want.Format = formatNote
	if got := must(one.OpenNote(aCompany, sealed))(t); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	moved := one
	moved.Invitation = other.Invitation
	foreign := must(seal(stream(1), one.note, one.noteBound(aCompany), must(encode(Note{Format: formatNote, Company: anID}))(t)))(t)
	later := must(seal(stream(1), one.note, one.noteBound(aCompany), must(encode(Note{Format: 2, Company: aCompany}))(t)))(t)
	for what, x := range map[string]struct {
		by      OneTime
		company ID
		sealed  []byte
		want    error
	}{
		"another code":             {other, aCompany, sealed, ErrOpen},
		"another id":               {moved, aCompany, sealed, ErrOpen},
		"another company":          {one, anID, sealed, ErrOpen},
		"nothing":                  {one, aCompany, nil, ErrOpen},
		"a company that is not it": {one, aCompany, foreign, ErrFormat},
		"a later format":           {one, aCompany, later, ErrFormat},
		"keys without a code":      {OneTime{Invitation: one.Invitation, Keys: one.Keys}, aCompany, sealed, ErrFormat},
	} {
		_, err := x.by.OpenNote(x.company, x.sealed)
		wantErr(t, what, err, x.want)
	}
	_, err := (OneTime{}).SealNote(stream(1), aNote())
	wantErr(t, "sealed without a code", err, ErrFormat)
	one.Wipe()
	_, err = one.OpenNote(aCompany, sealed)
	wantErr(t, "wiped", err, ErrFormat)
}

func TestWipedCodesStop(t *testing.T) {
	t.Parallel()
	invitation, support := must(NewInvitationCode(stream(1)))(t), must(NewSupportCode(stream(1)))(t)
	one := must(invitation.OneTime())(t)
	invitation.Wipe()
	support.Wipe()
	one.Wipe()
	w := &work{}
	for what, err := range map[string]error{
		"invitation": second(invitation.OneTime()), "support": second(support.OneTime(w, aCompany)), "keys": second(NewInvite(one)), "note": second(one.SealNote(stream(1), aNote())),
	} {
		wantErr(t, what, err, ErrFormat)
	}
	if len(w.calls) != 0 {
		t.Error("a wiped code was stretched")
	}
}
