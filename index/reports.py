"""What an index says of itself and of what was added to it. No I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from index.articles import Article, Skipped


@dataclass
class AddReport:
    """What became of the articles that were offered."""

    added: int = 0
    changed: list[Article] = field(default_factory=list)  # replaced an earlier text
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    moved: list[Article] = field(default_factory=list)  # unchanged, in another file than before
    left_out: int = 0  # removed by hand before, and not to be added by a sync
    planned: list[Article] = field(default_factory=list)  # would be added; of a mere comparison
    interrupted: bool = False  # Ctrl-C: what the counts name was kept, the rest not read

    @property
    def kept(self) -> int:
        """Articles that are in the index now, of those offered."""
        return self.added + len(self.changed) + self.unchanged


@dataclass
class SyncReport:
    """What became of everything when it was read again."""

    read: AddReport
    gone: list[Article] = field(default_factory=list)  # from every source that held it
    doubtful: list[Skipped] = field(default_factory=list)  # sources of which more may be gone
    successors: dict[str, str] = field(default_factory=dict)  # of gone ones: what took their place
    pruned: bool = False  # what is gone was removed from the index, too


@dataclass(frozen=True)
class IndexStatus:
    """What an index holds."""

    folder: Path
    articles: int
    origins: int | None  # independent reports; None while articles are not compared for copies
    sentences: int
    chunks: int
    revisions: int  # earlier texts of articles that have changed
    sources: int  # what `sync` reads again
    unfinished: int  # articles whose adding or removing was cut short
    outlets: list[tuple[str | None, int]]  # largest first
    first: datetime | None  # earliest and latest date of publication
    last: datetime | None
    embedder: str
    size: int  # bytes on disk
