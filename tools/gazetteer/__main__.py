"""`python -m tools.gazetteer OUT.sqlite`: writes the place index and says how large it is."""

import sys
from pathlib import Path

from tools.gazetteer.build import build


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    places, names = build(Path(sys.argv[1]))
    print(f"{sys.argv[1]}: {places:,} places, {names:,} names")
    return 0


raise SystemExit(main())
