// Package stories proves Trousseau from outside: the built program in a real window on a display of its own, driven by
// keys and clicks, read by its pixels. Rule: nothing here may import the product; what a story knows, a person could
// see, type or read from the file system.
package stories
