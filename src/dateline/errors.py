"""What can go wrong, for people: each error says what, where, what is allowed and what to do.

    DatelineError
    ├── InputError         a file, folder, address or column that cannot be read
    ├── OutputError        an output that cannot be written
    ├── SettingsError      an unknown key or a value that is not allowed
    ├── KnowledgeError     a rule, list or gazetteer that does not load
    ├── ModelError         a spaCy pipeline that is not installed
    ├── WorkerError        processes or a cluster that cannot be started or kept
    └── ScoreError         a gold file that does not fit its task

Errors keep their fields and survive pickling, so that a worker can send one to its driver.
"""


class DatelineError(Exception):
    """Base of all errors meant for the user: `what` happened, `where`, and the `remedy`."""

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f"\n  {self.remedy}" if self.remedy else "")


class InputError(DatelineError):
    """A file, folder, address or column that cannot be read."""


class OutputError(DatelineError):
    """An output that cannot be written."""


class SettingsError(DatelineError):
    """An unknown key, or a value that is not allowed."""


class KnowledgeError(DatelineError):
    """A rule, word list or gazetteer that does not load."""


class ModelError(DatelineError):
    """A spaCy pipeline that is not installed."""

    def __init__(self, what: str, where: str = "", remedy: str = "") -> None:
        message = what if " " in what else f"no spaCy pipeline named {what!r}"
        super().__init__(message, where, remedy or "Install one (make install), or name one with --set model=NAME.")


class ScoreError(DatelineError):
    """A gold file that does not fit its task."""


class WorkerError(DatelineError):
    """Processes or a cluster that cannot be started or kept."""
