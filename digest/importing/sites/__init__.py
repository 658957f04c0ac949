"""Folders of other generators: their posts, with the decisions, addresses and pictures that go with them.

Each module of `generators/` makes a `Site` of a folder by the conventions of one generator. The others serve all of them.
"""
