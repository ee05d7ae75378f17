"""Reads articles from the web: a page, or the pages that a feed or a sitemap lists.

Importing this imports only settings; what fetches is imported when it is first needed.
"""

from index.reading.web.settings import Kind, Memory, Validators, Web

__all__ = ["Kind", "Memory", "Validators", "Web"]
