package data

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// cipher changes every byte on its way and says when it is closed.
type cipher struct {
	to     io.Writer
	closed *bool
}

func (c cipher) Write(p []byte) (int, error) {
	turned := bytes.Clone(p)
	for i := range turned {
		turned[i] ^= 0x5a
	}
	return c.to.Write(turned)
}

func (c cipher) Close() error {
	*c.closed = true
	return nil
}

// ciphered is a cipher for CopyThrough.
func ciphered(closed *bool) func(io.Writer) (io.WriteCloser, error) {
	return func(w io.Writer) (io.WriteCloser, error) { return cipher{w, closed}, nil }
}

func TestCopyThroughWritesACopyNobodySeesInClear(t *testing.T) {
	ctx := context.Background()
	f := newFile(t, Options{})
	in(t, f, seed)
	folder, away := filepath.Join(t.TempDir(), "copies"), t.TempDir()
	to, done := filepath.Join(away, "shop.sealed"), false
	noError(t, f.CopyThrough(ctx, folder, "shop.trousseau", to, ciphered(&done)))
	if !done {
		t.Error("the cipher was not closed")
	}
	unchanged(t, folder, nil)
	if all := snapshot(t, away); len(all) != 1 {
		t.Errorf("%d files at the other place", len(all))
	}
	info, err := os.Stat(to)
	noError(t, err)
	if runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	sealed, err := os.ReadFile(to)
	noError(t, err)
	var plain bytes.Buffer
	_, err = cipher{&plain, &done}.Write(sealed)
	noError(t, err)
	back := filepath.Join(t.TempDir(), "back")
	noError(t, os.WriteFile(back, plain.Bytes(), 0o600))
	if !sameDump(dumped(t, back, latest), dump(t, f, latest)) {
		t.Error("the copy holds something else")
	}
	was := snapshot(t, away)
	wantError(t, f.CopyThrough(ctx, folder, "shop", to, ciphered(&done)), ErrExists)
	unchanged(t, away, was)
	noError(t, os.Rename(f.Path(), f.Path()+".moved")) // it would copy what nobody uses any more
	wantError(t, f.CopyThrough(ctx, folder, "shop", to+"2", ciphered(&done)), ErrNoFile)
	unchanged(t, folder, nil)
	unchanged(t, away, was)
}

func TestCopyThroughLeavesNothingWhenItFails(t *testing.T) {
	ctx := context.Background()
	gone, cancel := context.WithCancel(ctx)
	cancel()
	var done bool
	broken := func(io.Writer) (io.WriteCloser, error) { return nil, errTest }
	for name, c := range map[string]struct {
		ctx     context.Context
		step    string
		away    string
		through func(io.Writer) (io.WriteCloser, error)
		want    error
	}{
		"copy folder": {ctx, "copy folder", "", ciphered(&done), errTest}, "copy write": {ctx, "copy write", "", ciphered(&done), errTest},
		"copy sync": {ctx, "copy sync", "", ciphered(&done), errTest}, "copy verify": {ctx, "copy verify", "", ciphered(&done), errTest},
		"through write": {ctx, "through write", "", ciphered(&done), errTest}, "through place": {ctx, "through place", "", ciphered(&done), errTest},
		"cipher": {ctx, "", "", broken, errTest}, "given up": {gone, "", "", ciphered(&done), context.Canceled},
		"no folder": {ctx, "", "none", ciphered(&done), ErrNoFolder},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t, Options{TestOnlyHook: failAt(c.step)})
			in(t, f, seed)
			folder, away := t.TempDir(), t.TempDir()
			wantError(t, f.CopyThrough(c.ctx, folder, "shop", filepath.Join(away, c.away, "to"), c.through), c.want)
			unchanged(t, folder, nil)
			unchanged(t, away, nil)
		})
	}
}

func TestTakeCopyNamesItByItsContent(t *testing.T) {
	ctx := context.Background()
	path := closed(t)
	bytesOf, err := os.ReadFile(path)
	noError(t, err)
	folder := filepath.Join(t.TempDir(), "new", "copies")
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{theTime, "shop-19700101-000001.trousseau"}, // seed's clock
		{theTime, "shop-19700101-000001-2.trousseau"},
		{time.Unix(0, 5e8), "shop-19700101-000000.trousseau"}, // a clock that was set back
	} {
		got, err := TakeCopy(ctx, bytes.NewReader(bytesOf), folder, "shop.trousseau", c.now)
		noError(t, err)
		all, err := Copies(folder, "shop")
		noError(t, err)
		if filepath.Base(got.Path) != c.want || !slices.Contains(all, got) {
			t.Errorf("%+v, want %s among %v", got, c.want, names(all))
		}
		same, err := os.ReadFile(got.Path)
		if err != nil || !bytes.Equal(same, bytesOf) {
			t.Errorf("other bytes: %v", err)
		}
	}
	if all := snapshot(t, folder); len(all) != 3 {
		t.Errorf("%d files", len(all))
	}
	empty := newFile(t, Options{}) // nobody has set it up: it tells no time
	noError(t, empty.Close())
	in, err := os.Open(empty.Path())
	noError(t, err)
	got, err := TakeCopy(ctx, in, folder, "shop", theTime)
	noError(t, errors.Join(err, in.Close()))
	if !got.Made.Equal(theTime.Truncate(time.Second)) {
		t.Errorf("made %v", got.Made)
	}
}

