"""What is wrong with an index: missing, damaged or out of step. Reads only, mends nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from index.catalog import Catalog
from index.database import faults
from index.embedding import Embedder
from index.errors import IndexDamaged
from index.kept.briefings import BRIEFINGS
from index.kept.replies import REPLIES
from index.kept.session_file import SESSIONS
from index.stores.generations import Generations
from index.stores.lexical import LexicalIndex
from index.stores.vector_files import damage
from index.stores.vectors import VectorStore

_REBUILD = "run 'groundwire rebuild'"
_KEPT = {
    REPLIES: "replies of language models, which cost tokens to have again,",
    SESSIONS: "the conversations so far",
    BRIEFINGS: "what the last briefings showed",
}


def problems(catalog: Catalog, generations: Generations, embedder: Embedder) -> list[str]:
    """One line for each thing that is wrong, with what to do; empty when all is well."""
    found = [
        *catalog.problems(),
        *_unfinished(catalog),
        *_log_problems(catalog),
        *catalog.syndication.problems(),
        *_kept_problems(catalog.folder),
    ]
    generation = catalog.meta("generation")
    if not generation:
        return found
    if not generations.exists(generation):
        return [*found, f"the derived stores are missing ({_REBUILD})"]
    wanted = catalog.chunk_ids()
    return [
        *found,
        *_vector_problems(generations, generation, wanted, embedder),
        *_word_problems(generations, generation, wanted),
    ]


def _unfinished(catalog: Catalog) -> list[str]:
    number = sum(map(len, catalog.unfinished()))
    if not number:
        return []
    return [
        f"{number} articles are not finished: another process is writing, or was cut"
        " short (then the next 'groundwire add' finishes them)"
    ]


def _log_problems(catalog: Catalog) -> list[str]:
    """A writer notes ``log`` when it removed text and readers kept it from emptying the log."""
    log = catalog.folder / "catalog.sqlite3-wal"
    if catalog.meta("log") != "full" or not log.is_file() or not log.stat().st_size:
        return []
    return [
        "text of removed articles may still stand in the log until other programs that read the"
        " index have ended (then run any 'groundwire add' or 'remove')"
    ]


def _kept_problems(folder: Path) -> list[str]:
    """Articles never depend on these files: a damaged one can go."""
    return [
        f"{name} is damaged: {fault} (remove the file: nothing but {what} is lost)"
        for name, what in _KEPT.items()
        if (folder / name).is_file()
        for fault in faults(folder / name)[:1]
    ]


def _vector_problems(
    generations: Generations, name: str, wanted: set[str], embedder: Embedder
) -> list[str]:
    folder = generations.vectors(name)
    broken = damage(folder)  # first, for Chroma may end the whole process over a broken file
    if broken:
        return [f"{broken} ({_REBUILD})"]
    try:
        with closing(VectorStore(folder, create=False)) as store:
            held, dimensions = store.ids(), store.dimensions()
    except IndexDamaged as error:
        return [_told(error)]
    found = _out_of_step("vector store", held, wanted)
    if dimensions not in (None, embedder.dimensions):
        found.append(
            f"vectors have {dimensions} dimensions, not {embedder.dimensions} ({_REBUILD})"
        )
    return found


def _word_problems(generations: Generations, name: str, wanted: set[str]) -> list[str]:
    try:
        with closing(LexicalIndex.open(generations.words(name), create=False)) as index:
            held = index.ids()
    except IndexDamaged as error:
        return [_told(error)]
    return _out_of_step("lexical index", held, wanted)


def _told(error: IndexDamaged) -> str:
    return f"{error.message} ({error.hint or _REBUILD})"


def _out_of_step(name: str, held: set[str], wanted: set[str]) -> list[str]:
    missing, foreign = len(wanted - held), len(held - wanted)
    if not missing and not foreign:
        return []
    return [f"the {name} lacks {missing} chunks and has {foreign} too many ({_REBUILD})"]
