"""Feeds and their items, tombstones of what is gone, and simulated readers of both."""
