"""Which articles were removed by hand, so that reading their sources again leaves them out.

Of such an article nothing is kept but its id, a digest; one that is added explicitly is in again.
Deliberately not here: removing (`writing`), and what `--prune` removes, which its sources hold no
more.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.database import Database

TABLES = """
CREATE TABLE IF NOT EXISTS removals (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Removals:
    """The ids of articles that were removed by hand. What writes needs a transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note(self, article_ids: Iterable[str]) -> None:
        """These were removed by hand."""
        rows = [(article_id,) for article_id in article_ids]
        self._db.run_many("INSERT OR IGNORE INTO removals VALUES (?)", rows)

    def clear(self, article_ids: Iterable[str]) -> None:
        """These are in again."""
        rows = [(article_id,) for article_id in article_ids]
        self._db.run_many("DELETE FROM removals WHERE id = ?", rows)

    def among(self, article_ids: Iterable[str]) -> set[str]:
        """Those of these that were removed by hand."""
        query = "SELECT id FROM removals WHERE id IN ({})"
        return {article_id for (article_id,) in self._db.all_of(query, article_ids)}
