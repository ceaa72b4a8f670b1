#!/usr/bin/env bash
# Lays the built program, its icon and its desktop entries under DESTDIR/PREFIX.
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=${PREFIX:-/usr/local} to=${DESTDIR:-}${PREFIX:-/usr/local}
id=org.trousseau.Trousseau

install -Dm755 build/trousseau "$to/bin/trousseau"
install -Dm644 assets/icons/app.svg "$to/share/icons/hicolor/scalable/apps/$id.svg"
install -Dm644 "packaging/$id.desktop" "$to/share/applications/$id.desktop"
install -Dm644 "packaging/$id.xml" "$to/share/mime/packages/$id.xml"
install -Dm644 LICENSE "$to/share/doc/trousseau/LICENSE"

# A packager's staging folder has no databases to refresh: the package's own triggers do it.
if [ -z "${DESTDIR:-}" ]; then
  if command -v update-mime-database >/dev/null; then update-mime-database "$prefix/share/mime"; fi
  if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$prefix/share/applications"; fi
fi
echo "Installed under $to"
