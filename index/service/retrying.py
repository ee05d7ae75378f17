"""How long to wait before a request is sent again: what the server asks for, else ever longer.

Deliberately not here: which failures are worth it (`failures`).
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from email.utils import mktime_tz, parsedate_tz

_FIRST_SECONDS = 0.5
_JITTER = 0.25  # so that many clients do not come back at the same moment

# A person waits at the terminal: a server that asks for more is reported instead.
LONGEST_WAIT_SECONDS = 20.0


def back_off(attempt: int) -> float:
    """Seconds before the try after ``attempt`` (from 0): twice as long each time, less a little."""
    return _FIRST_SECONDS * 2.0**attempt * (1 - _JITTER * random.random())


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait, by ``Retry-After`` (RFC 9110, 10.2.3) or OpenAI's own."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    date = parsedate_tz(headers.get("retry-after", ""))
    return None if date is None else max(0.0, mktime_tz(date) - time.time())
