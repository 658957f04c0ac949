"""Use cases: the only package that joins reading, planning, rendering and writing. One module per use case."""
