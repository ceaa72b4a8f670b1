// Command words makes the lists of assets/words from the unpacked sources that scripts/words.sh fetches.
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// The lengths of a listed word. Shorter ones stand in every password by chance; longer ones hold a shorter one.
const (
	shortest = 5
	longest  = 24
)

func main() {
	from := flag.String("from", "", "folder of the unpacked sources")
	to := flag.String("to", "assets/words", "folder of the lists")
	flag.Parse()
	if err := run(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	s := sources{folder: from}
	words, frequent := vocabulary(&s)
	common := commonPasswords(&s)
	if s.err != nil {
		return s.err
	}
	fmt.Printf("%d words, %d of them frequent; %d passwords\n", len(words), len(frequent), len(common))
	if err := write(filepath.Join(to, "words.gz"), encode(words, frequent)); err != nil {
		return err
	}
	return write(filepath.Join(to, "passwords.gz"), encode(common, nil))
}

// encode sorts the entries and writes each as one byte and the end in which it differs from the one before. The byte
// is 0x80, plus 0x40 for a marked entry, plus the number of bytes shared, at most 63.
func encode(entries, marked map[string]bool) []byte {
	var out bytes.Buffer
	last := ""
	for _, entry := range sorted(entries) {
		shared := 0
		for shared < min(len(last), len(entry), 63) && last[shared] == entry[shared] {
			shared++
		}
		head := byte(0x80 | shared)
		if marked[entry] {
			head |= 0x40
		}
		out.WriteByte(head)
		out.WriteString(entry[shared:])
		last = entry
	}
	return out.Bytes()
}

// write compresses without name and time, so that the same sources give the same file.
func write(name string, content []byte) error {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("compress %s: %w", name, err)
	}
	if _, err := z.Write(content); err != nil {
		return fmt.Errorf("compress %s: %w", name, err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("compress %s: %w", name, err)
	}
	fmt.Printf("%s: %d bytes, %d unpacked\n", name, out.Len(), len(content))
	return os.WriteFile(name, out.Bytes(), 0o644)
}

func sorted(entries map[string]bool) []string {
	list := make([]string, 0, len(entries))
	for entry := range entries {
		list = append(list, entry)
	}
	slices.Sort(list)
	return list
}
