"""Feeds as RSS, Atom and JSON Feed."""
