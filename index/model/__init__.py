"""The bundled static vectors: files only, see ``distill.py`` for how they were made."""
