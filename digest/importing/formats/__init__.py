"""The formats of collectors: what a file is, and how its records are read."""
