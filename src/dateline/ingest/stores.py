"""Files in object stores and other places that fsspec knows: s3://bucket/june/*.jsonl.gz, gs://..., file://..., memory://...

An address names a file, a folder (all files under it with a known ending, sorted), or a pattern (*, ?, ** and [...]).
The drivers of stores are packages of their own; without one the error says which.
"""

import importlib.util
import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

from dateline.errors import InputError
from dateline.ingest.source import Source, unpacked
from dateline.settings import Settings

EXTRAS = {"s3": ("s3fs", "s3"), "s3a": ("s3fs", "s3"), "gs": ("gcsfs", "gcs"), "gcs": ("gcsfs", "gcs")}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)(?:://|::)")
_SCHEMES = re.compile(r"(?:^|::)([a-z][a-z0-9+.-]+)(?=://|::|$)")
_PATTERN = re.compile(r"[*?\[]")
OUR_OWN = ("http", "https", "ftp")  # fetched by ourselves, where every address is checked, or not at all


class Stored(NamedTuple):
    """A file in a store: the store, its path in it, and the address by which people know it."""

    store: Any
    path: str
    address: str


def is_store(what: str) -> bool:
    """Whether an input is an address in a store: "s3://press/june.jsonl", not "https://..." and not a Windows path."""
    match = _SCHEME.match(what)
    return match is not None and "://" in what and match[1] not in OUR_OWN and not any(char in what for char in "\n\r")


def found(address: str, endings: Collection[str], packed: tuple[str, ...]) -> tuple[list[Stored], bool]:
    """The files of an address, and whether it may name many. InputError says what is wrong with the store or the address.

    Of a folder those that have one of the endings, before that of packing, and no leading dot in the path below it.
    """
    store, path = _store(address)
    try:
        if _PATTERN.search(path):
            paths, many = [one for one in sorted(store.glob(path)) if not store.isdir(one)], True
        elif store.isdir(path):
            depth = len(PurePosixPath(path).parts)
            paths = [one for one in sorted(store.find(path)) if _known(PurePosixPath(one), depth, (endings, packed))]
            many = True
        else:
            store.info(path)
            paths, many = [path], False
    except Exception as error:  # noqa: BLE001  each store raises errors of its own
        raise InputError(f"cannot be read: {_words(error)}", address) from None
    if not paths:
        raise InputError("there is no such file", address)
    return [Stored(store, one, store.unstrip_protocol(one)) for one in paths], many


def open_stored(stored: Stored, settings: Settings, columns: Mapping[str, str]) -> Source:
    """A file of a store, unpacked; it is read as it is needed, never fetched whole."""
    try:
        stream = cast(BinaryIO, stored.store.open(stored.path, "rb"))
    except Exception as error:  # noqa: BLE001  each store raises errors of its own
        raise InputError(f"cannot be read: {_words(error)}", stored.address) from None
    return unpacked(stored.address, stream, settings, columns)


def _known(path: PurePosixPath, depth: int, kinds: tuple[Collection[str], tuple[str, ...]]) -> bool:
    endings, packed = kinds
    bare = PurePosixPath(path.stem) if path.suffix.lower() in packed else path
    return bare.suffix.lower() in endings and not any(part.startswith(".") for part in path.parts[depth:])


def _store(address: str) -> tuple[Any, str]:
    import fsspec

    schemes = _SCHEMES.findall(address)
    if any(scheme in OUR_OWN for scheme in schemes):
        raise InputError("no store, but a file on the web", address, "Fetch it first, and name the fetched file.")
    scheme = next((one for one in schemes if one in EXTRAS), schemes[0] if schemes else "")
    package, extra = EXTRAS.get(scheme, ("", ""))
    if package and importlib.util.find_spec(package) is None:
        remedy = f"Install it with: pip install 'dateline[{extra}]'"
        raise InputError(f"{scheme}:// needs the package {package}, which is not installed", address, remedy)
    try:
        store, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise InputError(f"{scheme}:// needs a package that is not installed", address, str(error)) from None
    except ValueError:
        remedy = "Usual are s3, gs and file; the documentation of fsspec lists more."
        raise InputError(f"there is no store {scheme}://", address, remedy) from None
    except Exception as error:  # noqa: BLE001  each store raises errors of its own, of credentials for example
        raise InputError(f"the store cannot be opened: {_words(error)}", address) from None
    return store, path


def _words(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission (are the store's credentials set?)"
    return " ".join(str(error).split())[:200] or type(error).__name__
