package stage

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// ErrLate says that something awaited did not come before its deadline.
var ErrLate = errors.New("not in time")

// toolLimit bounds every call of an outside tool: some of them hang when their window vanishes.
const toolLimit = 30 * time.Second

// Until polls done every 20 ms until it tells true, and gives ErrLate with what was awaited when limit passes first.
// An error of done is kept and told only if the deadline passes.
func Until(limit time.Duration, what string, done func() (bool, error)) error {
	return until(limit, 20*time.Millisecond, what, done)
}

func until(limit, step time.Duration, what string, done func() (bool, error)) error {
	deadline := time.Now().Add(limit)
	for {
		ok, err := done()
		if ok {
			return nil
		}
		if !time.Now().Before(deadline) {
			return errors.Join(fmt.Errorf("%s: %w (%v)", what, ErrLate, limit), err)
		}
		time.Sleep(step)
	}
}

// tool runs one outside command with input on its standard input and gives its standard output.
func tool(env []string, input string, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), toolLimit)
	defer cancel()
	command := exec.CommandContext(ctx, name, args...)
	command.Env = env
	command.Stdin = strings.NewReader(input)
	// A tool that leaves a child behind (xclip keeps the selection) must not hold the pipe open for ever.
	command.WaitDelay = time.Second
	output, err := command.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && len(exit.Stderr) > 0 {
			return string(output), fmt.Errorf("%s: %w: %s", name, err, strings.TrimSpace(string(exit.Stderr)))
		}
		return string(output), fmt.Errorf("%s: %w", name, err)
	}
	return string(output), nil
}
