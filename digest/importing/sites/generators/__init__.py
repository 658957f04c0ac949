"""The conventions of each generator: which files are texts, which address each had, how its links are written."""
