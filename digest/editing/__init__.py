"""Changing files that editors wrote, and nothing in them but what shall change: a text and a change in, a new text out."""
