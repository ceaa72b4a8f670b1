package paper

import (
	"fmt"
	"strings"
	"time"
)

// SlipWords are the words of a slip in the reader's language.
type SlipWords struct {
	Lang   string   // the language as BCP 47, told to screen readers
	Title  string   // largest line: what the slip is for
	Intro  string   // one or two sentences under it
	Person string   // labels of the facts, without a colon
	Email  string   //
	Until  string   //
	By     string   //
	Date   string   //
	Code   string   // label over the code in letters
	Steps  []string // instructions, numbered on the sheet
	Footer string   // small line at the foot
}

// SlipSheet is what the slip of a one-time code shows: of an invitation (U3), of
// the reset of a password or of a second factor (F14). What kind it is, the
// words say.
type SlipSheet struct {
	Words   SlipWords
	Company Company
	Person  string // empty: not shown, for somebody whose name nobody knows yet
	Email   string
	Until   string // how long the code is good, as it is read
	By      string // who made the slip
	Date    string // civil date, YYYY-MM-DD; also the document's date
	Payload string // what the QR code says
	Code    string // letters and digits, separators allowed: shown in groups of four

	// Font and Bold are as in KitSheet.
	Font, Bold []byte
}

// Slip returns a slip as a PDF of one A4 page. It fails with ErrSheet, ErrTooLong
// or ErrFont; errors name fields, never what they hold.
func Slip(s SlipSheet) ([]byte, error) { return Slips([]SlipSheet{s}) }

// Slips returns several slips in one PDF, each on a page of its own, in the order
// given. Letters, language, title and date of the document are the first one's.
// One slip that is refused refuses all; its error tells the place in the list,
// from 1. It fails as Slip does, and with ErrSheet for an empty list.
func Slips(list []SlipSheet) ([]byte, error) {
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: slips", ErrSheet)
	}
	faces, err := newFaces(list[0].Font, list[0].Bold)
	if err != nil {
		return nil, err
	}
	document, trial := newDocument(faces, 1, "P"), newDocument(faces, 1, "P")
	for i, s := range list {
		ready, err := s.check()
		if err == nil && i == 0 {
			document.describe(s.Words.Title, s.Words.Lang, ready.at)
		}
		if err == nil {
			err = document.slip(s, ready, trial)
		}
		if err != nil {
			return nil, fmt.Errorf("%w (slip %d)", err, i+1)
		}
	}
	return document.bytes()
}

// slipReady is what check found while it looked.
type slipReady struct {
	at   time.Time
	ink  color
	code matrix
}

func (s SlipSheet) check() (slipReady, error) {
	w := s.Words
	ink, err := s.Company.check()
	if err != nil {
		return slipReady{}, err
	}
	if err := filled(field{"title", w.Title}, field{"e-mail label", w.Email}, field{"end label", w.Until},
		field{"maker label", w.By}, field{"date label", w.Date}, field{"code label", w.Code},
		field{"e-mail", s.Email}, field{"end", s.Until}, field{"maker", s.By}, field{"payload", s.Payload},
		field{"code", strings.Join(groups(s.Code), "")}); err != nil {
		return slipReady{}, err
	}
	if s.Person != "" {
		if err := filled(field{"person label", w.Person}, field{"person", s.Person}); err != nil {
			return slipReady{}, err
		}
	}
	if !plain(s.Code) {
		return slipReady{}, fmt.Errorf("%w: code beyond ASCII", ErrSheet)
	}
	at, err := time.Parse(time.DateOnly, s.Date)
	if err != nil {
		return slipReady{}, fmt.Errorf("%w: date", ErrSheet)
	}
	code, err := newMatrix(s.Payload)
	return slipReady{at: at, ink: ink, code: code}, err
}

// slip puts a slip on a new page. Long names take more lines; the letters then
// give way, the QR code never. How far is tried on another document, which is
// thrown away.
func (p *page) slip(s SlipSheet, ready slipReady, trial *page) error {
	for _, scale := range []float64{1, 0.9, 0.8, 0.7} {
		trial.scale = scale
		trial.drawSlip(s, ready)
		if trial.full() {
			continue
		}
		p.scale = scale
		p.drawSlip(s, ready)
		return nil
	}
	return fmt.Errorf("%w: slip", ErrTooLong)
}

func (p *page) drawSlip(s SlipSheet, ready slipReady) {
	w := s.Words
	p.turn()
	p.brand(s.Company, ready.ink, margin, inner)
	p.gap(9)
	p.text(bold, 22, margin, inner, w.Title)
	p.gap(2)
	p.text(regular, 11.5, margin, inner, w.Intro)
	p.gap(6)
	for _, f := range [][2]string{{w.Person, s.Person}, {w.Email, s.Email}, {w.Until, s.Until}, {w.By, s.By}, {w.Date, s.Date}} {
		if f[1] != "" {
			p.fact(f[0], f[1])
		}
	}
	p.gap(6)
	p.codeBox(w.Code, groups(s.Code), ready.code)
	p.gap(6)
	for i, step := range w.Steps {
		p.step(i+1, step)
	}
	p.foot(w.Footer)
}
