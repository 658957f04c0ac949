"""Folders of other generators: their posts, with the decisions, addresses and pictures that go with them."""
