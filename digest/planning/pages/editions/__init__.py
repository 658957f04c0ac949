"""Editions: what was published here in each day, week or month, as pages and as items of a feed."""
