// Package stage puts a program on a display of its own and gives the hands and eyes to work it from outside: Xvfb with
// openbox, xdotool for keys and clicks, the frame buffer itself for pictures, tesseract and zbarimg to read them.
// Rule: it knows nothing of the product, every wait polls against a deadline, and whatever it starts ends with Close.
// Linux only, as the tools are.
package stage
