package checks

// BICError is the only error of BIC. Its reasons are Length and Letters.
type BICError struct{ Reason Reason }

// Error names the reason, never the code.
func (e *BICError) Error() string { return "checks: BIC: " + e.Reason.String() }

// BIC checks the shape of a bank's identifier by ISO 9362:2022 and returns it in
// upper case without separators: four letters or digits, the two letters of a
// country, two letters or digits, and for a branch three more. Eight characters
// stay eight. Spaces and hyphens are tolerated in any place. Empty text is allowed
// and gives "". Every error is a *BICError.
//
// A BIC has no check digit: a typing error is found only where it breaks the shape.
func BIC(typed string) (canonical string, err error) {
	code, ok := joined(typed)
	switch {
	case !ok:
		return "", &BICError{Letters}
	case code == "":
		return "", nil
	case len(code) != 8 && len(code) != 11:
		return "", &BICError{Length}
	case !isUpper(code[4]) || !isUpper(code[5]):
		return "", &BICError{Letters}
	}
	return code, nil
}
