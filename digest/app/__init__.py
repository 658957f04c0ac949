"""Use cases: the only package in which the sections meet. One module per thing that a command does."""
