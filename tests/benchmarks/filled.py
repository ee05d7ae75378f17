"""An index of all the development articles, for the benchmarks that ask it questions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index import ArticleIndex
from index.reading import read

ARTICLES = "realtimeqa-2022/articles.jsonl.gz"


@contextmanager
def filled_index(data: Path, folder: Path | None) -> Iterator[Path]:
    """The folder of an index of all articles: ``folder``, filled where it is not, else a new one.

    A folder that was filled by an earlier run costs a look-up for each article.
    """
    with tempfile.TemporaryDirectory() as temporary:
        index = folder or Path(temporary) / "index"
        with ArticleIndex.open(index) as articles:
            articles.add(read(data / ARTICLES))
        yield index
