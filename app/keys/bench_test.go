package keys

import (
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"golang.org/x/crypto/chacha20poly1305"
)

// rowFloor is how much longer a row may take than the bare AEAD on the same bytes.
const rowFloor = 1.5

// ratio runs ours and bare in turn, block by block, so that both meet the same
// weather, and reports the medians of the blocks and their ratio.
func ratio(b *testing.B, ours, bare func()) {
	const block = 500
	var a, f []time.Duration
	timed := func(work func()) time.Duration {
		start := time.Now()
		for range block {
			work()
		}
		return time.Since(start)
	}
	timed(ours)
	timed(bare)
	b.ReportAllocs()
	for b.Loop() {
		a, f = append(a, timed(ours)), append(f, timed(bare))
	}
	slices.Sort(a)
	slices.Sort(f)
	mine, floor := float64(a[len(a)/2])/block, float64(f[len(f)/2])/block
	b.ReportMetric(mine, "ours-ns")
	b.ReportMetric(floor, "floor-ns")
	b.ReportMetric(mine/floor, "ratio")
	b.ReportMetric(0, "ns/op") // of two blocks together: says nothing
	if mine/floor > rowFloor {
		b.Logf("ratio %.2f, at most %.2f is promised", mine/floor, rowFloor)
	}
}

// BenchmarkRow seals and opens 300 bytes, 320 with the padding. The floor is one
// call of the bare AEAD with a ready key on 320 bytes; for sealing it draws its
// nonce from the same source, since no seal can do without one.
func BenchmarkRow(b *testing.B) {
	k, c, plain := aDomainKey(b), aContext(), run(0, 300)
	aead, full, bound := must(chacha20poly1305.NewX(k.row))(b), pad(plain), c.bytes(tagRow)
	sealed := must(k.SealRow(rand.Reader, c, plain))(b)
	b.Run("seal", func(b *testing.B) {
		ratio(b, func() {
			if _, err := k.SealRow(rand.Reader, c, plain); err != nil {
				b.Fatal(err)
			}
		}, func() {
			nonce := make([]byte, chacha20poly1305.NonceSizeX)
			if _, err := rand.Read(nonce); err != nil {
				b.Fatal(err)
			}
			if len(aead.Seal(nil, nonce, full, bound)) == 0 {
				b.Fatal("nothing sealed")
			}
		})
	})
	b.Run("open", func(b *testing.B) {
		ratio(b, func() {
			if _, err := k.OpenRow(c, sealed); err != nil {
				b.Fatal(err)
			}
		}, func() {
			if _, err := aead.Open(nil, sealed[1:sealHead], sealed[sealHead:], bound); err != nil {
				b.Fatal(err)
			}
		})
	})
}

// BenchmarkReplay tells what a statement costs beside its bare signature.
func BenchmarkReplay(b *testing.B) {
	me := anIdentity(0x20)
	found := must(SignFound(&me, aCompany, aMember, 5, facts(b, stream(1), aCompany)))(b)
	s := must(Replay(aCompany, found.StatementHash(), []Signed{found}))(b)
	set := must(SignSetClock(&me, s, aMember, 9))(b)
	public := must(me.SigningKey())(b)
	b.Run("statement", func(b *testing.B) {
		for b.Loop() {
			if err := s.Clone().Apply(set); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare-signature", func(b *testing.B) {
		for b.Loop() {
			if err := set.verify(tagStatement, public); err != nil {
				b.Fatal(err)
			}
		}
	})
}
