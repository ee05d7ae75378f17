"""Where articles came from and what became of them.

`sources` says what was given to `add` and what it held, `memory` what the web said of each page.
`syncing` reads all of it again: `visits` takes apart what is met with, `moves` finds what was
renamed, `shrinking` what is a stub now, `losses` what is gone, `removals` what was taken out by
hand. `revisions` keeps earlier texts; `stamps` spare reading a file that is as it was.
"""
