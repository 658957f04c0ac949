"""Metadata by evidence: dates, places, language, outlet, tags, people."""
