package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// Object is one object of the schema. Sum is the SHA-256 of its SQL text in
// hex, "" for an automatic index, which has none.
type Object struct{ Type, Name, Table, Sum string }

// Expected lists the objects a file of a schema version has, as a fresh
// migration makes them (a test compares the two), by type and name; nil for a
// version there is none of.
func Expected(version int) []Object {
	switch version {
	case 1:
		return expected1()
	case 2:
		return expected2()
	case 4:
		return expected4()
	case 3:
		return expected3()
	}
	return nil
}

// objects reads the schema of a file.
func objects(ctx context.Context, q querier) (all []Object, err error) {
	rows, err := q.QueryContext(ctx, listSchema)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closed := rows.Close(); err == nil {
			err = closed
		}
	}()
	for rows.Next() {
		var o Object
		var text string
		if err = rows.Scan(&o.Type, &o.Name, &o.Table, &text); err != nil {
			return nil, fmt.Errorf("%w: schema", ErrDamaged)
		}
		if text != "" {
			sum := sha256.Sum256([]byte(text))
			o.Sum = hex.EncodeToString(sum[:])
		}
		all = append(all, o)
	}
	return all, rows.Err()
}

// compare gives ErrSchema with the first object that is planted, changed or
// missing.
func compare(found, want []Object) error {
	for _, o := range found {
		i := slices.IndexFunc(want, func(w Object) bool { return w.Type == o.Type && w.Name == o.Name })
		if i < 0 {
			return fmt.Errorf("%w: unknown %s %s", ErrSchema, short(o.Type), short(o.Name))
		}
		if o != want[i] {
			return fmt.Errorf("%w: changed %s %s", ErrSchema, o.Type, o.Name)
		}
	}
	for _, w := range want {
		if !slices.ContainsFunc(found, func(o Object) bool { return o.Type == w.Type && o.Name == w.Name }) {
			return fmt.Errorf("%w: missing %s %s", ErrSchema, w.Type, w.Name)
		}
	}
	if len(found) != len(want) {
		return fmt.Errorf("%w: an object stands in it twice", ErrSchema)
	}
	return nil
}

// short quotes a name somebody else chose, at a length fit for a message.
func short(name string) string {
	const most = 40
	if r := []rune(name); len(r) > most {
		name = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", name)
}
