package data

// Table is one of the tables of sealed rows, a closed set; any other number is
// refused with ErrInvalid. The numbers stand in the associated data of every
// seal and are never given to another table.
type Table uint16

// The tables of sealed rows.
const (
	TableCompany  Table = 1
	TableSettings Table = 2
	TableMembers  Table = 3
	TableProfiles Table = 4
	TableReviews  Table = 8
)

// Tables lists the tables of sealed rows by number.
func Tables() []Table {
	return []Table{TableCompany, TableSettings, TableMembers, TableProfiles, TableReviews}
}

// Number is the table's 16-bit id in the file format.
func (b Table) Number() uint16 { return uint16(b) }

// String is the table's name in the schema, "" for a number that has none.
func (b Table) String() string {
	switch b {
	case TableCompany:
		return "company"
	case TableSettings:
		return "settings"
	case TableMembers:
		return "members"
	case TableProfiles:
		return "profiles"
	case TableReviews:
		return "reviews"
	}
	return ""
}

// since is the schema version that brought the table.
func (b Table) since() int {
	switch b {
	case TableSettings:
		return 2
	case TableReviews:
		return membersSince
	}
	return 1
}

// Row is a sealed row and the plain columns its seal is bound to.
type Row struct {
	Company []byte // 16 bytes
	ID      []byte // 16 bytes
	Version uint64 // each change of the content raises it
	Domain  uint8  // 1 to 255
	Epoch   uint32
	Sealed  []byte
}

func (r *Row) columns() []any {
	return []any{&r.Company, &r.ID, &r.Version, &r.Domain, &r.Epoch, &r.Sealed}
}

// named is a statement's name with its table, for errors and the test hook; a
// table that is none of ours is refused before it reaches the SQL.
func (b Table) named(op string) (string, error) {
	if b.String() == "" {
		return "", fault(op, ErrInvalid)
	}
	return op + " " + b.String(), nil
}

const rowColumns = `company, id, version, domain, epoch, sealed`

// Rows lists a company's rows by id; none where a file of OpenReadOnly is older
// than the table.
func (t *Tx) Rows(b Table, company []byte) ([]Row, error) {
	op, err := b.named("Rows")
	if err != nil {
		return nil, err
	}
	if t.version < b.since() {
		return nil, nil
	}
	return list(t, op, (*Row).columns, `SELECT `+rowColumns+` FROM `+b.String()+` WHERE company = $1 ORDER BY id`, company)
}

// Row gives one row. ErrNotFound, also where Rows gives none.
func (t *Tx) Row(b Table, company, id []byte) (Row, error) {
	op, err := b.named("Row")
	if err != nil {
		return Row{}, err
	}
	if t.version < b.since() {
		return Row{}, fault(op, ErrNotFound)
	}
	return get(t, op, (*Row).columns, `SELECT `+rowColumns+` FROM `+b.String()+` WHERE company = $1 AND id = $2`, company, id)
}

// AddRow inserts a row. ErrExists; a missing head is ErrNotFound at the commit.
func (t *Tx) AddRow(b Table, r Row) error {
	op, err := b.named("AddRow")
	if err != nil {
		return err
	}
	return t.put(op, `INSERT INTO `+b.String()+` (`+rowColumns+`) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.Company, r.ID, r.Version, r.Domain, r.Epoch, r.Sealed)
}

// UpdateRow replaces a row whose version is still from. ErrConflict when it has
// moved, ErrNotFound without the row, ErrInvalid when the new version is below
// from (sealing the same content anew keeps it).
func (t *Tx) UpdateRow(b Table, r Row, from uint64) error {
	op, err := b.named("UpdateRow")
	if err != nil {
		return err
	}
	if r.Version < from {
		return fault(op, ErrInvalid)
	}
	n, err := t.exec(op, `UPDATE `+b.String()+` SET version = $1, domain = $2, epoch = $3, sealed = $4
		WHERE company = $5 AND id = $6 AND version = $7`, r.Version, r.Domain, r.Epoch, r.Sealed, r.Company, r.ID, from)
	if err != nil || n == 1 {
		return err
	}
	if _, err = t.Row(b, r.Company, r.ID); err != nil {
		return fault(op, err)
	}
	return fault(op, ErrConflict)
}

// RemoveRow takes a row away, whatever its version. ErrNotFound without the row.
func (t *Tx) RemoveRow(b Table, company, id []byte) error {
	op, err := b.named("RemoveRow")
	if err != nil {
		return err
	}
	return t.must(op, `DELETE FROM `+b.String()+` WHERE company = $1 AND id = $2`, company, id)
}

// Below lists at most limit rows (negative: all) of a company in one domain that are
// sealed under an epoch below that one, by id; none where a file of OpenReadOnly is
// older than the table.
func (t *Tx) Below(b Table, company []byte, domain uint8, epoch uint32, limit int) ([]Row, error) {
	op, err := b.named("Below")
	if err != nil {
		return nil, err
	}
	if t.version < b.since() {
		return nil, nil
	}
	return list(t, op, (*Row).columns, `SELECT `+rowColumns+` FROM `+b.String()+`
		WHERE company = $1 AND domain = $2 AND epoch < $3 ORDER BY id LIMIT $4`, company, domain, epoch, limit)
}

// CountBelow counts the rows that Below would list without a limit.
func (t *Tx) CountBelow(b Table, company []byte, domain uint8, epoch uint32) (int, error) {
	op, err := b.named("CountBelow")
	if err != nil {
		return 0, err
	}
	if t.version < b.since() {
		return 0, nil
	}
	return get(t, op, value[int], `SELECT COUNT(*) FROM `+b.String()+`
		WHERE company = $1 AND domain = $2 AND epoch < $3`, company, domain, epoch)
}
