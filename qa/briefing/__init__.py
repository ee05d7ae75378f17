"""From all articles on a topic to a briefing, every line cited and checked.

`making` is the whole way: `survey` finds the articles and groups them into `stories`, `lines` takes
the best sentences of each by `salience`, of those that are `standing` by themselves and not taken
back (`withdrawals`), and `composing` puts the parts together: `timeline`, `sayings`, `tallies`,
`unknowns`, with the `verbs` they read; `sameness` tells by their `contents` which lines say the
same, and `remembering` keeps what was told. With a model, `noting` takes notes story by story,
several `side_by_side`, and `authoring` writes from them, within what `spending` allows;
`confirming` checks every line.
"""

from qa.briefing.making import assemble, brief, draft
from qa.briefing.remembering import remember

__all__ = ["assemble", "brief", "draft", "remember"]
