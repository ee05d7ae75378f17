"""How well the bodies of web pages are read: 91 pages against their ground truth.

    python tests/benchmarks/html_quality.py DATA [--json] [--check]

DATA, or the folder ``html`` in it, holds ``ground-truth.json`` and the pages, as in
article-extraction-benchmark (scrapinghub), whose measure this is to the letter: texts as multisets
of four consecutive words (``\\w+``, case kept; a shorter text is one shingle); a page's precision
and recall are those of the multisets; precision is averaged over the pages of which something was
read, recall over those that have a body, and F1 is that of the two averages. A page that raises or
is not read counts as read empty.
``--check`` compares with floors.json, exit 1 below a floor.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from index.errors import SourceError
from index.reading.drafts import finish
from index.reading.formats import draft_of

WORDS = 4  # in a shingle
TRUTH = "ground-truth.json"
FLOORS = Path(__file__).with_name("floors.json")


def pages_folder(data: Path) -> Path:
    """The folder that holds the pages and their ground truth; ends the program without one."""
    for folder in (data, data / "html"):
        if (folder / TRUTH).is_file():
            return folder
    raise SystemExit(
        f"error: neither {data} nor {data / 'html'} holds {TRUTH}\n"
        "give the folder with the pages of article-extraction-benchmark, or the one above it"
    )


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with their counts; all words in one where there are fewer."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[n : n + WORDS]) for n in range(max(1, len(words) - WORDS + 1)))
    return Counter(run for run in runs if run)


def scores(true: str, read: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where the benchmark leaves the page out."""
    wanted, found = shingles(true), shingles(read)
    hits = (wanted & found).total()
    precision = hits / found.total() if found else None
    recall = hits / wanted.total() if wanted else None
    return precision, recall


def bodies(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """Of each page its key, its true body, what is read of it, and why nothing is."""
    truth = json.loads((data / TRUTH).read_text(encoding="utf-8"))
    for key, about in truth.items():
        page = gzip.decompress((data / f"{key}.html.gz").read_bytes())
        read = reason = ""
        try:
            read = finish(draft_of(page, ".html", url=about.get("url")), key).text
        except SourceError as error:
            reason = error.message
        except Exception as error:  # noqa: BLE001  this is what is being counted
            reason = f"raised {error!r}"
        yield key, about.get("articleBody", ""), read, reason


def measure(data: Path) -> dict[str, float]:
    """All figures of the set."""
    start = time.perf_counter()
    pages = list(bodies(data))
    seconds = time.perf_counter() - start
    pairs = [scores(true, read) for _, true, read, _ in pages]
    precision = mean(p for p, _ in pairs if p is not None)
    recall = mean(r for _, r in pairs if r is not None)
    return {
        "f1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
        "pages": len(pages),
        "unread": sum(bool(reason) for *_, reason in pages),
        "raised_max": sum(reason.startswith("raised") for *_, reason in pages),
        "ms_a_page": 1000 * seconds / len(pages),
    }


def worst(data: Path, count: int = 10) -> list[str]:
    """The pages with the lowest F1, for whoever wants to look at them."""
    rows = []
    for key, true, read, reason in bodies(data):
        precision, recall = (value or 0.0 for value in scores(true, read))
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        rows.append((f1, f"{key[:12]}  P {precision:.3f}  R {recall:.3f}  {reason}"))
    return [row for _, row in sorted(rows)[:count]]


def below(figures: dict[str, float]) -> list[str]:
    """What misses its floor (keys ending in _max: its ceiling)."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["html"]
    return [
        f"{name}: {figures[name]:.3f}, floor {floor}"
        for name, floor in floors.items()
        if (figures[name] > floor if name.endswith("_max") else figures[name] < floor)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="folder with the pages, or with html/")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--check", action="store_true", help="exit 1 below a floor")
    parser.add_argument("--worst", action="store_true", help="list the worst pages")
    options = parser.parse_args()
    data = pages_folder(options.data)
    figures = measure(data)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        print("  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    if options.worst:
        print(*worst(data), sep="\n")
    failures = below(figures) if options.check else []
    print(*failures, sep="\n", file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
