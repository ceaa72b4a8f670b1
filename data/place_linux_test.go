package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// nobody is a user without any rights, to whom permission bits apply.
const nobody = 65534

// asNobody lets a child answer for each path, as a user to whom permissions apply.
func asNobody(t *testing.T, part string, paths ...string) []string {
	t.Helper()
	cmd := child(t, part, paths...)
	if os.Getuid() == 0 {
		// The test program lies in a folder only root may enter.
		cmd.Path = filepath.Join(open(t, t.TempDir()), "child")
		copyProgram(t, cmd.Path)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		cmd.Dir = "/"
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("child: %v: %s", err, out)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// open lets every user into a folder of the test.
func open(t *testing.T, folder string) string {
	t.Helper()
	for f := folder; f != os.TempDir() && f != "/"; f = filepath.Dir(f) {
		noError(t, os.Chmod(f, 0o755))
	}
	return folder
}

func copyProgram(t *testing.T, to string) {
	t.Helper()
	self, err := os.Executable()
	noError(t, err)
	in, err := os.Open(self)
	noError(t, err)
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	noError(t, err)
	_, err = io.Copy(out, in)
	noError(t, err)
	noError(t, in.Close())
	noError(t, out.Close())
}

// placed copies a file into a new folder with these modes, owned by nobody.
func placed(t *testing.T, from string, folderMode, fileMode os.FileMode) string {
	t.Helper()
	folder := filepath.Join(open(t, t.TempDir()), "folder")
	noError(t, os.Mkdir(folder, 0o700))
	path := filepath.Join(folder, "file")
	noError(t, copyBytes(from, path))
	noError(t, os.Chmod(path, fileMode))
	noError(t, os.Chmod(folder, folderMode))
	if os.Getuid() == 0 {
		noError(t, os.Chown(path, nobody, nobody))
		noError(t, os.Chown(folder, nobody, nobody))
	}
	t.Cleanup(func() { noError(t, os.Chmod(folder, 0o700)) })
	return path
}

func TestPermissions(t *testing.T) {
	from := closed(t)
	paths := []string{
		placed(t, from, 0o700, 0o600),
		placed(t, from, 0o700, 0o400),
		placed(t, from, 0o500, 0o600),
		placed(t, from, 0o700, 0o000),
		placed(t, from, 0o000, 0o600),
	}
	sums := make([]string, len(paths))
	for i, p := range paths {
		b, err := os.ReadFile(p)
		if os.Getuid() == 0 {
			noError(t, err)
		}
		sums[i] = string(b)
	}
	got := asNobody(t, "open", paths...)
	want := []string{"ok", "ErrReadOnlyFile", "ErrReadOnlyFolder", "ErrPermission", "ErrPermission"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for i, p := range paths {
		if b, err := os.ReadFile(p); i > 0 && err == nil && string(b) != sums[i] {
			t.Errorf("file %d was changed", i)
		}
	}
	got = asNobody(t, "create", filepath.Join(filepath.Dir(paths[0]), "new"), filepath.Join(filepath.Dir(paths[2]), "new"),
		filepath.Join(filepath.Dir(paths[4]), "new"), filepath.Join(filepath.Dir(paths[2]), "new", "new"))
	want = []string{"ok", "ErrReadOnlyFolder", "ErrPermission", "ErrPermission"}
	if !slices.Equal(got, want) {
		t.Errorf("create: got %v, want %v", got, want)
	}
}

// mounting tells whether the test may go on to mount something. Who is not root has it run once more in a user
// namespace of its own, where he may; that run's outcome is the test's. Where there is none of that, the test is
// skipped and says why.
func mounting(t *testing.T) bool {
	t.Helper()
	if os.Getuid() == 0 {
		return true
	}
	self, err := os.Executable()
	noError(t, err)
	cmd := exec.Command(self, "-test.run=^"+t.Name()+"$", "-test.v")
	mine := func(id int) []syscall.SysProcIDMap { return []syscall.SysProcIDMap{{HostID: id, Size: 1}} }
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: mine(os.Getuid()), GidMappings: mine(os.Getgid())}
	out, err := cmd.CombinedOutput()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		t.Errorf("in a user namespace:\n%s", out)
	case err != nil:
		t.Skipf("only root may mount a file system here: there is no user namespace for this user (%v)", err)
	case !strings.Contains(string(out), "--- PASS: "+t.Name()):
		t.Skipf("in a user namespace, without root: %s", out)
	}
	return false
}

// mounted gives a small file system of its own.
func mounted(t *testing.T, options string) string {
	t.Helper()
	at := t.TempDir()
	if err := syscall.Mount("tmpfs", at, "tmpfs", 0, options); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() { noError(t, syscall.Unmount(at, syscall.MNT_DETACH)) })
	return at
}

