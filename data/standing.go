package data

import (
	"context"
	"database/sql"
	"os"
	"time"
)

// standing is what the names of an open file stood for when it was opened. SQLite
// looks at names once: a log that is taken away under it goes on being written,
// without a name, and ends with the process. Without its index two processes
// would write one log and not know of each other.
type standing struct{ file, log, index os.FileInfo }

// stand notes what the names stand for now. The writer must be connected, so
// that log and index are there; holdLog keeps them there.
func stand(path string) (s standing, err error) {
	for _, n := range s.names(path) {
		info, statErr := os.Lstat(n.path)
		if statErr != nil {
			return s, ErrNoFile
		}
		// Comparing it with itself reads the number of the file now; on Windows
		// that is put off until the first comparison, when it may be another's.
		if !os.SameFile(info, info) {
			return s, ErrMedium
		}
		*n.was = info
	}
	return s, nil
}

type named struct {
	path string
	was  *os.FileInfo
}

func (s *standing) names(path string) []named {
	return []named{{path, &s.file}, {path + "-wal", &s.log}, {path + "-shm", &s.index}}
}

// check gives ErrNoFile when one of the names is gone or stands for something
// else.
func (s *standing) check(path string) error {
	for _, n := range s.names(path) {
		if !still(n.path, *n.was) {
			return ErrNoFile
		}
	}
	return nil
}

func still(path string, was os.FileInfo) bool {
	here, err := os.Lstat(path)
	return err == nil && os.SameFile(here, was)
}

// holdLog connects once more, for as long as the file is open: only the last
// connection to a file removes its log, and a pool may drop any of its own, as
// after a call that was given up.
func holdLog(ctx context.Context, pool *sql.DB) (*sql.Conn, error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err = readVersion(ctx, conn); err != nil { // the first read opens the log
		_ = conn.Close() // the first error counts
		return nil, err
	}
	return conn, nil
}

// wholeLog gives ErrBusy when another process that has the file open counts more
// in its log than stands under the log's name. It was taken away from that
// process, and what is written beside it would be lost, or worse. The two are
// not read at one moment: a difference counts when it stays.
func wholeLog(ctx context.Context, q querier, path string, page int64) error {
	const tries, logHeader, frameHeader = 5, 32, 24
	for n := 1; ; n++ {
		frames, err := countFrames(ctx, q)
		if err != nil {
			return err
		}
		if frames <= 0 {
			return nil
		}
		info, err := os.Lstat(path + "-wal")
		if err == nil && info.Size() >= logHeader+frames*(frameHeader+page) {
			return nil
		}
		if n == tries {
			return ErrBusy
		}
		time.Sleep(time.Duration(n) * time.Millisecond)
	}
}
