"""A language model as the rest of the house sees it: messages in, text and what it cost out.

Replies come from the cache where the same was asked before. Deliberately not here: what messages
say (`prompts`), HTTP (`index.service`), and whether any of the text is true (`evidence`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index.kept.replies import StoredReply
from qa.messages import UNKNOWN, Message, Reply, Usage
from qa.prices import Price, known

if TYPE_CHECKING:
    from index.articles import Article
    from index.kept.replies import Replies
    from index.service import Service
    from index.service.chat import ChatStream
    from qa.config import Config

# Where neither the configuration nor the server nor the table of prices says: what the smallest
# models in common use take.
DEFAULT_WINDOW = 8_192
DEFAULT_MAX_TOKENS = 1_000  # three short statements take 150; the rest is room for reasoning

_FORMAT = 1  # of what is kept: raised when the same reply would be read in another way


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is asked."""

    max_tokens: int = DEFAULT_MAX_TOKENS  # of one reply, reasoning included
    temperature: float | None = 0.0  # 0 to 2; None: the server's own
    context: int | None = None  # tokens of the window; None: ask the server, look it up
    price: Price | None = None  # None: look it up
    fresh: bool = False  # ask again, whatever is in the cache


DEFAULTS = Settings()


class Model:
    """A language model of a server. ``replies`` is where its replies are kept, if anywhere."""

    def __init__(
        self,
        service: Service,
        name: str,
        settings: Settings = DEFAULTS,
        replies: Replies | None = None,
    ) -> None:
        self.name = name
        self.settings = settings
        self._service = service
        self._replies = replies

    @property
    def address(self) -> str:
        """Where its server is, for messages."""
        return self._service.address

    @cached_property
    def window(self) -> int:
        """Tokens that prompt and reply may have together.

        As configured, else as the server says, else as the table has it, else 8,192.
        """
        return (
            self.settings.context or self._service.context_window(self.name) or self.assumed_window
        )

    @property
    def assumed_window(self) -> int:
        """The same without asking the server."""
        entry = known(self.address, self.name)
        return self.settings.context or (entry.context if entry else None) or DEFAULT_WINDOW

    @property
    def price(self) -> Price | None:
        """Dollars per million tokens; None where they are not known."""
        return next(iter(self._prices()), None)

    def _prices(self) -> list[Price]:
        """The configured one and the table's, as far as there are any."""
        found = (self.settings.price, known(self.address, self.name))
        return [price for price in found if price is not None]

    def cost(self, usage: Usage) -> float | None:
        """US dollars that the tokens of ``usage`` cost; None where price or tokens are unknown."""
        price = self.price
        if price is None or usage.tokens_in is None or usage.tokens_out is None:
            return None
        return (usage.tokens_in * price.input + usage.tokens_out * price.output) / 1e6

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        quoting: Sequence[Article] = (),
    ) -> Reply:
        """Ask; the reply comes as it is iterated over.

        ``quoting`` are the articles whose text is in the messages: the reply is forgotten with any
        of them. Raises ``ServiceError``, its ``ContextTooLong`` and ``ContentRefused`` included.
        """
        most = max_tokens or self.settings.max_tokens
        key = self._key(messages, most)
        kept = self.kept(messages, max_tokens=max_tokens)
        if kept is not None:
            return kept
        asked = [{"role": m.role, "content": m.content} for m in messages]
        stream = self._service.chat(
            self.name, asked, max_tokens=most, temperature=self.settings.temperature
        )

        def ended(reply: Reply, whole: bool) -> None:
            reply.usage, reply.incomplete = self._usage(stream), stream.incomplete
            if whole and not stream.incomplete:
                self._keep(key, stream, quoting)

        return Reply(stream, ended=ended)

    def kept(self, messages: Sequence[Message], *, max_tokens: int | None = None) -> Reply | None:
        """The reply to these messages that is in the cache; None where none is."""
        key = self._key(messages, max_tokens or self.settings.max_tokens)
        kept = None if self._replies is None or self.settings.fresh else self._replies.get(key)
        return None if kept is None else Reply([kept.text], cached=True)

    def keep(
        self,
        messages: Sequence[Message],
        reply: Reply,
        *,
        max_tokens: int | None = None,
        quoting: Sequence[Article] = (),
    ) -> None:
        """Put a whole reply into the cache that `apart` was given to these messages."""
        if self._replies is not None and not reply.cached and reply.incomplete is None:
            key = self._key(messages, max_tokens or self.settings.max_tokens)
            used = (reply.usage.tokens_in, reply.usage.tokens_out)
            self._replies.put(key, StoredReply(reply.text, *used, "stop"), quoting)

    def apart(self) -> Model:
        """The same model without a cache, which must stay in one thread; calls may go on beside."""
        return Model(self._service, self.name, self.settings)

    def complete(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        quoting: Sequence[Article] = (),
    ) -> Reply:
        """Ask and wait for the whole reply: its ``text`` is there. Raises as ``stream`` does."""
        return self.stream(messages, max_tokens=max_tokens, quoting=quoting).read()

    def _keep(self, key: str, stream: ChatStream, quoting: Sequence[Article]) -> None:
        if self._replies is not None:
            sent, received = stream.tokens or (None, None)
            self._replies.put(key, StoredReply(stream.text, sent, received, stream.finish), quoting)

    def _usage(self, stream: ChatStream) -> Usage:
        if stream.tokens is None:
            return UNKNOWN
        return Usage(*stream.tokens, self.cost(Usage(*stream.tokens)), calls=1)

    def _key(self, messages: Sequence[Message], max_tokens: int) -> str:
        """A digest of everything that determines a reply."""
        told = [_FORMAT, self.address, self.name, messages, max_tokens, self.settings.temperature]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def model_of(
    config: Config,
    replies: Replies | None = None,
    *,
    fresh: bool = False,
    waiting: Callable[[str], None] = lambda _: None,
) -> Model | None:
    """The model that the configuration names; None where it names none.

    ``waiting`` is told when its server asks to wait.
    """
    told = config.model
    if told.name is None:
        return None
    from index.service import TIMEOUT_SECONDS, Service

    settings = Settings(
        max_tokens=told.max_tokens or DEFAULT_MAX_TOKENS,
        temperature=told.temperature,
        context=told.context,
        price=config.prices.get(told.name),
        fresh=fresh,
    )
    service = Service(
        base_url=told.base_url, timeout=told.timeout or TIMEOUT_SECONDS, waiting=waiting
    )
    return Model(service, told.name, settings, replies)
