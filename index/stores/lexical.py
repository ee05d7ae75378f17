"""The one room that keeps anything in tantivy: which chunks have the words of a question (BM25).

Words are stemmed by the article's language, so that "runs" finds "running" and "Häuser" finds
"Haus"; a question is analysed as each of the languages that the index holds. Chinese, Japanese,
Korean, Thai and their like have no spaces to go by and are indexed by pairs of characters.

Deliberately not here: texts. Nothing is stored but chunk ids, and word frequencies without
positions, so that a removed text cannot be read back from the files' order of words; its words
are gone only when an index is written anew (`replace_all`), since tantivy drops deleted entries
when it happens to merge. Nor is there a query language: a question is words, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from index.articles import Filters
from index.schema import seconds
from index.stores.analysis import CODES, code_of, field_analyzer, forms_of, indexed, terms_of
from index.stores.tantivy_errors import ours
from index.stores.terms import frequency, weights

# Bytes that tantivy collects before it writes a segment: 17,000 chunks a second with one thread,
# and no faster with 120 MB.
_HEAP = 50_000_000

_WORDS = "words"  # the field of all terms, whatever their language
_META = "meta.json"  # tantivy's own: names the segments

# Seldom is a question longer; of a whole article pasted in, this many distinct words are plenty.
_MOST_WORDS = 64


class WordEntry(NamedTuple):
    """What the lexical index is told of one chunk."""

    chunk_id: str
    article_id: str
    title: str  # of the article
    text: str  # of the chunk
    language: str | None  # BCP 47
    outlet: str | None  # casefolded
    published: int | None  # Unix seconds


class LexicalIndex:
    """One tantivy folder. One process may write to it while others search."""

    def __init__(self, folder: Path, create: bool = True) -> None:
        """Open the index in ``folder``; where there is none, make one or raise ``IndexDamaged``."""
        self._folder = folder
        self._stamp: tuple[int, int] | None = None
        self._writer: Any = None
        self._latest: Any = None  # what was last searched: counts are to be of the same moment
        with self._errors():
            self._index, self._schema = _open(folder, create)
            self._index.register_tokenizer(_WORDS, field_analyzer())

    @classmethod
    def open(cls, folder: Path, create: bool = True) -> LexicalIndex:
        """The index in ``folder``. Raises ``IndexDamaged`` when it cannot be read."""
        return cls(folder, create)

    def _errors(self) -> AbstractContextManager[None]:
        return ours(self._folder)

    def close(self) -> None:
        """Let go of the folder. What was added and not committed is lost."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            with self._errors():
                writer.rollback()
                writer.wait_merging_threads()

    # --- writing -----------------------------------------------------------------------------

    def add(self, entries: Iterable[WordEntry]) -> None:
        """Add chunks; they are found after ``commit``. Adding one twice makes two of it."""
        from tantivy import Document

        with self._errors():
            writer = self._writing()
            for entry in entries:
                writer.add_document(Document(**_fields(entry)))

    def delete_articles(self, article_ids: Iterable[str]) -> None:
        """Delete all chunks that were added for these articles; in force after ``commit``."""
        with self._errors():
            writer = self._writing()
            for article_id in article_ids:
                writer.delete_documents_by_term("article", article_id)

    def replace_all(self, entries: Iterable[WordEntry]) -> None:
        """Make ``entries`` all there is, in one commit: searches see the old or the new.

        The one way to be rid of the words of removed articles on disk, too.
        """
        with self._errors():
            self._writing().delete_all_documents()
        self.add(entries)
        self.commit()

    def commit(self) -> None:
        """Put into force what was added and deleted, all of it or, when killed, none of it."""
        if self._writer is None:
            return
        writer, self._writer, self._latest = self._writer, None, None
        with self._errors():
            writer.commit()
            writer.garbage_collect_files()
            writer.wait_merging_threads()

    def _writing(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(heap_size=_HEAP, num_threads=1)
        return self._writer

    # --- reading -----------------------------------------------------------------------------

    def search(
        self, question: str, limit: int, filters: Filters | None = None
    ) -> list[tuple[str, float]]:
        """The chunks with the words of ``question``: (chunk id, BM25), best first.

        Words of the article's title count as words of each of its chunks. A question without a
        word (empty, punctuation) finds nothing.
        """
        with self._errors():
            searcher = self._searcher()
            query = self._query(searcher, question, filters or Filters())
            if query is None or limit < 1:
                return []
            hits = searcher.search(query, limit, count=False).hits
            return [(searcher.doc(address).get_first("chunk"), score) for score, address in hits]

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many chunks each of these words occurs, in any of its forms."""
        with self._errors():
            searcher = self._latest or self._searcher()
            found = partial(searcher.doc_freq, _WORDS)
            return [frequency(terms_of(word, self._held), found) for word in words]

    def count(self) -> int:
        """How many chunks there are."""
        with self._errors():
            return int((self._latest or self._searcher()).num_docs)

    def ids(self) -> set[str]:
        """Ids of all chunks."""
        from tantivy import Query

        with self._errors():
            searcher = self._searcher()
            limit = max(1, searcher.num_docs)
            hits = searcher.search(Query.all_query(), limit, count=False).hits
            return {searcher.doc(address).get_first("chunk") for _, address in hits}

    def _searcher(self) -> Any:
        """A searcher of what was last committed, by whatever process."""
        status = (self._folder / _META).stat()
        stamp = (status.st_mtime_ns, status.st_ino)
        if stamp != self._stamp:
            self._index.reload()
            self._stamp = stamp
            self.__dict__.pop("_held", None)
        self._latest = self._index.searcher()
        return self._latest

    @cached_property
    def _held(self) -> list[str]:
        """The languages that the index holds: a question is not analysed for the others."""
        searcher = self._index.searcher()
        return [code for code in CODES if searcher.doc_freq("language", code)]

    def _query(self, searcher: Any, question: str, filters: Filters) -> Any:
        from tantivy import Occur, Query

        forms = islice(forms_of(question, self._held), _MOST_WORDS)
        found = weights(forms, partial(searcher.doc_freq, _WORDS), searcher.num_docs)
        terms = [(Occur.Should, self._term(term, weight)) for term, weight in found.items()]
        if not terms:
            return None
        words = Query.boolean_query(terms)
        limits = [(Occur.Must, Query.const_score_query(q, 0.0)) for q in self._limits(filters)]
        return Query.boolean_query([(Occur.Must, words), *limits]) if limits else words

    def _term(self, term: str, weight: float) -> Any:
        from tantivy import Query

        query = Query.term_query(self._schema, _WORDS, term, "freq")
        return query if weight == 1.0 else Query.boost_query(query, weight)

    def _limits(self, filters: Filters) -> Iterator[Any]:
        from tantivy import FieldType, Query

        if filters.since or filters.until:  # what has no date is in no range
            last = None if filters.until is None else (seconds(filters.until) or 0) - 1
            yield Query.range_query(
                self._schema, "published", FieldType.Integer, seconds(filters.since), last
            )
        if filters.outlets:
            outlets = [outlet.casefold() for outlet in filters.outlets]
            yield Query.term_set_query(self._schema, "outlet", outlets)


def _open(folder: Path, create: bool) -> tuple[Any, Any]:
    from tantivy import Index

    if create:
        folder.mkdir(parents=True, exist_ok=True)
    elif not Index.exists(str(folder)):
        raise FileNotFoundError("there is nothing in it")
    schema = _schema()
    index = Index(schema, str(folder))  # opens what is there, refuses another schema
    index.config_reader(reload_policy="manual")
    return index, schema


def _schema() -> Any:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    builder.add_text_field("chunk", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("article", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("outlet", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_text_field(_WORDS, tokenizer_name=_WORDS, index_option="freq")
    return builder.build()


def _fields(entry: WordEntry) -> dict[str, str | int]:
    code = code_of(entry.language)
    fields: dict[str, str | int] = {
        "chunk": entry.chunk_id,
        "article": entry.article_id,
        "language": code,
        _WORDS: indexed(f"{entry.title}\n{entry.text}", code),
    }
    if entry.outlet is not None:
        fields["outlet"] = entry.outlet
    if entry.published is not None:
        fields["published"] = entry.published
    return fields
