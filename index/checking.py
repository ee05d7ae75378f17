"""What is wrong with an index: missing, damaged or out of step. Reads only, mends nothing."""

from __future__ import annotations

from index.catalog import Catalog
from index.embedding import Embedder
from index.errors import IndexDamaged
from index.generations import Generations
from index.lexical import LexicalIndex
from index.vectors import VectorStore

_REBUILD = "run 'groundwire rebuild'"


def problems(catalog: Catalog, generations: Generations, embedder: Embedder) -> list[str]:
    """One line for each thing that is wrong, with what to do; empty when all is well."""
    found = catalog.problems()
    unfinished = sum(map(len, catalog.unfinished()))
    if unfinished:
        found.append(
            f"{unfinished} articles are not finished: another process is writing, or was cut"
            " short (then the next 'groundwire add' finishes them)"
        )
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


def _vector_problems(
    generations: Generations, name: str, wanted: set[str], embedder: Embedder
) -> list[str]:
    try:
        store = VectorStore(generations.vectors(name), create=False)
        held, dimensions = store.ids(), store.dimensions()
        store.close()
    except IndexDamaged as error:
        return [f"{error.message} ({_REBUILD})"]
    found = _out_of_step("vector store", held, wanted)
    if dimensions not in (None, embedder.dimensions):
        found.append(
            f"vectors have {dimensions} dimensions, not {embedder.dimensions} ({_REBUILD})"
        )
    return found


def _word_problems(generations: Generations, name: str, wanted: set[str]) -> list[str]:
    try:
        index = LexicalIndex.open(generations.words(name), create=False)
        held = index.ids()
        index.close()
    except IndexDamaged as error:
        return [f"{error.message} ({_REBUILD})"]
    return _out_of_step("lexical index", held, wanted)


def _out_of_step(name: str, held: set[str], wanted: set[str]) -> list[str]:
    missing, foreign = len(wanted - held), len(held - wanted)
    if not missing and not foreign:
        return []
    return [f"the {name} lacks {missing} chunks and has {foreign} too many ({_REBUILD})"]
