package data

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The tests that need a second process start this test program again with the
// name of a part to play in this variable.
const childEnv = "DATA_TEST_CHILD"

func TestMain(m *testing.M) {
	if part := os.Getenv(childEnv); part != "" {
		play(part, os.Args[1:])
		return
	}
	os.Exit(m.Run())
}

// child prepares a second process; its standard output says what it does.
func child(t testing.TB, part string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	noError(t, err)
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), childEnv+"="+part)
	cmd.Stderr = os.Stderr
	return cmd
}

// play is the second process.
func play(part string, args []string) {
	ctx := context.Background()
	var err error
	switch part {
	case "hold": // path, statement that takes the lock: holds it until its input ends
		err = hold(ctx, args[0], args[1])
	case "write": // path: counts up, says each number after its commit
		err = countUp(ctx, args[0])
	case "open": // path...: says what Open answers for each
		for _, path := range args {
			f, openErr := Open(ctx, path, Options{})
			fmt.Println(nameOf(openErr))
			if openErr == nil {
				err = errors.Join(err, f.Close())
			}
		}
	case "create": // path...: says what Create answers for each
		for _, path := range args {
			f, createErr := Create(ctx, path, Options{})
			fmt.Println(nameOf(createErr))
			if createErr == nil {
				err = errors.Join(err, f.Close())
			}
		}
	case "look": // path...: says what OpenReadOnly answers for each, and its number of lines
		for _, path := range args {
			fmt.Println(lookAt(ctx, path))
		}
	case "copy into": // path, folder...: says what CopyInto answers for each
		for _, folder := range args[1:] {
			fmt.Println(nameOf(intoFolder(ctx, args[0], folder)))
		}
	case "replace": // from, path...: says what Replace answers for each
		for _, path := range args[1:] {
			_, replaceErr := Replace(ctx, path, args[0])
			fmt.Println(nameOf(replaceErr))
		}
	case "die": // what, path, step: is killed at a step of it
		err = dieAt(ctx, args[0], args[1], args[2])
	}
	if err != nil {
		fmt.Println("child failed:", err)
		os.Exit(3)
	}
}

func lookAt(ctx context.Context, path string) string {
	f, err := OpenReadOnly(ctx, path)
	if err != nil {
		return nameOf(err)
	}
	n := 0
	err = f.Read(ctx, func(tx *Tx) (err error) { n, err = countLines(tx, id(16, 1)); return err })
	return fmt.Sprint(nameOf(errors.Join(err, f.Check(ctx), f.Close())), " ", n)
}

func intoFolder(ctx context.Context, path, folder string) error {
	f, err := OpenReadOnly(ctx, path)
	if err != nil {
		return err
	}
	_, err = f.CopyInto(ctx, folder, "shop", theTime)
	return errors.Join(err, f.Close())
}

func hold(ctx context.Context, path, statement string) error {
	db := dial{path: path, busy: 1e9, mode: writing}.open(1)
	for s := range strings.SplitSeq(statement, ";") {
		if _, err := db.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	fmt.Println("held")
	_, err := io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, db.Close())
}

