"""Reads articles from the web: a page, or the pages that a feed or a sitemap lists.

`visiting` is the way in: `fetching` (over `requesting`, `connecting`, `robots`, `politeness`,
`deadlines`, to `addresses` that may be asked), then `pages`; of `feeds` and `sitemaps` what their
`listings` name, gathered (`gathering`) and read `ahead`. `settings` says how.
Importing this imports only settings; what fetches is imported when it is first needed.
"""

from index.reading.web.settings import Kind, Memory, Validators, Web

__all__ = ["Kind", "Memory", "Validators", "Web"]
