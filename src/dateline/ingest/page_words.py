"""What a web page says of itself in words: its outlet, the day in its title, and what it quotes from elsewhere whole.

A title without a name behind its dash is no reason to take the rest of the title for one: "Oruma: North Plain - Flash Update
No. 4 (14 May 2024)" comes from nobody that it names, and of that day.
"""

import re

from dateline.ingest.dates import day

# Embedded posts of others: a page shows them beside its own words, and they are told by whoever wrote them.
_CLASSES = (
    "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-post", "bluesky-embed", "mastodon-embed",
    "reddit-embed-bq", "telegram-post", "truthsocial-embed",
)  # fmt: skip
POSTS = [f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" for name in _CLASSES]
_IS_QUOTED = re.compile("|".join(map(re.escape, _CLASSES)))
LONGEST_POST = 300  # characters of a post that a refusal quotes

_KINDS = r"flash update|update|sitrep|situation report|report|bulletin|brief|briefing|snapshot|overview|digest|statement|summary"
_ISSUE = re.compile(rf"(?i)\b(?:{_KINDS}|dashboard|factsheet|fact sheet|newsletter|press release|communiqu[ée]|round-?up)\b")
_NUMBERED = re.compile(r"(?i)(?:\bno\.?|#|\bissue|\bvol\.?|\bpart|\bday)\s*\d")
_DAY = re.compile(
    r"(?i)(?<![\d/])(?:\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}-\d\d-\d\d)(?![\d/-])"
)


def outlet_of(name: str | None, title: str | None) -> str | None:
    """The site's name, unless it is only a part of the title and tells of an issue or a day: "Flash Update No. 4 (14 May)"."""
    if not name:
        return None
    from_title = name.casefold() in (title or "").casefold()
    if from_title and (_NUMBERED.search(name) or _DAY.search(name) or _ISSUE.fullmatch(name.strip())):
        return None
    return name


def day_of_title(title: str | None) -> str | None:
    """The one full day in the title of what comes out in issues; of a story's title none, since that may tell of an old day.

    "Flood response: Situation Report No. 12 (as of 3 June 2024)" -> "2024-06-03" · "Remembering 3 June 1989" -> None
    """
    if not title or not (_ISSUE.search(title) or _NUMBERED.search(title)):
        return None
    found = {day(match[0]) for match in _DAY.finditer(title)}
    return found.pop() if len(found) == 1 else None


def posts_of(html: str) -> tuple[str, ...]:
    """The words of the posts that a page has embedded, each cut to a length that a reader sees at once."""
    if _IS_QUOTED.search(html) is None:
        return ()
    from lxml import etree
    from lxml import html as pages

    try:
        page = pages.document_fromstring(html.encode("utf-8", "replace"), parser=pages.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return ()
    found = (" ".join(post.text_content().split()) for path in POSTS for post in page.xpath(path))
    return tuple(words[:LONGEST_POST] for words in found if words)
