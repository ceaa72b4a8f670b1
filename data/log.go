package data

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// The log's format, https://www.sqlite.org/fileformat2.html#the_write_ahead_log:
// a header, then frames, each a header and one page.
const (
	logHeader   = 32
	frameHeader = 24
)

// judgeLog refuses a file that ends before pages which do not stand in its log
// either, because it was cut short or the log is another file's: SQLite would
// read them as zeros. pages is what the file's own header
// counts, size its length in bytes. What else may be wrong with a log is judged later, by what
// SQLite makes of it.
func judgeLog(path string, page, pages, size int64) error {
	held, after, err := readLog(path, page)
	if err != nil {
		return err
	}
	if after > 0 {
		pages = after
	}
	for p := size/page + 1; p <= pages; p++ {
		if !held[p] {
			return fmt.Errorf("%w: pages are missing that its log counts on", ErrDamaged)
		}
	}
	return nil
}

// readLog gives the pages that stand in a log and the number of pages the file
// has after its last transaction, 0 when there is none in it.
func readLog(path string, page int64) (held map[int64]bool, after int64, err error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, 0, nil // emptied and removed meanwhile
	}
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	head := make([]byte, logHeader)
	if _, err = file.ReadAt(head, 0); err != nil {
		return nil, 0, withoutEnd(err)
	}
	if magic := binary.BigEndian.Uint32(head); magic&^1 != 0x377f0682 || int64(binary.BigEndian.Uint32(head[8:])) != page {
		return nil, 0, nil
	}
	held = map[int64]bool{}
	frame := make([]byte, frameHeader)
	for at := int64(logHeader); ; at += frameHeader + page {
		if _, err = file.ReadAt(frame, at); err != nil {
			return held, after, withoutEnd(err)
		}
		if !bytes.Equal(frame[8:16], head[16:24]) {
			return held, after, nil // left over from before the log began anew
		}
		held[int64(binary.BigEndian.Uint32(frame))] = true
		if n := binary.BigEndian.Uint32(frame[4:]); n > 0 {
			after = int64(n)
		}
	}
}

func withoutEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
