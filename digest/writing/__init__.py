"""Bytes to `site/`: staged beside it, moved into place in order, remembered in a manifest. The only room that writes."""
