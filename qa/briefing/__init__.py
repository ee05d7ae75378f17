"""From all articles on a topic to a briefing, every line cited and checked.

`making` is the whole way: `survey` finds the articles on the `subject`, keeps those of which a
sentence is (`matching`) and groups them into `stories`, `gleaning` takes the best `lines` of each
by `salience`: those that are on the topic (`topicality`), `standing` by themselves (no `captions`;
`naming` of people), told with what takes them back (`withdrawals`); in `judging` them, `retelling`
says how many later reports repeat them, and `lateness` what these leave of them. `composing` puts
the parts together as there is room in the `plan`: the `heading`, `timeline` (`ordering` of one
day), `sayings`, `tallies`, `unknowns`, `disputing` figures and `tolls` that grew, with the `verbs`
they read, and `editing`: how long an article was written on; without a topic it goes `by_story`.
`sameness` tells by their `contents` which lines say the same, and `differing` in what they do not;
`remembering` keeps what was told, so that `news` is what is not `known`. With a model, `noting`
takes notes story by story, several `side_by_side`, and `drafting` writes from them, within what
`spending` allows its `authoring` model; `translating` puts its words into another language;
`confirming` checks every line.
"""

from qa.briefing.making import assemble, brief, draft
from qa.briefing.remembering import remember

__all__ = ["assemble", "brief", "draft", "remember"]
