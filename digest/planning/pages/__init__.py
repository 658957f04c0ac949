"""One module per kind of page: it plans the pages of its kind, and has the specs that their views are built from."""
