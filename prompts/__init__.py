"""What a language model is told: one template a file. There is none yet.

Imports nothing of ``index`` or ``qa``.
"""
