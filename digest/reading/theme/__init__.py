"""The theme: templates, static files, catalogues of words, and what a site replaces of them."""
