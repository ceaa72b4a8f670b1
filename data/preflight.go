package data

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// header is what the look at a file from outside tells; the driver has not
// touched it yet.
type header struct {
	path    string // absolute, links resolved
	version uint32
	page    int64 // size of a page, bytes
	state
}

// state is what changes when another process opens, writes or closes the file.
type state struct {
	size    int64
	changed time.Time
	side    bool // a log stands beside the file, perhaps an empty one
	log     bool // a log with content does
	index   bool // so does the log's index
	undo    bool // a rollback journal of an interrupted change stands beside
}

func stateOf(path string, info fs.FileInfo) state {
	return state{
		size: info.Size(), changed: info.ModTime(),
		side: exists(path + "-wal"), log: hasBytes(path + "-wal"), index: exists(path + "-shm"), undo: hasBytes(path + "-journal"),
	}
}

// attempt inspects a file and lets do look at it. When another process opens,
// writes or closes the file meanwhile, what was seen may be a mixture of two
// moments, and a failure proves nothing: it looks again, for 50 ms at most.
func attempt(path string, write bool, do func(header) error) error {
	const tries = 10
	for n := 1; ; n++ {
		head, err := inspect(path, write)
		if err == nil {
			err = do(head)
		}
		if err == nil || n == tries || !head.moved() && !passing(err) {
			return err
		}
		time.Sleep(time.Duration(n) * time.Millisecond)
	}
}

func (h header) moved() bool {
	info, err := os.Stat(h.path)
	return err == nil && stateOf(h.path, info) != h.state
}

// leastRoom is what a log and its index need before a first change, in bytes.
const leastRoom = 64 << 10

// headerSize is the length of the header of an SQLite file; the offsets below
// are those of its published format.
const headerSize = 100

// inspect judges a file by its place and its first bytes and changes nothing.
// With write it also asks whether file and folder can be written.
func inspect(path string, write bool) (header, error) {
	h := header{}
	real, err := resolve(path)
	if err != nil {
		return h, err
	}
	h.path = real
	info, err := os.Stat(real)
	if err != nil {
		return h, err
	}
	if info.IsDir() {
		return h, ErrIsFolder
	}
	if !info.Mode().IsRegular() {
		return h, ErrNotDatabase // a pipe or a device; opening it might wait for ever
	}
	h.state = stateOf(real, info)
	// A closed file can be read from anywhere; sharing one needs locks that
	// network folders do not keep.
	if write || h.log || h.index {
		if err = refuseNetwork(filepath.Dir(real)); err != nil {
			return h, err
		}
	}
	first, err := firstBytes(real, write)
	if err != nil {
		return h, err
	}
	if h.version, h.page, err = judgeHeader(first, info.Size(), h.log || h.undo); err != nil {
		return h, err
	}
	if oddSide(real) {
		return h, fmt.Errorf("%w: what stands beside it is no file", ErrDamaged)
	}
	if h.log && !h.undo {
		if err = judgeLog(real+"-wal", pageSize(first), pageCount(first), info.Size()); err != nil {
			return h, err
		}
	}
	if !write {
		return h, nil
	}
	if err = oneName(real, info); err != nil {
		return h, err
	}
	if err = writableFolder(filepath.Dir(real)); err != nil || h.index {
		return h, err
	}
	return h, roomFor(filepath.Dir(real), leastRoom)
}

// resolve gives the absolute path behind links, and tells a missing folder from
// a missing file.
func resolve(path string) (string, error) {
	if path == "" {
		return "", ErrNoFile
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if _, err = os.Stat(abs); err == nil {
		return filepath.EvalSymlinks(abs)
	}
	if kind := ofSystem(err); !errors.Is(kind, ErrNoFile) {
		return "", err
	}
	folder, folderErr := os.Stat(filepath.Dir(abs))
	switch {
	case errors.Is(folderErr, fs.ErrNotExist):
		return "", ErrNoFolder
	case folderErr != nil:
		return "", folderErr
	case !folder.IsDir():
		return "", ErrFolderIsFile
	}
	if aside := halfway(behind(abs)); aside != "" {
		return "", &AsideError{Aside: aside}
	}
	return "", ErrNoFile
}

// firstBytes reads the header, shorter if the file is. With write the file is
// opened for writing, which changes nothing but fails where writing would.
func firstBytes(path string, write bool) (first []byte, err error) {
	mode := os.O_RDONLY
	if write {
		mode = os.O_RDWR
	}
	file, err := os.OpenFile(path, mode, 0)
	if write && errors.Is(err, fs.ErrPermission) {
		if readable, readErr := os.Open(path); readErr == nil {
			return nil, errors.Join(ErrReadOnlyFile, readable.Close())
		}
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	first = make([]byte, headerSize)
	n, err := io.ReadFull(file, first)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return first[:n], err
}

// judgeHeader refuses what is no whole database of ours and gives the version
// of the schema and the size of a page. With a log or a journal beside it the
// length proves nothing: a part of the file may stand there.
func judgeHeader(first []byte, size int64, pending bool) (version uint32, page int64, err error) {
	magic := []byte("SQLite format 3\x00")
	if !bytes.HasPrefix(first, magic) {
		return 0, 0, ErrNotDatabase
	}
	if len(first) < headerSize {
		return 0, 0, ErrTruncated
	}
	if binary.BigEndian.Uint32(first[68:]) != applicationID {
		return 0, 0, ErrForeign
	}
	page = pageSize(first)
	if page < 512 || page&(page-1) != 0 {
		return 0, 0, fmt.Errorf("%w: page size", ErrDamaged)
	}
	if !pending && size < page*pageCount(first) {
		return 0, 0, ErrTruncated
	}
	return binary.BigEndian.Uint32(first[60:]), page, nil
}

// pageSize reads the length of a page from the header, in bytes.
func pageSize(first []byte) int64 {
	if n := int64(binary.BigEndian.Uint16(first[16:])); n != 1 {
		return n
	}
	return 65536
}

// pageCount reads the number of pages from the header.
func pageCount(first []byte) int64 { return int64(binary.BigEndian.Uint32(first[28:])) }

// taken says whether a new file cannot have a name: a file has it, or the log
// of a file that is gone stands there and would be read into the new one.
func taken(path string) bool {
	return exists(path) || hasBytes(path+"-wal") || hasBytes(path+"-journal") || oddSide(path)
}

// oddSide says whether something that is no regular file has the name of a side
// file: reading a pipe waits for ever, a device never ends, and a link leads to
// what is somebody else's.
func oddSide(path string) bool {
	for _, side := range []string{"-wal", "-shm", "-journal"} {
		if info, err := os.Lstat(path + side); err == nil && !info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func hasBytes(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}
