"""The days that a time and the word before it cover: for whatever counts them, in Python or in SQL."""

# the word, first and last day of the time, the day that the report speaks from, the days of both
COVERED: list[tuple[str | None, str | None, str | None, str | None, tuple[str | None, str | None]]] = [
    ("since", "2020-01-01", "2020-12-31", "2024-03-03", ("2020-01-01", "2024-03-03")),
    ("since", "2020-01-01", "2020-12-31", None, ("2020-01-01", None)),
    ("since", "2024-05-01", "2024-05-31", "2024-03-03", ("2024-05-01", None)),  # told before it began: the report's day is wrong
    ("until", "2024-03-01", "2024-03-01", "2024-03-03", (None, "2024-03-01")),
    ("before", "2024-03-01", "2024-03-01", "2024-03-03", (None, "2024-02-29")),
    ("after", "2024-02-01", "2024-02-29", "2024-03-03", ("2024-03-01", None)),
    ("after", None, None, "2024-03-03", (None, None)),
    (None, "2020-01-01", "2020-12-31", "2024-03-03", ("2020-01-01", "2020-12-31")),
]