// damagedDeep gives a file that opens for reading and whose check finds a fault.
func damagedDeep(t *testing.T, whole []byte) []byte {
	t.Helper()
	ctx := context.Background()
	for at := len(whole) - 4096; at > 4096; at -= 4096 {
		text := bytes.Clone(whole)
		clear(text[at : at+4096])
		path := filepath.Join(t.TempDir(), "damaged")
		noError(t, os.WriteFile(path, text, 0o600))
		f, err := OpenReadOnly(ctx, path)
		if err != nil {
			continue
		}
		err = errors.Join(f.Check(ctx), f.Close())
		if errors.Is(err, ErrDamaged) {
			return text
		}
	}
	t.Fatal("every damage is found at the opening")
	return nil
}

func TestTakeCopyRefusesWhatIsNotWhole(t *testing.T) {
	whole, err := os.ReadFile(closed(t))
	noError(t, err)
	foreign := bytes.Clone(whole)
	copy(foreign[68:], "ELSE")
	damaged := bytes.Clone(whole)
	for i := 4096; i < 3*4096; i++ {
		damaged[i] ^= 0xff
	}
	for name, c := range map[string]struct {
		t    taking
		name string
		want error
	}{
		"empty":        {taking{r: strings.NewReader("")}, "shop", ErrNotDatabase},
		"text":         {taking{r: strings.NewReader(strings.Repeat("a letter ", 1000))}, "shop", ErrNotDatabase},
		"foreign":      {taking{r: bytes.NewReader(foreign)}, "shop", ErrForeign},
		"cut short":    {taking{r: bytes.NewReader(whole[:len(whole)-4096])}, "shop", ErrTruncated},
		"damaged":      {taking{r: bytes.NewReader(damaged)}, "shop", ErrDamaged},
		"damaged deep": {taking{r: bytes.NewReader(damagedDeep(t, whole))}, "shop", ErrDamaged},
		"too long":     {taking{r: bytes.NewReader(whole), most: int64(len(whole)) - 1}, "shop", ErrDamaged},
		"broken pipe":  {taking{r: io.MultiReader(bytes.NewReader(whole), iotest.ErrReader(errTest))}, "shop", errTest},
		"no name":      {taking{r: bytes.NewReader(whole)}, "", ErrInvalid},
		"folder step":  {taking{r: bytes.NewReader(whole), options: Options{TestOnlyHook: failAt("copy folder")}}, "shop", errTest},
		"write step":   {taking{r: bytes.NewReader(whole), options: Options{TestOnlyHook: failAt("take write")}}, "shop", errTest},
		"verify step":  {taking{r: bytes.NewReader(whole), options: Options{TestOnlyHook: failAt("take verify")}}, "shop", errTest},
		"placing step": {taking{r: bytes.NewReader(whole), options: Options{TestOnlyHook: failAt("take place")}}, "shop", errTest},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			c.t.now = theTime
			if c.t.most == 0 {
				c.t.most = int64(len(whole)) // exactly as long as it may be
			}
			if name == "text" {
				c.t.most = mostTaken
			}
			_, err := c.t.run(context.Background(), folder, c.name)
			wantError(t, err, c.want)
			unchanged(t, folder, nil)
		})
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	folder := t.TempDir()
	_, err = TakeCopy(gone, bytes.NewReader(whole), folder, "shop", theTime)
	wantError(t, err, context.Canceled)
	unchanged(t, folder, nil)
}

// TestSweepCopies removes unfinished copies nobody can still be writing, and
// nothing else.
func TestSweepCopies(t *testing.T) {
	folder := t.TempDir()
	now := time.Now()
	plant := func(name string, age time.Duration) {
		t.Helper()
		path := filepath.Join(folder, name)
		noError(t, os.WriteFile(path, []byte("left over"), 0o600))
		noError(t, os.Chtimes(path, now.Add(-age), now.Add(-age)))
	}
	const copyName, plainName = ".shop-20261122-180203-2.trousseau", ".shop-00010101-000000.trousseau"
	for _, name := range []string{copyName + ".new-1", copyName + ".new-1-journal", plainName + ".new-12"} {
		plant(name, 2*time.Hour)
		plant(name+"9", -2*time.Hour)
	}
	kept := []string{copyName + ".new-2", plainName + ".new-3"}
	for _, name := range kept {
		plant(name, 50*time.Minute)
	}
	for _, name := range []string{".shop.trousseau.new-1", ".other-20261122-180203.trousseau.new-1", ".shop-20261122.trousseau.new-1",
		"shop-20261122-180203.trousseau.new-1", "shop-20261122-180203.trousseau", "a letter", ".new-1"} {
		plant(name, 2*time.Hour)
		kept = append(kept, name)
	}
	noError(t, os.Mkdir(filepath.Join(folder, copyName+".new-7"), 0o700))
	noError(t, os.Chtimes(filepath.Join(folder, copyName+".new-7"), now.Add(-2*time.Hour), now.Add(-2*time.Hour)))
	kept = append(kept, copyName+".new-7")
	noError(t, SweepCopies(folder, "shop.trousseau"))
	all := snapshot(t, folder)
	for _, name := range kept {
		if _, ok := all[name]; !ok {
			t.Errorf("%s is gone", name)
		}
	}
	if len(all) != len(kept) {
		t.Errorf("%d files left, want %d", len(all), len(kept))
	}
	noError(t, SweepCopies(filepath.Join(folder, "none"), "shop"))
	wantError(t, SweepCopies(folder, "../shop"), ErrInvalid)
	wantError(t, SweepCopies(filepath.Join(folder, "a letter"), "shop"), ErrFolderIsFile)
}

func TestSystemError(t *testing.T) {
	_, err := os.Open(filepath.Join(t.TempDir(), "Margaux"))
	told := SystemError("open copy", err)
	wantError(t, told, ErrNoFile)
	if strings.Contains(told.Error(), "Margaux") || !strings.Contains(told.Error(), "open copy") || SystemError("open copy", nil) != nil {
		t.Errorf("%q", told)
	}
}
