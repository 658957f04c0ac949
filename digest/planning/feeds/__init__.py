"""Feeds: their entries, notices of what is gone, their documents, and simulated feed readers."""