func TestReadOnlyMedium(t *testing.T) {
	if !mounting(t) {
		return
	}
	at := mounted(t, "size=1m")
	path := filepath.Join(at, "file")
	noError(t, copyBytes(closed(t), path))
	noError(t, syscall.Mount("", at, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"))
	was := snapshot(t, at)
	_, err := Open(context.Background(), path, Options{})
	wantError(t, err, ErrReadOnlyFolder)
	_, err = Create(context.Background(), path+".new", Options{})
	wantError(t, err, ErrReadOnlyFolder)
	f, err := OpenReadOnly(context.Background(), path)
	noError(t, err)
	noError(t, f.Check(context.Background()))
	wantError(t, f.Copy(context.Background(), path+".copy"), ErrReadOnlyFolder)
	noError(t, f.Copy(context.Background(), newPath(t)))
	noError(t, f.Close())
	unchanged(t, at, was)
}

func TestDiskFull(t *testing.T) {
	if !mounting(t) {
		return
	}
	ctx := context.Background()
	at := mounted(t, "size=1m")
	f, err := Create(ctx, filepath.Join(at, "file"), Options{})
	noError(t, err)
	defer func() { noError(t, f.Close()) }()
	in(t, f, func(tx *Tx) error { return tx.PutHead(Head{id(16, 1), 0, id(32, 0), 0, id(32, 0)}) })
	done := 0
	for err == nil {
		err = f.Write(ctx, func(tx *Tx) error { _, err := addPair(tx); return err })
		if err == nil {
			done++
		}
		if done > 10_000 {
			t.Fatal("the disk never fills")
		}
	}
	wantError(t, err, ErrFull)
	whole(t, f, done)
	wantError(t, f.Copy(ctx, filepath.Join(at, "copy")), ErrFull)
	_, err = Create(ctx, filepath.Join(at, "second"), Options{})
	wantError(t, err, ErrFull)
	entries, err := os.ReadDir(at)
	noError(t, err)
	if len(entries) != 3 {
		t.Errorf("left behind: %v", entries)
	}
	noError(t, f.Check(ctx))
}

func TestDiskFullAtOpening(t *testing.T) {
	if !mounting(t) {
		return
	}
	at := mounted(t, "size=256k")
	path := filepath.Join(at, "file")
	from := closed(t)
	noError(t, copyBytes(from, path))
	filler := make([]byte, 4096)
	out, err := os.Create(filepath.Join(at, "filler"))
	noError(t, err)
	for err == nil {
		_, err = out.Write(filler)
	}
	noError(t, out.Close())
	was := snapshot(t, at)
	f, err := Open(context.Background(), path, Options{})
	if err == nil {
		err = f.Write(context.Background(), func(tx *Tx) error { return tx.SetClock(2) })
		noError(t, f.Close())
	}
	wantError(t, err, ErrFull)
	unchanged(t, at, was)
}

func TestRemoteKind(t *testing.T) {
	for magic, want := range map[uint32]remote{
		0x6969: remoteYes, 0xff534d42: remoteYes, 0xfe534d42: remoteYes, 0x517b: remoteYes, 0x01021997: remoteYes,
		0x65735546: remoteAsk,
		0xef53:     remoteNo, 0x01021994: remoteNo, 0x9123683e: remoteNo, 0x58465342: remoteNo, 0x2011bab0: remoteNo, 0: remoteNo,
	} {
		if got := remoteKind(magic); got != want {
			t.Errorf("%#x: %v", magic, got)
		}
	}
}

func TestRemoteMount(t *testing.T) {
	mounts := `22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:35 / /home/a/server rw,nosuid shared:2 - fuse.sshfs a@server: rw
41 22 0:36 / /home/a/stick rw - fuse.ntfs-3g /dev/sdb1 rw
42 40 0:37 / /home/a/server/local rw - ext4 /dev/sdc1 rw
43 22 0:38 / /home/a/My\040Cloud rw - fuse.rclone remote: rw
a broken line
`
	for folder, want := range map[string]bool{
		"/home/a/server": true, "/home/a/server/x/y": true, "/home/a/server2": false, "/home/a/server/local/x": false,
		"/home/a/stick": false, "/home/a/My Cloud/x": true, "/": false, "/tmp": false,
	} {
		if got := remoteMount(mounts, folder); got != want {
			t.Errorf("%s: %v", folder, got)
		}
	}
}

// TestNetworkFolder mounts what looks like a folder of another computer. No
// program answers for it: the kernel tells a stranger the kind by itself.
func TestNetworkFolder(t *testing.T) {
	noError(t, refuseNetwork(t.TempDir()))
	if os.Getuid() != 0 {
		// In a user namespace of his own nobody is a stranger.
		t.Skip("only root may mount what looks like another computer's folder")
	}
	for kind, want := range map[string]error{"fuse.sshfs": ErrNetworkFolder, "fuse.ntfs-3g": nil} {
		device, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0)
		if err != nil {
			t.Skipf("no FUSE here: %v", err)
		}
		at := t.TempDir()
		options := fmt.Sprintf("fd=%d,rootmode=40000,user_id=%d,group_id=%d", device.Fd(), nobody, nobody)
		if err = syscall.Mount("remote:", at, kind, 0, options); err != nil {
			t.Skipf("no FUSE file system can be mounted here: %v", err)
		}
		err = refuseNetwork(at)
		noError(t, syscall.Unmount(at, syscall.MNT_DETACH))
		noError(t, device.Close())
		if !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", kind, err, want)
		}
	}
}

