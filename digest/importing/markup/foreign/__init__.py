"""Markup of other generators: the usual shortcodes, tags and components become Markdown; the others go, and are counted."""
