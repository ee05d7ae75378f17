"""The writer's lock: no lock, no writing; and an error that says what to do."""

import errno
import fcntl
import os
import warnings
from pathlib import Path

import pytest

from index.errors import IndexFolderError, IndexLocked
from index.lock import writer_lock


@pytest.mark.parametrize("code", ["ENOLCK", "ENOSYS", "EOPNOTSUPP", "EIO"])
def test_a_file_system_without_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    def flock(*_: object) -> None:
        number = getattr(errno, code)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with (
            pytest.raises(IndexFolderError, match="cannot be locked") as caught,
            writer_lock(tmp_path, 0.2),
        ):
            pytest.fail("held")
    assert str(tmp_path) in caught.value.message
    assert "--index" in (caught.value.hint or "")
    assert not isinstance(caught.value, IndexLocked)


def test_a_lock_file_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refusing(path: object, *rest: object, **named: object) -> int:
        if str(path).endswith("lock"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *rest, **named)  # type: ignore[arg-type]

    (tmp_path / "lock").touch()
    monkeypatch.setattr(os, "open", refusing)
    with (
        pytest.raises(IndexFolderError, match="no permission") as caught,
        writer_lock(tmp_path, 0.2),
    ):
        pytest.fail("held")
    assert str(tmp_path) in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("wrong", ["folder", "link"])
def test_a_lock_that_is_no_file(tmp_path: Path, wrong: str) -> None:
    if wrong == "folder":
        (tmp_path / "lock").mkdir()
    else:
        (tmp_path / "lock").symlink_to(tmp_path / "lock")
    with pytest.raises(IndexFolderError), writer_lock(tmp_path, 0.2):
        pytest.fail("held")


def test_the_note_of_the_holder_is_not_needed(tmp_path: Path) -> None:
    (tmp_path / "holder.json").mkdir()
    with (
        writer_lock(tmp_path, 0.2),
        pytest.raises(IndexLocked, match="another process is writing"),
        writer_lock(tmp_path, 0.2),
    ):
        pytest.fail("held twice")
    with writer_lock(tmp_path, 0.2):
        pass


def test_an_error_while_writing_is_not_one_of_the_lock(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="as scripted"), writer_lock(tmp_path):
        raise OSError("as scripted")
    with writer_lock(tmp_path, 0.2):
        assert (tmp_path / "holder.json").is_file()
    assert not (tmp_path / "holder.json").exists()
