"""What tantivy raises, told as this program's errors.

Deliberately not here: anything of tantivy itself, which only `lexical` and `analysis` import.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexDamaged, IndexLocked


@contextmanager
def ours(folder: Path) -> Iterator[None]:
    """Raise ``IndexLocked`` or ``IndexDamaged`` for what tantivy raises about ``folder``."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise _told(error, folder) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, whose class cannot be imported
            raise
        raise _told(error, folder) from error


def _told(error: BaseException, folder: Path) -> IndexLocked | IndexDamaged:
    told = " ".join(str(error).split())[:200]
    if "LockBusy" in told:
        return IndexLocked(f"another process is writing to {folder}", "try again later")
    return IndexDamaged(
        f"the lexical index {folder} cannot be used: {told}", "run 'groundwire rebuild'"
    )
