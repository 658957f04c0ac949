"""A static-site generator for news digests: a page per incident, editions, archives and RSS feeds."""

__version__ = "0.1.0"
