"""What every request must pass, and what every answer carries.

A server on the loopback address can be reached by any page that the browser shows (DNS rebinding, forms that post across sites),
so the host must be one of ours, and a request that changes something must come from our own pages with the token of its form.
Another address than the loopback needs a token that `dateline serve` prints; it comes once in the address and stays in a cookie.
"""

import hmac
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
ENTRY = "dateline_entry"  # the cookie that holds the token of another address than the loopback
FORM = "dateline_form"  # the cookie that a form's token must equal
FORM_HEADER = "x-dateline-form"


class Guard:
    """ASGI middleware: host, entry token, origin and form token of what changes something; headers on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] = LOOPBACK, token: str | None = None) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers)
        form = cookies.get(FORM) or secrets.token_urlsafe(24)
        scope.setdefault("state", {})["form_token"] = form
        refused = self._refusal(scope, headers, cookies)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
                if FORM not in cookies:
                    answer.append("set-cookie", f"{FORM}={form}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        await (refused or self.app)(scope, receive, guarded)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host not in self.hosts:
            return PlainTextResponse(f"This desk does not answer as {host!r}. Start it with --host to allow that.", 421)
        if self.token and not _same(cookies.get(ENTRY, ""), self.token):
            return self._entrance(scope)
        if scope["method"] not in SAFE and not _from_our_page(headers, cookies):
            return PlainTextResponse("This request did not come from a page of this desk. Open the page anew and try again.", 403)
        return None

    def _entrance(self, scope: Scope) -> Response:
        """Lets in who brings the token in the address, and takes it out of the address."""
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
        if not _same(dict(query).get("token", ""), self.token or ""):
            return PlainTextResponse("This desk asks for a token: open the address that `dateline serve` printed.", 401)
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        answer = RedirectResponse(_local(scope["path"]) + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(ENTRY, self.token or "", httponly=True, samesite="strict")
        return answer


def _local(path: str) -> str:
    """The path as one of this server: `//other.host` would lead away."""
    return "/" + path.lstrip("/\\")


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _same(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())


def _from_our_page(headers: Headers, cookies: dict[str, str]) -> bool:
    """Same origin by the browser's word, and the form token: in a header, or as a field of a plain form."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:  # the browser's own word; `Origin` is "null" for forms of pages that send no referrer, as ours are
        if site not in ("same-origin", "none"):
            return False
    elif origin and urlsplit(origin).netloc != headers.get("host"):
        return False
    if FORM_HEADER in headers:
        return _same(headers[FORM_HEADER], cookies.get(FORM, ""))
    return headers.get("content-type", "").startswith("application/x-www-form-urlencoded") and FORM in cookies


def form_is_ours(given: str, cookies: dict[str, str]) -> bool:
    """Whether a form's `form_token` field equals the cookie; every handler of a plain form asks this."""
    return _same(given, cookies.get(FORM, ""))
