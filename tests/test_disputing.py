"""Where articles disagree: each sentence is cited once."""

from __future__ import annotations

from pathlib import Path

from conftest import WordEmbedder, make_article
from index import ArticleIndex
from qa.answering.citing import Citer
from qa.answering.disputing import disputes

ONE = "8 people died when the ferry sank off Almaro in the storm."
OTHER = "11 people died when the ferry sank off Almaro in the storm."


def test_a_citation_is_not_on_two_sides(tmp_path: Path, embedder: WordEmbedder) -> None:
    with ArticleIndex.open(tmp_path / "index", embedder=embedder) as articles:
        made = [
            make_article(n, text=text, url=f"https://example.org/{n}")
            for n, text in enumerate((ONE, OTHER))
        ]
        articles.add(made)
        told = [(article, articles.sentences(article, 0, 1)[0]) for article in made]
        (dispute,) = disputes([*told, *told], (), Citer(articles))
    assert [value for _, value in dispute.sides] == ["8", "11"]
    assert [citation.number for citation, _ in dispute.sides] == [1, 2]
