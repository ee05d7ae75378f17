"""Which real pages are refused for lack of a body: all of them, and cut to their first words.

    python tests/benchmarks/refused_pages.py --data ../shared/data

Every page is an article, so each one refused is an error, but for stubs of articles for
subscribers. Cut short, they show what becomes of briefs on pages made like these.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from pathlib import Path

from html_quality import pages_folder

from index.reading.decoding import decode
from index.reading.html import draft_of_page, signs_of_page
from index.reading.substance import fault

LENGTHS = (100, 60, 40, 30, 20)  # words


def main() -> None:
    """Print the pages refused, and how many of them would be if they were shorter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the pages, or html/")
    pages = sorted(pages_folder(parser.parse_args().data).glob("*.html.gz"))
    refused = {length: Counter[str]() for length in LENGTHS}
    for path in pages:
        page = decode(gzip.decompress(path.read_bytes()), declares=True)
        draft = draft_of_page(page)
        if draft.fault:
            print(
                f"{path.name[:12]}  {draft.fault}  {len(draft.text.split())} words  {draft.title}"
            )
        for length, reasons in refused.items():
            if reason := fault_if_cut(page, draft.title or "", draft.text, length):
                reasons[reason] += 1
    for length, reasons in refused.items():
        told = "; ".join(f"{count} {reason}" for reason, count in reasons.most_common())
        print(f"cut to {length:3} words: {reasons.total()} of {len(pages)} refused. {told}")


def fault_if_cut(page: str, title: str, text: str, length: int) -> str | None:
    """What would be wrong with the page if its body had only its first words."""
    kept: list[str] = []
    for line in filter(None, text.split("\n")):
        left = length - sum(len(line.split()) for line in kept)
        if left <= 0:
            break
        kept.append(line if len(line.split()) <= left else " ".join(line.split()[:left]) + ".")
    return fault(signs_of_page(page), title, kept)


if __name__ == "__main__":
    main()
