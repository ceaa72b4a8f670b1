package app

import "trousseau/data"

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
)
