#!/bin/sh
# Prints a working Python >= 3.12: names on PATH first, then pyenv's versions. Prints nothing if there is none.
# With --explain, says what was looked for.
ok() { "$1" -c 'import sys, venv, ssl, sqlite3; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

if [ "$1" = "--explain" ]; then
  echo "dateline needs Python 3.12 or newer; found none among python3.13, python3.12, python3 on PATH and pyenv's versions." >&2
  echo "Install one (for example: apt install python3.13 python3.13-venv, or pyenv install 3.13) or run: make PYTHON=/path/to/python3.13" >&2
  exit 0
fi
for name in python3.13 python3.12 python3.14 python3 python; do
  found=$(command -v "$name" 2>/dev/null) && ok "$found" && { echo "$found"; exit 0; }
done
root=${PYENV_ROOT:-$HOME/.pyenv}
for version in "$root"/versions/3.13* "$root"/versions/3.12* "$root"/versions/3.14*; do
  [ -x "$version/bin/python3" ] && ok "$version/bin/python3" && { echo "$version/bin/python3"; exit 0; }
done
exit 0