func TestNamesThatAreNoText(t *testing.T) {
	path := filepath.Join(t.TempDir(), "caf\xe9 %41;a=b&c#d?e")
	f, err := Create(context.Background(), path, Options{})
	noError(t, err)
	in(t, f, seed)
	noError(t, f.Close())
	if !exists(path) {
		t.Error("the file has another name")
	}
	f, err = Open(context.Background(), path, Options{})
	noError(t, err)
	if n := count(t, f); n != 1 {
		t.Errorf("%d accounts", n)
	}
	noError(t, f.Copy(context.Background(), path+"\xe9"))
	noError(t, f.Close())
}

// TestALookKeepsTheLocks opens and closes the file a second time in the process
// that has it open. Were its locks dropped by that, another program could take
// the file for itself and remove the log under it.
func TestALookKeepsTheLocks(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, seed)
	look, err := OpenReadOnly(context.Background(), f.Path())
	noError(t, err)
	noError(t, look.Close())
	_, err = os.ReadFile(f.Path())
	noError(t, err)

	other, err := os.OpenFile(f.Path(), os.O_RDWR, 0)
	noError(t, err)
	// The bytes every connection of SQLite holds a shared lock on.
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: 1<<30 + 2, Len: 510}
	if err = syscall.FcntlFlock(other.Fd(), syscall.F_SETLK, &lock); !errors.Is(err, syscall.EAGAIN) {
		t.Errorf("while the file is open: %v", err)
	}
	noError(t, f.Close())
	noError(t, syscall.FcntlFlock(other.Fd(), syscall.F_SETLK, &lock))
	noError(t, other.Close())
}
