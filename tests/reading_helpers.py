"""What the tests of reading share: an article's text, files to read, one result."""

import gzip
from pathlib import Path

from index.articles import Article, Skipped
from index.reading import read

BODY = (
    "The council met on Monday evening and agreed to rebuild the old harbour wall.\n\n"
    "Work will begin in spring and is expected to take two years, the mayor's office said."
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
MORE = "<p>" + "Residents had asked for the repair since the great storm. " * 6 + "</p>"

HEAD = """
<title>Wall | Harbour Post</title>
<meta property="og:title" content="Harbour wall &amp; pier">
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2024-04-23T10:30:00+02:00">
<meta name="author" content="Jane Doe">
<link rel="canonical" href="https://www.harbour.example/wall">
"""


def write(path: Path, content: str | bytes) -> Path:
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def article(*sources: str | Path, **options) -> Article:
    (found,) = read(*sources, **options)
    assert isinstance(found, Article), found
    return found


def skipped(*sources: str | Path, **options) -> Skipped:
    (found,) = read(*sources, **options)
    assert isinstance(found, Skipped), found
    return found


def page(body: str, head: str = "", lang: str = "") -> str:
    language = f' lang="{lang}"' if lang else ""
    return (
        f"<!DOCTYPE html><html{language}><head>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article>{body}</article><footer><p>All rights reserved</p></footer></body></html>"
    )
