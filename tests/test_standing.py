"""Whether a sentence can be shown by itself."""

from __future__ import annotations

import pytest

from qa.briefing.standing import stands


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 109 people were killed by the storm, 105 of those deaths in Halden.", True),
        ("A storm killed 109 people, with 55 of them in the harbour of Halden.", True),
        ("Officials counted 105 of those deaths in the harbour of Halden.", False),
        ("The vote was moved to Friday after Sen. Jon Sand, D-N.", False),
    ],
)
def test_a_part_of_those_counted_before_stands_and_half_a_sentence_does_not(
    text: str, expected: bool
) -> None:
    assert stands(text, "en") is expected
