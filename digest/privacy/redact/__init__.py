"""Redaction: a text or URL in, the same without the names out."""
