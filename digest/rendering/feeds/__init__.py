"""Renderers of feeds, one for each format of the table in `digest.model.feed_formats`, and what they share."""
