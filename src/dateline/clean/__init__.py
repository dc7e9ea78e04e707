"""Text as it lies on the web to text that is the report."""

from dateline.records import Article
from dateline.settings import Settings

__all__ = ["clean"]


def clean(article: Article, settings: Settings) -> Article:
    """The article with furniture dropped and encoding mended, or with a refusal that says why it is not coded."""
    return article
