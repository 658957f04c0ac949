"""Names taken out of everything that was read, and pseudonyms for ids and URLs that contained them."""
