#!/usr/bin/env bash
# Installs the Debian packages that the named purposes need and that are missing.
#   scripts/packages.sh [--list] PURPOSE...     purposes: build run headless test
# Needs no root and asks nothing when nothing is missing.
set -euo pipefail

packages_for() {
  case $1 in
    # cgo and the X and OpenGL headers that Fyne's window driver is compiled against.
    build) echo ca-certificates gcc libc6-dev pkgconf libgl-dev libx11-dev libxcursor-dev \
                libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev ;;
    # What the finished program loads when it opens a window.
    run) echo libgl1 libgl1-mesa-dri libx11-6 libxcursor1 libxrandr2 libxinerama1 libxi6 libxxf86vm1 ;;
    # A display of our own, its window manager, and the tools that find a window.
    headless) echo xvfb openbox x11-utils xdotool ;;
    # What the stories and some unit tests look and type with.
    test) echo tesseract-ocr tesseract-ocr-{deu,eng,fra,nld} zbar-tools oathtool xclip \
               poppler-utils desktop-file-utils shared-mime-info age sqlite3 ;;
    *) echo "packages.sh: unknown purpose: $1 (build, run, headless, test)" >&2; return 2 ;;
  esac
}

list=0
if [ "${1:-}" = --list ]; then list=1; shift; fi
wanted=()
for purpose in "$@"; do
  names=$(packages_for "$purpose")
  # shellcheck disable=SC2206  # package names hold no blanks
  wanted+=($names)
done
if [ "$list" = 1 ]; then printf '%s\n' "${wanted[@]}"; exit 0; fi

# Without dpkg there is nothing to ask: on another system the names below serve as a hint only.
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  if [ -n "${TROUSSEAU_PACKAGES_OK:-}" ]; then exit 0; fi
  echo "This system has no apt-get, so its packages must be installed by hand." >&2
  echo "On Debian they are called: ${wanted[*]}" >&2
  echo "Set TROUSSEAU_PACKAGES_OK=1 once they are there." >&2
  exit 1
fi

# Multi-arch systems list a package once per architecture: one installed line is enough.
have=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for name in $(printf '%s\n' "${wanted[@]}" | sort -u); do
  grep -qx "installed $name" <<<"$have" || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0

root=()
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing and there is no sudo to install them: ${missing[*]}" >&2
    echo "As root: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  root=(sudo)
  # Nobody could answer a question without a terminal, so sudo must not ask one.
  [ -t 0 ] || root+=(-n)
fi

echo "Installing missing Debian packages: ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null >"$log" 2>&1
}
if ! apt update || ! apt install -y --no-install-recommends "${missing[@]}"; then
  tail -n 20 "$log" >&2
  echo "The packages could not be installed. By hand, as root:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
