package data

import (
	"os"
	"strings"
	"syscall"
)

// lockCommand is F_OFD_SETLK of fcntl(2), a lock of one open file description:
// it also meets those of this process.
const lockCommand = 37

// refuseNetwork refuses a folder whose file system is another computer's.
func refuseNetwork(folder string) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return err
	}
	switch remoteKind(uint32(s.Type)) { //nolint:unconvert // its width differs between processors
	case remoteYes:
		return ErrNetworkFolder
	case remoteAsk:
		mounts, err := os.ReadFile("/proc/self/mountinfo")
		if err != nil {
			return nil // cannot tell: a local FUSE folder is the likelier case
		}
		if remoteMount(string(mounts), folder) {
			return ErrNetworkFolder
		}
	}
	return nil
}

type remote int

const (
	remoteNo remote = iota
	remoteYes
	remoteAsk // FUSE: its mount says what is behind it
)

// remoteKind judges by the magic numbers of statfs(2). 9p and the shared folders
// of virtual machines count as remote: they keep neither locks nor shared memory.
func remoteKind(magic uint32) remote {
	switch magic {
	case 0x6969, // NFS
		0x517b, 0xff534d42, 0xfe534d42, // SMB, CIFS, SMB2
		0x01021997,             // 9p
		0x786f4256,             // VirtualBox
		0x00c36400, 0x0bd00bd0, // Ceph, Lustre
		0x5346414f, 0x6b414653, 0x73757245, 0x564c: // AFS (two), Coda, NCP
		return remoteYes
	case 0x65735546:
		return remoteAsk
	}
	return remoteNo
}

// remoteMount says whether the mount that holds a folder is one of the FUSE
// programs that reach another computer. mounts is in the format of proc(5),
// mountinfo.
func remoteMount(mounts, folder string) bool {
	best, kind := "", ""
	for line := range strings.Lines(mounts) {
		left, right, ok := strings.Cut(line, " - ")
		fields, types := strings.Fields(left), strings.Fields(right)
		if !ok || len(fields) < 5 || len(types) == 0 {
			continue
		}
		point := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(fields[4])
		inside := folder == point || strings.HasPrefix(folder, strings.TrimSuffix(point, "/")+"/")
		if inside && len(point) >= len(best) {
			best, kind = point, types[0]
		}
	}
	switch kind {
	case "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.gcsfuse", "fuse.curlftpfs", "fuse.smbnetfs", "fuse.davfs", "fuse.davfs2",
		"fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.glusterfs", "fuse.ceph", "fuse.cephfs", "fuse.onedriver", "fuse.google-drive-ocamlfuse",
		"fuse.juicefs", "fuse.mfs", "fuse.vmhgfs-fuse":
		return true
	}
	return false
}
