"""Results to what a person or a program reads. Each form has a room of its own.

Deliberately nothing is decided here: a result says the same in every form.
"""
