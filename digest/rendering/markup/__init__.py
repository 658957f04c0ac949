"""Editors' Markdown as safe HTML."""
