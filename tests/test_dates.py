"""Days as people type them."""

from datetime import date

import pytest

from index.errors import UsageError
from qa.commands.dates import first_day, last_day

TODAY = date(2024, 4, 23)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-04-05", date(2024, 4, 5), date(2024, 4, 5)),
        ("2024-4-5", date(2024, 4, 5), date(2024, 4, 5)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("today", TODAY, TODAY),
        (" Yesterday ", date(2024, 4, 22), date(2024, 4, 22)),
        ("7d", date(2024, 4, 16), date(2024, 4, 16)),
        ("2 weeks ago", date(2024, 4, 9), date(2024, 4, 9)),
    ],
)
def test_days(text: str, first: date, last: date) -> None:
    assert first_day(text, "--since", TODAY) == first
    assert last_day(text, "--until", TODAY) == last


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "23.4.2024", "99999999d"])
def test_what_is_no_date_is_named_with_its_setting(text: str) -> None:
    with pytest.raises(UsageError, match="--since") as caught:
        first_day(text, "--since", TODAY)
    assert "2024-04-23" in (caught.value.hint or "")
