"""One module per kind of page: each plans the pages of its kind, and says what their views are made of."""
