"""The derived stores: vectors in Chroma, words in tantivy, generation by generation.

`vectors` and `lexical` are the two, `dense` the first in a process of its own; `stage` is both of
them open, `generations` the folders they stand in. `analysis` and `terms` cut text into words,
`vector_files` and `borrowing` see to the files, `tantivy_errors` makes its errors ours.
"""
