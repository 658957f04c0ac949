"""Data files as JSON and CSV, and their schemas."""
