// Command reach tells whether one address answers within a bound: exit 0 when it does, 1 with the reason when not.
// It stands here so that the house needs no curl.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

func main() {
	within := flag.Duration("within", 20*time.Second, "bound for the whole answer")
	flag.Parse()
	if err := reach(flag.Arg(0), *within); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// reach asks for address once. A file:// address is answered by the file's presence.
func reach(address string, within time.Duration) error {
	if path, isFile := strings.CutPrefix(address, "file://"); isFile {
		_, err := os.Stat(path)
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	if err := answer.Body.Close(); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", address, answer.Status)
	}
	return nil
}
