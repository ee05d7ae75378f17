"""The bundled static vectors: files only, see ``distill.py`` for how they were made.

Deliberately no code that reads them: that is `index.embedding.static`.
"""
