package data

import "syscall"

// lockCommand sets a lock of this process, which others meet.
const lockCommand = syscall.F_SETLK

// refuseNetwork refuses a folder whose file system is another computer's.
func refuseNetwork(folder string) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return err
	}
	name := make([]byte, 0, len(s.Fstypename))
	for _, c := range s.Fstypename {
		if c == 0 {
			break
		}
		name = append(name, byte(c))
	}
	switch string(name) {
	case "nfs", "smbfs", "afpfs", "webdav", "ftp", "cifs", "osxfuse_sshfs", "macfuse_sshfs":
		return ErrNetworkFolder
	}
	return nil
}
