package keys

import "strings"

// bech32 writes data as BIP-173 does, without its length limit, the way age
// writes its keys. Lower case.
func bech32(prefix string, data []byte) string {
	const alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	var values []byte
	var acc, bits uint
	for _, c := range data {
		acc = acc<<8 | uint(c)
		bits += 8
		for bits >= 5 {
			bits -= 5
			values = append(values, byte(acc>>bits&31))
			acc &= 1<<bits - 1
		}
	}
	if bits > 0 {
		values = append(values, byte(acc<<(5-bits)&31))
	}
	var out strings.Builder
	out.WriteString(prefix)
	out.WriteByte('1')
	for _, v := range append(values, bech32Checksum(prefix, values)...) {
		out.WriteByte(alphabet[v])
	}
	return out.String()
}

func bech32Checksum(prefix string, values []byte) []byte {
	var all []byte
	for i := range len(prefix) {
		all = append(all, prefix[i]>>5)
	}
	all = append(all, 0)
	for i := range len(prefix) {
		all = append(all, prefix[i]&31)
	}
	all = append(all, values...)
	all = append(all, 0, 0, 0, 0, 0, 0)
	generator := [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	poly := uint32(1)
	for _, v := range all {
		top := poly >> 25
		poly = poly&0x1ffffff<<5 ^ uint32(v)
		for i, g := range generator {
			if top>>i&1 == 1 {
				poly ^= g
			}
		}
	}
	poly ^= 1
	out := make([]byte, 6)
	for i := range out {
		out[i] = byte(poly >> (5 * (5 - i)) & 31)
	}
	return out
}
