"""What a model server's failure is: its status and words → one of our errors, a line and a hint.

Wordings are those of OpenAI, vLLM, llama.cpp, Ollama, LM Studio and a few hosts. Deliberately not
here: the classes of any client (`connection`), and what is done about a failure.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from index.errors import ContentRefused, ContextTooLong, ServiceError
from index.reading.cleaning import clean_line
from index.service.retrying import LONGEST_WAIT_SECONDS

_MOST_CHARACTERS = 160  # of a server's own words in a message: two lines of a terminal

_MOST_SEARCHED = 4_000  # characters of them that are searched for a reason

_TOO_LONG = re.compile(
    r"context[ _-]?(length|size|window)"  # all five, in most of their versions
    r"|exceed_context"  # llama.cpp's type
    r"|longer than the maximum model length"  # vLLM
    r"|max_tokens must be at least 1, got -"  # vLLM, when the prompt fills the window
    r"|maximum (input|model|context|number of tokens|prompt)"
    r"|(prompt|input|request|message)s? (is |are )?too (long|large)"  # Ollama, Groq, OpenAI
    r"|too many (input )?tokens"
    r"|`inputs` (tokens|must have less)"  # text-generation-inference
    r"|tokens? (to keep|exceeds?\b)"  # LM Studio; OpenAI
    r"|reduce (the length of|your) (the |your )?(message|prompt)",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"content[ _-]?(filter|policy|management)|moderation|responsible.?ai|safety (system|policy)"
    r"|\bflagged\b|invalid_prompt|usage policies",
    re.IGNORECASE,
)
_UNKNOWN_MODEL = re.compile(
    r"model_not_found|\bmodels?\b.{0,80}(not (be )?(found|exist|available|supported|loaded)"
    r"|does ?n[o']t exist|unknown|not a valid)"
    r"|(invalid|unknown|no such|no) models?\b|no models? loaded|invalid model identifier",
    re.IGNORECASE,
)
_NO_PAGE = re.compile(r"|HTTP 404|(404 )?(page )?not found\.?|.*\bpath\b.*", re.IGNORECASE)
_NO_QUOTA = re.compile(r"insufficient_quota|exceeded your current quota|billing", re.IGNORECASE)

CHECK_ADDRESS = (
    "check that OPENAI_BASE_URL (or base_url in the configuration file) leads to an"
    " OpenAI-compatible server; most addresses end in /v1"
)


class Failure(NamedTuple):
    """What a server said when it failed."""

    address: str
    model: str
    status: int | None  # of HTTP; None where the failure came inside of a stream
    words: str  # the server's own, as one short clean line
    everything: str  # its code, type, parameter and whole message, to be searched for a reason
    wait: float | None = None  # seconds that it asks to be left alone


_STATUS: dict[int, tuple[str, str]] = {
    401: ("refuses the key", "check OPENAI_API_KEY"),
    402: ("asks for payment", "check the account's credit"),
    403: ("denies access", "check what the key is allowed to do"),
    404: ("has nothing at this address", CHECK_ADDRESS),
    405: ("takes no such requests", CHECK_ADDRESS),
    408: ("gave up waiting", "try again later"),
    400: ("refuses the request", "check the model's name and limits"),
    413: ("refuses the request", "check the model's name and limits"),
    422: ("refuses the request", "check the model's name and limits"),
    429: ("still limits the rate after several tries", "wait a while, or try another model"),
}


def service_error(failure: Failure) -> ServiceError:
    """The error of ours for a failure."""
    kind, what, hint = _judged(failure)
    words = f": {failure.words}" if failure.words else ""
    return kind(f"{failure.address} {what}{words}", hint)


def _judged(failure: Failure) -> tuple[type[ServiceError], str, str]:
    status, told = failure.status, failure.everything
    if is_too_long(failure):
        hint = "set [model] context to the model's window, or use a model with a larger one"
        return ContextTooLong, "cannot take a prompt this long", hint
    if status not in (401, 402, 429) and _REFUSED.search(told):
        return ContentRefused, "will not answer this", "ask in other words, or use another model"
    if status in (400, 404, 422, None) and _UNKNOWN_MODEL.search(told):
        return _unknown_model(failure)
    if status == 404 and not _NO_PAGE.fullmatch(failure.words):
        return _unknown_model(failure)
    if status == 429 and _NO_QUOTA.search(told):
        return ServiceError, "says that the account's quota is used up", "check the account's quota"
    if status == 429 and _is_long(failure.wait):
        told = f"limits the rate and wants {failure.wait:.0f} seconds of peace"
        return ServiceError, told, "wait that long, or use another model"
    if status is not None and 300 <= status < 400:
        return (
            ServiceError,
            "redirects to another address, where nothing is sent",
            "set OPENAI_BASE_URL to the address that is meant",
        )
    if status is not None and status >= 500:
        return ServiceError, "failed with an error of its own", "try again later"
    if status is None:
        return ServiceError, "broke off with an error", "try again later"
    return ServiceError, *_STATUS.get(status, ("gave an unusable reply", CHECK_ADDRESS))


def _unknown_model(failure: Failure) -> tuple[type[ServiceError], str, str]:
    what = f"does not know the model '{one_line(failure.model)}'"
    return ServiceError, what, "check the model's name and OPENAI_BASE_URL"


def is_too_long(failure: Failure) -> bool:
    """Whether a shorter prompt is what would help."""
    return failure.status not in (401, 403, 404) and (
        failure.status == 413 or bool(_TOO_LONG.search(failure.everything))
    )


def is_worth_another_try(failure: Failure) -> bool:
    """Whether the same request may succeed a little later."""
    hopeless = is_too_long(failure) or _NO_QUOTA.search(failure.everything)
    if hopeless or _is_long(failure.wait):
        return False
    return failure.status in (408, 409, 425, 429) or (failure.status or 0) >= 500


def _is_long(wait: float | None) -> bool:
    return wait is not None and wait > LONGEST_WAIT_SECONDS


def timed_out(address: str, seconds: float) -> ServiceError:
    """Nothing came for that long."""
    return ServiceError(
        f"{address} did not answer within {seconds:g} seconds",
        "try again later, or set [model] timeout in the configuration",
    )


def unreachable(address: str, words: str) -> ServiceError:
    """No such host, nobody there, or the connection was lost."""
    told = f": {one_line(words)}" if words else ""
    return ServiceError(
        f"{address} cannot be reached{told}",
        "check OPENAI_BASE_URL (or base_url in the configuration file) and that the server runs",
    )


def broken_off(address: str, words: str) -> ServiceError:
    """The connection was lost while the reply came."""
    told = f": {one_line(words)}" if words else ""
    return ServiceError(f"{address} broke off in the middle of the reply{told}", "try again later")


def unusable_reply(address: str, words: str) -> ServiceError:
    """What came is not what was asked for."""
    return ServiceError(f"{address} gave an unusable reply: {one_line(words)}", CHECK_ADDRESS)


def unsendable(address: str, words: str) -> ServiceError:
    """An address or another setting that makes no request."""
    return ServiceError(
        f"no request can be sent to {address}: {one_line(words)}",
        "check OPENAI_BASE_URL and the other variables that begin with OPENAI_",
    )


def failure_of(address: str, model: str, status: int | None, body: Any) -> Failure:
    """Read what a server sent with its error: JSON of many shapes, text, or a page."""
    while isinstance(body, dict) and isinstance(body.get("error"), dict):
        body = body["error"]
    if isinstance(body, dict):
        words = next((body[k] for k in ("message", "detail", "error", "msg") if body.get(k)), "")
        code = " ".join(str(body[k]) for k in ("code", "type", "param") if body.get(k))
    else:
        words, code = body or "", ""
    text = words if isinstance(words, str) else repr(words)
    shown = f"HTTP {status}" if text.lstrip().startswith("<") else text  # a page says nothing
    return Failure(address, model, status, one_line(shown), f"{code} {text}"[:_MOST_SEARCHED])


def one_line(text: str) -> str:
    """What somebody else wrote, as one line that is safe to show in a terminal."""
    return clean_line(text)[:_MOST_CHARACTERS]
