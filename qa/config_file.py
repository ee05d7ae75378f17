"""The configuration file, ``config.toml``: where it is, what may stand in it, what it says.

Every setting is optional, and a flag or an environment variable wins over it. Deliberately never
written, never looked for beside articles or in the working folder (whoever sends you a folder must
not be able to send your questions to their server), and never a place for keys.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from index.errors import ConfigError
from qa.prices import Price

VARIABLE = "GROUNDWIRE_CONFIG"
_SECRET = re.compile(r"key|secret|password|(^|_)token$", re.IGNORECASE)


class FileSettings(NamedTuple):
    """What the file says; everything else is not set."""

    top: Mapping[str, Any] = {}  # index (Path), embedder, max_size (MB)
    model: Mapping[str, Any] = {}  # name, base_url, context, max_tokens, temperature, timeout
    prices: Mapping[str, Price] = {}  # by the model's name


def path(environment: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Where the file is looked for; None where the system has no place for it.

    ``GROUNDWIRE_CONFIG``, else ``groundwire/config.toml`` in ``XDG_CONFIG_HOME`` or ``~/.config``
    (https://specifications.freedesktop.org/basedir-spec), in ``~/Library/Application Support`` on
    macOS, in ``%APPDATA%`` on Windows.
    """
    if named := environment.get(VARIABLE):
        return Path(named)
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if platform == "win32":
        base = environment.get("APPDATA")
    elif platform == "darwin":
        base = f"{home}/Library/Application Support" if home else None
    else:
        base = environment.get("XDG_CONFIG_HOME") or ""
        base = base if base.startswith("/") else home and f"{home}/.config"
    return Path(base) / "groundwire" / "config.toml" if base else None


def from_file(environment: Mapping[str, str]) -> FileSettings:
    """Read the file, if there is one. Raises ``ConfigError`` that names the setting or the line."""
    found = path(environment)
    if found is None or not (environment.get(VARIABLE) or found.is_file()):
        return FileSettings()
    table = _parsed(found)
    models, prices = table.pop("model", {}), table.pop("prices", {})
    top = _checked(found, "", table, _TOP)
    if "index" in top:
        top["index"] = found.parent / Path(top["index"]).expanduser()
    return FileSettings(top, _checked(found, "model", models, _MODEL), _prices(found, prices))


def _parsed(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        hint = f"correct {VARIABLE}, or make the file readable"
        raise ConfigError(f"{file} cannot be read: {error.strerror}", hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not UTF-8", "save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        hint = 'texts stand in quotation marks, one setting a line: name = "some-model"'
        raise ConfigError(f"{file} is not valid TOML: {error}", hint) from error


Check = Callable[[Any], Any]  # a value → what is used of it; raises ValueError: what it must be


def _checked(file: Path, section: str, table: Any, checks: Mapping[str, Check]) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: {section} must be a section", f"write [{section}] above it")
    return {key: _value(file, section, key, table[key], checks) for key in table}


def _value(file: Path, section: str, key: str, value: Any, checks: Mapping[str, Check]) -> Any:
    name = f"{section}.{key}" if section else key
    if key not in checks:
        raise _unknown(file, name, key, checks)
    try:
        return checks[key](value)
    except ValueError as error:
        raise ConfigError(
            f"{file}: {name} must be {error}", "correct it, or leave it out"
        ) from None


def _unknown(file: Path, name: str, key: str, checks: Mapping[str, Check]) -> ConfigError:
    if _SECRET.search(key):
        return ConfigError(
            f"{file}: keys are not read from this file, but {name} stands in it",
            "set OPENAI_API_KEY in the environment, and take the line out",
        )
    sections = " and the sections [model] and [prices]" if checks is _TOP else ""
    known = f"there are {', '.join(checks)}{sections}"
    return ConfigError(f"{file}: there is no setting {name}", known)


def _prices(file: Path, table: Any) -> dict[str, Price]:
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: prices must be a section", 'write [prices."model"]')
    return {model: _price(file, model, fields) for model, fields in table.items()}


def _price(file: Path, model: str, fields: Any) -> Price:
    checked = _checked(file, f'prices."{model}"', fields, _PRICE)
    if missing := {"input", "output"} - checked.keys():
        raise ConfigError(
            f'{file}: prices."{model}" has no {" and no ".join(sorted(missing))}',
            "give both, in US dollars per million tokens; 0 for a model of your own",
        )
    return Price(**checked)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text in quotation marks")
    return value.strip()


def _address(value: Any) -> str:
    if not isinstance(value, str) or not re.match(r"https?://[^/\s]", value):
        raise ValueError('an address such as "http://127.0.0.1:11434/v1"')
    return value


def _number(least: float, most: float, what: str, *, whole: bool = False) -> Check:
    def check(value: Any) -> Any:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            raise ValueError(what)
        return value

    return check


_TOP: dict[str, Check] = {
    "index": _text,
    "embedder": _text,
    "max_size": _number(1e-6, 1e9, "a number of MB over 0"),
}
_MODEL: dict[str, Check] = {
    "name": _text,
    "base_url": _address,
    "context": _number(256, 1e9, "a whole number of tokens, at least 256", whole=True),
    "max_tokens": _number(1, 1e9, "a whole number of tokens, at least 1", whole=True),
    "temperature": _number(0, 2, "a number from 0 to 2"),
    "timeout": _number(0.1, 86_400, "a number of seconds from 0.1 to 86400"),
}
_PRICE: dict[str, Check] = {
    "input": _number(0, 1e6, "a number of US dollars per million tokens"),
    "output": _number(0, 1e6, "a number of US dollars per million tokens"),
    "context": _number(256, 1e9, "a whole number of tokens, at least 256", whole=True),
}
