"""Prices are those of a vendor's own address; what is not in the table is unknown."""

from datetime import date

import pytest

from index.service import Service
from qa.llm import Model, Settings
from qa.messages import Usage
from qa.prices import Price, dated, known


def test_a_model_at_its_vendor_is_known() -> None:
    price = known("api.openai.com", "gpt-4o-mini")
    assert price == Price(0.15, 0.60, 128_000)
    assert known("https://api.openai.com/v1", "gpt-4o-mini-2024-07-18") == price
    assert known("https://api.groq.com/openai/v1", "openai/gpt-oss-120b")


@pytest.mark.parametrize(
    ("address", "model"),
    [
        ("http://127.0.0.1:1234/v1", "gpt-4o-mini"),  # any name will do there
        ("api.openai.com", "gpt-4o-mini-audio"),
        ("api.openai.com", ""),
        ("not an address", "gpt-4o-mini"),
        ("http://[::1", "gpt-4o-mini"),
    ],
)
def test_what_is_not_in_the_table_is_unknown(address: str, model: str) -> None:
    assert known(address, model) is None


def test_the_table_is_dated() -> None:
    assert date(2026, 1, 1) < date.fromisoformat(dated())


def test_a_price_of_ones_own_comes_first() -> None:
    usage = Usage(1_000_000, 1_000_000)
    service = Service(api_key="none")
    assert Model(service, "gpt-4o-mini").cost(usage) == pytest.approx(0.75)
    own = Settings(price=Price(1, 2))
    assert Model(service, "gpt-4o-mini", own).cost(usage) == pytest.approx(3)
    local = Service(base_url="http://127.0.0.1:1234/v1")
    assert Model(local, "gpt-4o-mini").cost(usage) is None
    assert Model(local, "gpt-4o-mini", Settings(price=Price(0, 0))).cost(usage) == 0.0
