"""Characters mended: mojibake, entities, tags left in, control and invisible characters."""

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_ODD = re.compile("[^\x00-\x7f\u00a0“”‘’–—…•]")  # the rest is typography, of which no mojibake is made alone
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_MARKUP = re.compile(r"</(?:p|div|a|span|h[1-6]|li|b|i|em|strong|blockquote)>|<br ?/?>|<p[ >]", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^>]*>.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|br|li|[uo]l|h[1-6]|blockquote|tr|table|section|article|figure|figcaption)\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x85\x0c]")


@lru_cache(maxsize=1)
def _config() -> "TextFixerConfig":
    """Quotation marks stay curly, as they tell a quote's begin from its end."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(uncurl_quotes=False, explain=False, remove_terminal_escapes=True)


def mend(text: str) -> str:
    """Text as its writer meant it; plain ASCII without entities costs one look.

    "Theyâ€™re leaving Téhéran" -> "They’re leaving Téhéran" · "<p>One.</p><p>Two.</p>" -> "One.\\n\\nTwo."
    """
    if _MARKUP.search(text):
        text = _without_tags(text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if _ODD.search(text):
            text = "\n".join(_fixed(line) for line in text.split("\n"))
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return _CONTROL.sub("", _LINE_END.sub("\n", text))


def _fixed(line: str) -> str:
    from ftfy import fix_text

    return fix_text(line, _config()) if _ODD.search(line) else line


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub("", _BLOCK.sub("\n", _UNSEEN.sub(" ", text))))
