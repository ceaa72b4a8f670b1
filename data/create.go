package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

// Create makes a new file with an empty schema, mode 0600, and opens it; a
// missing folder is made, mode 0700. The file takes its name only when it is
// complete: a process killed before leaves nothing under that name. ErrExists
// when something stands there; otherwise the errors of the place as for Open.
func Create(ctx context.Context, path string, o Options) (*File, error) {
	return createWith(ctx, path, o, ours())
}

func createWith(ctx context.Context, path string, o Options, h history) (*File, error) {
	const op = "create file"
	if path == "" {
		return nil, fault(op, ErrNoFile)
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fault(op, err)
	}
	if err = prepareFolder(path); err != nil {
		return nil, fault(op, err)
	}
	temp, err := emptyFile(path)
	if err != nil {
		return nil, fault(op, folderError(err))
	}
	if err = found(ctx, temp, path, o.filled(path), h); err != nil {
		return nil, fault(op, errors.Join(err, sweep(temp)))
	}
	return openWith(ctx, path, o, h)
}

// prepareFolder refuses a place that is taken or unfit and makes its folder.
func prepareFolder(path string) error {
	if aside := halfway(path); aside != "" {
		return &AsideError{Aside: aside}
	}
	info, err := os.Lstat(path)
	switch {
	case err == nil && info.IsDir():
		return ErrIsFolder
	case taken(path):
		return ErrExists
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return err
	}
	folder := filepath.Dir(path)
	if err = makeFolder(folder); err != nil {
		return err
	}
	if err = refuseNetwork(folder); err != nil {
		return err
	}
	return roomFor(folder, 4*leastRoom)
}

// found builds the schema in a file nobody else sees and gives it its name.
func found(ctx context.Context, temp, path string, o Options, h history) error {
	if err := o.step("create write"); err != nil {
		return err
	}
	db := dial{path: temp, busy: o.Busy, mode: making}.open(1)
	err := stampApplication(ctx, db)
	if err == nil {
		err = h.migrate(ctx, db, o.step)
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	if err = syncFile(temp); err != nil {
		return err
	}
	if err = o.step("create place"); err != nil {
		return err
	}
	return place(temp, path)
}
