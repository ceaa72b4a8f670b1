package views

import (
	"context"
	"path/filepath"

	"trousseau/app"
	"trousseau/views/kit"
)

// chooseFirst opens a file at the first run: one that is used where it lies, or
// an off-site copy, which takes the customary place. A file that could not be
// opened stands there already; a copy never takes its place from here.
func (d *Desk) chooseFirst() {
	program := d.start.Program
	taken := d.visit.fault != nil
	filesOpen(d.scenes[winMain].page, filesOpenSpec{
		Folder: filepath.Dir(program.Path()), Sealed: !taken,
		Choose: func(ctx context.Context, path string) error {
			if isSealed(path) && !taken {
				return nil // it opens with its kit alone
			}
			return program.Other(ctx, path)
		},
		OnDone: func(path string) {
			if isSealed(path) && !taken {
				d.bring(path)
				return
			}
			d.turned(path)
		},
	})
}

// bring puts an off-site copy at the customary place of a new computer.
func (d *Desk) bring(path string) {
	program := d.start.Program
	bring(d.scenes[winMain].page, bringDesk{program}, bringSpec{Path: path, Place: program.Path(),
		Moment: func(b app.Backup) string { return d.words.DateTime(b.Made) }, OnStay: d.showFirstRun,
		OnPut: func(made app.Backup, aside string) {
			d.start.Fault, d.visit = nil, visit{}
			d.show(winMain, func(p *kit.Page) view {
				return restored(p, restoredSpec{Made: d.words.DateTime(made.Made), Aside: aside, First: true, OnGo: d.enter})
			})
		}})
}
