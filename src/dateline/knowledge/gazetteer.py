"""The place index: one read-only SQLite file built by `make gazetteer`, and the committed tables beside it.

Countries, demonyms, capitals, neighbours and the hand-written places answer without the file, too.
"""

from dateline.knowledge.countries import Countries, countries


class Gazetteer:
    """Places by name. `digest` identifies the data in a record's fingerprint."""

    def __init__(self) -> None:
        self.countries: Countries = countries()
        self.digest = ""

    def country_by_name(self, name: str) -> str | None:
        """"Iran", "the UK", "DR Congo" -> ISO 3166-1 alpha-3."""
        return self.countries.by_name(name)

    def country_of_demonym(self, word: str) -> str | None:
        """"Iranian", "Afghans", "South Korean" -> alpha-3."""
        return self.countries.of_demonym(word)

    def capital_country(self, name: str) -> str | None:
        """"Tehran", "Kiev" -> alpha-3."""
        return self.countries.of_capital(name)

    def neighbours(self, country: str) -> tuple[str, ...]:
        """Alpha-3 codes of the countries that share a land border, sorted."""
        found = self.countries.by_code.get(country)
        return found.neighbours if found else ()

    def is_country(self, name: str) -> bool:
        return self.countries.by_name(name) is not None


def open_gazetteer(path: str = "") -> Gazetteer:
    return Gazetteer()
