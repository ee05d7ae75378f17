"""Results to what a person or a program reads. Each form has a room of its own.

- text for a terminal or a pipe (`page`): `terminal` for answers and passages, `chat`,
  `briefing_text`, `shown` for an article, `history` for its earlier texts, `collected` for what was
  added, `overview` for status and doctor
- files: `transcript` of a conversation, `briefing_markdown` and `briefing_html`, of the blocks in
  `markdown` and `html`
- JSON: `records`, `briefing_records`
- what all of them call things: `labels`, `briefing_labels`, `remarks`; the paragraph around a
  sentence in its `surroundings`, `links` that open a page at it, `printable` text

Deliberately nothing is decided here: a result says the same in every form.
"""
