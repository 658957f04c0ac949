"""A text or URL in, the same without the names out."""
