"""Translated fields in the form of digest's own front matter, for what is imported: only what a build reads without an error."""
