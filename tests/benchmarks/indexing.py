"""What adding costs: articles and chunks a second, peak memory, size on disk, at several sizes.

    python tests/benchmarks/indexing.py --data FOLDER [--sizes 500,1500,4886] [--json]

Each size is added by a process of its own, from the compressed file to the published index, so
that reading, splitting, embedding and both stores are included and memory is that run's alone:
its own peak and that of the process which writes the vectors, added up.
Measure with nothing else running.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

ARTICLES = "realtimeqa-2022/articles.jsonl.gz"


def measure(data: Path, count: int) -> dict[str, Any]:
    """Add the first ``count`` articles in this process."""
    started = time.perf_counter()
    gc.set_threshold(100_000, 50, 100)  # as `groundwire add` does
    from index import ArticleIndex
    from index.reading import read

    with tempfile.TemporaryDirectory() as folder, ArticleIndex.open(folder) as articles:
        report = articles.add(islice(read(data / ARTICLES), count))
        seconds = time.perf_counter() - started
        status = articles.status()
        again = time.perf_counter()
        articles.add(islice(read(data / ARTICLES), count))
        return {
            "articles": report.added,
            "chunks": status.chunks,
            "characters": sum(len(article.text) for article in articles.articles()),
            "seconds": round(seconds, 2),
            "articles_per_second": round(report.added / seconds, 1),
            "chunks_per_second": round(status.chunks / seconds),
            "again_seconds": round(time.perf_counter() - again, 2),
            "peak_mb": round(peak_mb(resource.RUSAGE_SELF) + peak_mb(resource.RUSAGE_CHILDREN)),
            "disk_mb": round(status.size / 1e6, 1),
        }


def peak_mb(whose: int) -> float:
    """Peak memory of this process, or of the largest it has started (Linux counts kilobytes)."""
    return resource.getrusage(whose).ru_maxrss / 1024


def in_a_process(data: Path, count: int) -> dict[str, Any]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--data", str(data), "--one", str(count)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


def table(rows: list[dict[str, Any]]) -> str:
    """The figures as a table, a row each size."""
    names = list(rows[0])
    lines = [" | ".join(f"{name:>19}" for name in names)]
    lines += [" | ".join(f"{row[name]:>19,}" for name in names) for row in rows]
    return "\n".join(lines)


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", default="500,1500,4886")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.data, options.one)))
        return
    rows = [in_a_process(options.data, int(size)) for size in options.sizes.split(",")]
    machine = {"cores": os.cpu_count(), "python": sys.version.split()[0]}
    if options.json:
        print(json.dumps({"machine": machine, "indexing": rows}, indent=2))
    else:
        print(f"{machine['cores']} cores, Python {machine['python']}\n{table(rows)}")


if __name__ == "__main__":
    main()
