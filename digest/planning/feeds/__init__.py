"""Feeds: their entries, their documents, tombstones of what was withdrawn, and simulated feed readers."""
