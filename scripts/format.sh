#!/usr/bin/env bash
# Lists the Go files that gofmt would change, and fails when there is one.
set -euo pipefail
cd "$(dirname "$0")/.."
wrong=$(find . -name '*.go' -not -path './build/*' -not -path './.git/*' -print0 | xargs -0 -r gofmt -l)
[ -z "$wrong" ] || { echo "gofmt would change:"; echo "$wrong"; exit 1; }
