"""What the front matter of other tools means: their keys and values become fields of digest, before these are read."""
