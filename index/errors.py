"""The error tree. Every error a user can meet is one of these, with an exit code and a hint.

    GroundwireError                 exit 1
    ├── UsageError                  exit 2   a setting or argument that cannot be right
    │   └── ConfigError             exit 2   a configuration file that cannot be used as it is
    ├── SourceError                 a source that cannot be read at all
    ├── IndexFolderError                 something about the index folder
    │   ├── IndexNotFound           exit 2   no index where one is needed
    │   ├── IndexLocked             another process is writing
    │   ├── IndexDamaged            a derived store is missing, damaged or out of step
    │   ├── IndexFormatError        made by another version of the program
    │   └── EmbedderMismatch        exit 2   the index was made with another embedding model
    ├── ArticleNotFound             exit 2   no such article, or more than one
    └── ServiceError                a remote service (models, embeddings) failed
        ├── ContextTooLong          the prompt and the reply do not fit the model's window
        └── ContentRefused          the model or its server will not answer this

What is skipped while reading is not an error but a value (`index.articles.Skipped`):
the run goes on. Errors of other libraries are turned into these once, at the
boundary of the room that imports the library.
"""

from __future__ import annotations


class GroundwireError(Exception):
    """Base of all errors of this program.

    ``message`` says what is wrong and names the file or setting; ``hint`` says what to do next.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(GroundwireError):
    """An argument or a setting that cannot be right."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration file that cannot be used as it is."""


class SourceError(GroundwireError):
    """A source that cannot be read at all: no such file, no permission."""


class IndexFolderError(GroundwireError):
    """Something is wrong with the index folder."""


class IndexNotFound(IndexFolderError):
    """There is no index where one is needed."""

    exit_code = 2


class IndexLocked(IndexFolderError):
    """Another process is writing to the index."""


class IndexDamaged(IndexFolderError):
    """A derived store is missing, damaged or out of step; ``groundwire rebuild`` mends it."""


class IndexFormatError(IndexFolderError):
    """The folder was made by a version of the program with another format."""


class EmbedderMismatch(IndexFolderError):
    """The index was made with another embedding model than the one asked for."""

    exit_code = 2


class ArticleNotFound(GroundwireError):
    """No article has this id, or more than one begins with it."""

    exit_code = 2


class ServiceError(GroundwireError):
    """A remote service (a model, embeddings) failed or is not configured."""


class ContextTooLong(ServiceError):
    """The prompt and the reply do not fit the model's window; a shorter prompt may."""


class ContentRefused(ServiceError):
    """The model, or a filter of its server, will not answer this."""
