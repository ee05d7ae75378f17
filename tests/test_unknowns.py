"""Sentences that say that something is not known."""

from __future__ import annotations

import pytest

from qa.briefing.unknowns import is_unknown


@pytest.mark.parametrize(
    "sentence",
    [
        "It was not immediately clear who fired the rockets.",
        "The cause of the fire is unknown.",
        "The cause of the leak at Norwick is not known.",
        "No group has claimed responsibility for the attack.",
        "Four days on, no armed group has said that it was responsible.",
        "The ministry did not say how many people were hurt.",
        "The claim could not be independently verified.",
        "Nobody has taken responsibility.",
        "“The motive is still under investigation,” mayor Ada Renn said.",
        "Whether the bridge will reopen remains to be seen.",
        "No one knows how deep the cracks are, inspector Kai Berg said.",
        "While members agreed to pay, it is still not clear how.",
        "The circumstances of the crash, which killed two, remain unclear.",
    ],
)
def test_what_is_not_known_is_noticed(sentence: str) -> None:
    assert is_unknown(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry sank on Monday.",
        "The mayor is known for her patience.",
        "He did not resign.",
        "The police declined to comment.",
        "Halden Motors did not respond to a request for comment.",
        "While the club did not name the player, a friend confirmed that it was Jon Sand.",
        "Nobody was hurt, said the official, who did not say who fired.",
        "The brothers are under investigation by the tax office.",
        "The drug is one of the remedies under investigation.",
        "When prices rose, people were uncertain how high they might go.",
    ],
)
def test_what_is_told_is_known(sentence: str) -> None:
    assert not is_unknown(sentence)
