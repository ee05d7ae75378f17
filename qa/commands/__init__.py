"""The commands, a room for each group of them. `qa.cli` puts them together.

`collecting` (add, sync), `replying` (ask), `talking` (chat, sessions), `briefing` (brief), `upkeep`
(the rest). What they share: `options`, `dates`, `progress`, `gathering`, `telling`, `diagnosis`.
"""
