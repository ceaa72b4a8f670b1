#!/usr/bin/env bash
# Says in one plain sentence when Go is missing or older than go.mod asks. Prints nothing when all is well.
set -euo pipefail
cd "$(dirname "$0")/.."
wanted=$(sed -n 's/^go \([0-9]*\.[0-9]*\).*/\1/p' go.mod)

if ! command -v go >/dev/null; then
  echo "Go $wanted or newer is needed and no go command was found. Install it from https://go.dev/dl and put its bin folder in PATH." >&2
  exit 1
fi
# An older Go would otherwise try to fetch a newer one by itself.
export GOTOOLCHAIN=local
found=$({ go env GOVERSION 2>/dev/null || true; } | sed -n 's/^go\([0-9]*\.[0-9]*\).*/\1/p')
if [ -z "$found" ]; then
  # A Go so old that it cannot read go.mod refuses even this question.
  found=$({ cd / && go version || true; } | sed -n 's/^go version go\([0-9]*\.[0-9]*\).*/\1/p')
fi
older=$(printf '%s\n%s\n' "$wanted" "${found:-0.0}" | sort -V | head -n 1)
if [ "$older" != "$wanted" ]; then
  echo "Go $wanted or newer is needed; $(command -v go) is Go ${found:-of an unknown version}. Install a newer one from https://go.dev/dl." >&2
  exit 1
fi
