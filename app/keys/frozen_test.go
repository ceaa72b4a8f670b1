package keys

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
)

var update = flag.Bool("update", false, "make the frozen vectors that are missing; those that exist are never made again")

// frozen is one file under testdata/v1: bytes of format 1 as they were made once,
// what is needed to open them, and what they hold. Every later version opens them.
type frozen struct {
	About string            `json:"about"`
	Given map[string]string `json:"given"`
	Made  map[string]string `json:"made"`
	Plain json.RawMessage   `json:"plain"`
}

func (f frozen) hex(t testing.TB, name string) []byte {
	t.Helper()
	s, ok := f.Given[name]
	if !ok {
		s, ok = f.Made[name]
	}
	if !ok {
		t.Fatalf("no %q in the vector", name)
	}
	return unhex(t, s)
}

func (f frozen) id(t testing.TB, name string) ID     { return must(IDFrom(f.hex(t, name)))(t) }
func (f frozen) hash(t testing.TB, name string) Hash { return must(HashFrom(f.hex(t, name)))(t) }

func (f frozen) number(t testing.TB, name string) int64 {
	t.Helper()
	return must(strconv.ParseInt(f.Given[name], 10, 64))(t)
}

func (f frozen) signed(t testing.TB, name string) Signed {
	return Signed{Bytes: f.hex(t, name+" bytes"), Signature: f.hex(t, name+" signature")}
}

func (f frozen) identity(t testing.TB) Identity {
	return Identity{Encryption: f.hex(t, "encryption seed"), Signing: f.hex(t, "signing seed")}
}

func (f frozen) context(t testing.TB) Context {
	return Context{
		Company: f.id(t, "company"), Table: uint16(f.number(t, "table")), Row: f.id(t, "row"), Version: uint64(f.number(t, "version")),
		Domain: Domain(f.number(t, "domain")), Epoch: uint32(f.number(t, "epoch")), Columns: f.hash(t, "columns"),
	}
}

func (f frozen) domainKey(t testing.TB) *DomainKey {
	return must(newDomainKey(f.id(t, "company"), Domain(f.number(t, "domain")), uint32(f.number(t, "epoch")), f.hex(t, "domain key")))(t)
}

// put adds a signed value to what was made.
func (f frozen) put(name string, s Signed) {
	f.Made[name+" bytes"], f.Made[name+" signature"] = hex.EncodeToString(s.Bytes), hex.EncodeToString(s.Signature)
}

// plainJSON writes a value for people: bytes in hexadecimal, fields by their Go names.
func plainJSON(t testing.TB, v any) []byte {
	t.Helper()
	return must(json.MarshalIndent(plain(reflect.ValueOf(v)), "  ", "  "))(t)
}

func plain(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return plain(v.Elem())
	case reflect.Array, reflect.Slice:
		list := make([]any, v.Len())
		b := make([]byte, v.Len())
		for i := range list {
			if v.Type().Elem().Kind() == reflect.Uint8 {
				b[i] = byte(v.Index(i).Uint())
			} else {
				list[i] = plain(v.Index(i))
			}
		}
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return hex.EncodeToString(b)
		}
		return list
	case reflect.Struct:
		m := map[string]any{}
		for i := range v.NumField() {
			m[v.Type().Field(i).Name] = plain(v.Field(i))
		}
		return m
	case reflect.Map:
		m := map[string]any{}
		for it := v.MapRange(); it.Next(); {
			m[it.Key().String()] = plain(it.Value())
		}
		return m
	}
	return v.Interface()
}

func TestFrozenVectors(t *testing.T) {
	t.Parallel()
	vectors := frozenVectors()
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", "v1", v.name+".json")
			if *update {
				freeze(t, path, v)
			}
			var f frozen
			if err := json.Unmarshal(must(os.ReadFile(path))(t), &f); err != nil {
				t.Fatal(err)
			}
			var got, want bytes.Buffer
			if err := errors.Join(json.Compact(&got, plainJSON(t, v.open(t, f))), json.Compact(&want, f.Plain)); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Errorf("it holds\n%s\nand was frozen with\n%s", &got, &want)
			}
			again := v.make(t)
			if !reflect.DeepEqual(again.Given, f.Given) {
				t.Errorf("what is given: %v, frozen %v", again.Given, f.Given)
			}
			if !v.random && !reflect.DeepEqual(again.Made, f.Made) {
				t.Errorf("made again: %v, frozen %v", again.Made, f.Made)
			}
		})
	}
	files := must(filepath.Glob("testdata/v1/*.json"))(t)
	if !*update && len(files) != len(vectors) {
		t.Errorf("%d files for %d vectors", len(files), len(vectors))
	}
}

// freeze makes a vector once; a file that is there stays as it is.
func freeze(t *testing.T, path string, v vector) {
	t.Helper()
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s exists; a frozen vector is never made again (%v)", path, err)
		return
	}
	f := v.make(t)
	f.About = v.about
	f.Plain = plainJSON(t, v.open(t, f))
	b := must(json.MarshalIndent(f, "", "  "))(t)
	file := must(os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644))(t)
	_, err := file.Write(append(b, '\n'))
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
}
