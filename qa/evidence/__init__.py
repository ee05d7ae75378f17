"""How far sentences support a statement, which of them do, and where they disagree.

`checking` is the way in: `support` for any statement and sentences, `check` against a prepared
`library`. `judging` weighs one sentence: what of the statement it has (`alignment`, `covering`,
`vocabulary`), facts that must agree (`facts`; `numerals`, `bounds`, `quantities`;
`calendar_words`, `relative_dates`), and who does what to whom (`binding`, `swaps`, `orders`,
`governing`, `clauses`), says it (`speaking`, `attributing`, `quotations`), and how surely
(`hedging`, `asserting`, `retractions`, `withdrawals`). `carriers` picks the sentences to show.
`disagreement` compares sentences with one another: `tellings` of the same, and the `figures` in
them.
"""

from qa.evidence.checking import (
    PARTIAL,
    SUPPORTED,
    Support,
    Verdict,
    check,
    coverage,
    evidence_keys,
    missing,
    support,
    verdict,
)

__all__ = [
    "PARTIAL",
    "SUPPORTED",
    "Support",
    "Verdict",
    "check",
    "coverage",
    "evidence_keys",
    "missing",
    "support",
    "verdict",
]
