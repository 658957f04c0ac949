"""HTML, shortcodes and templates become Markdown; what cannot is counted, never shown."""
