"""Pages to bytes: Markdown, templates, feeds, and files for machines. Pure: nothing here opens a file."""
