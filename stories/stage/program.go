//go:build linux

package stage

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Launch says what to start and in whose home. Env is added to the display's clean environment and may be empty.
type Launch struct {
	Binary, Home string
	Args, Env    []string
}

// Program is one running program.
type Program struct {
	// Started is the moment just before the program was executed.
	Started time.Time

	command *exec.Cmd
	output  *lockedBuffer
	gone    chan struct{}
}

// lockedBuffer takes what a program prints while others read it.
type lockedBuffer struct {
	mutex sync.Mutex
	bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.Buffer.String()
}

// Start runs l on d. The program ends with the caller at the latest.
func (d *Display) Start(l Launch) (*Program, error) {
	p := &Program{command: exec.Command(l.Binary, l.Args...), output: &lockedBuffer{}, gone: make(chan struct{})}
	p.command.Env = append(d.Env(l.Home), l.Env...)
	p.command.Dir = l.Home
	p.command.Stdout, p.command.Stderr = p.output, p.output
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	p.command.WaitDelay = time.Second
	p.Started = time.Now()
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.gone)
		_ = p.command.Wait() // the code is read from the process state
	}()
	return p, nil
}

// Output is all that the program has printed so far, on both of its streams.
func (p *Program) Output() string { return p.output.String() }

// Running tells whether the program has not ended yet.
func (p *Program) Running() bool {
	select {
	case <-p.gone:
		return false
	default:
		return true
	}
}

// Wait waits for the program's own end and gives its exit code, −1 when a signal ended it.
func (p *Program) Wait(limit time.Duration) (int, error) {
	select {
	case <-p.gone:
		return p.command.ProcessState.ExitCode(), nil
	case <-time.After(limit):
		return 0, fmt.Errorf("end of the program: %w (%v)", ErrLate, limit)
	}
}

// Terminate asks the program to end and gives its exit code.
func (p *Program) Terminate(limit time.Duration) (int, error) {
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil && p.Running() {
		return 0, err
	}
	return p.Wait(limit)
}

// Kill9 ends the program between two instructions and returns when it is gone.
func (p *Program) Kill9() {
	_ = syscall.Kill(-p.command.Process.Pid, syscall.SIGKILL) // it may have ended by itself
	<-p.gone
}

// Resident is the memory that the program holds in RAM, in bytes, once two looks 100 ms apart agree within 1 %.
func (p *Program) Resident(limit time.Duration) (int64, error) {
	last := int64(-1)
	err := until(limit, 100*time.Millisecond, "steady memory", func() (bool, error) {
		now, err := p.resident()
		steady := err == nil && last > 0 && now-last < last/100 && last-now < last/100
		last = now
		return steady, err
	})
	return last, err
}

func (p *Program) resident() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, found := bytes.Cut(status, []byte("VmRSS:"))
	if !found {
		return 0, fmt.Errorf("no VmRSS of process %d", p.command.Process.Pid)
	}
	var kilobytes int64
	if _, err := fmt.Sscan(string(rest), &kilobytes); err != nil {
		return 0, err
	}
	return kilobytes << 10, nil
}
