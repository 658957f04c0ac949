"""Names that must be forgotten: taken out of text before rendering, and looked for once more in every file before it is published."""
