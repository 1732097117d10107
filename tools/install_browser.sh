#!/bin/sh
# Installs the browser that the tests of the dashboard drive: Chromium of Debian, as root.
set -eu

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then
    echo "$name is here already: $(command -v "$name")"
    exit 0
  fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "There is no apt-get here: install Chromium or Google Chrome by other means." >&2
  exit 2
fi
if [ "$(id -u)" != 0 ]; then
  echo "Packages are installed as root: sudo make browser" >&2
  exit 2
fi
# Ubuntu's own package is a snap, which knows no containers; there, Google Chrome does as well.
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  chromium fonts-dejavu-core >/dev/null
echo "Installed $(chromium --version 2>/dev/null || echo Chromium)"
