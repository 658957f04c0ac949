"""The use case of digest import: sources are read, and articles are written."""
