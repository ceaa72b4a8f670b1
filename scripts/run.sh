#!/usr/bin/env bash
# Starts build/trousseau with the arguments given. Where there is no display it brings up its own for a moment,
# photographs the first window into build/first-window.png and ends everything it started.
set -euo pipefail
cd "$(dirname "$0")/.."

# The window driver speaks X11, on a Wayland desktop too (Xwayland): only DISPLAY counts.
if [ -n "${DISPLAY:-}" ]; then exec build/trousseau "$@"; fi

echo "No display found: starting a virtual one (Xvfb) to show the first window once."
rm -f build/first-window.png
go build -o build/show ./stories/show
exec build/show -to build/first-window.png -title Trousseau build/trousseau "$@"
