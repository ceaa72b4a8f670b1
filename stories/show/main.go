//go:build linux

// Command show starts a program where there is no desktop: on a display of its own, until its first window is
// painted, which it photographs. It ends the program and the display again, also when it is interrupted.
//
//	show -to PICTURE -title BEGINNING PROGRAM [ARGUMENT...]
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"trousseau/stories/stage"
)

// limit is how long the first window may take.
const limit = 60 * time.Second

func main() {
	to := flag.String("to", "", "where to write the picture")
	title := flag.String("title", "", "how the window's title begins")
	flag.Parse()
	ended := make(chan error, 1)
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	quit := make(chan struct{})
	go func() { ended <- show(*to, *title, flag.Args(), quit) }()
	var err error
	select {
	case err = <-ended:
	case <-asked:
		close(quit)
		err = errors.Join(errors.New("interrupted"), <-ended)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// show does the whole of it and leaves no process behind, whichever way it ends.
func show(to, title string, program []string, quit <-chan struct{}) (err error) {
	home, err := os.MkdirTemp("", "home-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	display, err := stage.OpenDisplay(1440, 900)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, display.Close()) }()
	binary, err := filepath.Abs(program[0])
	if err != nil {
		return err
	}
	running, err := display.Start(stage.Launch{Binary: binary, Home: home, Args: program[1:]})
	if err != nil {
		return err
	}
	defer running.Kill9()
	return photograph(display, running, title, to, quit)
}

func photograph(display *stage.Display, running *stage.Program, title, to string, quit <-chan struct{}) error {
	deadline := time.Now().Add(limit)
	for {
		shown, err := display.WaitWindow(title, 200*time.Millisecond)
		if err == nil {
			if err := display.Picture(to, shown.Area); err != nil {
				return err
			}
			fmt.Printf("The first window, “%s”, is in %s.\n", shown.Title, to)
			break
		}
		select {
		case <-quit:
			return nil
		default:
		}
		if !running.Running() {
			return fmt.Errorf("the program ended before its first window was painted:\n%s", running.Output())
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("no window was painted within %v:\n%s", limit, running.Output())
		}
	}
	code, err := running.Terminate(10 * time.Second)
	if err != nil {
		return err
	}
	if code != 0 {
		return fmt.Errorf("the window was shown, but the program ended with code %d:\n%s", code, running.Output())
	}
	return nil
}
