"""What is kept of hosts between two runs: which rest, and their robots.txt. Here in memory alone."""

from dateline.ingest.web.hosts import Rest
from dateline.ingest.web.robots import Rules


class Memory:
    """Forgets all at the end of the run; a watch keeps it in its state."""

    def rests(self) -> dict[str, Rest]:
        return {}

    def rules(self) -> dict[str, Rules]:
        return {}

    def keep_rest(self, host: str, rest: Rest) -> None: ...

    def keep_rules(self, origin: str, rules: Rules) -> None: ...
