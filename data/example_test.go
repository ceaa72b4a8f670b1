package data_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"trousseau/data"
)

// A user's action is one Write: what it read cannot change before it is done,
// and it is on the disk, whole, when Write returns nil.
func ExampleFile_Write() {
	folder, err := os.MkdirTemp("", "example")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	ctx := context.Background()
	file, err := data.Create(ctx, filepath.Join(folder, "shop.trousseau"), data.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()

	err = file.Write(ctx, func(tx *data.Tx) error {
		return tx.InitFile([]byte("sixteen bytes ..."[:16]), 1_800_000_000_000)
	})
	fmt.Println("set up:", err)

	err = file.Write(ctx, func(tx *data.Tx) error {
		return errors.Join(tx.SetClock(1_900_000_000_000), errors.New("changed my mind"))
	})
	fmt.Println("second:", err)

	err = file.Read(ctx, func(tx *data.Tx) error {
		clock, err := tx.Clock()
		fmt.Println("clock:", clock)
		return err
	})
	fmt.Println("read:", err)
	// Output:
	// set up: <nil>
	// second: changed my mind
	// clock: 1800000000000
	// read: <nil>
}
