//go:build !race

package access_test

// raced gives the size without the race detector.
func raced(_, fast int) int { return fast }
