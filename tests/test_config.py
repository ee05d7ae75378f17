"""Settings: flag over environment over default; the index is found upwards from here."""

from pathlib import Path

import pytest

from index.errors import IndexNotFound, UsageError
from qa.config import FOLDER, resolve


def test_a_flag_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {
        "GROUNDWIRE_INDEX": "/from/environment",
        "GROUNDWIRE_EMBEDDER": "openai:one",
        "GROUNDWIRE_MAX_SIZE": "3",
    }
    config = resolve(environment, tmp_path)
    assert config.index == Path("/from/environment")
    assert (config.embedder, config.max_size) == ("openai:one", 3_000_000)
    config = resolve(
        environment, tmp_path, index=Path("flag"), embedder="openai:two", max_size_mb=0.5
    )
    assert config.index == Path("flag")
    assert (config.embedder, config.max_size) == ("openai:two", 500_000)


def test_defaults(tmp_path: Path) -> None:
    config = resolve({}, tmp_path)
    assert (config.index, config.embedder, config.max_size) == (None, None, 20_000_000)


def test_the_nearest_index_upwards_is_used(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert resolve({}, below).existing_index() == tmp_path / FOLDER
    assert resolve({}, below).index_to_add_to() == tmp_path / FOLDER
    (below / FOLDER).mkdir()
    assert resolve({}, below).existing_index() == below / FOLDER


def test_without_an_index_add_makes_one_here_and_others_say_so(tmp_path: Path) -> None:
    config = resolve({}, tmp_path)
    assert config.index_to_add_to() == tmp_path / FOLDER
    with pytest.raises(IndexNotFound, match=FOLDER):
        config.existing_index()


@pytest.mark.parametrize("size", ["many", "0", "-1", "nan"])
def test_a_size_that_is_none_is_refused(tmp_path: Path, size: str) -> None:
    with pytest.raises(UsageError):
        resolve({"GROUNDWIRE_MAX_SIZE": size}, tmp_path)
