"""Which addresses may be fetched: a name is resolved once, checked, and the checked address is the one connected to.

A second look-up could give another answer (DNS rebinding), so there is none.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from dateline.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
REMEDY = "Allow private and loopback addresses with --set fetch_private=true."


def is_public(address: Address) -> bool:
    """Whether an address is of the open internet, also looked at through IPv6 that carries IPv4.

    93.184.215.14 is; 127.0.0.1, 10.0.0.8, 169.254.169.254, ::1 and ::ffff:127.0.0.1 are not.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def checked(url: str, *, private: bool) -> tuple[str, str]:
    """(host, address to connect to) of an http or https address.

    Raises InputError for another scheme, a name that does not resolve, and a private address unless allowed.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"no address: {error}", url) from None
    if parts.scheme not in ("http", "https") or not host:
        raise InputError("only http and https addresses are fetched", url)
    if parts.username or parts.password:
        raise InputError("an address with a name or password in it is not fetched", url)
    try:
        answers = socket.getaddrinfo(host, port or (443 if parts.scheme == "https" else 80), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"the name {host!r} does not resolve", url) from None
    found = [ipaddress.ip_address(str(answer[4][0]).split("%")[0]) for answer in answers]
    if not private and (refused := next((one for one in found if not is_public(one)), None)):
        raise InputError(f"{host} is a private address ({refused})", url, REMEDY)
    return host, str(found[0])
