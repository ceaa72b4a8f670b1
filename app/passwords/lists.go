package passwords

import (
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"sort"
	"sync"

	"trousseau/assets"
)

// The lists are unpacked by the first call that needs them and then kept: 220,000
// words in 3.1 MB and the numbers of 150,000 passwords in 2 MB.
var (
	words           = sync.OnceValue(func() *wordList { return readWords(assets.Words()) })
	commonPasswords = sync.OnceValue(func() numbers { return readPasswords(assets.CommonPasswords()) })
)

// Load unpacks the lists if that was not done yet: about 0.04 s,
// 5.1 MB kept. Who calls it in the background spares the first character
// typed the wait. It may be called at any time from any goroutine.
func Load() {
	words()
	commonPasswords()
}

// unpack gives the entries of a list in their order, each with its mark. The slice
// is valid during the call. The format is that of scripts/words: a byte 0x80, plus
// 0x40 for a mark, plus the number of bytes shared with the entry before, and the
// rest of the entry in ASCII.
//
// A list that does not unpack is a fault of the build, which the tests see; going
// on without it would accept what must be refused.
func unpack(packed []byte, each func(entry []byte, marked bool)) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic("passwords: a list of the program is damaged")
	}
	list, err := io.ReadAll(z)
	if err != nil {
		panic("passwords: a list of the program is damaged")
	}
	var entry []byte
	for from := 0; from < len(list); {
		head, to := list[from], from+1
		for to < len(list) && list[to] < 0x80 {
			to++
		}
		entry = append(entry[:head&0x3f], list[from+1:to]...)
		each(entry, head&0x40 != 0)
		from = to
	}
}

// wordList holds words of a to z in their order, one behind the other.
type wordList struct {
	text   []byte
	starts []uint32 // of each word, and the end of the last
	often  []uint64 // one bit a word
}

func readWords(packed []byte) *wordList {
	l := &wordList{text: make([]byte, 0, 2<<20), starts: make([]uint32, 0, 1<<18), often: make([]uint64, 0, 1<<12)}
	unpack(packed, l.add)
	l.starts = append(l.starts, uint32(len(l.text)))
	return l
}

func (l *wordList) add(word []byte, often bool) {
	n := len(l.starts)
	if n%64 == 0 {
		l.often = append(l.often, 0)
	}
	if often {
		l.often[n/64] |= 1 << (n % 64)
	}
	l.starts = append(l.starts, uint32(len(l.text)))
	l.text = append(l.text, word...)
}

// listOf makes a list of a few words.
func listOf(few []string) *wordList {
	slices.Sort(few)
	l := &wordList{}
	for _, word := range slices.Compact(few) {
		l.add([]byte(word), true)
	}
	l.starts = append(l.starts, uint32(len(l.text)))
	return l
}

// prefix is a range of words that begin alike, with depth bytes.
type prefix struct{ from, to, depth int }

func (l *wordList) all() prefix { return prefix{to: len(l.starts) - 1} }

func (l *wordList) at(word, depth int) byte {
	if i := int(l.starts[word]) + depth; i < int(l.starts[word+1]) {
		return l.text[i]
	}
	return 0
}

// next narrows a prefix by more letters; nothing is left when from is to.
func (l *wordList) next(p prefix, letters string) prefix {
	for i := range len(letters) {
		b, n := letters[i], p.to-p.from
		from := p.from + sort.Search(n, func(i int) bool { return l.at(p.from+i, p.depth) >= b })
		to := from + sort.Search(p.to-from, func(i int) bool { return l.at(from+i, p.depth) > b })
		p = prefix{from, to, p.depth + 1}
	}
	return p
}

// ends tells whether a prefix is itself a word, and whether that is a frequent one.
func (l *wordList) ends(p prefix) (word, often bool) {
	if p.from == p.to || l.at(p.from, p.depth) != 0 {
		return false, false
	}
	return true, l.often[p.from/64]&(1<<(p.from%64)) != 0
}

// numbers is a set of hashes by open addressing; 0 is a free place.
type numbers []uint64

const places = 1 << 18

func readPasswords(packed []byte) numbers {
	set := make(numbers, places)
	unpack(packed, func(entry []byte, _ bool) {
		h := newHash()
		for _, b := range entry {
			h.byte(asciiReads[b&0x7f])
		}
		i := uint64(h) % places
		for set[i] != 0 && set[i] != uint64(h) {
			i = (i + 1) % places
		}
		set[i] = uint64(h)
	})
	return set
}

func (n numbers) holds(h uint64) bool {
	for i := h % places; n[i] != 0; i = (i + 1) % places {
		if n[i] == h {
			return true
		}
	}
	return false
}

// asciiReads is what hash.cell does with one ASCII character.
var asciiReads = func() (table [128]byte) {
	for i := range table {
		table[i] = byte(i)
		if i >= 'A' && i <= 'Z' {
			table[i] += 'a' - 'A'
		}
		if letters := signs[rune(i)]; letters != nil {
			table[i] = letters[0][0]
		}
	}
	return table
}()
