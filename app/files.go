package app

import (
	"errors"

	"trousseau/data"
)

// What a person can be told about a file. Windows match these with errors.Is;
// they never see the storage itself.
var (
	ErrNotDatabase    = data.ErrNotDatabase
	ErrForeign        = data.ErrForeign
	ErrNewer          = data.ErrNewer
	ErrTruncated      = data.ErrTruncated
	ErrDamaged        = data.ErrDamaged
	ErrSchema         = data.ErrSchema
	ErrReadOnlyFile   = data.ErrReadOnlyFile
	ErrReadOnlyFolder = data.ErrReadOnlyFolder
	ErrNoFolder       = data.ErrNoFolder
	ErrNoFile         = data.ErrNoFile
	ErrFull           = data.ErrFull
	ErrBusy           = data.ErrBusy
	ErrPermission     = data.ErrPermission
	ErrNetworkFolder  = data.ErrNetworkFolder
	ErrFolderIsFile   = data.ErrFolderIsFile
	ErrIsFolder       = data.ErrIsFolder
	ErrTwoNames       = data.ErrTwoNames
	ErrExists         = data.ErrExists
	ErrMedium         = data.ErrMedium
	ErrAside          = data.ErrAside
)

// AsideError says that a file was being replaced by a copy when the program
// ended: nothing stands at its path, and Aside is where the older one lies.
type AsideError = data.AsideError

// What a person can be told about a copy.
var (
	// ErrWrongKit says that an off-site copy was made for another recovery kit,
	// or that what is sealed to the kit in it was changed.
	ErrWrongKit = errors.New("app: copy of another recovery kit")
	// ErrUnrecorded says that a copy was made and stands, but that its line could
	// not be written in the journal; the reason is wrapped with it.
	ErrUnrecorded = errors.New("app: copy made, but not written in the journal")
)
