"""The library's own `fold`, loaded from its file: the build environment has none of the library's dependencies."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_PATH = Path(__file__).parents[2] / "src/dateline/text/fold.py"
_spec = spec_from_file_location("_fold", _PATH)
assert _spec and _spec.loader
_module = module_from_spec(_spec)
_spec.loader.exec_module(_module)

fold = _module.fold
ARTICLES = _module.ARTICLES
