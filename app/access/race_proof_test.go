//go:build race

package access_test

// raced gives the smaller size under the race detector: it makes the database ten
// times slower, and what runs in one goroutine teaches it nothing.
func raced(slow, _ int) int { return slow }
