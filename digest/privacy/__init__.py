"""Redaction: take names out of texts before rendering, and search every file for them before it is published."""
