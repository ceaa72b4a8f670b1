package access

import (
	"strings"

	"trousseau/app/checks"
)

// normalEmail gives the form under which an address is looked up. What is no
// address at all keeps its own form: it will not be found, after the same work.
func normalEmail(typed string) string {
	if normal, err := checks.Email(typed); err == nil {
		return normal
	}
	return strings.ToLower(strings.TrimSpace(typed))
}