func countUp(ctx context.Context, path string) error {
	f, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	for {
		var n int
		err = f.Write(ctx, func(tx *Tx) error { n, err = addPair(tx); return err })
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// addPair writes a row to each of two tables, so that half an act would show.
func addPair(tx *Tx) (int, error) {
	n, err := countLines(tx, id(16, 1))
	if err != nil {
		return 0, err
	}
	n++
	key := []byte(fmt.Sprintf("%016d", n))
	return n, errors.Join(
		tx.AddRow(TableCompany, Row{id(16, 1), key, 1, 1, 1, make([]byte, 300)}),
		tx.AddLine(Line{id(16, 1), uint64(n), key, id(64, 1), id(32, 1), key, Sealed{1, 1, make([]byte, 200)}, Sealed{}}),
		tx.PutHead(Head{id(16, 1), 0, id(32, 0), uint64(n), id(32, 0)}),
	)
}

func dieAt(ctx context.Context, what, path, step string) error {
	o := Options{TestOnlyHook: func(s string) error {
		if s == step {
			die()
		}
		return nil
	}}
	switch what {
	case "create":
		_, err := Create(ctx, path, o)
		return errors.Join(err, errors.New("outlived it"))
	case "migrate":
		_, err := openWith(ctx, path, o, oneMore())
		return errors.Join(err, errors.New("outlived it"))
	case "thin":
		_, err := thin(path+".copies", filepath.Base(path), 2, o)
		return errors.Join(err, errors.New("outlived it"))
	case "replace":
		_, err := replacement{from: path + ".from", now: theTime, options: o, history: ours()}.run(ctx, path)
		return errors.Join(err, errors.New("outlived it"))
	}
	f, err := Open(ctx, path, o)
	if err != nil {
		return err
	}
	switch what {
	case "copy":
		err = f.Copy(ctx, path+".copy")
	case "copy into":
		_, err = f.CopyInto(ctx, path+".copies", filepath.Base(path), theTime)
	case "seed":
		err = f.Write(ctx, seed)
	}
	return errors.Join(err, errors.New("outlived it"))
}

// die ends this process as kill -9 does: nothing is flushed or closed.
func die() {
	self, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = self.Kill()
	}
	if err != nil {
		panic(err)
	}
	select {}
}

// diesAt runs a child that is killed at a step and makes sure it was.
func diesAt(t *testing.T, what, path, step string) {
	t.Helper()
	out, err := child(t, "die", what, path, step).Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the child was not killed at %q: %v %s", step, err, out)
	}
}

// names of the errors, as children print them.
func nameOf(err error) string {
	for name, kind := range map[string]error{
		"ErrNoFile": ErrNoFile, "ErrNoFolder": ErrNoFolder, "ErrPermission": ErrPermission, "ErrReadOnlyFile": ErrReadOnlyFile,
		"ErrReadOnlyFolder": ErrReadOnlyFolder, "ErrBusy": ErrBusy, "ErrExists": ErrExists, "ErrAside": ErrAside,
	} {
		if errors.Is(err, kind) {
			return name
		}
	}
	if err != nil {
		return "other: " + err.Error()
	}
	return "ok"
}

// holder starts a child that holds a lock on a file, until the test ends.
func holder(t *testing.T, path, statement string) {
	t.Helper()
	cmd := child(t, "hold", path, statement)
	in, err := cmd.StdinPipe()
	noError(t, err)
	out, err := cmd.StdoutPipe()
	noError(t, err)
	noError(t, cmd.Start())
	t.Cleanup(func() { noError(t, errors.Join(in.Close(), cmd.Wait())) })
	line, err := bufio.NewReader(out).ReadString('\n')
	noError(t, err)
	if line != "held\n" {
		t.Fatalf("child says %q", line)
	}
}

// snapshot gives every file of a folder with its bytes, mode and time of change.
func snapshot(t testing.TB, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(folder)
	noError(t, err)
	for _, e := range entries {
		info, err := e.Info()
		noError(t, err)
		bytes := ""
		if info.Mode().IsRegular() {
			b, err := os.ReadFile(filepath.Join(folder, e.Name()))
			noError(t, err)
			bytes = string(b)
		}
		all[e.Name()] = info.Mode().String() + strconv.FormatInt(info.ModTime().UnixNano(), 10) + bytes
	}
	return all
}

// unchanged fails when a folder is no longer as it was.
func unchanged(t testing.TB, folder string, was map[string]string) {
	t.Helper()
	is := snapshot(t, folder)
	for name, content := range was {
		if now, ok := is[name]; !ok {
			t.Errorf("%q is gone", name)
		} else if now != content {
			t.Errorf("%q was changed", name)
		}
	}
	for name := range is {
		if _, ok := was[name]; !ok {
			t.Errorf("%q was left behind", name)
		}
	}
}
