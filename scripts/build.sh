#!/usr/bin/env bash
# Builds build/trousseau, and says so when it will take minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
verbose=()
# The OpenGL bindings are the slowest package by far: not in the cache means that this is the first build.
if [ "$(go list -f '{{.Stale}}' github.com/go-gl/gl/v2.1/gl 2>/dev/null || echo true)" = true ]; then
  echo "Building Trousseau. The first build takes some minutes (5 to 6 on two cores); each package is named as it is compiled."
  verbose=(-v)
fi
# The toolkit's emoji font is four megabytes that every start would read; a name with an emoji is drawn by the system's font.
go build "${verbose[@]}" -tags no_emoji -o build/trousseau .
