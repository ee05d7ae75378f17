"""The house keeps its order: imports run one way, heavy libraries are imported when needed."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("index", "qa", "prompts")

# Which rooms, or folders of them, import a library (see the design's table).
ONLY = {
    "chromadb": {"index/stores/vectors.py"},
    "datasketch": {"index/syndication/signatures.py"},
    "tantivy": {"index/stores/lexical.py", "index/stores/analysis.py", "index/stores/terms.py"},
    "openai": {"index/service/client.py", "index/service/connection.py"},
    "sqlite3": {
        "index/database.py",
        "index/stores/vectors.py",
        "index/stores/vector_files.py",
    },
    "sentencex": {"index/sentences.py"},
    "model2vec": {"index/embedding/static.py", "index/model/distill.py"},
    "httpx": {f"index/reading/web/{room}.py" for room in ("connecting", "requesting", "fetching")},
    "httpcore": {"index/reading/web/connecting.py", "index/reading/web/deadlines.py"},
    "feedparser": {"index/reading/web/feeds.py"},
    "protego": {"index/reading/web/robots.py"},
    "tiktoken": {"index/tokens.py"},
    "prompt_toolkit": {"qa/repl.py"},
    "typer": {"qa/cli.py", "qa/commands/"},
}
# Rooms of one package that only look one way, too.
NOT_FROM = {
    "index": {"qa", "prompts"},
    "prompts": {"qa", "index"},
}
_STORES = {"index.catalog", "index.stores", "index.kept", "index.article_index"}
PURE = {  # rooms, or folders of them, without I/O, so without any of the rooms that do some
    "index/articles.py": {"index"},
    "index/sentences.py": _STORES,
    "index/retrieval/fusion.py": _STORES,
    "qa/evidence/": _STORES,
    "qa/extractive/": _STORES,
    "qa/statements/": _STORES,
    "qa/rendering/": {"index.stores", "index.kept", "index.article_index"},
    "qa/conversation/followups.py": _STORES,
    "qa/conversation/leaning.py": _STORES,
    "qa/conversation/phrases.py": _STORES,
    "qa/conversation/pronouns.py": _STORES,
    "qa/conversation/topic.py": _STORES,
    "qa/conversation/turns.py": _STORES,
}


def _files() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def _imports(path: Path) -> set[str]:
    """Modules imported anywhere in a file, but not those only for type checking."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and "TYPE_CHECKING" in ast.unparse(branch.test)
        for node in ast.walk(branch)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_the_way_of_the_house(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    imports = _imports(path)
    forbidden = NOT_FROM.get(name.split("/")[0], set()).union(
        *(rooms for start, rooms in PURE.items() if name.startswith(start))
    )
    for module in imports:
        assert not any(_within(module, package) for package in forbidden), module
        for library, rooms in ONLY.items():
            assert not _within(module, library) or name.startswith(tuple(rooms)), module


def test_every_package_is_installed() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    assert listed == {p.parent.relative_to(ROOT).as_posix().replace("/", ".") for p in _files()}


HEAVY = (
    "chromadb",
    "prompt_toolkit",
    "tantivy",
    "model2vec",
    "openai",
    "trafilatura",
    "numpy",
    "rich",
    "tiktoken",
    "httpx",
)


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["--version"]])
def test_help_answers_without_heavy_imports(arguments: list[str]) -> None:
    script = (
        "import sys, runpy\n"
        f"sys.argv = ['groundwire', *{arguments!r}]\n"
        "from qa.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert run.stdout
    assert run.stderr.strip() == "[]"


PACKAGES = sorted({path.parent for path in _files()} - {ROOT / "index/model"})


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_folder_says_what_its_rooms_do(package: Path) -> None:
    told = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")))
    named = set(re.findall(r"`(\w+)`", told or ""))
    assert {path.stem for path in package.glob("*.py")} - {"__init__"} <= named
