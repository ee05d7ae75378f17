"""What is kept in the index folder beside the articles: replies, sessions, briefings.

Each is a SQLite file of its own (`files`) that may be lost: the articles never depend on it.
"""
