#!/bin/sh
# Resolves pyproject.toml to pinned requirements with hashes; names no registry. Usage: tools/lock.sh BIN
set -e
"$1/python" -m pip install --quiet uv
for group in dev gazetteer; do
  project=""; [ "$group" = dev ] && project="pyproject.toml"
  "$1/uv" pip compile --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-annotate --quiet \
    --custom-compile-command "make lock" $project --group $group -o requirements/$group.lock
done
