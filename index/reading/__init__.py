"""From a source to articles, as values: nothing is stored here.

`sources` is the way in (``read``): `folders`, `files`, standard input (`streams`), and `web`.
`formats` says which kind something is and which room reads it: `text`, `markdown`, `html`,
`json_lines`, `pdf`, `docx`, `mail`, `warc`; whatever they find becomes an article in `drafts`.

- text: `decoding` and `code_pages`, `heads` and `bylines`, `cleaning`, `word_counts`
- pages: `html_metadata`, `html_dates`; what is no article: `substance`, with `signs`,
  `error_phrases`, `invitations` and `invitation_phrases`
- PDFs: `pdf_lines`, `running_lines`, `paragraphs`, `hyphens`, `pdf_metadata`; with Word files
  `file_properties`
- letters: `letters`, `letter_pages`
- what is known of an article: `identity`, `outlets`, `dates` and `date_names`, `language`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lazy import lazy

if TYPE_CHECKING:
    from index.reading.sources import LIMIT, read

__all__ = ["LIMIT", "read"]

__getattr__ = lazy("index.reading", {"sources": ("LIMIT", "read")})
