//go:build linux

package stage

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Display is one virtual screen with its window manager. Its number is chosen by the server, so any number of them
// can stand side by side.
type Display struct {
	// Number is what DISPLAY must hold, ":7" for instance.
	Number string
	// Width and Height are in pixels.
	Width, Height int
	// Tongue is the language to read in, by tesseract's name; "" tries French and English, in twice the time.
	Tongue string

	last   sight
	folder string
	server *exec.Cmd
	wm     *exec.Cmd
}

// windowManager is all that openbox is asked for: decorations, focus for new windows, and Alt+F4.
const windowManager = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <desktops><number>1</number></desktops>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <mouse>
    <context name="Client"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind></context>
  </mouse>
</openbox_config>
`

// OpenDisplay starts a screen of width × height pixels and returns once windows can be shown on it.
func OpenDisplay(width, height int) (*Display, error) {
	folder, err := os.MkdirTemp("", "display-")
	if err != nil {
		return nil, err
	}
	d := &Display{Width: width, Height: height, folder: folder}
	if err := d.startServer(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	if err := d.startManager(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	// In the middle, where the pointer begins, it would hide letters of whatever stands there.
	if err := d.Point(width-1, height-1); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *Display) startServer() error {
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	defer read.Close()
	screen := fmt.Sprintf("%dx%dx24", d.Width, d.Height)
	d.server = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", screen, "-fbdir", d.folder,
		"-nolisten", "tcp", "-noreset", "-dpi", "96")
	d.server.ExtraFiles = []*os.File{write}
	err = d.launch(d.server, "server.log", os.Environ())
	if closed := write.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := read.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		return err
	}
	number := make([]byte, 16)
	n, err := io.ReadAtLeast(read, number, 2)
	if err != nil {
		return fmt.Errorf("the display server told no number: %w: %s", err, d.log("server.log"))
	}
	d.Number = ":" + strings.TrimSpace(string(number[:n]))
	return nil
}

func (d *Display) startManager() error {
	config := filepath.Join(d.folder, "rc.xml")
	if err := os.WriteFile(config, []byte(windowManager), 0o600); err != nil {
		return err
	}
	d.wm = exec.Command("openbox", "--sm-disable", "--config-file", config)
	if err := d.launch(d.wm, "wm.log", d.Env(d.folder)); err != nil {
		return err
	}
	return Until(20*time.Second, "window manager", func() (bool, error) {
		said, err := tool(d.Env(d.folder), "", "xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		return strings.Contains(said, "window id"), err
	})
}

// launch starts command in a process group of its own that the kernel ends with us, whatever happens.
func (d *Display) launch(command *exec.Cmd, log string, env []string) error {
	file, err := os.Create(filepath.Join(d.folder, log))
	if err != nil {
		return err
	}
	defer file.Close()
	command.Env = env
	command.Stdout, command.Stderr = file, file
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	return command.Start()
}

func (d *Display) log(name string) string {
	text, err := os.ReadFile(filepath.Join(d.folder, name))
	if err != nil {
		return err.Error()
	}
	return string(bytes.TrimSpace(text))
}

// Env is a clean environment for a program on this display with home as its home folder: nothing of the caller's
// desktop, session bus or XDG folders reaches it. Fyne gets a language it knows, the tools a locale that always exists.
func (d *Display) Env(home string) []string {
	return []string{
		"DISPLAY=" + d.Number,
		"PATH=" + os.Getenv("PATH"),
		"HOME=" + home,
		"TMPDIR=" + os.TempDir(),
		"XDG_DATA_HOME=" + filepath.Join(home, ".local/share"),
		"XDG_STATE_HOME=" + filepath.Join(home, ".local/state"),
		"XDG_CONFIG_HOME=" + filepath.Join(home, ".config"),
		"XDG_CACHE_HOME=" + filepath.Join(home, ".cache"),
		"XDG_RUNTIME_DIR=" + home,
		"DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent",
		"LANG=en_US.UTF-8",
		"LC_CTYPE=C.UTF-8",
		"LIBGL_ALWAYS_SOFTWARE=1",
		"OMP_THREAD_LIMIT=1",
	}
}

// Close ends the window manager and the server and removes their folder.
func (d *Display) Close() error {
	end(d.wm)
	end(d.server)
	if number, err := strconv.Atoi(strings.TrimPrefix(d.Number, ":")); err == nil {
		// Xvfb removes these itself unless it had to be killed.
		lock := fmt.Sprintf("/tmp/.X%d-lock", number)
		if err := os.Remove(lock); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return os.RemoveAll(d.folder)
}

// end asks a process that this package started to stop, and kills its group when it has not within five seconds.
func end(command *exec.Cmd) {
	if command == nil || command.Process == nil || command.ProcessState != nil {
		return
	}
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		_ = command.Wait() // its exit code says nothing once we ended it
	}()
	_ = command.Process.Signal(syscall.SIGTERM) // it may be gone already
	select {
	case <-gone:
	case <-time.After(5 * time.Second):
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // the same
		<-gone
	}
}
