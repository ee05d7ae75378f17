"""What is kept in the index folder beside the articles: replies, sessions, briefings.

Each is a SQLite file of its own (`files`) that may be lost: the articles never depend on it.
`replies` are a model's, `briefings` what was told on which topic, `sessions` conversations: their
parts are `session_turns`, their tables `session_file`.
"""
