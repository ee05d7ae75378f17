"""The commands, a room for each group of them. `qa.cli` puts them together.

`asking` (ask, with `replying` for what it prints), `briefing` (brief, with `destination` for where
it goes and `authorship` for a model's part), `talking` (chat), `sessions`, `looking` (search, list,
show), `collecting` (add, sync; with `gathering` and `telling`), `upkeep` (remove, status, doctor,
rebuild; with `diagnosis`). All share `options`, `dates` and `progress`.
"""
