"""The addresses that the patterns of each generator give to a text."""
