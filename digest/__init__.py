"""A static-site generator for news digests: a page per incident, editions, archives and RSS feeds."""

__version__ = "0.1.0"
# The address of docs/ on the web, as an installed digest names it; that of docs/errors.md is errors/ below it.
DOCUMENTATION = "https://news-digest.readthedocs.io/"
# How a digest gets the libraries of its extras: all at once, because an installation forgets those of the one before.
INSTALL_EXTRAS = "in digest's repository, run pipx install --force '.[calendar,import,mail,search,serve]'"
