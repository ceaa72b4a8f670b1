package access_test

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"trousseau/app/access"
	"trousseau/data"
)

// wide gives a text as UTF-16.
func wide(s string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

// shapes gives every encoding in which a text could lie in a file: also inside a
// longer base64, whose three alignments look different.
func shapes(s string) map[string][]byte {
	b := []byte(s)
	out := map[string][]byte{
		"UTF-8": b, "upper case": []byte(strings.ToUpper(s)), "lower case": []byte(strings.ToLower(s)),
		"UTF-16LE": wide(s, binary.LittleEndian), "UTF-16BE": wide(s, binary.BigEndian),
		"hex": []byte(hex.EncodeToString(b)), "HEX": []byte(strings.ToUpper(hex.EncodeToString(b))),
	}
	flipped := []rune(s)
	for i, r := range flipped {
		if u := []rune(strings.ToUpper(string(r))); len(u) == 1 && u[0] != r {
			flipped[i] = u[0]
		} else if l := []rune(strings.ToLower(string(r))); len(l) == 1 {
			flipped[i] = l[0]
		}
	}
	out["reversed case"] = []byte(string(flipped))
	for shift := range 3 {
		// What stands before and behind is unknown: the characters it touches are left out.
		text := base64.RawStdEncoding.EncodeToString(slices.Concat(make([]byte, shift), b))
		text = text[(shift*8+5)/6 : (shift+len(b))*8/6]
		out["base64 "+string(rune('0'+shift))] = []byte(text)
		out["base64url "+string(rune('0'+shift))] = []byte(strings.NewReplacer("+", "-", "/", "_").Replace(text))
	}
	for shift := range 5 {
		text := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(slices.Concat(make([]byte, shift), b))
		out["base32 "+string(rune('0'+shift))] = []byte(text[(shift*8+4)/5 : (shift+len(b))*8/5])
	}
	return out
}

// hits searches every file below a folder and gives "text as shape in file". A
// shape shorter than six bytes would be found by chance.
func hits(t testing.TB, dir string, secrets []string) (found []string, files int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		b = append(b, name...) // names of files count too; the test's own folder has a number for a name
		for _, s := range secrets {
			for shape, needle := range shapes(s) {
				if len(needle) >= 6 && bytes.Contains(b, needle) {
					found = append(found, s+" as "+shape+" in "+filepath.Base(path))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, files
}

// mistakes makes every error a person can cause by typing and writes them to a
// log as the program does.
func mistakes(t *testing.T, w *world, s *access.Session, email string) {
	t.Helper()
	var text bytes.Buffer
	log := slog.New(slog.NewTextHandler(&text, nil))
	c := must(s.Company(w.ctx()))(t)
	for _, bad := range []access.Company{{Name: strings.Repeat("Quackelbeen", 40)}, {Name: "Quackelbeen", Country: "BE", Language: "fr", Number: "0417497107"},
		{Name: "Quackelbeen", Country: "BE", Language: "fr", Color: "Kromme Elleboogstraat 1347"}} {
		log.Warn("company", "err", saveCompany(w.ctx(), s, bad))
	}
	_, wrong := w.door.Password(w.ctx(), email, "Tulvek+Gromsa-84")
	_, elsewhere := data.Open(w.ctx(), filepath.Join(t.TempDir(), "Vanderquackelen", "Zandvliet-Overbroek.trousseau"), data.Options{})
	_, begun := s.BeginEnrolment(w.ctx(), "Vergissing-Vandaag-1")
	owner, kit := access.Owner{First: "Wilhelmina", Last: "Vanderquackelen", Email: "wilhelmina.q@@zeepziederij-quackelbeen.be"}, must(w.setup.NewKit())(t)
	_, founded := w.door.Found(w.ctx(), access.Founding{Company: c, Owner: owner, Kit: kit})
	_, code := s.ResumeEnrolment([]byte(w.seed))
	_, typed := w.door.OpenKit(w.ctx(), email, kit.Code())
	for _, err := range []error{wrong, elsewhere, begun, founded, code, typed} {
		if err == nil {
			t.Fatal("a mistake was none")
		}
		log.Error("mistake", "err", err)
	}
	write(t, filepath.Join(filepath.Dir(w.path), "log", "trousseau.log"), text.Bytes())
}

// aDay is a day of work whose every name, address, seed and code is known; it
// ends with the file still open, so that the log beside it is searched too.
func aDay(t *testing.T, w *world) (secrets []string) {
	t.Helper()
	f := w.founding(true)
	f.Company = access.Company{Name: "Zeepziederij Quackelbeen", Country: "BE", Language: "fr", Number: "0417.497.106",
		Street: "Kromme Elleboogstraat 1347", PostCode: "9471-KX", City: "Zandvliet-Overbroek", Color: "#9A4A2C"}
	f.Owner = access.Owner{First: "Wilhelmina", Last: "Vanderquackelen", Email: "wilhelmina.q@zeepziederij-quackelbeen.be",
		Password: "Tulvek+Gromsa-83", Consent: true}
	s := must(w.door.Found(w.ctx(), f))(t)
	secrets = []string{f.Company.Name, "Quackelbeen", f.Company.Street, "Elleboogstraat", f.Company.PostCode, f.Company.City,
		"0417497106", "0417.497.106", "BE0417497106", f.Owner.First, f.Owner.Last, "Wilhelmina Vanderquackelen", f.Owner.Email, "wilhelmina.q",
		"zeepziederij-quackelbeen.be", f.Owner.Password, "Tulvek", "Gromsa-83", f.Kit.Code(), strings.ReplaceAll(f.Kit.Code(), "-", ""), f.Kit.QR(),
		must(f.Kit.Identity())(t), w.seed, string(raw(t, w.seed)), f.Factor.URI(), f.Factor.Key()}
	code := func() string {
		secrets = append(secrets, w.code(0))
		return w.code(0)
	}
	code() // that proved the phone at the founding
	enter := func() *access.Session {
		w.pass(time.Minute)
		e := must(w.door.Password(w.ctx(), f.Owner.Email, f.Owner.Password))(t)
		return must(e.Code(w.ctx(), code()))(t)
	}
	for _, typed := range []string{"Tulvek+Gromsa-84", "Vergissing-Vandaag-1"} {
		if _, err := w.door.Password(w.ctx(), f.Owner.Email, typed); err == nil {
			t.Fatal("a wrong password opened")
		}
		secrets = append(secrets, typed)
	}
	if _, err := w.door.Password(w.ctx(), "onbekende.bezoeker@elders-ergens.be", "Geen-Toegang-99"); err == nil {
		t.Fatal("a stranger entered")
	}
	secrets = append(secrets, "onbekende.bezoeker", "elders-ergens.be", "Geen-Toegang-99")
	n := must(s.BeginEnrolment(w.ctx(), f.Owner.Password))(t)
	w.seed = strings.ReplaceAll(n.Key(), " ", "")
	secrets = append(secrets, w.seed, string(raw(t, w.seed)), n.URI(), n.Key())
	if _, err := s.Enrol(w.ctx(), n, code()); err != nil {
		t.Fatal(err)
	}
	c := must(s.Company(w.ctx()))(t)
	for _, change := range []access.Company{{Name: "Quackelbeen & Dochters", Street: "Roggeveldlaan 8842", City: "Moerzeke-Kastel"},
		{Name: "Nachtegaal Bronwater", Street: "Distelvinkpad 6619", City: "Wuustwezel-Noord"}} {
		c.Name, c.Street, c.City = change.Name, change.Street, change.City
		if err := saveCompany(w.ctx(), s, c); err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, change.Name, change.Street, change.City)
	}
	mistakes(t, w, s, f.Owner.Email)
	secrets = append(secrets, "een halve zin over Pruimentaartje", "Pruimentaartje")
	must(s.Lock(w.ctx(), []byte("een halve zin over Pruimentaartje")))(t)
	backups := w.path + ".backups"
	if err := os.MkdirAll(backups, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.file.Copy(w.ctx(), filepath.Join(backups, "shop.trousseau.v1.trousseau")), enter().Close(w.ctx())); err != nil {
		t.Fatal(err)
	}
	enter() // and stays signed in
	return secrets
}

func raw(t testing.TB, seed string) []byte {
	return must(base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(seed))(t)
}

// No name, address, number, seed or code stands in the file, its log, its index,
// its copies or the anchors, in any encoding (DESIGN 10, SECURITY 3.9).
func TestNothingInClear(t *testing.T) {
	dir := t.TempDir()
	w := &world{t: t, path: filepath.Join(dir, "shop.trousseau"), state: filepath.Join(dir, "state"), now: start}
	w.use(must(data.Create(t.Context(), w.path, data.Options{}))(t))
	secrets := aDay(t, w)
	if len(secrets) < 40 {
		t.Fatalf("%d texts are too few", len(secrets))
	}
	if _, err := os.Stat(w.path + "-wal"); err != nil {
		t.Fatal("the log is not there to be searched:", err)
	}
	open, files := hits(t, dir, secrets)
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	closed, more := hits(t, dir, secrets)
	for _, h := range append(open, closed...) {
		t.Error("in clear:", h)
	}
	figure(t, "%d texts, each in %d encodings, in %d files open and %d closed: %d found", len(secrets), len(shapes("x")), files, more, len(open)+len(closed))
}

// The search must be able to find: one planted text in every shape.
func TestTheScanFinds(t *testing.T) {
	const planted = "Pruimentaartje"
	all := shapes(planted)
	missed := 0
	for shape, b := range all {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "shop.trousseau-wal"), slices.Concat([]byte{0, 1, 2}, b, []byte{0}))
		found, _ := hits(t, dir, []string{"nothing of this", planted})
		if !slices.ContainsFunc(found, func(h string) bool { return strings.HasPrefix(h, planted) }) {
			t.Errorf("%s is not found", shape)
			missed++
		}
	}
	for shift := range 3 {
		dir := t.TempDir()
		whole := base64.StdEncoding.EncodeToString(append(make([]byte, 30+shift), planted+" and more"...))
		write(t, filepath.Join(dir, "shop.trousseau.log"), []byte(whole))
		if found, _ := hits(t, dir, []string{planted}); len(found) == 0 {
			t.Errorf("not found inside a base64 at %d", shift)
		}
	}
	figure(t, "a planted text is found in %d of %d encodings", len(all)-missed, len(all))
}
