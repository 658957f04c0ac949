"""Markdown of editors as safe HTML."""
