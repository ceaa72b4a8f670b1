// Command trousseau keeps one or several companies in one sealed file and
// decides who may enter it and with which keys.
//
// Without a sub-command it opens its window; «check» goes through a file without
// any key and changes nothing; «version» says which program this is.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/alecthomas/kong"

	"trousseau/app"
	"trousseau/app/access"
)

// version is the program's own; FyneApp.toml carries the same.
const version = "1.0.0"

type commands struct {
	Window  window     `cmd:"" default:"withargs" help:"Open the window (default)."`
	Check   check      `cmd:"" help:"Go through a file without any key and without changing it."`
	Version versionCmd `cmd:"" help:"Print the version."`
}

type window struct {
	File  string `help:"The file to open or to create; by default the one in your data directory." type:"path" placeholder:"FILE" xor:"file"`
	Lang  string `help:"Language of the windows: fr, nl, de or en; by default the system's." enum:",fr,nl,de,en" default:"" placeholder:"fr|nl|de|en"`
	Demo  bool   `help:"Look around in a demo company. Nothing of it is kept, and your own file stays shut." xor:"file"`
	Theme string `help:"Look of the windows: light, dark or system." enum:",light,dark,system" default:"" placeholder:"light|dark|system"`
}

type check struct {
	File string `help:"The file to go through." required:"" type:"path" placeholder:"FILE"`
}

type versionCmd struct{}

// errTold ends the program with status 1 when the sentence was already said.
var errTold = errors.New("told")

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, errTold) {
			fmt.Fprintln(os.Stderr, "trousseau:", err)
		}
		os.Exit(1)
	}
}

func run(args []string, out, problems io.Writer) error {
	var cli commands
	parser, err := kong.New(&cli, kong.Name("trousseau"), kong.Writers(out, problems), kong.UsageOnError(),
		kong.Description("Who may enter a company's books, and with which keys. Works without a network. "+
			"To look around in a made-up company of which nothing is kept: trousseau --demo."),
		kong.BindTo(out, (*io.Writer)(nil)))
	if err != nil {
		return err
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return fmt.Errorf("%w; see trousseau --help", err)
	}
	return parsed.Run()
}

// Run prints the version.
func (versionCmd) Run(out io.Writer) error {
	_, err := fmt.Fprintln(out, "Trousseau", version)
	return err
}

// Run goes through the file: one line of counts, or the first fault and status 1.
func (c check) Run(out io.Writer) error {
	report, err := app.Check(context.Background(), c.File)
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(c.File), err)
	}
	_, err = fmt.Fprintf(out, "%s: whole. Schema %d, accounts %d, companies %d, statements %d, journal lines %d, sealed rows %d.\n",
		filepath.Base(c.File), report.Schema, report.Accounts, report.Companies, report.Statements, report.Lines, report.Rows)
	return err
}

// options gives where things are: the file asked for or the customary one of
// the system (XDG on Linux), and the folder of what this computer remembers.
func (w window) options() app.Options {
	file := w.File
	if file == "" {
		file = filepath.Join(xdg.DataHome, "trousseau", "company.trousseau")
	}
	return app.Options{File: file, Access: access.Options{State: filepath.Join(xdg.StateHome, "trousseau")}}
}
