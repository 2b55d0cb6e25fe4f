#!/usr/bin/env bash
# Builds dist/stance-VERSION-SYSTEM-MACHINE.tar.gz with a static binary, manual page, completions and
# rules file, and a checksum beside it. The same sources and toolchain give the same bytes.
set -euo pipefail
cd "$(dirname "$0")"
umask 022

make build
version=$(.build/release/stance --version)
name=${version/ /-}-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
make -s install PREFIX=/ DESTDIR="$staging/$name"
cp README.md CHANGELOG.md "$staging/$name/"

mkdir -p dist
# Names in order, nobody's files, the time of the last commit: nothing in it depends on the machine.
time=$(git log -1 --format=%ct 2>/dev/null || echo 0)
if tar --version 2>/dev/null | grep -q GNU; then
  tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$time" -C "$staging" -cf - "$name"
else
  tar -C "$staging" -cf - "$name"
fi | gzip -n -9 >"dist/$name.tar.gz"

cd dist
if command -v sha256sum >/dev/null; then
  sha256sum "$name.tar.gz"
else
  shasum -a 256 "$name.tar.gz"
fi >"$name.tar.gz.sha256"
echo "dist/$name.tar.gz"
