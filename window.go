package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"trousseau/app"
	"trousseau/assets"
	"trousseau/views"
)

// Run opens the window and stays until it is closed.
func (w window) Run() (err error) {
	if !displayed() {
		return fmt.Errorf("%w: there is no display; start it in a desktop session, or use trousseau check", errNoDisplay)
	}
	setLocale()
	options := w.options()
	start := views.Start{Version: version, Lang: w.Lang, Theme: w.Theme, SystemLang: lang.SystemLocale().LanguageString(),
		Languages: assets.Languages(), Demo: w.Demo,
		NewDemo: func(ctx context.Context, words app.DemoWords) (*app.Demo, error) {
			return app.NewDemo(ctx, options, words)
		}}
	if w.Demo { // which keeps nothing: neither the file nor the log is touched
		slog.SetDefault(slog.New(slog.DiscardHandler))
	} else {
		if err := openLog(options.Access.State); err != nil {
			slog.Warn("no log file", "err", err)
		}
		start.Program, start.Fault = app.Open(context.Background(), options)
	}
	start.Log = slog.Default()
	// Fyne ends with a panic where it can reach no display after all.
	defer func() {
		if r := recover(); r != nil && strings.Contains(fmt.Sprint(r), "window") {
			err = errNoDisplay
		} else if r != nil {
			panic(r)
		}
	}()
	desk, err := views.NewDesk(fyneapp.NewWithID("org.trousseau.Trousseau"), start)
	if err != nil {
		return err
	}
	err = desk.Run()
	if start.Program != nil {
		err = errors.Join(err, start.Program.Close())
	}
	return err
}

var errNoDisplay = fmt.Errorf("cannot open a window")

// displayed tells whether a window could be shown: on Linux an X server must
// answer, elsewhere the system always has one.
func displayed() bool {
	if runtime.GOOS != "linux" {
		return true
	}
	host, number, ok := strings.Cut(os.Getenv("DISPLAY"), ":")
	if !ok {
		return false
	}
	number, _, _ = strings.Cut(number, ".")
	network, address := "unix", "/tmp/.X11-unix/X"+number
	if host != "" && host != "unix" && !strings.HasPrefix(host, "/") {
		port := 0
		if _, err := fmt.Sscan(number, &port); err != nil {
			return false
		}
		network, address = "tcp", fmt.Sprintf("%s:%d", host, 6000+port)
	}
	for _, a := range []string{address, "@" + address} {
		if conn, err := net.DialTimeout(network, a, 2*time.Second); err == nil {
			return conn.Close() == nil
		}
	}
	return false
}

// setLocale gives a real locale where the system has only «C»: the toolkit
// cannot read that one.
func setLocale() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch value := os.Getenv(name); {
		case value == "":
			continue
		case value == "C" || value == "POSIX" || strings.HasPrefix(value, "C."):
			os.Setenv(name, "en_US.UTF-8") //nolint:errcheck // the name is valid
		}
		return
	}
	os.Setenv("LANG", "en_US.UTF-8") //nolint:errcheck // the name is valid
}

// openLog sends what is unexpected to a file beside the anchors. Errors name
// operations and ids, never values, so nothing of a company can stand there.
func openLog(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, "trousseau.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(f, nil)))
	return nil
}
