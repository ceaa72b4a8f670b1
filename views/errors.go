package views

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"trousseau/app"
	"trousseau/app/access"
)

// explainer turns errors into sentences with a hint. What is not on its list is
// unexpected: it goes to the log under a reference that the person is told.
type explainer struct {
	t    func(key string, args ...any) string
	date func(time.Time) string
	log  *slog.Logger
}

// fixed gives the key of an error without figures.
func (explainer) fixed(err error) string {
	for _, s := range []struct {
		err error
		key string
	}{
		{access.ErrUsedCode, "fault.usedCode"},
		{access.ErrEnded, "fault.ended"},
		{access.ErrLate, "fault.late"},
		{errRescueLate, "fault.rescueLate"},
		{errSupportOver, "support.over"},
		{access.ErrForbidden, "fault.forbidden"},
		{access.ErrNotEmpty, "fault.notEmpty"},
		{access.ErrTampered, "fault.tampered"},
		{access.ErrDuty, "fault.duty"},
		{access.ErrEnforced, "fault.enforced"},
		{access.ErrNoAccess, "fault.noAccess"},
		{access.ErrChanged, "fault.changed"},
		{access.ErrFactor, "fault.factor"},
		{access.ErrLastOwner, "fault.lastOwner"},
		{access.ErrSelf, "fault.self"},
		{access.ErrOwners, "fault.owners"},
		{access.ErrBeyond, "fault.beyond"},
		{access.ErrViewing, "fault.viewing"},
		{access.ErrNoCode, "fault.code.none"},
		{access.ErrRecord, "fault.record"},
		{access.ErrAccount, "fault.account"},
		{access.ErrTaken, "fault.taken"},
		{access.ErrAmbiguous, "fault.ambiguous"},
		{app.ErrNoTemp, "fault.noTemp"}, // before its reason, which speaks of a file
		{errDemoLeft, "demo.left"},
		{app.ErrNotDatabase, "fault.notDatabase"},
		{app.ErrForeign, "fault.foreign"},
		{app.ErrNewer, "fault.newer"},
		{app.ErrTruncated, "fault.truncated"},
		{app.ErrSchema, "fault.schema"},
		{app.ErrDamaged, "fault.damaged"},
		{app.ErrReadOnlyFile, "fault.readOnlyFile"},
		{app.ErrReadOnlyFolder, "fault.readOnlyFolder"},
		{app.ErrNoFolder, "fault.noFolder"},
		{app.ErrNoFile, "fault.noFile"},
		{app.ErrFull, "fault.full"},
		{app.ErrBusy, "fault.busy"},
		{app.ErrPermission, "fault.permission"},
		{app.ErrNetworkFolder, "fault.networkFolder"},
		{app.ErrFolderIsFile, "fault.folderIsFile"},
		{app.ErrIsFolder, "fault.isFolder"},
		{app.ErrTwoNames, "fault.twoNames"},
		{app.ErrExists, "fault.exists"},
		{app.ErrMedium, "fault.medium"},
		{app.ErrAside, "fault.asideNowhere"},
		{app.ErrWrongKit, "fault.wrongKit"},
		{app.ErrUnrecorded, "fault.unrecorded"},
	} {
		if errors.Is(err, s.err) {
			return s.key
		}
	}
	return ""
}

// explain gives the sentence of an error.
func (e explainer) explain(err error) string {
	var (
		wrong  *access.WrongError
		locked *access.LockedError
		clock  *access.ClockError
		older  *access.OlderError
		input  *access.InputError
		aside  *app.AsideError
		other  *access.OtherError
		code   *access.CodeError
		line   *access.LineError
	)
	switch {
	case errors.As(err, &wrong):
		return e.wrong(wrong)
	case errors.As(err, &locked):
		return e.t("fault.locked", "Count", seconds(locked.Wait))
	case errors.As(err, &clock):
		return e.clock(clock)
	case errors.As(err, &older):
		return e.t("fault.older", "Date", e.date(older.Seen))
	case errors.As(err, &input):
		return e.input(input)
	case errors.As(err, &aside):
		return e.t("fault.aside", "Path", aside.Aside)
	case errors.As(err, &other):
		return e.t("fault.other", "Reason", e.explain(other.Err))
	case errors.As(err, &line):
		return e.t("fault.line", "Line", line.Seq+1)
	}
	if errors.As(err, &code) {
		return e.t("fault.code." + code.State) // words: fault.code.* spent cancelled expired member
	}
	if key := e.fixed(err); key != "" {
		return e.t(key)
	}
	return e.unexpected(err)
}

func (e explainer) wrong(w *access.WrongError) string {
	switch {
	case w.Code && w.Left > 0:
		return e.t("fault.wrongCode", "Count", w.Left)
	case w.Code && w.Wait > 0:
		return e.t("fault.wrongCodeWait", "Count", seconds(w.Wait))
	case w.Code:
		return e.t("fault.wrongCodeHere")
	case w.Left > 0:
		return e.t("fault.wrong", "Count", w.Left)
	}
	return e.t("fault.wrongWait", "Count", seconds(w.Wait))
}

func (e explainer) clock(c *access.ClockError) string {
	switch {
	case c.Behind > 0:
		return e.behind(c.Behind)
	case c.Relearnt:
		return e.t("fault.clockRelearnt")
	case c.Deviation > 0:
		return e.t("fault.clockFast", "Count", minutes(c.Deviation))
	}
	return e.t("fault.clockSlow", "Count", minutes(-c.Deviation))
}

// behind says how far the clock lies behind the file, in the unit people would
// take.
func (e explainer) behind(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < 2*time.Hour:
		return e.t("fault.clockBehind.minutes", "Count", minutes(d))
	case d < 2*day:
		return e.t("fault.clockBehind.hours", "Count", int((d+time.Hour/2)/time.Hour))
	}
	return e.t("fault.clockBehind.days", "Count", int((d+day/2)/day))
}

func (e explainer) unexpected(err error) string {
	ref := make([]byte, 3)
	rand.Read(ref) //nolint:errcheck // crypto/rand never fails
	id := hex.EncodeToString(ref)
	e.log.Error("unexpected", "ref", id, "err", withoutPaths(err))
	return e.t("fault.unexpected", "Ref", id)
}

// withoutPaths is what an error says less the paths that the system puts into its
// own errors: they can hold a name.
func withoutPaths(err error) string {
	paths := pathsIn(err)
	slices.SortFunc(paths, func(a, b string) int { return len(b) - len(a) }) // one can begin with another
	text := err.Error()
	for _, path := range paths {
		if path != "" {
			text = strings.ReplaceAll(text, path, "(path)")
		}
	}
	return text
}

func pathsIn(err error) []string {
	switch e := err.(type) {
	case *fs.PathError:
		return []string{e.Path}
	case *os.LinkError:
		return []string{e.Old, e.New}
	case interface{ Unwrap() error }:
		return pathsIn(e.Unwrap())
	case interface{ Unwrap() []error }:
		var paths []string
		for _, inner := range e.Unwrap() {
			paths = append(paths, pathsIn(inner)...)
		}
		return paths
	}
	return nil
}

func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

func minutes(d time.Duration) int { return max(1, int((d+30*time.Second)/time.Minute)) }
