"""Results to what a person or a program reads. Each form has a room of its own."""
