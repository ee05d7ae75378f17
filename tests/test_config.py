"""Settings: flag over environment over file over default; the index is found upwards from here."""

import re
from pathlib import Path

import pytest

from index.errors import ConfigError, IndexNotFound, UsageError
from qa.config import FOLDER, Config, ModelConfig, resolve
from qa.config_file import path
from qa.prices import Price


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


# --- the file ------------------------------------------------------------------------------------

ALL = """
index = "clippings"
embedder = "openai:small"
max_size = 0.5

[model]
name = "tiny"
base_url = "http://127.0.0.1:1234/v1"
context = 4096
max_tokens = 300
temperature = 0.2
timeout = 300

[prices.tiny]
input = 0
output = 0

[prices."org/other.model"]
input = 0.15
output = 0.6
context = 128_000
"""


def told(
    folder: Path, text: str, environment: dict[str, str] | None = None, **flags: str
) -> Config:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return resolve({"GROUNDWIRE_CONFIG": str(file), **(environment or {})}, folder, **flags)  # type: ignore[arg-type]


def test_everything_a_file_can_say(tmp_path: Path) -> None:
    config = told(tmp_path, ALL)
    assert config.index == tmp_path / "clippings"  # beside the file
    assert (config.embedder, config.max_size) == ("openai:small", 500_000)
    assert config.model == ModelConfig(
        name="tiny",
        base_url="http://127.0.0.1:1234/v1",
        context=4096,
        max_tokens=300,
        temperature=0.2,
        timeout=300,
    )
    assert config.prices == {
        "tiny": Price(0, 0),
        "org/other.model": Price(0.15, 0.6, 128_000),
    }


def test_an_empty_file_and_a_mark_of_byte_order(tmp_path: Path) -> None:
    assert told(tmp_path, "") == told(tmp_path, "\ufeff# nothing\n")
    assert told(tmp_path, "").model == ModelConfig()


def test_the_environment_wins_over_the_file_and_a_flag_over_both(tmp_path: Path) -> None:
    environment = {
        "GROUNDWIRE_INDEX": "/e",
        "GROUNDWIRE_EMBEDDER": "e",
        "GROUNDWIRE_MAX_SIZE": "2",
        "GROUNDWIRE_MODEL": "e-model",
        "OPENAI_BASE_URL": "http://e/v1",
    }
    config = told(tmp_path, ALL, environment)
    assert (config.index, config.embedder, config.max_size) == (Path("/e"), "e", 2_000_000)
    assert (config.model.name, config.model.base_url) == ("e-model", "http://e/v1")
    assert config.model.context == 4096
    assert told(tmp_path, ALL, environment, model="flag").model.name == "flag"


def test_a_model_only_where_one_is_named(tmp_path: Path) -> None:
    keyed = {"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "http://e/v1"}
    assert resolve(keyed, tmp_path).model.name is None
    assert resolve({**keyed, "GROUNDWIRE_MODEL": ""}, tmp_path).model.name is None
    assert resolve({**keyed, "GROUNDWIRE_MODEL": "a"}, tmp_path, no_model=True).model.name is None
    assert told(tmp_path, ALL).model.name == "tiny"


FAULTS = {
    "no TOML": ("[model\nname = 1", "not valid TOML: .*line 1", "quotation marks"),
    "no quotation marks": ("[model]\nname = tiny", "not valid TOML: .*line 2", "quotation marks"),
    "twice": ('index = "a"\nindex = "b"', "not valid TOML", ""),
    "unknown": ("colour = true", "no setting colour", "index, embedder, max_size"),
    "unknown section": ("[modle]\nname = 'a'", "no setting modle", "model"),
    "unknown in a section": ("[model]\nnmae = 'a'", r"no setting model\.nmae", "name"),
    "no section": ("model = 'tiny'", "model must be a section", r"write \[model\]"),
    "no prices": ("prices = 3", "prices must be a section", "prices"),
    "no price": ("[prices]\ntiny = 3", "prices.* must be a section", "prices"),
    "half a price": ("[prices.tiny]\ninput = 1", "tiny.* has no output", "million tokens"),
    "a key": ("[model]\napi_key = 'sk-1'", r"model\.api_key stands in it", "OPENAI_API_KEY"),
    "a key on top": ("OPENAI_API_KEY = 'sk-1'", "OPENAI_API_KEY stands", "take the line out"),
    "a number for a name": ("[model]\nname = 4", r"model\.name must be a text", "leave it out"),
    "an empty name": ("[model]\nname = ' '", r"model\.name must be a text", ""),
    "no address": ("[model]\nbase_url = 'here'", r"base_url must be an address", ""),
    "too small a window": ("[model]\ncontext = 5", "context must be a whole number", ""),
    "half a token": ("[model]\nmax_tokens = 1.5", "max_tokens must be a whole number", ""),
    "a truth": ("[model]\nmax_tokens = true", "max_tokens must be a whole number", ""),
    "too warm": ("[model]\ntemperature = 3", "temperature must be a number from 0 to 2", ""),
    "no number": ("[model]\ntemperature = nan", "temperature must be a number", ""),
    "no time": ("[model]\ntimeout = 0", "timeout must be a number of seconds", ""),
    "a negative price": ("[prices.a]\ninput = -1\noutput = 1", "input must be a number", ""),
    "no size": ("max_size = 0", "max_size must be a number of MB", ""),
}


@pytest.mark.parametrize(("text", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_file_is_named(tmp_path: Path, text: str, message: str, hint: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        told(tmp_path, text)
    assert str(tmp_path / "config.toml") in caught.value.message
    assert re.search(hint, caught.value.hint or "")
    assert caught.value.exit_code == 2
    assert "sk-1" not in caught.value.message + (caught.value.hint or "")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file") as caught:
        resolve({"GROUNDWIRE_CONFIG": str(tmp_path / "none.toml")}, tmp_path)
    assert "GROUNDWIRE_CONFIG" in (caught.value.hint or "")
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        resolve({"GROUNDWIRE_CONFIG": str(tmp_path)}, tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"index = '\xe9'")
    with pytest.raises(ConfigError, match="not UTF-8"):
        resolve({"GROUNDWIRE_CONFIG": str(tmp_path / "latin.toml")}, tmp_path)


@pytest.mark.parametrize(
    ("platform", "environment", "place"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/groundwire/config.toml"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/groundwire/config.toml"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "x"}, "/h/.config/groundwire/config.toml"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/groundwire/config.toml"),
        ("win32", {"APPDATA": "/a", "USERPROFILE": "/u"}, "/a/groundwire/config.toml"),
        ("linux", {"HOME": "/h", "GROUNDWIRE_CONFIG": "/c.toml"}, "/c.toml"),
        ("linux", {}, None),
        ("darwin", {}, None),
        ("win32", {}, None),
    ],
)
def test_where_the_file_is(platform: str, environment: dict[str, str], place: str | None) -> None:
    assert path(environment, platform) == (place and Path(place))


def test_a_file_in_its_place_is_found_and_one_beside_the_articles_is_not(tmp_path: Path) -> None:
    place = path({"HOME": str(tmp_path), "APPDATA": str(tmp_path)})
    assert place is not None
    place.parent.mkdir(parents=True)
    place.write_text("[model]\nname = 'mine'\n")
    elsewhere = tmp_path / "sent-to-me"
    elsewhere.mkdir()
    for name in ("config.toml", "groundwire.toml"):
        (elsewhere / name).write_text("[model]\nname = 'theirs'\n")
    environment = {"HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    assert resolve(environment, elsewhere).model.name == "mine"
